import type { CellVisit } from '../history/cells.ts';
import type { DisclosureKeys } from '../keys/disclosure-keys.ts';
import type { PerturbationTable } from '../perturbation-table.ts';
import type { Policy } from '../policy.ts';

/** What every rule is a function of, beside the exact node: the policy, the keys from the secret, the perturbation table. */
export interface Rules {
  readonly policy: Policy;
  readonly keys: DisclosureKeys;
  readonly table: PerturbationTable;
  /** What earlier results have told of cells, while a result is judged; absent where cells are not compared (rule DC-31). */
  readonly cells?: CellVisit;
  /** The same, while a result is judged that is no table of cells: a model, a status line, an interval. */
  readonly aside?: CellVisit;
}

/** Whether numbers pass as they are (policy `open`): the only thing that tells golden tests apart, and it is a parameter. */
export function isExact(policy: Policy): boolean {
  return policy.counts.mode === 'exact';
}
