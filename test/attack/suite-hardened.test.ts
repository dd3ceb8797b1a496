import { describe, expect, test } from 'vitest';
import { attacks } from '../../src/attack/suite/attacks.ts';
import { played, quickGuesses } from './slices.ts';

const worlds = attacks.filter(({ type }) => type === 'worlds').map(({ id }) => id);

describe('attacks that must see equal bytes, under hardened', () => {
  test.each(worlds)('%s', async (id) => {
    await played(id, 'hardened', ({ success }) => expect(success).toBe(false));
  });
});

describe('attacks that must never succeed, under hardened', () => {
  test.each(quickGuesses('hardened'))('%s', async (id) => {
    await played(id, 'hardened', ({ success, chance }) => expect(success && chance === 0).toBe(false));
  });
});
