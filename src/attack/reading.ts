import type { ModelBody, ReleasedBody, Shown, StatisticKey, TableBody } from '../disclosure/released.ts';

/** A released number, or `undefined` where there is none. */
export function numberOf(shown: Shown | undefined): number | undefined {
  return shown?.v ?? undefined;
}

/** How a table's cell is addressed: one code for each dimension; `undefined` for the total over it. */
export type CellAddress = readonly (string | number | undefined)[];

/**
 * A number of a table; a row, column or cell that is not shown counts as suppressed.
 *
 * @param measure place of the measure among the table's
 */
export function cellOf(body: ReleasedBody | undefined, address: CellAddress, measure = 0): number | undefined {
  if (body?.type !== 'table') return undefined;
  const row = rowOf(body, address);
  const column = columnOf(body, address);
  return column < 0 ? undefined : numberOf(row?.cells[column]?.[measure]);
}

/** A count of a table, in which a suppressed cell is read as 0. */
export function countOf(body: ReleasedBody | undefined, address: CellAddress): number {
  return cellOf(body, address) ?? 0;
}

function rowOf(body: TableBody, address: CellAddress): TableBody['rows'][number] | undefined {
  return body.rows.find(({ key }) =>
    key.every((place, level) => {
      const dimension = body.stub[level];
      const asked = dimension === undefined ? undefined : address[dimension];
      if (place === 'total') return asked === undefined;
      return dimension !== undefined && asked === body.dimensions[dimension]?.categories[place]?.code;
    }),
  );
}

function columnOf(body: TableBody, address: CellAddress): number {
  const { column } = body;
  if (column === undefined) return 0;
  const asked = address[column];
  return body.columns.findIndex((place) =>
    place === 'total' ? asked === undefined : body.dimensions[column]?.categories[place]?.code === asked,
  );
}

/** A statistic of the first variable of `summarize`. */
export function statisticOf(body: ReleasedBody | undefined, statistic: StatisticKey, row = 0): number | undefined {
  if (body?.type !== 'summary') return undefined;
  const place = body.statistics.indexOf(statistic);
  return place < 0 ? undefined : numberOf(body.rows[row]?.values[place]);
}

/** A coefficient of a model; the first one that is no constant unless a term is named. */
export function coefficientOf(body: ReleasedBody | undefined, term?: string): number | undefined {
  if (body?.type !== 'model') return undefined;
  const found = body.coefficients.find((c) => (term === undefined ? !c.isConstant : c.term === term));
  return found?.omitted === false ? numberOf(found.coef) : undefined;
}

/** The constant of a model, where it is shown. */
export function constantOf(body: ReleasedBody | undefined): number | undefined {
  return body?.type === 'model' ? numberOf(body.coefficients.find(({ isConstant }) => isConstant)?.coef) : undefined;
}

/** What the figures of a model's header are called. */
export type HeaderKey = ModelBody['header'][number]['key'];

/** A figure of a model's header. */
export function headerOf(body: ReleasedBody | undefined, key: HeaderKey): number | undefined {
  if (body?.type !== 'model') return undefined;
  return numberOf(body.header.find((item) => item.key === key)?.value);
}

/** Every number in a released body, in order. */
export function numbersIn(value: unknown): readonly number[] {
  if (typeof value === 'number') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(numbersIn);
}
