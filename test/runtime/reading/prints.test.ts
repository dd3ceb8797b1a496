import { afterAll, describe, expect, it } from 'vitest';
import type { CellBlock } from '../../../src/disclosure/nodes.ts';
import { createComparingEngine, createReadingEngine } from '../../../src/runtime/columnar/reading/engine.ts';
import type { ColumnarDataset } from '../../../src/runtime/dataset.ts';
import type { Keeps, ReadingEngine, StatisticsRequest } from '../../../src/runtime/engine/reading.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset, populationOf } from '../../helpers/columnar.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
const engines = runners.map((runner) => createComparingEngine(runner, true));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

const rowCount = 300;
const rows = Array.from({ length: rowCount }, (_, row) => row);
const regions = rows.map((row) => (row % 11 === 0 ? null : (row * 7) % 3));
const sexes = rows.map((row) => (row * 5) % 2);
const pay = rows.map((row) => (row % 13 === 0 ? null : (row * 37) % 50));
const isSelected = rows.map((row) => row % 4 !== 1);
const data = { region: regions, sex: sexes, pay: { int32: pay }, decimals: pay, age: rows.map((row) => row % 90) };

/** One row for each unit, and rows of units that have up to three. */
const datasets: Readonly<Record<string, ColumnarDataset>> = {
  distinct: columnarDataset(data),
  several: columnarDataset(data, { units: rows.map((row) => Math.floor(row / 3)) }),
};

/** The fingerprint of the units of some rows, row by row. */
function expectedPrint({ units }: ColumnarDataset, within: (row: number) => boolean): number[] {
  const print = new Uint32Array(64);
  const members = new Set(
    rows.filter((row) => isSelected[row] === true && within(row)).map((row) => units.index?.[row] ?? row),
  );
  for (const unit of members) print[units.keys.a[unit]! & 63]! ^= units.keys.b[unit]!;
  return [...print];
}

const printAt = ({ prints }: CellBlock, cell: number): number[] => [...prints!.subarray(cell * 64, cell * 64 + 64)];

async function classified(engine: ReadingEngine, dataset: ColumnarDataset) {
  const population = populationOf(dataset, isSelected);
  const found = await engine.classify(population, [
    { variable: 'region', missing: 'drop' },
    { variable: 'sex', missing: 'drop' },
  ]);
  if (found === undefined) throw new Error('too many cells');
  return found;
}

const grids: readonly Keeps[] = [
  [true, true],
  [true, false],
  [false, true],
  [false, false],
];

const isIn = (keeps: Keeps, region: number, sex: number, row: number): boolean =>
  regions[row] !== null && (keeps[0] !== true || regions[row] === region) && (keeps[1] !== true || sexes[row] === sex);

function requestOf(classification: StatisticsRequest['classification'], variable: string): StatisticsRequest {
  return {
    classification,
    grids,
    variable,
    limits: { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY },
    gini: false,
    signKeys: ({ rows: counts }) => ({ lo: new Uint32Array(counts.length), hi: new Uint32Array(counts.length) }),
  };
}

