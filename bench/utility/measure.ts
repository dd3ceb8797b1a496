import type { ReleasedBody } from '../../src/disclosure/released.ts';
import type { UtilityGrid } from './cases.ts';
import type { UtilityRun } from './run.ts';
import { bucketOf, Tallies } from './tally.ts';
import { type AnalysisTruth, keyOf, type Truth } from './truth.ts';
import { type NamedValue, namedValues, sharesOfBars } from './values.ts';

/** Numbers of units for which errors are told apart. */
export const sizes = {
  shares: [100, 500, 1000, 10_000],
  means: [10, 20, 50, 100, 1000, 10_000],
  percentiles: [50, 200, 1000, 10_000],
  models: [1000, 10_000, 100_000],
} as const;

/**
 * The coefficient of a level that has fewer of a sample's units than this is as uncertain as a sample of so many, and one unit moves
 * it as much: it says nothing about samples of that size.
 */
export const rareShare = 0.01;

/** A number of a result, with and without protection. */
interface Compared {
  readonly named: NamedValue;
  readonly unprotected: number;
  readonly shown: number | undefined;
  /** The same without noise and rounding; of percentiles, which carry their own noise, without rounding. */
  readonly expected: number | undefined;
  /** Of the cell, and of what a percentage is a share of. */
  readonly units: number;
  readonly whole: number;
  /** Units of the level of a factor that a coefficient is of. */
  readonly level: number | undefined;
  /** Whether every coefficient of the model is shown, so that no rule has left a column out. */
  readonly isWhole: boolean;
  readonly exact: AnalysisTruth;
  readonly method: AnalysisTruth;
  /** All numbers of the same result. */
  readonly all: ReadonlyMap<string, number | undefined>;
}

/** What a policy costs in the analyses of the grids. */
export class Measures {
  readonly tallies = new Tallies();
  /** Errors of each mean over secrets: their spread is the size of its noise. */
  readonly means = new Tallies();
  readonly refused = new Set<string>();
  tables = 0;
  refusals = 0;
  replaced = 0;
  reused = 0;
  runs = 0;
  flagged = 0;
  paused = 0;

  /** Adds what one run shows; `method` is what the same secret gives without noise. */
  add(grid: UtilityGrid, truth: Truth, method: readonly AnalysisTruth[], run: UtilityRun): void {
    for (const [at, bodies] of run.bodies.entries()) {
      const { statement, about = '' } = grid.cases[at]!;
      this.tables++;
      if (bodies.some(({ type }) => type === 'refusal')) {
        this.refusals++;
        this.refused.add(statement);
        continue;
      }
      this.#compare(truth, method[at]!, at, bodies, about);
    }
    for (const { populations = [], reused = 0 } of run.audit) {
      this.replaced += populations.filter((did) => did === 'replaced').length;
      this.reused += reused;
    }
    const reached = new Set(run.audit.flatMap(({ flags = [] }) => flags));
    this.runs++;
    if (reached.has('flag')) this.flagged++;
    if (reached.has('block')) this.paused++;
  }

