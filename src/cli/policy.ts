import { loadPolicy, type PolicyProblem, policyById, policyIds } from '../disclosure/policies.ts';
import type { Policy } from '../disclosure/policy.ts';
import { exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { readBytes } from './files.ts';

/** The policy that the user names: one that the project ships, or a JSON file. `undefined` leaves the choice to the databanks. */
export async function askedPolicy(name: string | undefined): Promise<Policy | undefined> {
  if (name === undefined) return undefined;
  const shipped = policyById(name);
  if (shipped !== undefined) return shipped;
  if (!/[./\\]/u.test(name)) return failOnPolicy({ code: 'policy-unknown', policy: name, known: policyIds });
  const loaded = loadPolicy(parsed(new TextDecoder().decode(await readBytes(name)), name));
  return 'policy' in loaded ? loaded.policy : failOnPolicy(loaded.problem);
}

/** Ends the command because a policy cannot be used. */
export function failOnPolicy(problem: PolicyProblem): never {
  switch (problem.code) {
    case 'policy-unknown':
      return fail('policy-unknown', { policy: problem.policy, known: problem.known });
    case 'policy-invalid':
      return fail('policy-invalid', {
        policy: problem.policy,
        problemer: problem.problems.map(({ nb }) => nb),
        problems: problem.problems.map(({ en }) => en),
      });
    case 'policy-below-floor':
      return fail(
        'policy-below-floor',
        { policy: problem.policy, minimum: problem.minimum, databank: problem.databank },
        exitCodes.databank,
      );
    case 'policy-not-admitted':
      return fail('policy-not-admitted', { policy: problem.policy, databank: problem.databank }, exitCodes.databank);
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail('cli-policy-unreadable', { file });
  }
}
