import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { HexbinOperation } from '../../../src/commands/chart/hexbin/analyse.ts';
import { executeHexbin } from '../../../src/commands/chart/hexbin/execute.ts';
import type { HexBody } from '../../../src/disclosure/released.ts';
import { hexagonCount, hexagonOf } from '../../../src/runtime/folds/hexagons.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { readReference } from '../../helpers/reference-data.ts';

const runners = [1, 2, 4, 8].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const reference = readReference('boxes-cross.json') as {
  readonly hexagons: Readonly<
    Record<string, { readonly n: number; readonly cells: readonly (readonly [number, number, number])[] }>
  >;
};
const dataset = columnarDataset(crossColumns());
const [runner] = runners;
const context = readingContext(runner!, dataset);
const plain: HexbinOperation = {
  type: 'hexbin',
  dataset: 'd',
  vertical: 'lonn',
  horizontal: 'alder',
  size: 20,
  groups: 10,
};

async function hexagonsOf(operation: HexbinOperation, within = context): Promise<HexBody> {
  const body = await released(executeHexbin, operation, within);
  if (body.type !== 'hex') throw new Error(body.rule);
  return body;
}

describe('exact hexagons', () => {
  it.each(Object.entries(reference.hexagons))('of %s are those of matplotlib', async (written, { n, cells }) => {
    const [vertical = '', horizontal = '', size] = written.split(' ');
    const body = await hexagonsOf({ ...plain, vertical, horizontal, size: Number(size) });
    const ours = body.hexagons;
    expect(ours.reduce((sum, { count }) => sum + count!, 0)).toBe(n);
    expect(ours.map(({ count }) => count)).toEqual(cells.map(([, , count]) => count));
    const { left, right, bottom, top } = body.grid;
    ours.forEach(({ x, y }, i) => {
      expect(Math.abs(x - cells[i]![0])).toBeLessThan(2e-9 * (right - left));
      expect(Math.abs(y - cells[i]![1])).toBeLessThan(2e-9 * (top - bottom));
    });
  });

  it('are in classes that are equally wide in logarithms, and every count lies in its class', async () => {
    const { classes, hexagons } = await hexagonsOf({ ...plain, size: 5, groups: 4 });
    const counts = hexagons.map(({ count }) => count!);
    const [least, most] = [Math.min(...counts), Math.max(...counts)];
    expect(classes.map(({ from }) => from)).toEqual(
      [0, 1, 2, 3].map((k) => Math.ceil(least * (most / least) ** (k / 4) - 1e-9)),
    );
    expect(classes.at(-1)!.to).toBe(most);
    for (const { class: at, count } of hexagons) {
      expect(count).toBeGreaterThanOrEqual(classes[at]!.from);
      expect(count).toBeLessThanOrEqual(classes[at]!.to!);
    }
  });

  it('of a constant variable stand in one row, and of no rows there is no result', async () => {
    const constant = columnarDataset({ x: [1, 2, 3], y: [7, 7, null] });
    const operation = { ...plain, vertical: 'y', horizontal: 'x' };
    const body = await hexagonsOf(operation, readingContext(runner!, constant));
    expect(body.hexagons.reduce((sum, { count }) => sum + count!, 0)).toBe(2);
    expect(new Set(body.hexagons.map(({ y }) => y)).size).toBe(1);
    const none = readingContext(runner!, columnarDataset({ x: [1, null], y: [null, 2] }));
    expect(await released(executeHexbin, operation, none)).toMatchObject({ rule: 'DC-07' });
  });
});

it('every point has the hexagon with the nearest centre', () => {
  const place = fc.double({ min: -0.2, max: 1.2, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 25 }), place, place, (columns, x, y) => {
      const rows = Math.max(1, Math.floor(columns / Math.sqrt(3)));
      const grid = { left: 0, right: 1, bottom: 0, top: 1, columns, rows };
      const found = hexagonOf(grid, x, y);
      expect(found).toBeLessThan(hexagonCount(grid));
      const [u, v] = [x, y].map((at) => Math.min(1, Math.max(0, at)));
      const distance = (i: number, j: number): number => (u! * columns - i) ** 2 + 3 * (v! * rows - j) ** 2;
      const all: number[] = [];
      for (let i = 0; i <= columns; i++) for (let j = 0; j <= rows; j++) all.push(distance(i, j));
      for (let i = 0; i < columns; i++) for (let j = 0; j < rows; j++) all.push(distance(i + 0.5, j + 0.5));
      expect(all[found]! - Math.min(...all)).toBeLessThan(1e-9);
    }),
    { numRuns: 200 },
  );
});

describe.each(['open', 'strict', 'hardened'])('under %s', (policy) => {
  it('any number of threads gives the same bytes', async () => {
    const texts = await Promise.all(
      runners.map(async (one) =>
        JSON.stringify(await hexagonsOf({ ...plain, size: 4 }, readingContext(one, dataset, { policy }))),
      ),
    );
    expect(new Set(texts).size).toBe(1);
  });
});
