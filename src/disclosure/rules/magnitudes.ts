import { cellKey, cellKeyLow, lanes } from '../keys/cell-key.ts';
import type { SetCounts } from '../nodes.ts';
import type { SignKey } from '../protection.ts';
import type { Rules } from './context.ts';

/** What rule DC-14 needs of a statistic's influence values ψ, one per unit and centred. */
export interface Influence {
  /** Σ s_u ψ_u with the signs of the set's key. */
  readonly signed: number;
  /** Σ ψ_u². */
  readonly squares: number;
  /** max |ψ_u|, or the floor where that is larger. */
  readonly largest: number;
}

/** Halves of the lane-2 cell key of a set, from which the signs are drawn. */
export function signKey(rules: Rules, set: SetCounts): SignKey {
  const result = { lo: 0, hi: 0 };
  cellKey(rules.keys.cell, lanes.magnitude, set, result);
  return result;
}

/**
 * Sign of a unit in a set (rule DC-14, step 1): +1 or −1 from the halves of its record key and of the set's key. Folds
 * call it once per row; it is pure integer arithmetic.
 */
export function signOf(a: number, b: number, lo: number, hi: number): 1 | -1 {
  const bit = (Math.imul(a ^ lo, 0x9e3779b1) >>> 31) ^ (Math.imul(b ^ hi, 0x85ebca77) >>> 31);
  return bit === 0 ? 1 : -1;
}

/**
 * A magnitude with noise of the size of one unit's largest influence, drawn by the set of units: θ' = θ + λ·(M/n)·τ.
 * The same set and data give the same draw in every command; a change of scale, location or sign gives no other.
 */
export function noised(rules: Rules, set: SetCounts, exact: number, influence: Influence, lambda: number): number {
  if (lambda === 0 || set.units === 0) return exact;
  return exact + ((lambda * influence.largest) / set.units) * direction(rules, set, influence);
}

/** τ of rule DC-14, step 2; cells without variation draw from a lane of their own. */
export function direction(rules: Rules, set: SetCounts, influence: Influence): number {
  if (influence.squares <= 0) {
    const low = cellKeyLow(rules.keys.cell, lanes.constantCell, set);
    return Math.sqrt(3) * (2 * ((low + 0.5) / 2 ** 32) - 1);
  }
  const { clip } = rules.policy.magnitude;
  return Math.max(-clip, Math.min(clip, influence.signed / Math.sqrt(influence.squares)));
}
