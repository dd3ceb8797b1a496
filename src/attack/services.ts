import { policyById } from '../disclosure/policies.ts';
import type { Policy } from '../disclosure/policy.ts';

/** The policies that attacks are judged under. */
export type ShippedPolicy = 'strict' | 'hardened';

/** How long histories last: one script, all scripts of an account, or all scripts on a databank. */
export type Scope = Policy['history']['scope'];

/** A policy as a service would apply it. */
export interface Service {
  /** As the report names it: `strict/user`. */
  readonly name: string;
  readonly policy: Policy;
  /** Whose limits apply; `undefined` where nothing is protected and the attack shows that it works. */
  readonly limits: ShippedPolicy | undefined;
  /** Whether limits decide over the exit code; scope `run` is reported beside. */
  readonly isJudged: boolean;
}

/**
 * The services that the suite plays against: `strict` remembers an account, `hardened` the databank. With scope `run`, as on
 * the command line, both are reported beside and not judged; `open` protects nothing, so that attacks can show their teeth.
 */
export function serviceOf(id: string, scope?: Scope): Service | undefined {
  const policy = policyById(id);
  if (policy === undefined) return undefined;
  if (id !== 'strict' && id !== 'hardened') return { name: id, policy, limits: undefined, isJudged: false };
  const lasting = scope ?? (id === 'strict' ? 'user' : 'databank');
  return {
    name: `${id}/${lasting}`,
    policy: { ...policy, history: { ...policy.history, scope: lasting } },
    limits: id,
    isJudged: lasting !== 'run',
  };
}
