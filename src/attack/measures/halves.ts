import type { Policy } from '../../disclosure/policy.ts';
import { displaysOf } from './counts.ts';

/** What is shown of the two halves of a set, whichever is which. */
export type Halves = string;

/** Names what is shown of two halves. */
export function halvesOf(one: number, other: number): Halves {
  return `${String(Math.min(one, other))}+${String(Math.max(one, other))}`;
}

/** How often each pair of numbers was shown for random halves of one set. */
export type SeenHalves = ReadonlyMap<Halves, number>;

/**
 * How likely it is to see this of a set of `n` units: the whole as `whole`, and its random halves so often each. There are
 * 2^(n−1) ways to halve it, all equally likely; what is shown of a way is always the same, and known by the table in advance. Sums
 * over all that may be shown of each way, so that it is what an attacker can at best conclude. For small n only.
 */
export function likelihoodOf(n: number, whole: number, seen: SeenHalves, policy: Pick<Policy, 'counts'>): number {
  const kinds = [...seen.keys()];
  const ofWhole = displaysOf(n, policy).get(whole) ?? 0;
  // So many ways show each kind; the last place is for ways that nobody has met.
  let ways = new Map<string, Ways>();
  const undivided = kinds.indexOf(halvesOf(0, whole));
  const first = [...kinds, ''].map((_, kind) => (kind === (undivided < 0 ? kinds.length : undivided) ? 1 : 0));
  ways.set(first.join(), { counts: first, probability: ofWhole });
  for (let smaller = 1; smaller <= n / 2; smaller++) {
    const number = smaller === n - smaller ? choose(n, smaller) / 2 : choose(n, smaller);
    const shown = shownOf(smaller, n - smaller, kinds, policy);
    for (let way = 0; way < number; way++) ways = withOneMore(ways, shown);
  }
  let sum = 0;
  for (const { counts, probability } of ways.values()) {
    sum +=
      probability * [...seen.values()].reduce((p, times, kind) => p * ((counts[kind] ?? 0) / 2 ** (n - 1)) ** times, 1);
  }
  return sum;
}

interface Ways {
  readonly counts: readonly number[];
  readonly probability: number;
}

/** The probability that halves of these sizes are shown as each kind, and last as none of them. */
function shownOf(
  one: number,
  other: number,
  kinds: readonly Halves[],
  policy: Pick<Policy, 'counts'>,
): readonly number[] {
  const probabilities = kinds.map(() => 0);
  let others = 1;
  for (const [x, p] of displaysOf(one, policy)) {
    for (const [y, q] of displaysOf(other, policy)) {
      const kind = kinds.indexOf(halvesOf(x, y));
      if (kind < 0) continue;
      probabilities[kind] = (probabilities[kind] ?? 0) + p * q;
      others -= p * q;
    }
  }
  return [...probabilities, Math.max(0, others)];
}

function withOneMore(ways: ReadonlyMap<string, Ways>, shown: readonly number[]): Map<string, Ways> {
  const more = new Map<string, Ways>();
  for (const { counts, probability } of ways.values()) {
    for (const [kind, p] of shown.entries()) {
      if (p === 0) continue;
      const next = counts.map((count, at) => (at === kind ? count + 1 : count));
      const name = next.join();
      more.set(name, { counts: next, probability: probability * p + (more.get(name)?.probability ?? 0) });
    }
  }
  return more;
}

function choose(n: number, k: number): number {
  let result = 1;
  for (let i = 0; i < k; i++) result = (result * (n - i)) / (i + 1);
  return result;
}
