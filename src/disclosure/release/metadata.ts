import type { Judgement } from '../gate.ts';
import type { ExactMetadata } from '../nodes.ts';
import type { MetadataBody } from '../released.ts';

/** Facts of the catalogue and constants of the script: no set of units can be in them (rule DC-28). */
export function releaseMetadata(node: ExactMetadata): Judgement<MetadataBody> {
  return { body: node.body, rules: [{ id: 'DC-28' }] };
}
