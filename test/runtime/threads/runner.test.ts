import { afterAll, describe, expect, it } from 'vitest';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import {
  type TestInput,
  testCounts,
  testDouble,
  testRegistry,
  testSum,
  testThread,
  testThrow,
} from '../../helpers/test-folds.ts';

const entry = new URL('../../helpers/test-worker.ts', import.meta.url);
const runners = [1, 2, 4, 8].map((threads) =>
  createFoldRunner({ threads, workerEntry: entry, registry: testRegistry }),
);
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

function input(length: number): TestInput {
  const values = new Float64Array(new SharedArrayBuffer(length * 8));
  let seed = 12345;
  for (let i = 0; i < length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    values[i] = (seed / 2 ** 32 - 0.5) * 10 ** (i % 9);
  }
  return { values, out: new Float64Array(new SharedArrayBuffer(length * 8)) };
}

describe('the fold runner', () => {
  it('gives the same bytes on 1, 2, 4 and 8 threads', async () => {
    for (const length of [0, 1, 16_384, 16_385, 100_000, 3_000_017]) {
      const data = input(length);
      const sums = await Promise.all(runners.map((runner) => runner.fold(testSum, data, length)));
      expect(new Set(sums.map((state) => state.sum)).size).toBe(1);
      const counts = await Promise.all(runners.map((runner) => runner.fold(testCounts, data, length)));
      for (const state of counts) expect(state.counts).toEqual(counts[0]!.counts);
      expect(counts[0]!.counts.reduce((a, b) => a + b, 0)).toBe(length);
      const starts = await Promise.all(runners.map((runner) => runner.map(testDouble, data, length)));
      for (const list of starts) expect(list).toEqual([...list].sort((a, b) => a - b));
      for (const list of starts) expect(list).toEqual(starts[0]);
      expect(data.out.every((value, i) => value === 2 * data.values[i]!)).toBe(true);
    }
  });

  it('rejects without the message of a fold that throws, and works on', async () => {
    const data = input(300_000);
    for (const position of [0, 150_000, 299_999]) {
      const failing = { ...data, values: new Float64Array(data.values.buffer.slice(0)) };
      failing.values[position] = 0.5;
      for (const runner of runners) {
        const error: unknown = await runner.map(testThrow, failing, 300_000).catch((thrown: unknown) => thrown);
        expect(error).toBeInstanceOf(Error);
        const text = JSON.stringify(error, Object.getOwnPropertyNames(error));
        expect(text).toContain('test-throw: RangeError');
        expect(text).not.toContain('secret');
        expect((await runner.fold(testCounts, data, 300_000)).counts.reduce((a, b) => a + b, 0)).toBe(300_000);
      }
    }
  });

  it('shares the work among its threads', async () => {
    const data = input(2_000_000);
    const seen = new Set<number>();
    for (let attempt = 0; attempt < 200 && seen.size < 2; attempt++) {
      for (const id of await runners[1]!.map(testThread, data, 2_000_000)) seen.add(id);
    }
    expect(seen.size).toBe(2);
    expect(new Set(await runners[0]!.map(testThread, data, 2_000_000)).size).toBe(1);
  });

  it('refuses a fold that no thread knows', async () => {
    const unknown = { ...testSum, name: 'test-unknown' };
    await expect(runners[0]!.fold(unknown, input(10), 10)).rejects.toThrow('test-unknown: RangeError');
    await expect(runners[1]!.fold(unknown, input(100_000), 100_000)).rejects.toThrow('test-unknown: RangeError');
  });
});
