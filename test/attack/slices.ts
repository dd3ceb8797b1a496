import { AttackError } from '../../src/attack/account.ts';
import type { RunOutcome } from '../../src/attack/play.ts';
import { attacks } from '../../src/attack/suite/attacks.ts';
import { runsOf } from './theatre.ts';

/** Plays a run or more, unless the program has no such command yet. */
export async function played(
  id: string,
  policy: string,
  judge: (outcome: RunOutcome) => void,
  runs = 1,
): Promise<void> {
  try {
    for (const outcome of await runsOf(id, policy, runs)) judge(outcome);
  } catch (error) {
    if (!(error instanceof AttackError) || error.lacking.length === 0) throw error;
  }
}

/** Attacks that take long: the whole suite plays them. */
const slow = ['A26', 'A49', 'B15'];

/** Guessing attacks that may not succeed even once. */
export function quickGuesses(policy: 'strict' | 'hardened'): readonly string[] {
  return attacks
    .filter(({ id, type }) => type === 'guess' && !slow.includes(id))
    .filter(({ allowed }) => {
      const limit = allowed[policy];
      return limit !== 'measured' && limit.most === 0;
    })
    .map(({ id }) => id);
}
