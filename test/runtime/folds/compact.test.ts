import { describe, expect, test } from 'vitest';
import { missingInt32, openStopDay } from '../../../src/metadata/stored-column.ts';
import { type Axis, droppedRow, type NumericValues } from '../../../src/runtime/folds/axis.ts';
import { cellCodesKernel, compactKernel, type ValidRows, validRowsKernel } from '../../../src/runtime/folds/compact.ts';
import { placeCodedKernel } from '../../../src/runtime/folds/grouped.ts';

const rowsPerBlock = 4096;

/** Blocks of so many rows. */
function blocksOf(rows: number): readonly (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(rows / rowsPerBlock) }, (_, block) => [
    block * rowsPerBlock,
    Math.min(rows, (block + 1) * rowsPerBlock),
  ]);
}

/** Whole numbers below `size` that follow no pattern. */
const mixed = (i: number, size: number): number => ((Math.imul(i + 1, 0x9e3779b1) >>> 8) ^ (i * 7)) % size;

/** Every third value is missing, or one in a hundred is there. */
function columnOf(rows: number, kind: NumericValues['kind'], isSparse: boolean): NumericValues {
  const isMissing = (i: number): boolean => (isSparse ? mixed(i, 100) !== 0 : mixed(i, 3) === 0);
  if (kind === 'float64') {
    const values = Float64Array.from({ length: rows }, (_, i) => (isMissing(i) ? Number.NaN : mixed(i, 9) / 4 - 1));
    if (rows > 2) values[2] = -0;
    return { kind, values };
  }
  const values = Int32Array.from({ length: rows }, (_, i) => (isMissing(i) ? missingInt32 : mixed(i, 5000) - 900));
  if (rows > 2) values[2] = openStopDay;
  return { kind, values, openStop: true };
}

function validOf(values: NumericValues, mask: Uint8Array | undefined): { valid: ValidRows; numbers: number[] } {
  const rows = values.values.length;
  const bits = new Uint8Array(Math.ceil(rows / 8));
  const counts = blocksOf(rows).map(([start, end]) => validRowsKernel.run({ mask, values, bits }, start, end));
  const begins = new Int32Array(counts.length + 1);
  for (const [block, count] of counts.entries()) begins[block + 1] = begins[block]! + count;
  const numbers = Array.from(values.values, (value, row) => ({ value, row }))
    .filter(({ value }) => !Number.isNaN(value) && value !== missingInt32 && value !== openStopDay)
    .filter(({ row }) => mask === undefined || mask[row] === 1)
    .map(({ row }) => row);
  return { valid: { bits, begins, rowsPerBlock }, numbers };
}

const cases = [0, 1, 7, 33, 2047, 2049, 10_001].flatMap((rows) =>
  (['int32', 'float64'] as const).flatMap((kind) =>
    [false, true].map((isMasked) => ({ rows, kind, isMasked, isSparse: rows === 10_001 && isMasked })),
  ),
);

