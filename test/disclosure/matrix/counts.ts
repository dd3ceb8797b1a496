import type { ReleasedBody, ReleasedDimension, Shown, TableBody } from '../../../src/disclosure/released.ts';

/** A count of units or rows as it is shown, by what it counts; 0 where nothing is shown. */
export type Counts = ReadonlyMap<string, number>;

const shown = ({ v }: Shown): number => v ?? 0;
const codeOf = (dimension: ReleasedDimension | undefined, at: number | 'total'): string =>
  at === 'total' ? 'total' : String(dimension?.categories[at]?.code);

/** The counts that a released body shows, named so that bodies of two runs can be compared. Heights and classes are none. */
export function countsIn(body: ReleasedBody): Counts {
  switch (body.type) {
    case 'message':
      return named(
        Object.entries(body.counts),
        (name) => `${body.code} ${Object.values(body.names).join(' ')} ${name}`,
      );
    case 'table':
      return countsOfTable(body);
    case 'summary': {
      const at = body.statistics.findIndex((key) => key === 'count' || key === 'obs');
      return new Map(body.rows.map((row) => [`${row.variable} ${row.time ?? ''}`, shown(row.values[at]!)]));
    }
    case 'matrix':
      return new Map([
        ...(body.sample === undefined ? [] : [['sample', shown(body.sample)] as const]),
        ...body.rows.flatMap((row, i) =>
          row.flatMap(({ n }, j) => (n === undefined ? [] : [[`${i} ${j}`, shown(n)] as const])),
        ),
      ]);
    case 'distribution':
      return new Map(body.facets.map(({ category, total }) => [String(category), shown(total)]));
    case 'flow':
      return new Map([
        ...body.nodes.flatMap((nodes, i) =>
          nodes.map((node, j) => [`${i} ${codeOf(body.stages[i], j)}`, shown(node)] as const),
        ),
        ...body.links.flatMap((links, i) =>
          links.flatMap((to, j) =>
            to.map(
              (link, k) => [`${i} ${codeOf(body.stages[i], j)}→${codeOf(body.stages[i + 1], k)}`, shown(link)] as const,
            ),
          ),
        ),
        ['all', shown(body.population)],
      ]);
    case 'box':
      return new Map(body.boxes.map(({ variable, at, count }) => [`${variable} ${at.join(' ')}`, count]));
    case 'hex':
      return new Map(body.hexagons.flatMap(({ x, y, count }) => (count === undefined ? [] : [[`${x} ${y}`, count]])));
    case 'variance':
    case 'model':
      return new Map(body.header.flatMap(({ key, value }) => (key === 'n' ? [['n', shown(value)]] : [])));
    default:
      return new Map();
  }
}

function named(entries: readonly (readonly [string, Shown])[], nameOf: (name: string) => string): Counts {
  return new Map(entries.map(([name, value]) => [nameOf(name), shown(value)]));
}

function countsOfTable(body: TableBody): Counts {
  const { dimensions, stub, column, columns, measures, rows } = body;
  const counts = new Map([['all', shown(body.population)]]);
  for (const { key, cells } of rows) {
    const row = key.map((at, level) => codeOf(dimensions[stub[level]!], at)).join(' ');
    for (const [c, cell] of cells.entries()) {
      for (const [m, value] of cell.entries()) {
        const measure = measures[m]!;
        if (measure.key !== 'freq' && measure.key !== 'count') continue;
        const head = column === undefined ? '' : codeOf(dimensions[column], columns[c]!);
        counts.set(`${row} | ${head} | ${measure.variable ?? ''}`, shown(value));
      }
    }
  }
  return counts;
}
