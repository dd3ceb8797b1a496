import { afterAll, describe, expect, test } from 'vitest';
import { createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import { valueRowsOf } from '../../../src/runtime/columnar/reading/valid-rows.ts';
import type { ColumnarDataset } from '../../../src/runtime/dataset.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf, type Values } from '../../helpers/columnar.ts';

const runners = [1, 3].map((threads) => createFoldRunner({ threads }));
const [runner] = runners;
afterAll(() => Promise.all(runners.map((one) => one.close())));

/** Enough rows for values to be put side by side, of which every fifth or so has one. */
const n = 263_000;
const hasValue = (row: number): boolean => (row * 7919) % 17 < 3;
const numbers = Array.from({ length: n }, (_, row) => (hasValue(row) ? ((row * 31) % 10_007) - 3000 : null));
const groups = Array.from({ length: n }, (_, row) => (row % 11 === 5 ? null : `g${(row * 31) % 4}`));
const years = Array.from({ length: n }, (_, row) => (row % 13 === 0 ? null : 2000 + (row % 3)));
const half = Array.from({ length: n }, (_, row) => row % 2 === 0);
const pick = <T>(list: readonly T[], rows: readonly number[]): T[] => rows.map((row) => list[row]!);

/** The same rows twice: among many without a value, and alone. */
function bothOf(asInteger: boolean, unitOf: ((row: number) => number) | undefined, selected: readonly boolean[]) {
  const values = asInteger ? numbers : numbers.map((value) => (value === null ? null : value / 3));
  const of = (rows: readonly number[] | undefined): ColumnarDataset => {
    const list = rows === undefined ? values : pick(values, rows);
    const x: Values = asInteger ? { int32: list } : list;
    const own = {
      g: rows === undefined ? groups : pick(groups, rows),
      y: { int32: rows === undefined ? years : pick(years, rows) },
    };
    const units =
      rows === undefined
        ? unitOf === undefined
          ? undefined
          : values.map((_, row) => unitOf(row))
        : rows.map(unitOf ?? ((row) => row));
    return columnarDataset({ x, ...own }, units === undefined ? {} : { units });
  };
  const few = values.flatMap((value, row) => (value !== null && selected[row] === true ? [row] : []));
  return { many: of(undefined), alone: of(few) };
}

async function everythingOf(
  dataset: ColumnarDataset,
  selected: readonly boolean[] | undefined,
  engine: ReturnType<typeof createReadingEngine>,
) {
  const population = populationOf(dataset, selected);
  const dimensions = ['g', 'y'].map((variable) => ({ variable, missing: 'drop' as const }));
  const grid = (await engine.classify(population, dimensions))!;
  const whole = (await engine.classify(population, []))!;
  const cells = grid.dimensions.reduce((product, { codes }) => product * codes.length, 1);
  const request = {
    variable: 'x',
    limits: { lower: -900, upper: 2000 },
    gini: dataset.columns.get('x')?.kind === 'int32',
  };
  const signKeys = (valid: { rows: Float64Array }) => {
    const words = Uint32Array.from(valid.rows, (rows, cell) => Math.imul(rows + cell, 0x9e3779b1));
    return { lo: words, hi: words };
  };
  const grids = [
    [true, true],
    [false, true],
    [false, false],
  ];
  const ranges = [
    { from: 10, to: 12 },
    { from: 3, to: 3 },
  ];
  const ofGrids = { ...request, classification: grid, grids, signKeys };
  const ofWhole = { ...request, classification: whole, grids: [[]], signKeys };
  return {
    profile: await engine.profile(population, 'x'),
    percentiles: await engine.orderStatistics(
      grid,
      [true, true],
      'x',
      Array.from({ length: cells }, () => ranges),
    ),
    ofAll: await engine.orderStatistics(grid, [false, false], 'x', [ranges]),
    ofWhole: await engine.orderStatistics(whole, [], 'x', [ranges]),
    most: await engine.mostRows(grid, [true, true], 'x'),
    sets: await engine.statistics({ ...ofGrids, withoutMoments: true }),
    statistics: await engine.statistics(ofGrids),
    whole: await engine.statistics(ofWhole),
    squares: await engine.sumOfSquares(ofWhole),
  };
}

describe('a variable that few rows have a value of', () => {
  const everybody = Array.from({ length: n }, () => true);
  const cases = [
    { name: 'integers', asInteger: true, unitOf: undefined, selected: everybody },
    { name: 'decimals', asInteger: false, unitOf: undefined, selected: everybody },
    { name: 'integers of some rows', asInteger: true, unitOf: undefined, selected: half },
    {
      name: 'decimals of units with several rows',
      asInteger: false,
      unitOf: (row: number) => row >> 3,
      selected: everybody,
    },
  ];
  for (const { name, asInteger, unitOf, selected } of cases) {
    test(`${name}: everything is as if the other rows were not there`, async () => {
      const { many, alone } = bothOf(asInteger, unitOf, selected);
      const mask = selected === everybody ? undefined : selected;
      const column = many.columns.get('x')!;
      const read = await valueRowsOf(
        runner!,
        populationOf(many),
        column.kind === 'int32'
          ? { kind: 'int32', values: column.values, openStop: false }
          : { kind: 'float64', values: column.kind === 'float64' ? column.values : new Float64Array(0) },
      );
      expect(read.rowCount).toBe(numbers.filter((value) => value !== null).length);
      const expected = await everythingOf(alone, undefined, createReadingEngine(runner!));
      // What asks for less gets the same of it.
      expect(expected.sets.map(({ valid }) => valid)).toEqual(expected.statistics.map(({ valid }) => valid));
      expect(expected.squares).toBe(expected.whole[0]!.m2[0]);
      for (const one of runners) {
        expect(await everythingOf(many, mask, createReadingEngine(one))).toEqual(expected);
      }
    });
  }
});
