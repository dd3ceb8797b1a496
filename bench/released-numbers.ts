import type { ReleasedBody, Shown, TableBody } from '../src/disclosure/released.ts';

/** The numbers of a released result that a peer's query can be asked for, in any order. Counts of nobody are left out. */
export function numbersOf(body: ReleasedBody): readonly number[] {
  switch (body.type) {
    case 'table':
      return numbersOfTable(body);
    case 'summary':
      return shown(body.rows.flatMap(({ values }) => values));
    case 'matrix':
      return shown(body.rows.flatMap((row, i) => row.slice(0, i).map(({ value }) => value)));
    case 'distribution':
      return counts(body.facets.flatMap(({ bars }) => bars.map(({ count }) => count)));
    case 'flow':
      return counts(body.links.flat(2));
    case 'box':
      return body.boxes.flatMap(({ count, mean, lower, p25, p50, p75, upper }) => [
        count,
        mean,
        lower,
        p25,
        p50,
        p75,
        upper,
      ]);
    case 'hex':
      return body.hexagons.flatMap(({ count }) => count ?? []);
    default:
      throw new Error(`a ${body.type} has no numbers to compare`);
  }
}

/** The inner cells: margins follow from those of counts, and a peer is not asked for others. */
function numbersOfTable({ rows, columns, column, measures }: TableBody): readonly number[] {
  const inner = rows.filter(({ key }) => !key.includes('total'));
  const cells = inner.flatMap((row) => row.cells.filter((_, c) => column === undefined || columns[c] !== 'total'));
  return measures.flatMap(({ key }, m) => {
    const values = cells.map((cell) => cell[m]!);
    return key === 'freq' || key === 'count' ? counts(values) : shown(values);
  });
}

function shown(values: readonly Shown[]): number[] {
  return values.flatMap(({ v }) => v ?? []);
}

function counts(values: readonly Shown[]): number[] {
  return shown(values).filter((count) => count > 0);
}
