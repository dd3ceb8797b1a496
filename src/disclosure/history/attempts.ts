import type { Policy } from '../policy.ts';
import { compareUnits, type MemberSet } from './members.ts';

/** A population that somebody wanted to make a dataset of, and what became of it. */
export interface Attempt {
  readonly members: MemberSet;
  readonly isRefused: boolean;
}

/** What rule DC-01 says to an attempt beside earlier ones. */
export interface AttemptDecision {
  readonly isRefused: boolean;
  /** Attempts that were refused and others that were not lie close to it: what a search for the minimum comes to. */
  readonly isContested: boolean;
  /** The attempt tells later ones something. */
  readonly isNew: boolean;
}

/**
 * Populations that were to become datasets (rule DC-01). One that lies close to a refused one is refused, however large it is, and
 * if it had been accepted before: where both decisions are found, nothing is left to be found between them by one person more or
 * less.
 *
 * Close are those that differ by less than twice the radius of rule DC-30: an attacker's nine records and one more stay within it.
 * Only sizes around the minimum are remembered; no other population can lie close to both decisions.
 */
export class PopulationAttempts {
  readonly #reach: number;
  readonly #sizes: { readonly from: number; readonly to: number };
  readonly #mostAttempts: number;
  readonly #attempts = new Map<string, Attempt[]>();

  /** @param mostAttempts attempts of a unit type that are remembered; the oldest is forgotten first, accepted ones before refused ones */
  constructor({ history, population }: Pick<Policy, 'history' | 'population'>, mostAttempts: number) {
    const { radius } = history;
    this.#reach = 2 * radius;
    // Refusals reach up from the minimum by less than `#reach` each, and a handful of them pauses the session (rule DC-32).
    const margin = 10 * radius;
    this.#sizes = { from: population.min - margin, to: population.min + population.jitter + margin };
    this.#mostAttempts = mostAttempts;
  }

  /** Whether an attempt of about so many units can have to do with others. */
  concerns(units: number): boolean {
    return units >= this.#sizes.from && units <= this.#sizes.to;
  }

  /** Decides on an attempt and remembers it. @param isTooSmall what rule DC-01 says to its size */
  decide(members: MemberSet, isTooSmall: boolean): AttemptDecision {
    let isNearRefused = false;
    let isNearAccepted = false;
    const known = this.#of(members.space).filter((attempt) => {
      const distance = this.#distance(members, attempt.members);
      if (distance < this.#reach && attempt.isRefused) isNearRefused = true;
      if (distance < this.#reach && !attempt.isRefused) isNearAccepted = true;
      return distance === 0;
    });
    const isRefused = isTooSmall || isNearRefused;
    const isNew = !known.some((attempt) => attempt.isRefused === isRefused);
    if (isNew) this.restore({ members, isRefused });
    return { isRefused, isContested: isRefused && isNearAccepted, isNew };
  }

  /** Takes in what an earlier run has left. */
  restore(attempt: Attempt): void {
    const attempts = this.#of(attempt.members.space);
    attempts.push(attempt);
    // Nobody gets rid of a refusal by asking for many other populations.
    if (attempts.length > this.#mostAttempts)
      attempts.splice(
        Math.max(
          0,
          attempts.findIndex((one) => !one.isRefused),
        ),
        1,
      );
  }

  /** Forgets all attempts: an operator has looked at them. */
  clear(): void {
    this.#attempts.clear();
  }

  #distance({ units }: MemberSet, { units: others, head }: MemberSet): number {
    if (
      head !== undefined &&
      compareUnits(units.subarray(0, head.length), head, head, this.#reach).distance >= this.#reach
    )
      return this.#reach;
    return compareUnits(units, others, others, this.#reach).distance;
  }

  #of(space: string): Attempt[] {
    const found = this.#attempts.get(space) ?? [];
    this.#attempts.set(space, found);
    return found;
  }
}
