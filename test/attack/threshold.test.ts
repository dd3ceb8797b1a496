import { describe, expect, test } from 'vitest';
import { runsOf } from './theatre.ts';

/** Searches that end at an edge between two decisions, and then try it on one person. */
const searches = ['A09a', 'A09b', 'A09c', 'B03'];

describe.each(['strict', 'hardened'])('a search for an edge, under %s', (policy) => {
  test.each(searches)('%s comes to the same guess whether the target has the property or not', async (id) => {
    const runs = await runsOf(id, policy, 4);
    expect(new Set(runs.map(({ hasProperty }) => hasProperty)).size).toBe(2);
    expect(new Set(runs.map(({ success, hasProperty }) => success === hasProperty)).size).toBe(1);
  });
});