describe.each(Object.entries(datasets))('fingerprints of cells where rows of units are %s', (_, dataset) => {
  it.each(grids.map((keeps) => [keeps]))('are those of the units in each cell of the grid %j', async (keeps) => {
    for (const engine of engines) {
      const classification = await classified(engine, dataset);
      const block = await engine.countCells(classification, keeps);
      const valid = await engine.countCells(classification, keeps, { variable: 'pay' });
      const one = await engine.countCells(classification, keeps, { variable: 'pay', equals: 37 });
      const [sizeOfRegions, sizeOfSexes] = [keeps[0] === true ? 3 : 1, keeps[1] === true ? 2 : 1];
      for (let cell = 0; cell < sizeOfRegions * sizeOfSexes; cell++) {
        const [region, sex] = [Math.floor(cell / sizeOfSexes), cell % sizeOfSexes];
        const within = (row: number): boolean => isIn(keeps, region, sex, row);
        expect(printAt(block, cell)).toEqual(expectedPrint(dataset, within));
        expect(printAt(valid, cell)).toEqual(expectedPrint(dataset, (row) => within(row) && pay[row] !== null));
        expect(printAt(one, cell)).toEqual(expectedPrint(dataset, (row) => within(row) && pay[row] === 37));
      }
      expect([...classification.total.print!]).toEqual(expectedPrint(dataset, (row) => regions[row] !== null));
    }
  });

  it('are those of the units in each bin and hexagon', async () => {
    for (const engine of engines) {
      const classification = await classified(engine, dataset);
      const { bins, totals } = await engine.countBins(classification, 'age', Float64Array.of(0, 30, 60, 90));
      const within = (row: number): boolean => isIn([true, true], 1, 0, row);
      // Cell (1, 0) is the third; ages from 30 on are its second bin.
      const inBin = (row: number): boolean => within(row) && row % 90 >= 30 && row % 90 < 60;
      expect(printAt(bins, 2 * 3 + 1)).toEqual(expectedPrint(dataset, inBin));
      expect(printAt(totals, 2)).toEqual(expectedPrint(dataset, within));
      const grid = { left: 0, right: 90, bottom: 0, top: 50, columns: 1, rows: 1 };
      const hexagons = await engine.countHexagons(populationOf(dataset, isSelected), 'age', 'pay', grid);
      expect(hexagons.prints).toHaveLength(hexagons.units.length * 64);
      const occupied = [...hexagons.units.keys()].filter((cell) => hexagons.units[cell]! > 0);
      const empty = [...hexagons.units.keys()].filter((cell) => hexagons.units[cell] === 0);
      for (const cell of occupied) expect(printAt(hexagons, cell).some((word) => word !== 0)).toBe(true);
      for (const cell of empty) expect(printAt(hexagons, cell).every((word) => word === 0)).toBe(true);
    }
  });

  it('know a column by its values, whatever numbers they are kept as and on however many threads', async () => {
    const found = [];
    for (const engine of engines) {
      const classification = await classified(engine, dataset);
      for (const variable of ['pay', 'decimals', 'age']) {
        found.push(await engine.statistics(requestOf(classification, variable)));
      }
    }
    const [whole, decimals, other, again] = found;
    for (const [at, block] of whole!.entries()) {
      expect(block.valuePrints).toEqual(decimals![at]!.valuePrints);
      expect(block.valid.prints).toEqual(decimals![at]!.valid.prints);
      expect(block.valuePrints).toEqual(again![at]!.valuePrints);
      expect(block.valuePrints).not.toEqual(other![at]!.valuePrints);
    }
    // All of them together are the sum of the cells.
    const sum = new Uint32Array(64);
    for (const [word, value] of whole![0]!.valuePrints!.entries()) sum[word % 64]! += value;
    expect(whole![3]!.valuePrints).toEqual(sum);
  });
});

describe('fingerprints of a column', () => {
  it.each(Object.entries(datasets))(
    'belong to the rows that are asked about (rows of units: %s)',
    async (_, dataset) => {
      for (const engine of engines) {
        const [some, all] = [populationOf(dataset, isSelected), populationOf(dataset)];
        const printed = async (population: typeof all, variable: string) => {
          const { prints } = await engine.profile(population, variable);
          const whole = await engine.classify(population, []);
          const [block] = await engine.statistics({ ...requestOf(whole!, variable), grids: [[]] });
          expect(prints).toEqual({ units: block!.valid.prints, values: block!.valuePrints });
          return prints!;
        };
        const ofSome = await printed(some, 'pay');
        expect([...ofSome.units]).toEqual(expectedPrint(dataset, (row) => pay[row] !== null));
        expect((await printed(some, 'decimals')).values).toEqual(ofSome.values);
        expect((await printed(some, 'age')).values).not.toEqual(ofSome.values);
        expect((await printed(all, 'pay')).values).not.toEqual(ofSome.values);
      }
    },
  );
});

describe('an engine that nobody asks to compare cells', () => {
  it('makes no fingerprints', async () => {
    const engine = createReadingEngine(runners[0]!);
    const classification = await classified(engine, datasets['distinct']!);
    expect(classification.total).not.toHaveProperty('print');
    expect(await engine.countCells(classification, [true, true])).not.toHaveProperty('prints');
    const [block] = await engine.statistics(requestOf(classification, 'pay'));
    expect(block).not.toHaveProperty('valuePrints');
  });
});
