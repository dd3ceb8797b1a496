import fc from 'fast-check';
import { expect, test } from 'vitest';
import { missingInt32, openStopDay } from '../../../src/metadata/stored-column.ts';
import { completeCasesKernel } from '../../../src/runtime/folds/complete-cases.ts';
import { addSums, countSetFold, missingSetKernel } from '../../../src/runtime/folds/count-set.ts';
import { placeRecordsKernel } from '../../../src/runtime/folds/place-records.ts';
import type { UnitRows } from '../../../src/runtime/folds/units.ts';

const key = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const value = fc.oneof(fc.constant(missingInt32), fc.constant(openStopDay), fc.integer({ min: -3, max: 3 }));

/** Rows with a mark, a value, and the place of their unit among more units. */
const rowsOfUnits = fc
  .array(fc.record({ mark: fc.boolean(), value, a: key, b: key, isIn: fc.boolean() }), { maxLength: 60 })
  .map((units) => {
    const index = Int32Array.from(units.flatMap(({ isIn }, unit) => (isIn ? [unit] : [])));
    return { units, index };
  });

type Rows = typeof rowsOfUnits extends fc.Arbitrary<infer T> ? T : never;

function unitRows({ units, index }: Rows, isWhole: boolean): UnitRows {
  return {
    keysA: Int32Array.from(units, ({ a }) => a),
    keysB: Int32Array.from(units, ({ b }) => b),
    index: isWhole ? undefined : index,
    distinct: true,
    rowCount: isWhole ? units.length : index.length,
  };
}

function expectedSums(chosen: Rows['units']): number[] {
  const sum = (pick: (unit: Rows['units'][number]) => number) =>
    chosen.reduce((total, unit) => (total + pick(unit)) | 0, 0);
  return [chosen.length, sum(({ a }) => a), sum(({ b }) => b)];
}

test('a set of distinct units has the rows and key sums of its units, however rows are cut', () => {
  fc.assert(
    fc.property(rowsOfUnits, fc.boolean(), fc.boolean(), fc.nat(), (rows, isWhole, isMasked, at) => {
      const own = isWhole ? rows.units : rows.units.filter(({ isIn }) => isIn);
      const mask = isMasked ? Uint8Array.from(own, ({ mark }) => (mark ? 1 : 0)) : undefined;
      const input = { mask, units: unitRows(rows, isWhole) };
      const cut = own.length === 0 ? 0 : at % own.length;
      const [first, second] = [countSetFold.init(input), countSetFold.init(input)];
      countSetFold.step(first, input, 0, cut);
      countSetFold.step(second, input, cut, own.length);
      const chosen = isMasked ? own.filter(({ mark }) => mark) : own;
      expect([...countSetFold.merge(first, second, input)].slice(0, 3)).toEqual(expectedSums(chosen));
    }),
  );
});

test('sets of more rows than are looked at together', () => {
  const list = Array.from({ length: 9001 }, (_, i) => ({
    mark: i % 3 === 0,
    value: i,
    a: Math.imul(i + 1, 0x9e3779b1),
    b: Math.imul(i + 7, 0x85ebca77),
    isIn: i % 5 > 0,
  }));
  const rows = { units: list, index: Int32Array.from(list.flatMap(({ isIn }, i) => (isIn ? [i] : []))) };
  for (const isWhole of [true, false]) {
    const own = isWhole ? list : list.filter(({ isIn }) => isIn);
    for (const mask of [undefined, Uint8Array.from(own, ({ mark }) => (mark ? 1 : 0))]) {
      const input = { mask, units: unitRows(rows, isWhole) };
      const state = countSetFold.init(input);
      countSetFold.step(state, input, 0, 5);
      countSetFold.step(state, input, 5, own.length);
      const chosen = mask === undefined ? own : own.filter(({ mark }) => mark);
      expect([...state].slice(0, 3)).toEqual(expectedSums(chosen));
    }
  }
});

const severalRows = fc.array(
  fc.record({ a: fc.integer(), b: fc.integer(), marks: fc.array(fc.boolean(), { maxLength: 4 }) }),
  { maxLength: 12 },
);

