import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { sharedInt32, sharedUint8, sharedUint32 } from '../../../src/runtime/column.ts';
import { packKernel, unpackKernel } from '../../../src/runtime/folds/membership.ts';
import { packRowsKernel, unpackRowsKernel } from '../../../src/runtime/folds/row-members.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';

const runners = [1, 3].map((threads) => createFoldRunner({ threads }));
afterAll(async () => {
  for (const runner of runners) await runner.close();
});

/** Enough rows for several blocks, with a remainder. */
const rowCount = 50_021;

/** A mask from a seed: long stretches and single rows. */
function maskOf(seed: number): Uint8Array {
  const mask = sharedUint8(rowCount);
  for (let row = 0; row < rowCount; row++) mask[row] = (Math.imul((row >>> 3) + seed, 0x9e3779b1) >>> 13) & row & 1;
  return mask;
}

function isSet(words: Uint32Array, bit: number): boolean {
  return ((words[bit >>> 5]! >>> (bit & 31)) & 1) === 1;
}

test('rows become bits of their units and bits rows, on one thread and on several', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.boolean(), fc.integer({ min: 1, max: 3 }), async (seed, hasMask, step) => {
      const mask = hasMask ? maskOf(seed) : undefined;
      const index = step === 1 ? undefined : sharedInt32(rowCount).map((_, row) => row * step - (row % step));
      const shared = index === undefined ? undefined : sharedInt32(rowCount);
      if (index !== undefined) shared!.set(index);
      const results = [];
      for (const runner of runners) {
        const words = sharedUint32((rowCount * step + 31) >>> 5);
        await runner.map(packKernel, { mask, index: shared, words: new Int32Array(words.buffer) }, rowCount);
        const out = sharedUint8(rowCount);
        const counts = await runner.map(unpackKernel, { words, index: shared, out }, rowCount);
        const expected = mask ?? new Uint8Array(rowCount).fill(1);
        expect(Buffer.compare(out, expected)).toBe(0);
        expect(counts.reduce((sum, count) => sum + count, 0)).toBe(expected.reduce((sum, bit) => sum + bit, 0));
        results.push(words);
      }
      expect(results[1]).toEqual(results[0]);
      let bits = 0;
      for (let bit = 0; bit < rowCount * step; bit++) bits += isSet(results[0]!, bit) ? 1 : 0;
      expect(bits).toBe((mask ?? new Uint8Array(rowCount).fill(1)).reduce((sum, bit) => sum + bit, 0));
    }),
    { numRuns: 12 },
  );
});

test('rows of a panel become units by time, rows of spells the numbers of the register', async () => {
  const times = 3;
  const index = sharedInt32(rowCount);
  for (let row = 0; row < rowCount; row++) index[row] = Math.floor(row / times);
  const mask = maskOf(5);
  const wordsPerPage = (Math.ceil(rowCount / times) + 31) >>> 5;
  const spells = sharedInt32(rowCount);
  for (let row = 0; row < rowCount; row++) spells[row] = row * 2;
  const panels = [];
  for (const runner of runners) {
    const words = sharedUint32(wordsPerPage * times);
    const places = { index, numbers: undefined, times, spells: undefined };
    await runner.map(packRowsKernel, { ...places, mask, words: new Int32Array(words.buffer), wordsPerPage }, rowCount);
    const pages = [0, 1, 2].map((page) => words.subarray(page * wordsPerPage, (page + 1) * wordsPerPage));
    for (let row = 0; row < rowCount; row++) {
      if (isSet(pages[row % times]!, index[row]!) !== (mask[row] === 1)) throw new Error(`row ${String(row)}`);
    }
    const out = sharedUint8(rowCount);
    await runner.map(unpackRowsKernel, { ...places, pages: [pages[0], undefined, pages[2]], out }, rowCount);
    for (let row = 0; row < rowCount; row++) expect(out[row]! === (row % times === 1 ? 0 : mask[row]!)).toBe(true);
    panels.push(words);
    const numbers = sharedUint32((rowCount * 2 + 31) >>> 5);
    const own = { index, numbers: undefined, times: 0, spells };
    const input = { ...own, mask, words: new Int32Array(numbers.buffer), wordsPerPage: numbers.length };
    await runner.map(packRowsKernel, input, rowCount);
    for (let row = 0; row < rowCount; row++) expect(isSet(numbers, row * 2)).toBe(mask[row] === 1);
  }
  expect(panels[1]).toEqual(panels[0]);
});
