import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Case, caseOf, differenceIn, type WorldMaker } from '../helpers/oracle/check.ts';
import { semantics } from '../helpers/oracle/semantics.ts';
import { sharingWorld } from '../helpers/oracle/world.ts';
import { wrongRules } from '../helpers/oracle/wrong-rules.ts';

/* The random scripts find a rule that is wrong: with any of these in the oracle, the engine does something else. */

const right = { ...semantics };

/** All that the oracle says of a case, as a digest. */
function told({ steps }: Case): string {
  const outcomes = steps.map(({ outcome }) => (typeof outcome === 'string' ? outcome : [...outcome.state.datasets]));
  const text = JSON.stringify(outcomes, (_, value: unknown) => (value === Number.POSITIVE_INFINITY ? 'open' : value));
  return createHash('sha256').update(text).digest('base64');
}

/** What the right rules say of the cases of each world, by seed: every wrong rule is held against the same. */
const meanings = new Map<WorldMaker | undefined, string[]>();

function meaningOf(seed: number, makeWorld: WorldMaker | undefined): string {
  const known = meanings.get(makeWorld) ?? [];
  meanings.set(makeWorld, known);
  return (known[seed] ??= told(caseOf(seed, makeWorld).made));
}

/** Whether some case shows a difference; only those are run whose meaning the rules change. */
async function isFound(rules: Partial<typeof semantics>, cases: number, makeWorld?: WorldMaker): Promise<boolean> {
  for (let seed = 1; seed <= cases; seed++) {
    const meant = meaningOf(seed, makeWorld);
    Object.assign(semantics, rules);
    try {
      const { made } = caseOf(seed, makeWorld);
      if (told(made) !== meant && (await differenceIn(made)) !== undefined) return true;
    } finally {
      Object.assign(semantics, right);
    }
  }
  return false;
}

describe('a wrong rule in the oracle is found', () => {
  it.each(Object.entries(wrongRules))('%s', { timeout: 600_000 }, async (name, rules) => {
    // Spells that have not ended are in all databanks of changing variables.
    const makeWorld = /open end|last day/u.test(name) ? sharingWorld : undefined;
    expect(await isFound(rules, 20_000, makeWorld)).toBe(true);
  });
});
