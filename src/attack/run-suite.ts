import { AttackError } from './account.ts';
import type { Attack } from './attack.ts';
import { playRun, type RunOutcome, type Theatre } from './play.ts';
import { type Scope, type Service, serviceOf } from './services.ts';
import { findAttack } from './suite/attacks.ts';
import { type Line, lineOf, lineWithoutRuns } from './verdict.ts';

/** Some runs of one attack under one service: what a thread is asked for. */
export interface Job {
  readonly attack: string;
  readonly policy: string;
  readonly scope: Scope | undefined;
  readonly from: number;
  readonly to: number;
}

/** What came of a job. */
export type JobResult =
  | { readonly outcomes: readonly RunOutcome[] }
  | { readonly lacking: readonly string[] }
  | { readonly broken: string };

/** Plays the runs of a job, one after the other. */
export async function playJob(job: Job, theatre: Theatre): Promise<JobResult> {
  const attack = findAttack(job.attack);
  const service = serviceOf(job.policy, job.scope);
  if (attack === undefined || service === undefined) return { broken: `no ${job.attack} under ${job.policy}` };
  const outcomes: RunOutcome[] = [];
  try {
    for (let run = job.from; run < job.to; run++) outcomes.push(await playRun(attack, service, run, theatre));
  } catch (error) {
    if (error instanceof AttackError) {
      return error.lacking.length > 0 ? { lacking: error.lacking } : { broken: error.message };
    }
    throw error;
  }
  return { outcomes };
}

/** What to play. */
export interface SuiteOptions {
  readonly attacks: readonly Attack[];
  /** Policies and scopes; without a scope as a service has it. */
  readonly services: readonly { readonly policy: string; readonly scope?: Scope }[];
  readonly runs: number;
  /** Plays a job, here or on another thread. */
  readonly perform: (job: Job) => Promise<JobResult>;
  /** Told each line as soon as all lines before it are known, too. */
  readonly onLine?: (line: Line) => void;
}

/** Runs in one job: few enough that all threads have something to do until the end. */
const runsPerJob = 10;

/** Plays attacks under services; the lines come in the order of attacks, and within an attack of services. */
export async function runSuite({ attacks, services, runs, perform, onLine }: SuiteOptions): Promise<readonly Line[]> {
  const pending = attacks.flatMap((attack) =>
    services.flatMap(({ policy, scope }) => {
      const service = serviceOf(policy, scope);
      if (service === undefined || (scope === 'run' && attack.dependsOnHistory !== true)) return [];
      return [playAttack(attack, service, { policy, scope }, runs, perform)];
    }),
  );
  const lines: Line[] = [];
  for (const line of pending) {
    const done = await line;
    lines.push(done);
    onLine?.(done);
  }
  return lines;
}

async function playAttack(
  attack: Attack,
  service: Service,
  { policy, scope }: Pick<Job, 'policy' | 'scope'>,
  runs: number,
  perform: SuiteOptions['perform'],
): Promise<Line> {
  const count = Math.max(1, Math.ceil(runs / (attack.costs ?? 1)));
  const jobs: Promise<JobResult>[] = [];
  for (let from = 0; from < count; from += runsPerJob) {
    jobs.push(perform({ attack: attack.id, policy, scope, from, to: Math.min(count, from + runsPerJob) }));
  }
  const outcomes: RunOutcome[] = [];
  for (const result of await Promise.all(jobs)) {
    if ('lacking' in result) return lineWithoutRuns(attack, service, 'lacking', result.lacking.join(', '));
    if ('broken' in result) return lineWithoutRuns(attack, service, 'broken', result.broken);
    outcomes.push(...result.outcomes);
  }
  return lineOf(attack, service, outcomes);
}
