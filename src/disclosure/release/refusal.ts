import type { RefusalCode } from '../../base/messages/refusals.ts';
import type { Judgement } from '../gate.ts';
import type { RefusalBody } from '../released.ts';

/** A withheld result: rule and command, the same whatever the number was that caused it. */
function refusal(command: string, rule: RefusalCode): RefusalBody {
  return { type: 'refusal', command, rule, notes: [] };
}

/** The judgement that withholds a result. */
export function refused(command: string, rule: RefusalCode): Judgement<never> {
  return { body: refusal(command, rule), rules: [{ id: rule, did: ['refused'] }] };
}
