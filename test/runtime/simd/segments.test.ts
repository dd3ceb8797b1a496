import { describe, expect, test } from 'vitest';
import { area, doublesIn, integersIn } from '../../../src/runtime/simd/memory.ts';
import { segments } from '../../../src/runtime/simd/segments.ts';

const most = 64;
const places = { integers: area(most * 4), values: area(most * 8), keys: area(most * 8), out: area(64) };
const integers = integersIn(places.integers);
const values = doublesIn(places.values);
const keys = integersIn(places.keys);
const sums = doublesIn(places.out);
const integerSums = integersIn(places.out);
const [lower, upper] = [-100, 500];

describe('sums over neighbouring values', () => {
  for (const count of [0, 1, 2, 3, 7, 8, most]) {
    test(`are those of ${String(count)} values, whatever comes after them`, () => {
      values.fill(Number.NaN);
      for (let i = 0; i < most; i++) {
        integers[i] = ((i * 7919) % 1000) - 300;
        keys[2 * i] = Math.imul(i + 1, 0x12345677);
        keys[2 * i + 1] = Math.imul(i + 5, 0x07654321);
      }
      segments.widen(places.integers.address, count, places.values.address);
      const own = Array.from(integers.subarray(0, count));
      expect(Array.from(values.subarray(0, count))).toEqual(own);
      const inside = own.map((value) => Math.min(upper, Math.max(lower, value)));
      const sizes = own.map(Math.abs).sort((a, b) => b - a);
      const total = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0);
      const half = (side: number): number => own.reduce((sum, _, i) => (sum + keys[2 * i + side]!) | 0, 0);

      segments.first(places.values.address, places.keys.address, count, lower, upper, places.out.address);
      expect(Array.from(sums.subarray(0, 6))).toEqual([
        total(inside),
        Math.min(...inside),
        Math.max(...inside),
        total(sizes),
        sizes[0] ?? 0,
        sizes[1] ?? 0,
      ]);
      expect([integerSums[12], integerSums[13]]).toEqual([half(0), half(1)]);

      const [mean, lo, hi] = [33, 0x1234567, -12345];
      segments.second(
        places.values.address,
        places.keys.address,
        count,
        lower,
        upper,
        mean,
        lo,
        hi,
        places.out.address,
      );
      const expected = [0, 0, 0, 0, 0, 0];
      let negative = 0;
      for (const [i, value] of inside.entries()) {
        const mixed = Math.imul(keys[2 * i]! ^ lo, 0x9e3779b1) ^ Math.imul(keys[2 * i + 1]! ^ hi, 0x85ebca77);
        const flip = mixed >>> 31;
        negative += flip;
        for (const [power, exponent] of [1, 2, 4].entries()) expected[flip * 3 + power]! += (value - mean) ** exponent;
      }
      expect(Array.from(sums.subarray(0, 6))).toEqual(expected);
      expect(integerSums[12]! + negative).toBe(0);
    });
  }
});