describe('valid rows side by side', () => {
  for (const { rows, kind, isMasked, isSparse } of cases) {
    test(`${String(rows)} rows of ${kind}${isMasked ? ', some of them only' : ''}`, () => {
      const values = columnOf(rows, kind, isSparse);
      const mask = isMasked ? Uint8Array.from({ length: rows }, (_, i) => mixed(i, 5) & 1) : undefined;
      const { valid, numbers } = validOf(values, mask);
      expect(valid.begins.at(-1)).toBe(numbers.length);

      const keys = {
        a: Int32Array.from({ length: rows * 2 }, (_, i) => Math.imul(i, 77_777_777)),
        b: new Int32Array(),
      };
      keys.b = keys.a.map((a) => ~a);
      const total = numbers.length;
      const shared = { keysA: keys.a, keysB: keys.b, rowCount: rows };
      const doubled = Int32Array.from({ length: rows }, (_, i) => 2 * i);
      for (const index of [undefined, doubled]) {
        const out = kind === 'int32' ? new Int32Array(total) : new Float64Array(total);
        const unitsOut = { keysA: new Int32Array(total), keysB: new Int32Array(total) };
        const indexOut = { index: new Int32Array(total) };
        const pair = { kind, from: values.values, to: out } as Parameters<typeof compactKernel.run>[0]['values'];
        for (const [start, end] of blocksOf(rows)) {
          const units = { ...shared, index, distinct: true };
          compactKernel.run({ rows: valid, values: pair, units, unitsOut }, start, end);
          if (index === undefined) continue;
          compactKernel.run(
            { rows: valid, values: pair, units: { ...units, distinct: false }, unitsOut: indexOut },
            start,
            end,
          );
        }
        expect([...out]).toEqual(numbers.map((row) => values.values[row]! + 0));
        const entries = numbers.map((row) => (index === undefined ? row : index[row]!));
        expect([...unitsOut.keysA]).toEqual(entries.map((entry) => keys.a[entry]));
        expect([...unitsOut.keysB]).toEqual(entries.map((entry) => keys.b[entry]));
        if (index !== undefined) expect([...indexOut.index]).toEqual(entries);
      }
    });
  }

  for (const [cells, hasUnits] of [
    [5, false],
    [300, true],
  ] as const) {
    test(`go to ${String(cells)} cells, in the order of the rows${hasUnits ? ', several of a unit' : ''}`, () => {
      const rows = 9_999;
      const values = columnOf(rows, 'int32', false);
      const { valid, numbers } = validOf(values, undefined);
      const codes = Uint16Array.from({ length: rows }, (_, i) => mixed(i * 3, cells + 1));
      const contribution = Int32Array.from({ length: cells + 1 }, (_, slot) => (slot === 0 ? droppedRow : slot - 1));
      const coded: Axis = { source: { kind: 'codes', codes }, contribution, missing: droppedRow };
      const zeros = { kind: 'int32', values: new Int32Array(rows), offset: 0 } as const;
      const idle: Axis = { source: zeros, contribution: Int32Array.of(0), missing: 0 };
      const axes = hasUnits ? [coded, idle] : [coded];
      const total = numbers.length;
      const codesOut = cells < 256 ? new Uint8Array(total) : new Uint16Array(total);
      const counts = blocksOf(rows).map(([start, end]) =>
        cellCodesKernel.run({ rows: valid, axes, cells, out: codesOut }, start, end),
      );
      expect([...codesOut]).toEqual(numbers.map((row) => codes[row]));

      const places = new Int32Array(counts.length * (cells + 1));
      let placed = 0;
      for (let code = 1; code <= cells; code++) {
        for (const [block, own] of counts.entries()) {
          places[block * (cells + 1) + code] = placed;
          placed += own[code]!;
        }
      }
      for (const block of counts.keys()) places[block * (cells + 1)] = placed;
      const own = Int32Array.from(numbers, (row) => values.values[row]!);
      const index = hasUnits ? Int32Array.from({ length: total }, (_, i) => i >> 1) : undefined;
      const keysA = Int32Array.from({ length: total }, (_, i) => i * 3);
      const keysB = Int32Array.from({ length: total }, (_, i) => -i);
      const units = { keysA, keysB, index, distinct: !hasUnits, rowCount: total };
      const out = new Int32Array(placed + 1);
      const keysOut = new Int32Array(2 * placed + 2);
      const keys = { units, out: keysOut };
      const input = { rows: valid, codes: codesOut, cells, values: own, places, out, keys };
      for (const [start, end] of blocksOf(rows)) placeCodedKernel.run(input, start, end);
      const alone = { ...input, out: new Int32Array(placed + 1), keys: undefined };
      for (const [start, end] of blocksOf(rows)) placeCodedKernel.run(alone, start, end);
      expect(alone.out.subarray(0, placed)).toEqual(out.subarray(0, placed));

      const expected = Array.from({ length: cells }, (_, cell) =>
        [...own.keys()].filter((i) => codesOut[i] === cell + 1),
      );
      const inOrder = expected.flat();
      expect(placed).toBe(inOrder.length);
      expect([...out.subarray(0, placed)]).toEqual(inOrder.map((i) => own[i]));
      const entries = inOrder.map((i) => (index === undefined ? i : index[i]!));
      expect([...keysOut.subarray(0, 2 * placed)]).toEqual(entries.flatMap((entry) => [keysA[entry], keysB[entry]]));
    });
  }
});
