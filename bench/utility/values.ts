import type {
  DistributionBody,
  MatrixBody,
  ModelBody,
  ReleasedBody,
  Shown,
  SummaryBody,
  TableBody,
} from '../../src/disclosure/released.ts';

/** What kind of number it is. */
export type Quantity =
  | 'count'
  | 'rowpct'
  | 'colpct'
  | 'cellpct'
  | 'mean'
  | 'std'
  | 'gini'
  | 'p1'
  | 'p25'
  | 'p50'
  | 'p75'
  | 'p99'
  | 'correlation'
  | 'chi2'
  | 'coef'
  | 'se'
  | 'p';

/** A number of a result, named so that the same one is found under another policy. */
export interface NamedValue {
  readonly quantity: Quantity;
  /** Which units it is about: condition and categories, the same in every analysis. */
  readonly cell: string;
  /** What of them: variable, term or test. */
  readonly of: string;
  /** Of a percentage the cell that is the whole. */
  readonly whole?: string;
  /** Of a coefficient the cell of the factor level that it is of. */
  readonly level?: string;
  /** `undefined` where it is not shown. */
  readonly value: number | undefined;
}

const quantities: Readonly<Record<string, Quantity>> = {
  freq: 'count',
  count: 'count',
  rowpct: 'rowpct',
  colpct: 'colpct',
  cellpct: 'cellpct',
  mean: 'mean',
  std: 'std',
  gini: 'gini',
  p1: 'p1',
  p25: 'p25',
  p50: 'p50',
  p75: 'p75',
  p99: 'p99',
};

/** The numbers of a result that can be compared one by one. */
export function namedValues(body: ReleasedBody, about: string): readonly NamedValue[] {
  switch (body.type) {
    case 'table':
      return valuesOfTable(body, about);
    case 'summary':
      return valuesOfSummary(body, about);
    case 'matrix':
      return valuesOfMatrix(body, about);
    case 'model':
      return valuesOfModel(body, about);
    default:
      return [];
  }
}

/** Heights of the bars as shares of all of them, with where each begins. */
export function sharesOfBars({ facets }: DistributionBody): ReadonlyMap<number, number> {
  const bars = facets.flatMap((facet) => facet.bars);
  const total = bars.reduce((sum, { count }) => sum + (count.v ?? 0), 0);
  return new Map(bars.map(({ lower, count }) => [lower, (count.v ?? 0) / total]));
}

function shown({ v }: Shown): number | undefined {
  return v ?? undefined;
}

type Place = ReadonlyMap<number, string>;

function nameOf(about: string, place: Place): string {
  const parts = [...place.values()].sort();
  return [about, ...parts].filter((part) => part !== '').join(' ') || 'everybody';
}

function valuesOfTable(body: TableBody, about: string): readonly NamedValue[] {
  const { dimensions, stub, column, columns, measures, rows, tests } = body;
  const partOf = (dimension: number, category: number): string => {
    const { variable, categories } = dimensions[dimension]!;
    return `${variable}=${String(categories[category]!.code)}`;
  };
  const cells = rows.flatMap((row) => {
    const inRow = new Map<number, string>();
    for (const [at, category] of row.key.entries()) {
      if (category !== 'total') inRow.set(stub[at]!, partOf(stub[at]!, category));
    }
    return row.cells.flatMap((values, c): readonly NamedValue[] => {
      const head = columns[c];
      const inColumn = new Map<number, string>();
      if (column !== undefined && typeof head === 'number') inColumn.set(column, partOf(column, head));
      const cell = nameOf(about, new Map([...inRow, ...inColumn]));
      const wholes = {
        rowpct: nameOf(about, inRow),
        colpct: nameOf(about, inColumn),
        cellpct: nameOf(about, new Map()),
      };
      return measures.flatMap(({ key, variable }, m): readonly NamedValue[] => {
        const quantity = quantities[key];
        if (quantity === undefined) return [];
        const whole = key === 'rowpct' || key === 'colpct' || key === 'cellpct' ? { whole: wholes[key] } : {};
        return [{ quantity, cell, of: variable ?? '', ...whole, value: shown(values[m]!) }];
      });
    });
  });
  const of = dimensions.map(({ variable }) => variable).join(' ');
  return [
    ...cells,
    ...tests.map(({ statistic }) => ({ quantity: 'chi2', cell: about, of, value: shown(statistic) }) as const),
  ];
}

function valuesOfSummary({ statistics, rows }: SummaryBody, about: string): readonly NamedValue[] {
  return rows.flatMap(({ variable, values }) =>
    values.flatMap((value, at): readonly NamedValue[] => {
      const quantity = quantities[statistics[at]!];
      return quantity === undefined
        ? []
        : [{ quantity, cell: nameOf(about, new Map()), of: variable, value: shown(value) }];
    }),
  );
}

function valuesOfMatrix({ variables, rows }: MatrixBody, about: string): readonly NamedValue[] {
  return rows.flatMap((row, i) =>
    row.slice(0, i).map(({ value }, j): NamedValue => {
      const of = `${variables[j]!} ${variables[i]!}`;
      return { quantity: 'correlation', cell: nameOf(about, new Map()), of, value: shown(value) };
    }),
  );
}

function valuesOfModel({ dependent, coefficients }: ModelBody, about: string): readonly NamedValue[] {
  const cell = nameOf(about, new Map());
  // A level of a factor stands in brackets behind its name: `utd[3]`.
  const levelOf = (term: string): { readonly level?: string } => {
    const [, variable, code] = /^(\w+)\[(.+)\]$/u.exec(term) ?? [];
    return variable === undefined ? {} : { level: nameOf(about, new Map([[0, `${variable}=${code!}`]])) };
  };
  return coefficients.flatMap(({ term, omitted, isConstant, coef, se, p }): readonly NamedValue[] => {
    if (omitted || isConstant) return [];
    const of = `${dependent} on ${term}`;
    return [
      { quantity: 'coef', cell, of, ...levelOf(term), value: shown(coef) },
      { quantity: 'se', cell, of, value: shown(se) },
      { quantity: 'p', cell, of, value: shown(p) },
    ];
  });
}
