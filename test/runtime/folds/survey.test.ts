import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { missingInt32, openStopDay } from '../../../src/metadata/stored-column.ts';
import { type CellRows, chunkRows, type NumericValues } from '../../../src/runtime/folds/axis.ts';
import { denseOfChunk, roomForDense } from '../../../src/runtime/folds/dense.ts';
import { meanOfBins, type SurveyInput, type SurveyState, surveyFold } from '../../../src/runtime/folds/survey.ts';
import { area, doublesIn, integersIn } from '../../../src/runtime/simd/memory.ts';
import { survey } from '../../../src/runtime/simd/survey.ts';

const everyRow: CellRows = { axes: [], mask: undefined };
const special = fc.constantFrom(Number.NaN, -0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324);
const decimals = fc.array(fc.oneof(fc.double(), special), { maxLength: 300 }).map((list) => Float64Array.from(list));
const codes = fc.constantFrom(missingInt32, openStopDay, 0, -1);
const integers = fc.array(fc.oneof(fc.integer(), codes), { maxLength: 300 }).map((list) => Int32Array.from(list));

/** The survey of a column, whose rows are cut in two. */
function surveyed(input: SurveyInput, cut = 0): SurveyState {
  const state = surveyFold.init(input);
  surveyFold.step(state, input, 0, cut);
  surveyFold.step(state, input, cut, input.values.values.length);
  surveyFold.finish?.(state, input);
  return state;
}

/** Some rows of a chunk: their numbers and values. */
interface Kept {
  readonly places: number[];
  readonly values: number[];
}

function kept(rows: CellRows, column: NumericValues): Kept {
  const room = roomForDense();
  const count = denseOfChunk(rows, column, 0, Math.min(chunkRows, column.values.length), room);
  return { places: [...room.places.subarray(0, count)], values: [...room.values.subarray(0, count)] };
}

/** The same, row by row. */
function keptPlainly(values: readonly number[], isValid: (value: number, row: number) => boolean): Kept {
  const valid = values.map((value, row) => ({ value: value + 0, row })).filter(({ value, row }) => isValid(value, row));
  return { places: valid.map(({ row }) => row), values: valid.map(({ value }) => value) };
}

describe('the rows of a chunk that count', () => {
  test('decimals: all but NaN, and -0 is 0', () => {
    fc.assert(
      fc.property(decimals, (values) => {
        expect(kept(everyRow, { kind: 'float64', values })).toEqual(keptPlainly([...values], (x) => !Number.isNaN(x)));
      }),
    );
  });

  test('integers: all but missing ones, and days that stand for no end where they do', () => {
    fc.assert(
      fc.property(integers, fc.boolean(), (values, openStop) => {
        const isValid = (x: number): boolean => x !== missingInt32 && !(openStop && x === openStopDay);
        expect(kept(everyRow, { kind: 'int32', values, openStop })).toEqual(keptPlainly([...values], isValid));
      }),
    );
  });

  test('only those with a cell', () => {
    fc.assert(
      fc.property(decimals, integers, (numbers, whole) => {
        const length = Math.min(numbers.length, whole.length);
        const mask = Uint8Array.from({ length }, (_, row) => row % 2);
        const odd = { axes: [], mask };
        const isOdd = (row: number): boolean => row % 2 === 1;
        const values = numbers.subarray(0, length);
        const integersHere = whole.subarray(0, length);
        expect(kept(odd, { kind: 'float64', values })).toEqual(
          keptPlainly([...values], (x, row) => !Number.isNaN(x) && isOdd(row)),
        );
        expect(kept(odd, { kind: 'int32', values: integersHere, openStop: false })).toEqual(
          keptPlainly([...integersHere], (x, row) => x !== missingInt32 && isOdd(row)),
        );
      }),
    );
  });
});

