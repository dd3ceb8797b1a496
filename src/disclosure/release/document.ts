import type { Judgement } from '../gate.ts';
import type { ExactDocument } from '../nodes.ts';
import type { DocumentBody } from '../released.ts';

/** What the language and the script say of themselves: no set of units can be in it (rule DC-28). */
export function releaseDocument(node: ExactDocument): Judgement<DocumentBody> {
  return { body: node.body, rules: [{ id: 'DC-28' }] };
}
