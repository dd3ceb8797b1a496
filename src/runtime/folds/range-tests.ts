import type { Kernel } from '../fold.ts';
import { marks as simd } from '../simd/marks.ts';
import { area, bring, bytesIn, integersIn, send } from '../simd/memory.ts';
import { ranges } from '../simd/ranges.ts';
import { chunkRows } from './axis.ts';

/** A test of stored values: whether they lie within `low` and `high`, or beyond them. Of bytes both are the same. */
export interface RangeTest {
  readonly values: Int32Array | Uint16Array | Uint8Array;
  readonly low: number;
  readonly high: number;
  readonly isBeyond: boolean;
}

/** Tests that a row has to pass, all of them, and the mask that tells whether it does. */
export interface RangeTestsInput {
  readonly tests: readonly RangeTest[];
  readonly out: Uint8Array;
}

const markArea = area(chunkRows);
const marks = bytesIn(markArea);
const valueArea = area(chunkRows * 4);
const integers = integersIn(valueArea);
const bytes = bytesIn(valueArea);
const halves = new Uint16Array(bytes.buffer, bytes.byteOffset, chunkRows);

/** Marks the rows that pass; yields how many there are. */
export const rangeTestsKernel: Kernel<RangeTestsInput, number> = {
  name: 'range-tests',
  run: ({ tests, out }, start, end) => {
    let passed = 0;
    for (let row = start; row < end; row += chunkRows) {
      const count = Math.min(chunkRows, end - row);
      const rounded = (count + 15) & ~15;
      marks.fill(1, 0, count);
      marks.fill(0, count, rounded);
      for (const test of tests) take(test, row, count, rounded);
      send(marks, count, out, row);
      passed += simd.ones(markArea.address, rounded);
    }
    return passed;
  },
};

function take({ values, low, high, isBeyond }: RangeTest, start: number, count: number, rounded: number): void {
  const end = start + count;
  const flip = isBeyond ? -1 : 0;
  if (values instanceof Int32Array) {
    bring(integers, values, start, end);
    ranges.integers(valueArea.address, rounded, low, high, flip, markArea.address);
  } else if (values instanceof Uint16Array) {
    bring(halves, values, start, end);
    ranges.halves(valueArea.address, rounded, low, high, flip, markArea.address);
  } else {
    bring(bytes, values, start, end);
    ranges.bytes(valueArea.address, rounded, low, high, flip, markArea.address);
  }
}