  #compare(truth: Truth, method: AnalysisTruth, at: number, bodies: readonly ReleasedBody[], about: string): void {
    const exact = truth.exact[at]!;
    const all = new Map(
      bodies.flatMap((body) => namedValues(body, about)).map((value) => [keyOf(value), value.value] as const),
    );
    const isWhole = [...exact.values].every(([key, { quantity }]) => quantity !== 'coef' || all.get(key) !== undefined);
    for (const [key, value] of exact.values) {
      if (value.value === undefined) continue;
      this.#value({
        named: value,
        unprotected: value.value,
        shown: all.get(key),
        expected: method.values.get(key)?.value,
        units: truth.sizes.get(value.cell) ?? 0,
        whole: truth.sizes.get(value.whole ?? '') ?? 0,
        level: value.level === undefined ? undefined : truth.sizes.get(value.level),
        isWhole,
        exact,
        method,
        all,
      });
    }
    const [histogram] = bodies.filter((body) => body.type === 'distribution');
    if (histogram !== undefined && method.bars !== undefined) {
      this.tallies.of('histogram').add(distance(sharesOfBars(histogram), method.bars));
    }
  }

  #value(one: Compared): void {
    const { named, unprotected, shown } = one;
    switch (named.quantity) {
      case 'count':
        this.#count(unprotected, shown);
        break;
      case 'rowpct':
      case 'colpct':
      case 'cellpct':
        this.#share(one);
        break;
      case 'mean':
        this.#mean(one);
        break;
      case 'std':
      case 'gini':
        this.#spread(one);
        break;
      case 'p1':
      case 'p25':
      case 'p50':
      case 'p75':
      case 'p99':
        this.#percentile(one);
        break;
      case 'correlation':
        if (shown !== undefined) this.tallies.of('correlation').add(shown - unprotected);
        break;
      case 'chi2':
        this.#chiSquared(one);
        break;
      case 'coef':
        this.#coefficient(one);
        break;
      case 'se':
        this.#standardError(one);
        break;
      case 'p':
        break;
    }
  }

  #share({ whole, shown, unprotected }: Compared): void {
    const bucket = bucketOf(whole, sizes.shares);
    if (bucket !== undefined && shown !== undefined) this.tallies.of('share', bucket).add(shown - unprotected);
  }

  #spread({ named: { quantity }, unprotected, shown, expected, units }: Compared): void {
    if (shown === undefined || expected === undefined || units < 10) return;
    this.tallies.of(quantity).add(shown / expected - 1);
    this.tallies.of('winsor', quantity).add(expected / unprotected - 1);
  }

  #chiSquared({ exact, shown, unprotected }: Compared): void {
    if (shown === undefined || exact.inverseExpected === undefined) return;
    this.tallies.of('chi2').add(shown - unprotected - 4 * exact.inverseExpected);
    this.tallies.of('chi2 expected').add(4 * exact.inverseExpected);
  }

  #count(units: number, shown: number | undefined): void {
    if (units === 0) return;
    const error = (shown ?? 0) - units;
    this.tallies.of('suppressed').add(shown === undefined ? 1 : 0);
    if (units < 10) {
      this.tallies.of('count', '1-9').add(error);
      this.tallies.of('count', units <= 4 ? '1-4' : '5-9').add(error);
      return;
    }
    this.tallies.of('count', '10+').add(error);
    this.tallies.of('unchanged').add(error === 0 ? 1 : 0);
  }

  #mean({ named, unprotected, shown, expected, units, method }: Compared): void {
    if (shown === undefined || expected === undefined || units < 10) return;
    const error = shown - expected;
    this.means.of(keyOf(named)).add(error);
    this.tallies.of('winsor', 'mean').add(expected / unprotected - 1);
    const bucket = bucketOf(units, sizes.means);
    if (bucket === undefined) return;
    this.tallies.of('mean', bucket).add(error / expected);
    const sd = method.values.get(keyOf({ ...named, quantity: 'std' }))?.value;
    if (sd !== undefined) this.tallies.of('mean in se', bucket).add((error * Math.sqrt(units)) / sd);
  }

  #percentile({ named, unprotected, shown, expected, units }: Compared): void {
    const bucket = bucketOf(units, sizes.percentiles);
    if (bucket === undefined || shown === undefined || expected === undefined || unprotected === 0) return;
    const kind = kindOf(named, bucket);
    this.tallies.of(kind, bucket).add(expected / unprotected - 1);
    this.tallies.of(kind, 'shown', bucket).add(shown / unprotected - 1);
  }

  #standardError({ shown, unprotected, isWhole }: Compared): void {
    if (shown !== undefined) this.tallies.of(isWhole ? 'se' : 'se of less').add(shown / unprotected - 1);
  }

  #coefficient({ named, unprotected, shown, units, level, isWhole, exact, all }: Compared): void {
    const of = (quantity: 'se' | 'p'): string => keyOf({ ...named, quantity });
    const se = exact.values.get(of('se'))?.value;
    const p = exact.values.get(of('p'))?.value;
    const isLost = shown === undefined || se === undefined || p === undefined;
    this.tallies.of('coefficients lost').add(isLost ? 1 : 0);
    if (isLost) return;
    this.tallies.of(isWhole ? 'coefficient' : 'coefficient of less').add((shown - unprotected) / unprotected);
    const bucket = bucketOf(units, sizes.models);
    if (bucket === undefined) return;
    const isRare = level !== undefined && level < rareShare * units;
    const size = isRare ? ['rare'] : [bucket];
    this.tallies.of('coefficient in se', ...size).add((shown - unprotected) / se);
    if (bucket < 10_000) return;
    const isSignificant = p < 0.05;
    this.tallies.of('significance').add((all.get(of('p')) ?? 1) < 0.05 === isSignificant ? 0 : 1);
  }

  /** Mean of the errors of means, each in the size of its own noise. */
  biasOfMeans(): number {
    let sum = 0;
    let count = 0;
    for (const tally of this.means.all()) {
      if (tally.rms === 0) continue;
      sum += tally.sum / tally.rms;
      count += tally.count;
    }
    return sum / count;
  }
}

/**
 * Percentiles that are looked at together. Targets are those of a log-normal distribution: incomes with a few huge ones among them,
 * and wages of which many are next to nothing, are matters of their own.
 */
function kindOf({ quantity, of }: NamedValue, bucket: number): string {
  const kind = quantity === 'p50' ? 'median' : quantity === 'p25' || quantity === 'p75' ? 'quartiles' : 'tails';
  if (of === 'wage' && bucket < 10_000) return `${kind} of wages`;
  return of === 'inntekt' ? `${kind} with huge values` : kind;
}

/** Total variation distance: half of what two distributions differ by. */
function distance(one: ReadonlyMap<number, number>, other: ReadonlyMap<number, number>): number {
  const places = new Set([...one.keys(), ...other.keys()]);
  return [...places].reduce((sum, place) => sum + Math.abs((one.get(place) ?? 0) - (other.get(place) ?? 0)) / 2, 0);
}
