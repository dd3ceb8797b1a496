import type { StatisticsBlock } from '../nodes.ts';
import type { Rules } from './context.ts';

/**
 * DC-12: whether one or two units make up so much of a cell's magnitude that the largest could be estimated from it.
 * On raw absolute values, for the unit types that the policy lists.
 */
export function isDominated(rules: Rules, unitType: string, block: StatisticsBlock, cell: number): boolean {
  const { dominance } = rules.policy;
  if (!dominance.unitTypes.includes('*') && !dominance.unitTypes.includes(unitType)) return false;
  const total = block.absoluteTotal[cell]!;
  const largest = block.largest[cell]!;
  const second = block.secondLargest[cell]!;
  if (dominance.allSame && block.maximum[cell]! === block.minimum[cell]!) return true;
  if (!(total > 0)) return false;
  const rest = total - largest - second;
  const contributors = dominance.nk.n === 1 ? largest : largest + second;
  return rest < (dominance.pPercent / 100) * largest || contributors > (dominance.nk.k / 100) * total;
}
