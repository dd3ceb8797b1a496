import type { Attack } from './attack.ts';
import { shareOf } from './measures/interval.ts';
import type { RunOutcome } from './play.ts';
import type { Service } from './services.ts';

/**
 * What the runs of an attack say. `holds`: within its limit; `beaten`: even the lower end of the interval is beyond it;
 * `unnoticed`: within its limit, but no operator was told in time; `measured`: known and reported, not judged; `shown`: nothing
 * is protected, the attack shows what it can do; `lacking`: the program has no such command yet; `broken`: the attack could not
 * be played.
 */
export type Verdict = 'holds' | 'beaten' | 'unnoticed' | 'measured' | 'shown' | 'lacking' | 'broken';

/** A line of the report. */
export interface Line {
  readonly attack: string;
  readonly title: Attack['title'];
  readonly type: Attack['type'];
  readonly service: string;
  readonly isJudged: boolean;
  readonly runs: number;
  /** Results asked for in a run, on average. */
  readonly queries: number;
  readonly success: number;
  readonly baseline: number;
  readonly advantage: number;
  readonly lower: number;
  readonly upper: number;
  readonly limit: number | null;
  /** Query by which half of the runs in which there was something to notice had been flagged; null when fewer were. */
  readonly flaggedAt: number | null;
  readonly blockedAt: number | null;
  readonly verdict: Verdict;
  /** Commands that are lacking, or why the attack could not be played. */
  readonly remark?: string;
}

/** An attack whose runs could not be played. */
export function lineWithoutRuns(attack: Attack, service: Service, verdict: 'lacking' | 'broken', remark: string): Line {
  return { ...lineOf(attack, service, []), verdict, remark };
}

/** Sums up the runs of an attack. */
export function lineOf(attack: Attack, service: Service, runs: readonly RunOutcome[]): Line {
  const successes = runs.filter(({ success }) => success).length;
  const { share, lower, upper } = shareOf(successes, runs.length);
  const noticeable = runs.filter(({ hasProperty }) => hasProperty !== false);
  const baseline = mean(runs.map(({ chance }) => chance));
  const allowed = service.limits === undefined ? undefined : attack.allowed[service.limits];
  const line = {
    attack: attack.id,
    title: attack.title,
    type: attack.type,
    service: service.name,
    isJudged: service.isJudged && allowed !== 'measured',
    runs: runs.length,
    queries: mean(runs.map(({ queries }) => queries)),
    success: share,
    baseline,
    advantage: share - baseline,
    lower: lower - baseline,
    upper: upper - baseline,
    limit: allowed === undefined || allowed === 'measured' ? null : allowed.most,
    flaggedAt: median(noticeable.map(({ flaggedAt }) => flaggedAt ?? Infinity)),
    blockedAt: median(noticeable.map(({ blockedAt }) => blockedAt ?? Infinity)),
  };
  return { ...line, verdict: verdictOf(line, allowed) };
}

function verdictOf(line: Omit<Line, 'verdict'>, allowed: Attack['allowed']['strict'] | undefined): Verdict {
  if (allowed === undefined) return 'shown';
  if (allowed === 'measured') return 'measured';
  if (line.lower > allowed.most) return 'beaten';
  const isLate = (at: number | null, within: number | undefined): boolean =>
    within !== undefined && line.lower > notable && (at ?? Infinity) > within;
  const isUnnoticed = isLate(line.flaggedAt, allowed.flaggedWithin) || isLate(line.blockedAt, allowed.blockedWithin);
  return isUnnoticed && line.isJudged ? 'unnoticed' : 'holds';
}

/** An attack that gains less than this needs nobody's attention. */
const notable = 0.05;

/** Whether a report with this line says that the rules are not good enough. */
export function isFailure({ isJudged, verdict }: Line): boolean {
  return verdict === 'broken' || (isJudged && (verdict === 'beaten' || verdict === 'unnoticed'));
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, x) => sum + x, 0) / values.length;
}

function median(values: readonly number[]): number | null {
  const middle = [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
  return middle === undefined || middle === Infinity ? null : middle;
}
