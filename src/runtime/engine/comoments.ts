import type { CellBlock } from '../../disclosure/nodes.ts';
import type { Population } from '../dataset.ts';

/** Numeric variables that are compared with one another in the rows that some populations of one dataset share; each has a value there. */
export interface ComomentGroup {
  /** At least one; all of the same dataset. */
  readonly populations: readonly Population[];
  readonly variables: readonly string[];
}

/** A product of two variables' deviations in whose influences rule DC-14 is interested. */
export type ComomentStatistic = 'correlation' | 'covariance';

/** A request for products of deviations in some groups. */
export interface ComomentRequest {
  readonly groups: readonly ComomentGroup[];
  /** How many of the most deviant units are wanted of each variable; 0 for none. */
  readonly topUnits: number;
  /** Whose influences are wanted; none where no noise will be added. */
  readonly influences: readonly ComomentStatistic[];
  /** Keys of the signs of rule DC-14 for the groups' sets, one entry per group. */
  readonly signKeys: (sets: CellBlock) => { readonly lo: Uint32Array; readonly hi: Uint32Array };
}

/**
 * Influences of the units on a statistic of each pair, summed per unit; arrays run over the pairs (i, j), i ≤ j, row by row
 * (`pairAt`). In a group of two variables only those of the two together are sure to be there.
 */
export interface PairInfluences {
  /** Σ s_u ψ_u with the signs of the group's key. */
  readonly signed: Float64Array;
  /** Σ ψ_u². */
  readonly squares: Float64Array;
  /** max |ψ_u|. */
  readonly largest: Float64Array;
}

/** What is known of the variables of one group. */
export interface GroupComoments {
  /** Σ (x − x̄)(y − ȳ) of each pair (i, j), i ≤ j, row by row (`pairAt`). */
  readonly products: Float64Array;
  /** Sum of the largest Σ_{rows of u} (x − x̄)² by variable: those of the `topUnits` most deviant units. */
  readonly topSquares: Float64Array;
  /** ψ = z_x z_y − ½ r (z_x² + z_y²) with standard deviations of divisor rows. */
  readonly correlation?: PairInfluences;
  /** ψ = (x − x̄)(y − ȳ) − Σ(x − x̄)(y − ȳ)/rows. */
  readonly covariance?: PairInfluences;
}

/** Products of deviations by group, and the sets of units that they are about, one entry per group. */
export interface Comoments {
  readonly sets: CellBlock;
  readonly groups: readonly GroupComoments[];
}
