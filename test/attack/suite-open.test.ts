import { describe, expect, test } from 'vitest';
import { attacks } from '../../src/attack/suite/attacks.ts';
import { played } from './slices.ts';

describe('where nothing is protected, attacks see the difference', () => {
  test.each(attacks.filter(({ type }) => type === 'worlds').map(({ id }) => id))('%s', async (id) => {
    await played(id, 'open', ({ success }) => expect(success).toBe(true));
  });
});
