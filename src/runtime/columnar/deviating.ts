import { secret } from '../../disclosure/gate.ts';
import type { Suspicion } from '../../disclosure/history/score.ts';
import type { DisclosureSession } from '../../disclosure/protection.ts';
import { sharedUint8 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { countRows, type Table } from './table.ts';

/** Largest number of units that the rules may take for few: the published minimum with its jitter. */
export function mostDeviating(protection: DisclosureSession): number {
  const { min, jitter } = protection.policy.edit;
  return min + jitter;
}

/**
 * Whether columns of a dataset are about few enough units to be judged by how many of them deviate (rule DC-06 b to d). Groups of an
 * ordinary variable have values that were protected when they were made (DC-17), and where all units together are few, as counties
 * are, whatever is computed of them would be taken for what deviates.
 */
export function isJudgedByUnits(protection: DisclosureSession, { units, rowCount }: Table): boolean {
  return !units.unitType.startsWith(groupsMark) && rowCount >= 2 * mostDeviating(protection);
}

/** What unit types of groups of an ordinary variable begin with. */
const groupsMark = 'AGG|';

/**
 * Whether some rows (more than none) belong to fewer units than the rule on edits (DC-06) lets pass. With a suspicion that is
 * remembered (rule DC-32).
 */
export async function areTooFew(
  runner: FoldRunner,
  protection: DisclosureSession,
  table: Table,
  rows: readonly number[],
  suspicion?: Suspicion,
): Promise<boolean> {
  if (rows.length === 0) return false;
  const mask = sharedUint8(table.rowCount);
  for (const row of rows) mask[row] = 1;
  const counts = await countRows(runner, table, mask);
  const set = { unitType: table.units.unitType, counts: secret(counts) };
  const isTooFew = counts.units < protection.minimumEdit(set);
  if (isTooFew && suspicion !== undefined) protection.suspect(suspicion, set);
  return isTooFew;
}

/** Counts distinct units among rows that come in order; rows of a unit are adjacent. */
export class UnitCounter {
  readonly rows: number[] = [];
  units = 0;
  readonly #table: Table;
  #last = -1;

  constructor(table: Table) {
    this.#table = table;
  }

  add(row: number): void {
    const { index, distinct } = this.#table.units;
    const unit = index === undefined ? row : index[row]!;
    if (distinct || unit !== this.#last) this.units++;
    this.#last = unit;
    this.rows.push(row);
  }
}
