import { area, bring, integersIn } from '../simd/memory.ts';
import { mostRows } from './cell-numbers.ts';
import type { UnitRows } from './units.ts';

/** Where the record keys of the rows at hand are in the thread's memory, one half beside the other. */
export const keyAreas = { a: area(mostRows * 4), b: area(mostRows * 4) };
const { a, b } = { a: integersIn(keyAreas.a), b: integersIn(keyAreas.b) };

/** Brings the keys of `count` rows from `start` on there, at most `mostRows`, and zeros for what makes four of the last rows. */
export function takeKeys({ keysA, keysB, index }: UnitRows, start: number, count: number): void {
  a.fill(0, count, (count + 3) & ~3);
  b.fill(0, count, (count + 3) & ~3);
  if (index === undefined) {
    bring(a, keysA, start, start + count);
    bring(b, keysB, start, start + count);
    return;
  }
  for (let i = 0; i < count; i++) {
    const unit = index[start + i]!;
    a[i] = keysA[unit]!;
    b[i] = keysB[unit]!;
  }
}

/** The same for `count` of the rows from `start` on, whose numbers among them are `places`. */
export function takeKeysAt({ keysA, keysB, index }: UnitRows, places: Int32Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) {
    const row = start + places[i]!;
    const unit = index === undefined ? row : index[row]!;
    a[i] = keysA[unit]!;
    b[i] = keysB[unit]!;
  }
}
