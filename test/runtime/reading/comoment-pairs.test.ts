import { afterAll, describe, expect, it } from 'vitest';
import type { CellBlock } from '../../../src/disclosure/nodes.ts';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import type { Population } from '../../../src/runtime/dataset.ts';
import type { ComomentGroup, Comoments } from '../../../src/runtime/engine/comoments.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runners = [1, 3].map((threads) => createFoldRunner({ threads }));
const engines = runners.map(createReadingEngine);
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const rows = 40_000;
let state = 7;
const random = (): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const gaps = (of: () => number): (number | null)[] =>
  Array.from({ length: rows }, () => (random() < 0.3 ? null : of()));
const data = columnarDataset({
  wage: gaps(() => 4e5 * random() ** 2),
  year: { int32: gaps(() => 1950 + Math.floor(60 * random())) },
  whole: Array.from({ length: rows }, () => random() - 3),
  same: gaps(() => 7),
  nothing: gaps(() => 0).map(() => null),
  far: gaps(() => 1e9 + random()),
  // Where `rest` has values, `late` is far from what a look at some of all rows finds.
  late: Array.from({ length: rows }, (_, row) => (row % 9 === 0 ? 1 : 1e6 + random())),
  rest: Array.from({ length: rows }, (_, row) => (row % 9 === 0 ? null : random())),
});

/** Keys that tell sets apart. */
const signKeys = ({ sumA, sumB }: CellBlock): { lo: Uint32Array; hi: Uint32Array } => ({ lo: sumA, hi: sumB });
const request = (groups: readonly ComomentGroup[]): Parameters<(typeof engines)[number]['comoments']>[0] => ({
  groups,
  topUnits: 9,
  influences: ['correlation', 'covariance'],
  signKeys,
});

/** All pairs, a variable with itself included, each among the rows where both are valid. */
async function pairsOf(variables: readonly string[]): Promise<ComomentGroup[]> {
  const own = new Map<string, Population>();
  for (const variable of variables) {
    own.set(variable, await engines[0]!.narrow(populationOf(data), [{ type: 'missing', variable }]));
  }
  return variables.flatMap((a, i) =>
    variables.slice(i).map((b) => {
      const pair = a === b ? [a] : [a, b];
      return { populations: pair.map((name) => own.get(name)!), variables: pair };
    }),
  );
}

/** Each group by itself, which are no pairs that share passes. */
async function oneByOne(groups: readonly ComomentGroup[]): Promise<readonly Comoments[]> {
  return Promise.all(groups.map((group) => engines[0]!.comoments(request([group]))));
}

function near(found: number, expected: number, scale: number, tolerance: number): void {
  const most = tolerance * Math.max(Math.abs(scale), Number.MIN_VALUE);
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(most);
}

describe('pairs of variables, each in rows of its own', () => {
  // By itself, the mean of a pair is rounded to the digits of its values.
  for (const { variables, tolerance } of [
    { variables: ['wage', 'year', 'whole', 'same', 'nothing'], tolerance: 1e-10 },
    { variables: ['wage', 'year', 'far'], tolerance: 1e-6 },
    { variables: ['late', 'rest', 'wage'], tolerance: 1e-10 },
  ]) {
    it(`have the moments that each pair has by itself: ${variables.join(', ')}`, async () => {
      const groups = await pairsOf(variables);
      const together = await engines[0]!.comoments(request(groups));
      for (const [g, alone] of (await oneByOne(groups)).entries()) {
        const { variables: names } = groups[g]!;
        const at = names.length === 1 ? 0 : 1;
        const [one, other] = [together.groups[g]!, alone.groups[0]!];
        for (const key of ['rows', 'units', 'sumA', 'sumB'] as const) {
          expect(together.sets[key][g]).toBe(alone.sets[key][0]);
        }
        const scale = Math.sqrt(other.products[0]! * other.products.at(-1)!);
        other.products.forEach((product, i) => near(one.products[i]!, product, i === at ? scale : product, tolerance));
        other.topSquares.forEach((sum, i) => near(one.topSquares[i]!, sum, sum, tolerance));
        for (const statistic of ['correlation', 'covariance'] as const) {
          const [found, expected] = [one[statistic]!, other[statistic]!];
          near(found.signed[at]!, expected.signed[at]!, Math.sqrt(expected.squares[at]! * rows), tolerance);
          near(found.squares[at]!, expected.squares[at]!, expected.squares[at]!, tolerance);
          near(found.largest[at]!, expected.largest[at]!, expected.largest[at]!, tolerance);
        }
      }
    });
  }

  it('are the same on any number of threads', async () => {
    const groups = await pairsOf(['wage', 'year', 'whole']);
    const [one, several] = await Promise.all(engines.map((engine) => engine.comoments(request(groups))));
    expect(several).toEqual(one);
  });

  it('without influences and largest units take nothing but sums', async () => {
    const groups = await pairsOf(['wage', 'year']);
    const found = await engines[0]!.comoments({ ...request(groups), topUnits: 0, influences: [] });
    const full = await engines[0]!.comoments(request(groups));
    expect(found.groups.map(({ products }) => products)).toEqual(full.groups.map(({ products }) => products));
    expect(found.groups.every(({ topSquares }) => topSquares.every((sum) => sum === 0))).toBe(true);
  });
});
