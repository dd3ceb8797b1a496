import { cellKeyLow, lanes } from '../keys/cell-key.ts';
import type { SetCounts } from '../nodes.ts';
import type { Rules } from './context.ts';

/**
 * DC-05: whether too large a share of a table's inner cells is small. An empty grid counts as all small, so that no units
 * and few units look alike.
 *
 * @param cells inner cells over the categories that occur; empty cells included
 */
export function isSparse(rules: Rules, cells: Iterable<SetCounts>): boolean {
  const { lowBelow, maxShare, dither } = rules.policy.sparseTable;
  if (maxShare >= 1) return false;
  let low = 0;
  let total = 0;
  for (const cell of cells) {
    total++;
    const { units } = cell;
    // Most cells are so far from the edge that it need not be asked where it is for them.
    const isNear = dither && units > 0 && units - 1 < lowBelow && units + 1 >= lowBelow;
    if (units + (isNear ? ditherOf(rules, cell) : 0) < lowBelow) low++;
  }
  return (total === 0 ? 1 : low / total) > maxShare;
}

/** −1, 0, 0 or +1 by the top two bits of the lane-3 key: blurs the edge for one chosen cell. */
export function ditherOf(rules: Rules, cell: SetCounts): number {
  const quarter = cellKeyLow(rules.keys.cell, lanes.dither, cell) >>> 30;
  return quarter === 0 ? -1 : quarter === 3 ? 1 : 0;
}
