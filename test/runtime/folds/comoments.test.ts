import { afterAll, describe, expect, test } from 'vitest';
import { gathered } from '../../../src/runtime/columnar/reading/comoments.ts';
import type { ComomentRows, GroupRows } from '../../../src/runtime/folds/comoment-rows.ts';
import {
  type ComomentInfluencesInput,
  comomentInfluencesFold,
  comomentProductsFold,
  comomentSumsFold,
} from '../../../src/runtime/folds/comoments.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';

let seed = 9;
const random = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const integer = (): number => Math.floor(random() * 2 ** 32) | 0;

/** Groups of all rows, of those that one mask selects, and of those that three do. */
function rowsOf(count: number, units: 'rows' | 'other-order' | 'several-rows'): ComomentRows {
  const masks = [0.3, 0.9, 0.5].map((share) => Uint8Array.from({ length: count }, () => (random() < share ? 1 : 0)));
  const whole = {
    kind: 'int32',
    values: Int32Array.from({ length: count }, () => 1e6 * random() ** 3),
    openStop: false,
  } as const;
  const decimal = { kind: 'float64', values: Float64Array.from({ length: count }, () => random() - 0.3) } as const;
  const index = {
    rows: undefined,
    'other-order': Int32Array.from({ length: count }, (_, row) => count - row),
    'several-rows': Int32Array.from({ length: count }, (_, row) => Math.floor(row / 3)),
  }[units];
  return {
    groups: [
      { masks: [], values: [whole, decimal] },
      { masks: masks.slice(0, 1), values: [decimal, whole] },
      { masks, values: [whole] },
    ],
    units: {
      keysA: Int32Array.from({ length: count + 1 }, integer),
      keysB: Int32Array.from({ length: count + 1 }, integer),
      index,
      distinct: units !== 'several-rows',
      rowCount: count,
    },
  };
}

/** Numbers of a group's rows, chunk by chunk. */
function chunksOf({ masks }: GroupRows, count: number): number[][] {
  return Array.from({ length: Math.ceil(count / 2048) }, (_, chunk) =>
    Array.from({ length: Math.min(2048, count - chunk * 2048) }, (__, i) => chunk * 2048 + i).filter((row) =>
      masks.every((mask) => mask[row] === 1),
    ),
  );
}

/** Sums as two vectors of two take them: every fourth number by itself; those after whole fours, where so wanted, one by one. */
function sumOver(chunks: readonly number[][], term: (row: number) => number, hasRest = false): number {
  let sum = 0;
  for (const rows of chunks) {
    const lanes = [0, 0, 0, 0];
    const whole = hasRest ? rows.length & ~3 : rows.length;
    for (const [i, row] of rows.slice(0, whole).entries()) lanes[i % 4] = lanes[i % 4]! + term(row);
    sum += rows.slice(whole).reduce((own, row) => own + term(row), lanes[0]! + lanes[1]! + (lanes[2]! + lanes[3]!));
  }
  return sum;
}

const topUnits = 3;
const unitOf = ({ units }: ComomentRows, row: number): number => units.index?.[row] ?? row;

/** Adds what belongs to each unit. */
function byUnit(rows: ComomentRows, chunks: readonly number[][], term: (row: number) => number): number[] {
  const sums = new Map<number, number>();
  for (const row of chunks.flat()) sums.set(unitOf(rows, row), (sums.get(unitOf(rows, row)) ?? 0) + term(row));
  return [...sums.values()];
}

function expectSums(rows: ComomentRows, count: number): void {
  const found = comomentSumsFold.init(rows);
  comomentSumsFold.step(found, rows, 0, count);
  for (const [g, group] of rows.groups.entries()) {
    const chunks = chunksOf(group, count);
    expect(Array.from(found.sums[g]!)).toEqual(
      group.values.map(({ values }) => sumOver(chunks, (row) => values[row]!)),
    );
    const units = [...new Set(chunks.flat().map((row) => unitOf(rows, row)))];
    const total = (keys: Int32Array): number => units.reduce((sum, unit) => (sum + keys[unit]!) | 0, 0);
    const expected = [chunks.flat().length, units.length, total(rows.units.keysA), total(rows.units.keysB)];
    expect(Array.from(found.counts.subarray(g * 4, g * 4 + 4))).toEqual(expected);
  }
}

function expectProducts(rows: ComomentRows, means: readonly Float64Array[], count: number): void {
  const input = { rows, means, topUnits };
  const found = comomentProductsFold.init(input);
  comomentProductsFold.step(found, input, 0, count);
  for (const [g, { values, ...group }] of rows.groups.entries()) {
    const chunks = chunksOf({ ...group, values }, count);
    const d = values.map((column, v) => (row: number) => column.values[row]! - means[g]![v]!);
    const pairs = d.flatMap((x, i) => d.slice(i).map((y) => sumOver(chunks, (row) => x(row) * y(row))));
    expect(Array.from(found.rests[g]!)).toEqual(d.map((x) => sumOver(chunks, x)));
    expect(Array.from(found.products[g]!)).toEqual(pairs);
    const largest = d.flatMap((x) => {
      const squares = byUnit(rows, chunks, (row) => x(row) ** 2).sort((a, b) => b - a);
      return Array.from({ length: topUnits }, (_, i) => squares[i] ?? 0);
    });
    expect(Array.from(found.largest[g]!)).toEqual(largest);
  }
}