describe('a survey', () => {
  test('has finer bins for integers, which ascend with them, too', () => {
    const binsOf = (numbers: readonly number[]): number[] => {
      const room = { values: area(numbers.length * 8), bins: area(numbers.length * 4) };
      doublesIn(room.values).set(numbers);
      survey.binsOfIntegers(room.values.address, numbers.length, room.bins.address);
      const bins = [...integersIn(room.bins)];
      const values = { kind: 'int32', values: Int32Array.from(numbers), openStop: false } as const;
      const input = { rows: everyRow, values, units: undefined };
      const state = surveyed(input);
      const counted = new Map([...new Set(bins)].map((bin) => [bin, bins.filter((other) => other === bin).length]));
      expect([...counted.keys()].map((bin) => state.bins[bin])).toEqual([...counted.values()]);
      return bins;
    };
    const years = Array.from({ length: 3000 }, (_, i) => i - 500);
    expect(new Set(binsOf(years)).size).toBe(years.length);
    const wide = [missingInt32 + 1, -5_000_000, -202_112, ...years, 202_112, 5_000_000, openStopDay];
    const bins = binsOf(wide);
    expect(bins).toEqual([...bins].sort((a, b) => a - b));
    expect(bins.every((bin) => bin >= 0)).toBe(true);
  });

  test('counts in bins that ascend with the values, and finds extremes and pairs of values', () => {
    fc.assert(
      fc.property(decimals, (values) => {
        const input = { rows: everyRow, values: { kind: 'float64', values }, units: undefined } as const;
        const state = surveyed(input);
        const sorted = values.filter((x) => !Number.isNaN(x)).sort();
        const binOf = (x: number): number => {
          const one = { ...input, values: { kind: 'float64', values: Float64Array.of(x) } } as const;
          const alone = surveyed(one);
          return alone.bins.indexOf(1);
        };
        const ends = [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].flatMap((x) =>
          x === undefined ? [] : binOf(x),
        );
        expect(ends).toEqual([...ends].sort((a, b) => a - b));
        expect(ends.every((bin) => (state.bins[bin] ?? 0) > 0)).toBe(true);
        expect(state.bins.reduce((sum, count) => sum + count, 0)).toBe(sorted.length);
        expect(state.profile.rows).toBe(sorted.length);
        expect(state.profile.isVaried).toBe(new Set(sorted).size > 2);
        expect(state.profile.isWhole).toBe(sorted.every((x) => x === Math.floor(x)));
        if (sorted.length > 0)
          expect([state.profile.minimum, state.profile.maximum]).toEqual([
            Math.min(...sorted) + 0,
            Math.max(...sorted) + 0,
          ]);
      }),
      { numRuns: 30 },
    );
  });

  test('tells nearly where the mean is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1e6, max: 1e6 }), { minLength: 1 }),
        fc.boolean(),
        (list, areIntegers) => {
          const values: NumericValues = areIntegers
            ? { kind: 'int32', values: Int32Array.from(list), openStop: false }
            : { kind: 'float64', values: Float64Array.from(list, (x) => x / 3) };
          const input = { rows: everyRow, values, units: undefined };
          const state = surveyed(input);
          const [lower, upper] = [-2e5, 1e5];
          const inside = Array.from(values.values, (x) => Math.min(Math.max(x, lower), upper));
          const mean = inside.reduce((sum, x) => sum + x, 0) / list.length;
          const size = inside.reduce((sum, x) => sum + Math.abs(x), 0) / list.length;
          const found = meanOfBins(state.bins, values.kind, lower, upper);
          expect(Math.abs(found - mean)).toBeLessThanOrEqual((size / 128) * (1 + 1e-9));
          const one = list[0] ?? 0;
          expect(meanOfBins(state.bins, values.kind, one, one)).toBe(one);
        },
      ),
    );
  });
});

describe('the units of a survey', () => {
  const rows = 5003;
  const keysA = Int32Array.from({ length: rows }, (_, i) => Math.imul(i + 3, 0x9e3779b1));
  const keysB = Int32Array.from({ length: rows }, (_, i) => Math.imul(i + 9, 0x85ebca77));
  const backwards = Int32Array.from({ length: rows }, (_, i) => rows - 1 - i);
  for (const share of [1, 3]) {
    for (const index of [undefined, backwards]) {
      test(`every row of ${String(share)}${index === undefined ? '' : ', units in another order'}`, () => {
        const list = Int32Array.from({ length: rows }, (_, i) => (i % share === 0 ? i : missingInt32));
        const values: NumericValues = { kind: 'int32', values: list, openStop: false };
        const input = { rows: everyRow, values, units: { keysA, keysB, index, distinct: true, rowCount: rows } };
        const state = surveyed(input, 2048);
        const [part, rest] = [surveyed({ ...input, values: { ...values, values: list.subarray(0, 2048) } }), state];
        expect(part.bins.every((count, bin) => count <= rest.bins[bin]!)).toBe(true);
        const units = [...list.keys()].filter((i) => i % share === 0).map((row) => index?.[row] ?? row);
        const sumOf = (keys: Int32Array): number => units.reduce((sum, unit) => (sum + keys[unit]!) | 0, 0);
        expect([...state.counts]).toEqual([units.length, 0, sumOf(keysA), sumOf(keysB)]);
      });
    }
  }
});
