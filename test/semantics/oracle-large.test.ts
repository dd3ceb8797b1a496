import { expect, it } from 'vitest';
import { caseOf, differenceIn } from '../helpers/oracle/check.ts';
import { randomWorld } from '../helpers/oracle/world.ts';

/** Enough rows for several blocks of every fold. */
const rows = 100_000;

it.each([1, 2, 3, 4, 5, 6])(
  'a random script on a hundred thousand units does what it does on a few (seed %d)',
  {
    timeout: 600_000,
  },
  async (seed) => {
    const { made } = caseOf(seed, (choices) => randomWorld(choices, rows));
    expect(await differenceIn(made), made.lines.join('\n')).toBeUndefined();
  },
);
