import { findPerturbationTable } from '../../disclosure/perturbation-table.ts';
import type { Policy } from '../../disclosure/policy.ts';

/** The counts that an attacker who looks for a small one thinks equally likely. */
export const candidateCounts: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Number of different 32-bit numbers: what the table's weights add up to. */
const whole = 4_294_967_296;

/** Probability of each released count of a set of `n` units, as the published policy and its table say. */
export function displaysOf(n: number, { counts }: Pick<Policy, 'counts'>): ReadonlyMap<number, number> {
  const table = findPerturbationTable(counts.ptable);
  const row = table?.rows[Math.min(n, table.rows.length - 1)];
  if (row === undefined || counts.mode !== 'perturb') return new Map([[n, 1]]);
  if (counts.smallRule === 'zero' && n <= counts.smallMax) return new Map([[0, 1]]);
  const shown = new Map<number, number>();
  for (const [i, step] of row.perturbation.entries()) {
    const weight = (row.upperBound[i] ?? 0) - (row.upperBound[i - 1] ?? 0);
    shown.set(n + step, weight / whole);
  }
  return shown;
}

/** What is left to believe of a count: a probability for each candidate. */
export class CountBelief {
  readonly #policy: Pick<Policy, 'counts'>;
  readonly #logs: Map<number, number>;

  constructor(policy: Pick<Policy, 'counts'>, candidates: readonly number[] = candidateCounts) {
    this.#policy = policy;
    this.#logs = new Map(candidates.map((n) => [n, 0]));
  }

  /** Learns from one display of the count itself. */
  see(shown: number): void {
    for (const [n, log] of this.#logs) {
      this.#logs.set(n, log + Math.log(displaysOf(n, this.#policy).get(shown) ?? 1e-12));
    }
  }

  /** Learns from a sum of displays whose errors have this variance: `shown` is the count with a normal error. */
  seeSum(shown: number, variance: number): void {
    for (const [n, log] of this.#logs) this.#logs.set(n, log - (shown - n) ** 2 / (2 * variance));
  }

  /** The likeliest count; of several, the smallest. */
  best(): number {
    let best = 0;
    let most = -Infinity;
    for (const [n, log] of this.#logs) {
      if (log > most) [best, most] = [n, log];
    }
    return best;
  }
}

/** How often somebody who sees one display of a small count and knows the rules names it rightly. */
export function singleDisplayRate(
  policy: Pick<Policy, 'counts'>,
  candidates: readonly number[] = candidateCounts,
): number {
  const best = new Map<number, number>();
  for (const n of candidates) {
    for (const [shown, probability] of displaysOf(n, policy)) {
      best.set(shown, Math.max(best.get(shown) ?? 0, probability));
    }
  }
  return [...best.values()].reduce((sum, p) => sum + p, 0) / candidates.length;
}
