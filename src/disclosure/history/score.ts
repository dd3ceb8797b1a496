import type { Policy } from '../policy.ts';

/** What raises the score besides populations that lie close to one another, with its weight (rule DC-32). */
export const suspicions = {
  /** An edit of few units, which had no effect (DC-06). */
  'few-edited': 0.5,
  /** An expression that is nearly constant (DC-06 b). */
  'near-constant': 0.5,
  /** A column that differs from another one for few units (DC-06 c). */
  'near-equal': 1,
  /** A population below the minimum (DC-01). */
  'small-population': 0.5,
  /** A population that lies close to refused ones and to accepted ones: the minimum is being searched for (DC-01). */
  'contested-minimum': 7.5,
  /** A regressor that hangs on few units (DC-21). */
  'column-removed': 0.5,
  /** A model that few units dominate (DC-21). */
  'dominated-model': 4,
  /** One more table on a population that has had many. */
  'many-tables': 0.1,
} as const;

/** What can raise the score. */
export type Suspicion = keyof typeof suspicions;

/** Why a score rose: for the operator, never for the author. */
export type ScoreReason = Suspicion | 'near-population' | 'near-cell' | 'near-column' | 'bisection' | 'divided-few';

/** A rise of the score. */
export interface ScoreEvent {
  readonly kind: 'population' | 'cell';
  readonly reason: ScoreReason;
  readonly weight: number;
}

/** Tables on one population that raise no suspicion. */
export const ordinaryTables = 100;

/** From this distance on, populations are no neighbours: w(64) = 0. */
export const scoredDistance = 64;

/** w(d) of rule DC-32: 6 for one unit, 3 for eight, nothing from 64 on. */
export function weightOf(distance: number): number {
  return Math.max(0, 6 - Math.log2(distance));
}

/** The two sums of a user and scope, and where they stand in relation to the policy's limits. */
export interface ScoreState {
  readonly population: number;
  readonly cells: number;
  readonly isFlagged: boolean;
  readonly isBlocked: boolean;
}

/** After so many seconds a sum is worth half. */
const halfLife = 86_400;

/**
 * Adds up what looks like the search for one person among others (rule DC-32). Nothing of it is ever shown to the author.
 *
 * Where there is a clock, the sums are halved every 24 hours; a session that was paused stays so until an operator has looked.
 * Times are epoch seconds; without them nothing fades.
 */
export class ProximityScore {
  readonly #policy: Policy['history'];
  #population = 0;
  #cells = 0;
  #at: number | undefined;
  #isPaused = false;

  constructor(policy: Policy['history']) {
    this.#policy = policy;
  }

  /** Whether the policy has a limit that the score is compared with. */
  get isKept(): boolean {
    return this.#policy.flagScore !== null || this.#policy.blockScore !== null;
  }

  add({ kind, weight }: ScoreEvent, time?: number): void {
    this.#fade(time);
    if (kind === 'population') this.#population += weight;
    else this.#cells += weight;
    const { blockScore, cellReuse } = this.#policy;
    const forBlock = this.#population + (cellReuse ? 1 : 0.5) * this.#cells;
    if (blockScore !== null && forBlock >= blockScore) this.#isPaused = true;
  }

  /** Where the sums stand at a time. */
  stateAt(time: number | undefined): ScoreState {
    this.#fade(time);
    const { flagScore } = this.#policy;
    return {
      population: this.#population,
      cells: this.#cells,
      isFlagged: flagScore !== null && this.#population + this.#cells >= flagScore,
      isBlocked: this.#isPaused,
    };
  }

  #fade(time: number | undefined): void {
    if (time === undefined) return;
    const elapsed = this.#at === undefined ? 0 : Math.max(0, time - this.#at);
    const left = 0.5 ** (elapsed / halfLife);
    this.#population *= left;
    this.#cells *= left;
    this.#at = Math.max(time, this.#at ?? time);
  }
}
