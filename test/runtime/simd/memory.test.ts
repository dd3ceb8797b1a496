import { expect, test } from 'vitest';
import { area, bring, doublesIn, integersIn, send } from '../../../src/runtime/simd/memory.ts';

test('entries of columns come into the memory of the thread and go back, those beside them stay', () => {
  const shared = new Float64Array(new SharedArrayBuffer(8 * 10), 16, 8).map((_, i) => i + 0.5);
  const column = new Float64Array(new SharedArrayBuffer(8 * 10), 16, 8);
  column.set(shared);
  const own = doublesIn(area(64)).fill(-1);
  bring(own, column, 2, 5);
  expect([...own]).toEqual([2.5, 3.5, 4.5, -1, -1, -1, -1, -1]);
  send(own, 2, column, 6);
  expect([...column]).toEqual([0.5, 1.5, 2.5, 3.5, 4.5, 5.5, 2.5, 3.5]);
});

test('nothing is copied where there is nothing', () => {
  const own = integersIn(area(16)).fill(7);
  bring(own, new Int32Array(0), 0, 0);
  send(own, 0, new Int32Array(3), 3);
  expect([...own]).toEqual([7, 7, 7, 7]);
});
