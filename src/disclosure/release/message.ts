import type { Judgement, Open } from '../gate.ts';
import type { ExactMessage } from '../nodes.ts';
import type { MessageBody, Shown } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { releaseRows, shownCount, smallestShownCount } from '../rules/counts.ts';

/** Status lines: every number in them is a released count (rules DC-03 and DC-29). */
export function releaseMessage(node: ExactMessage, open: Open, rules: Rules): Judgement<MessageBody> {
  const counts: Record<string, Shown> = {};
  let suppressed = 0;
  for (const [name, set] of Object.entries(node.counts)) {
    const shown = shownCount(releaseRows(rules, open(set.counts)));
    if (shown.v === null) suppressed++;
    counts[name] = shown;
  }
  const body: MessageBody = {
    type: 'message',
    code: node.code,
    names: node.names,
    counts,
    fewerThan: smallestShownCount(rules),
  };
  return { body, rules: [{ id: 'DC-29' }, { id: 'DC-03', cells: Object.keys(counts).length, suppressed }] };
}
