import type { Attack } from '../attack/attack.ts';
import { createJobPool, type JobPool } from '../attack/pool.ts';
import { renderAttackJson, renderAttackTable, verdictWords } from '../attack/report.ts';
import { playJob, runSuite } from '../attack/run-suite.ts';
import type { Scope } from '../attack/services.ts';
import { attacks } from '../attack/suite/attacks.ts';
import { isFailure, type Line } from '../attack/verdict.ts';
import { parseIsoDate } from '../base/epoch-day.ts';
import type { Language } from '../base/language.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { choosePolicy } from '../disclosure/policies.ts';
import { type OpenTheatre, type StageChoice, theatreOf } from './attack-theatre.ts';
import type { AttackThread } from './attack-worker.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { checkReportPlace, writeReport } from './files.ts';
import { failOnPolicy } from './policy.ts';
import type { Surroundings } from './surroundings.ts';
import { programVersion } from './version.ts';

/** The options of `attack`. */
export interface AttackOptions {
  readonly databank?: string;
  readonly databankVersion?: string;
  readonly known?: readonly string[];
  readonly value?: string;
  readonly property?: string;
  readonly date?: string;
  readonly policy?: readonly string[];
  readonly scope?: Scope;
  readonly attack?: readonly string[];
  readonly runs?: number;
  readonly seed?: string;
  readonly threads?: number;
  readonly format?: 'text' | 'json';
  readonly out?: string;
  readonly quiet?: boolean;
}

/** Runs that an attack gets when nobody says how many. */
const usualRuns = 50;

/** At most as many threads as pay off on one machine. */
const mostThreads = 8;

/** Plays attacks and writes their report; the exit code tells whether one of them beat its limit. */
export async function attack(
  options: AttackOptions,
  language: Language,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { out, runs = usualRuns, seed = '1' } = options;
  if (out !== undefined) await checkReportPlace(out);
  const chosen = chosenAttacks(options);
  const choice = stageOf(options, seed);
  const opened = await theatreOf(choice, surroundings);
  const services = servicesOf(options, opened);
  const threads = options.threads ?? Math.min(mostThreads, surroundings.processors);
  const pool = threads === 1 ? ownThread(opened) : threadPool(choice, threads, surroundings);
  const tell =
    options.quiet === true ? () => undefined : teller(chosen.length * services.length, language, surroundings);
  try {
    const lines = await runSuite({ attacks: chosen, services, runs, perform: pool.perform, onLine: tell });
    const { databank, version } = opened.catalogue;
    const record = { databank, version, seed, runs, engineVersion: programVersion(), ...opened.theatre.scene.facts };
    const json = renderAttackJson(lines, record);
    if (out !== undefined) writeReport(out, json);
    await surroundings.writeOutput(options.format === 'json' ? json : renderAttackTable(lines, record, language));
    return lines.some(isFailure) ? exitCodes.beaten : exitCodes.ok;
  } finally {
    await pool.close();
  }
}

/** The policies that are asked for; else both, or on an owner's databank the one that it is run under. */
function servicesOf(
  { policy, scope, databank }: AttackOptions,
  { catalogue }: OpenTheatre,
): readonly { readonly policy: string; readonly scope?: Scope }[] {
  const known = ['strict', 'hardened', 'open'];
  const { nature, minimumPolicy } = catalogue;
  const bank = { databank: catalogue.databank, nature, ...(minimumPolicy === undefined ? {} : { minimumPolicy }) };
  const admitted = (name: string | undefined): string => {
    const chosen = choosePolicy(name, [bank]);
    return 'problem' in chosen ? failOnPolicy(chosen.problem) : chosen.policy.id;
  };
  const asked = policy ?? (databank === undefined ? ['strict', 'hardened'] : [admitted(undefined)]);
  return asked.map((name) => {
    if (!known.includes(name)) return fail('policy-unknown', { policy: name, known });
    return { policy: admitted(name), ...(scope === undefined ? {} : { scope }) };
  });
}

/** The attacks that are asked for and make sense: on an owner's databank, those that need nothing but a scene. */
function chosenAttacks({ attack: names, databank }: AttackOptions): readonly Attack[] {
  const possible = attacks.filter(({ onlySdc }) => databank === undefined || onlySdc !== true);
  if (names === undefined) return possible;
  return names.flatMap((name) => {
    const found = possible.filter(({ id }) => id.startsWith(name));
    const ids = possible.map(({ id }) => id);
    return found.length > 0 ? found : fail('attack-unknown', { attack: name, suggestions: suggestionsFor(name, ids) });
  });
}

function stageOf(options: AttackOptions, seed: string): StageChoice {
  const { databank, databankVersion, known = [], value, property, date } = options;
  if (databank === undefined) return { seed };
  const [variable = '', code] = property?.split('=') ?? [];
  if (property !== undefined && code === undefined) fail('attack-property-form', { property });
  const day = date === undefined ? undefined : (parseIsoDate(date) ?? fail('attack-date-invalid', { date }));
  return {
    seed,
    own: {
      folder: databank,
      known,
      ...(databankVersion === undefined ? {} : { version: databankVersion }),
      ...(value === undefined ? {} : { value }),
      ...(code === undefined ? {} : { property: { variable, code } }),
      ...(day === undefined ? {} : { day }),
    },
  };
}

/** Plays on this thread, one job after the other. */
function ownThread({ theatre }: OpenTheatre): JobPool {
  let last: Promise<unknown> = Promise.resolve();
  return {
    perform: (job) => {
      const next = last.then(() => playJob(job, theatre));
      last = next.catch(() => undefined);
      return next;
    },
    close: () => Promise.resolve(),
  };
}

function threadPool(choice: StageChoice, threads: number, { environment }: Surroundings): JobPool {
  const entry = new URL(import.meta.url.endsWith('.ts') ? './attack-worker.ts' : './attack-worker.js', import.meta.url);
  const data: AttackThread = { choice, environment: { ...environment } };
  return createJobPool(entry, threads, data);
}

/** Says on standard error how far it is: a suite takes minutes. */
function teller(total: number, language: Language, surroundings: Surroundings): (line: Line) => void {
  let done = 0;
  return ({ attack: id, service, verdict }) => {
    done++;
    surroundings.writeError(
      `[${String(done)}/${String(total)}] ${id} ${service}: ${verdictWords[verdict][language]}\n`,
    );
  };
}
