import type { NoteCode } from '../../base/messages/refusals.ts';
import type { Shown } from '../released.ts';
import { isExact, type Rules } from '../rules/context.ts';

/** The notes that follow from the numbers as shown, and from the policy; in the order of the rules. */
export function notesOf(
  rules: Rules,
  shown: Iterable<Shown>,
  facts: {
    /** Statistics of winsorised values are among the numbers. */
    readonly winsorised?: boolean;
    /** One of the variables has exactly two values. */
    readonly twoValued?: boolean;
    /** A classifying variable shows raw values as labels. */
    readonly rawLabels?: boolean;
  },
): NoteCode[] {
  const notes: NoteCode[] = [];
  const { winsor, labels } = rules.policy;
  if (facts.winsorised === true && (winsor.lower > 0 || winsor.upper < 1)) {
    notes.push(facts.twoValued === true ? 'DC-02b' : 'DC-02');
  }
  let suppressed = false;
  let dominated = false;
  for (const value of shown) {
    if (value.v !== null) continue;
    if (value.why === 'suppressed' || value.why === 'few') suppressed = true;
    if (value.why === 'dominance') dominated = true;
  }
  if (suppressed && !isExact(rules.policy)) notes.push('DC-04');
  if (facts.rawLabels === true && labels.valueLabelMinUnits > 1) notes.push('DC-08');
  if (dominated) notes.push('DC-12');
  return notes;
}
