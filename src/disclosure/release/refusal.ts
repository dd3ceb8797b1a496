import type { RefusalCode } from '../../base/messages/refusals.ts';
import type { Judgement } from '../gate.ts';
import type { RefusalBody } from '../released.ts';

/** A withheld result: rule and command, the same whatever the number was that caused it. */
function refusal(command: string, rule: RefusalCode, minimum: number | undefined): RefusalBody {
  return { type: 'refusal', command, rule, ...(minimum === undefined ? {} : { minimum }), notes: [] };
}

/**
 * The judgement that withholds a result.
 *
 * @param minimum the policy's threshold, where it is another one than the rule's for most commands
 */
export function refused(command: string, rule: RefusalCode, minimum?: number): Judgement<never> {
  return { body: refusal(command, rule, minimum), rules: [{ id: rule, did: ['refused'] }] };
}