function influencesInput(rows: ComomentRows, means: readonly Float64Array[]): ComomentInfluencesInput {
  const perPair = (of: () => number): Float64Array[] =>
    rows.groups.map(({ values }) => Float64Array.from({ length: (values.length * (values.length + 1)) / 2 }, of));
  return {
    rows,
    means,
    scales: rows.groups.map(({ values }) => Float64Array.from(values, random)),
    lo: Int32Array.from(rows.groups, integer),
    hi: Int32Array.from(rows.groups, integer),
    terms: [
      { shrink: perPair(random), shift: perPair(() => 0) },
      { shrink: perPair(() => 0), shift: perPair(random) },
    ],
  };
}

function expectInfluences(rows: ComomentRows, input: ComomentInfluencesInput, count: number): void {
  const found = comomentInfluencesFold.init(input);
  comomentInfluencesFold.step(found, input, 0, count);
  const { keysA, keysB, distinct } = rows.units;
  for (const [g, group] of rows.groups.entries()) {
    const chunks = chunksOf(group, count);
    const z = group.values.map(
      ({ values }, v) =>
        (row: number) =>
          (values[row]! - input.means[g]![v]!) * input.scales[g]![v]!,
    );
    const pairs = z.flatMap((x, i) => z.slice(i).map((y, j) => ({ x, y, isSame: j === 0 })));
    const signOf = (row: number): number => {
      const unit = unitOf(rows, row);
      const mixed =
        Math.imul(keysA[unit]! ^ input.lo[g]!, 0x9e3779b1) ^ Math.imul(keysB[unit]! ^ input.hi[g]!, 0x85ebca77);
      return 1 - 2 * (mixed >>> 31);
    };
    for (const [kind, { shrink, shift }] of input.terms.entries()) {
      for (const [pair, { x, y, isSame }] of pairs.entries()) {
        const [k, c] = [shrink[g]![pair]!, shift[g]![pair]!];
        const psi = (row: number): number => x(row) * y(row) - k * (x(row) * x(row) + y(row) * y(row)) - c;
        const own = Array.from(found[kind]![g]!.subarray(pair * 3, pair * 3 + 3));
        const signed = (row: number): number => signOf(row) * psi(row);
        if (isSame && k !== 0) expect(own).toEqual([0, 0, 0]);
        else if (distinct) {
          const largest = Math.max(0, ...chunks.flat().map((row) => Math.abs(psi(row))));
          expect(own).toEqual([sumOver(chunks, signed, true), sumOver(chunks, (row) => psi(row) ** 2, true), largest]);
        } else {
          const sums = byUnit(rows, chunks, psi);
          const squares = sums.reduce((sum, one) => sum + one * one, 0);
          const all = chunks.flat().reduce((sum, row) => sum + signed(row), 0);
          expect(own).toEqual([all, squares, Math.max(0, ...sums.map(Math.abs))]);
        }
      }
    }
  }
}

describe('products of deviations', () => {
  for (const units of ['rows', 'other-order', 'several-rows'] as const) {
    for (const count of [0, 1, 3, 5, 2047, 2048, 2050, 5001]) {
      test(`of ${String(count)} rows are those of the plain way; units: ${units}`, () => {
        const rows = rowsOf(count, units);
        const means = rows.groups.map(({ values }) => Float64Array.from(values, () => 1000 * random()));
        expectSums(rows, count);
        expectProducts(rows, means, count);
        expectInfluences(rows, influencesInput(rows, means), count);
      });
    }
  }
});

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

describe('rows that have been brought together', () => {
  for (const units of ['rows', 'other-order'] as const) {
    for (const count of [1, 2048, 2050, 40_000]) {
      test(`give the same to the bit: ${String(count)} rows, units: ${units}`, async () => {
        const { groups, units: own } = rowsOf(count, units);
        const mask = Uint8Array.from({ length: count }, () => (random() < 0.3 ? 1 : 0)).fill(0, 0, 1);
        const rows = { groups: [{ ...groups[1]!, masks: [...groups[1]!.masks, mask] }], units: own };
        const together = await gathered(runner, rows, count, 0);
        expect(together.groups[0]!.together).toBeDefined();
        const means = [Float64Array.of(0.2, 300_000)];
        const found = await Promise.all(
          [rows, together].map(async (one) => ({
            sums: await runner.fold(comomentSumsFold, one, count),
            products: await runner.fold(comomentProductsFold, { rows: one, means, topUnits }, count),
          })),
        );
        expect(found[1]).toEqual(found[0]);
        const input = influencesInput(rows, means);
        const influences = await runner.fold(comomentInfluencesFold, input, count);
        expect(await runner.fold(comomentInfluencesFold, { ...input, rows: together }, count)).toEqual(influences);
      });
    }
  }

  test('are not, where there are several groups, several rows of a unit, few rows, or too many of them', async () => {
    const several = rowsOf(5000, 'rows');
    const [all, some] = several.groups;
    const repeated = rowsOf(5000, 'several-rows');
    const full = { ...some!, masks: [new Uint8Array(5000).fill(1)] };
    const cases: readonly [ComomentRows, number][] = [
      [several, 0],
      [{ ...several, groups: [all!] }, 0],
      [{ ...several, groups: [some!] }, 5001],
      [{ ...several, groups: [full] }, 0],
      [{ ...repeated, groups: [repeated.groups[1]!] }, 0],
    ];
    for (const [rows, least] of cases) expect(await gathered(runner, rows, 5000, least)).toBe(rows);
    expect(await gathered(runner, { ...several, groups: [some!] }, 5000, 5000)).not.toBe(several);
  });
});
