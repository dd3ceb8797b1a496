import type { MemberSet } from '../../disclosure/history/members.ts';
import type { DatasetHandle, Population, SelectionHandle } from '../dataset.ts';

/** What the history of populations (rule DC-30) asks of an engine. */
export interface MembershipEngine {
  /** Who is in a population; `undefined` where rows are groups of an ordinary variable, which are no units of a universe. */
  membersOf(population: Population): Promise<MemberSet | undefined>;
  /** All units of the universe that a dataset's units are of; `undefined` as for `membersOf`. */
  everybody(dataset: DatasetHandle): MemberSet | undefined;
  /** The rows of a dataset that belong to some units; with `pages`, those of them that have a bit there. */
  selectMembers(
    dataset: DatasetHandle,
    units: Uint32Array,
    pages?: ReadonlyMap<string, Uint32Array>,
  ): Promise<SelectionHandle>;
  /** All rows of a dataset, or none, as a selection. */
  selectEvery(dataset: DatasetHandle, isSelected: boolean): SelectionHandle;
}