test('a unit with several rows counts once, if any of them is marked, however rows are cut', () => {
  fc.assert(
    fc.property(severalRows, fc.boolean(), fc.nat(), (list, isMasked, at) => {
      const index = Int32Array.from(list.flatMap(({ marks }, unit) => marks.map(() => unit)));
      const all = list.flatMap(({ marks }) => marks);
      const units = {
        keysA: Int32Array.from(list, ({ a }) => a),
        keysB: Int32Array.from(list, ({ b }) => b),
        index,
        distinct: false,
        rowCount: index.length,
      };
      const input = { mask: isMasked ? Uint8Array.from(all, (mark) => (mark ? 1 : 0)) : undefined, units };
      const cut = index.length === 0 ? 0 : at % index.length;
      const [first, second] = [countSetFold.init(input), countSetFold.init(input)];
      countSetFold.step(first, input, 0, cut);
      countSetFold.step(second, input, cut, index.length);
      const isCounted = (mark: boolean): boolean => mark || !isMasked;
      const counted = list.filter(({ marks }) => marks.some(isCounted));
      const sum = (pick: (unit: (typeof list)[number]) => number): number =>
        counted.reduce((total, unit) => (total + pick(unit)) | 0, 0);
      expect([...countSetFold.merge(first, second, input)]).toEqual([
        all.filter(isCounted).length,
        sum(({ a }) => a),
        sum(({ b }) => b),
        counted.length,
      ]);
    }),
  );
});

test('missing rows are marked and counted in every kind of column', () => {
  fc.assert(
    fc.property(rowsOfUnits, (rows) => {
      const { units } = rows;
      const columns = [
        { values: Int32Array.from(units, (unit) => unit.value), missing: missingInt32 },
        {
          values: Float64Array.from(units, (unit) => (unit.value === missingInt32 ? Number.NaN : unit.value)),
          missing: Number.NaN,
        },
        { values: Uint8Array.from(units, (unit) => (unit.value === missingInt32 ? 0 : 7)), missing: 0 },
      ];
      for (const column of columns) {
        const mask = new Uint8Array(units.length).fill(9);
        const input = { ...column, mask, units: unitRows(rows, true) };
        const cut = units.length >> 1;
        const sums = addSums(missingSetKernel.run(input, 0, cut), missingSetKernel.run(input, cut, units.length));
        expect([...mask]).toEqual(units.map((unit) => (unit.value === missingInt32 ? 1 : 0)));
        expect([...sums].slice(0, 3)).toEqual(expectedSums(units.filter((unit) => unit.value === missingInt32)));
      }
    }),
  );
});

test('complete cases have a value in every column; an open end is none where it counts as missing', () => {
  fc.assert(
    fc.property(rowsOfUnits, fc.boolean(), fc.boolean(), ({ units }, isMasked, isOpenMissing) => {
      const decimals = Float64Array.from(units, ({ a }) => (a % 3 === 0 ? Number.NaN : a));
      const columns = [
        {
          values: Int32Array.from(units, (unit) => unit.value),
          missing: missingInt32,
          open: isOpenMissing ? openStopDay : missingInt32,
        },
        { values: decimals, missing: Number.NaN, open: Number.NaN },
      ];
      const mask = isMasked ? Uint8Array.from(units, ({ mark }) => (mark ? 1 : 0)) : undefined;
      const out = new Uint8Array(units.length);
      const kept = completeCasesKernel.run({ mask, columns, out }, 0, units.length);
      const expected = units.map((unit) => {
        const isMissing = unit.value === missingInt32 || (isOpenMissing && unit.value === openStopDay);
        return !isMissing && unit.a % 3 !== 0 && (!isMasked || unit.mark) ? 1 : 0;
      });
      expect([...out]).toEqual(expected);
      expect(kept).toBe(expected.filter((stays) => stays === 1).length);
    }),
  );
});

test('records are spread over all units, those without one get the missing value', () => {
  fc.assert(
    fc.property(rowsOfUnits, fc.nat(), ({ units, index }, at) => {
      const values = Float64Array.from(index, (unit) => units[unit]!.a);
      const out = new Float64Array(units.length);
      const input = { units: index, values, missing: Number.NaN, out };
      const cut = units.length === 0 ? 0 : at % units.length;
      placeRecordsKernel.run(input, 0, cut);
      placeRecordsKernel.run(input, cut, units.length);
      expect([...out]).toEqual(units.map(({ isIn, a }) => (isIn ? a : Number.NaN)));
    }),
  );
});
