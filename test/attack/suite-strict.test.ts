import { describe, expect, test } from 'vitest';
import { attacks } from '../../src/attack/suite/attacks.ts';
import { played, quickGuesses } from './slices.ts';

const worlds = attacks.filter(({ type, allowed }) => type === 'worlds' && allowed.strict !== 'measured');

describe('attacks that must see equal bytes, under strict', () => {
  test.each(worlds.map(({ id }) => id))('%s', async (id) => {
    await played(id, 'strict', ({ success }) => expect(success).toBe(false));
  });
});

describe('attacks that must never succeed, under strict', () => {
  test.each(quickGuesses('strict'))('%s', async (id) => {
    await played(id, 'strict', ({ success, chance }) => expect(success && chance === 0).toBe(false));
  });
});
