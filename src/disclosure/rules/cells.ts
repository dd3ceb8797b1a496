import type { CellBlock, SetCounts } from '../nodes.ts';
import type { Rules } from './context.ts';
import { countsAt } from './counts.ts';

/**
 * DC-31: the set whose numbers stand for a cell: where cells are compared, an earlier one that differs by few units. A population
 * has no fingerprint and stands for itself, because rule DC-30 has compared it.
 */
export function standIn(rules: Rules, set: SetCounts): SetCounts {
  return rules.cells === undefined ? set : rules.cells.standIn(set);
}

/** DC-31 for every cell of a block. */
export function standIns(rules: Rules, block: CellBlock): CellBlock {
  const { cells } = rules;
  if (cells === undefined || !cells.reuses) {
    if (cells !== undefined) for (let cell = 0; cell < block.units.length; cell++) cells.standIn(countsAt(block, cell));
    return block;
  }
  if (block.prints === undefined) throw new Error('cells have no fingerprints');
  const result = {
    units: block.units.slice(),
    rows: block.rows.slice(),
    sumA: block.sumA.slice(),
    sumB: block.sumB.slice(),
  };
  for (let cell = 0; cell < result.units.length; cell++) {
    const set = countsAt(block, cell);
    const known = cells.standIn(set);
    if (known === set) continue;
    result.units[cell] = known.units;
    result.rows[cell] = known.rows;
    result.sumA[cell] = known.sumA;
    result.sumB[cell] = known.sumB;
  }
  return result;
}
