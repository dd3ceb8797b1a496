import type { Json } from '../base/canonical-json.ts';
import { diagnosticText } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import { sourceText } from '../base/source-text.ts';
import { compareVersions, draftVersion, exactVersion, parseVersion, resolveVersion } from '../base/version-number.ts';
import { loadPolicy, policyById } from '../disclosure/policies.ts';
import type { Policy } from '../disclosure/policy.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { silent } from '../metadata/progress.ts';
import { compareRuns, type Divergence } from '../record/compare.ts';
import { type Reason, reasonsBetween } from '../record/reasons.ts';
import type { RunRecord } from '../record/run-record.ts';
import { needsOf } from '../runtime/needs.ts';
import { type AnalysedSource, analyseSource } from './analysis.ts';
import { asFailure, type DatabankChoice, libraryOf } from './databanks.ts';
import { executeHere } from './executing.ts';
import type { ProgressLine } from './progress.ts';
import { bodiesOf, recordOf } from './record.ts';
import type { Surroundings } from './surroundings.ts';

/** A recorded run as it comes out of a file. */
export interface Evidence {
  /** The file as named. */
  readonly file: string;
  readonly record: RunRecord;
  /** JSON of the released body of a statement's result, where the file holds the results. */
  readonly bodyOf?: (statement: number, result: number) => Json | undefined;
  /** The policy file that was in force, where the file holds it. */
  readonly policy?: Json;
}

/** What a verification may be told. */
export interface VerificationChoice extends DatabankChoice {
  readonly language: Language;
  /** Instead of the policy that was recorded. */
  readonly policy?: Policy;
  /** Instead of the versions that were recorded, by databank; `''` for the only one. */
  readonly versions: ReadonlyMap<string, string>;
  /** Instead of the script that was recorded. */
  readonly script?: string;
  readonly threads: number;
  readonly progress: Pick<ProgressLine, 'phase' | 'statement'>;
}

/** Why the recorded run cannot be repeated. */
export type Obstacle =
  | { readonly type: 'databank-absent'; readonly databank: string; readonly known: readonly string[] }
  | {
      readonly type: 'version-absent';
      readonly databank: string;
      readonly version: string;
      readonly known: readonly string[];
    }
  | { readonly type: 'script-errors'; readonly first: string };

/** What came of running a recorded script again. */
export interface Verification {
  readonly file: string;
  readonly record: RunRecord;
  readonly outcome: 'same' | 'differs' | 'not-run';
  /** Number of recorded results. */
  readonly results: number;
  readonly divergences: readonly Divergence[];
  /** Why results differ; none where they are the same. */
  readonly reasons: readonly Reason[];
  readonly obstacles: readonly Obstacle[];
}

/** Runs a recorded script again, on what it was run on, and compares every released result. */
export async function verifyEvidence(
  evidence: Evidence,
  choice: VerificationChoice,
  surroundings: Surroundings,
): Promise<Verification> {
  const { record } = evidence;
  const persons = choice.persons ?? record.options.persons;
  const library = libraryOf({ ...choice, ...(persons === undefined ? {} : { persons }) }, surroundings);
  const results = record.statements.reduce((sum, statement) => sum + statement.results.length, 0);
  const facts = { file: evidence.file, record, results };
  const notRun = (obstacles: readonly Obstacle[]): Verification => ({
    ...facts,
    outcome: 'not-run',
    divergences: [],
    reasons: [],
    obstacles,
  });
  const versions = versionsOf(record, choice);
  const absent = asFailure(() => absentDatabanks(record, versions, library));
  if (absent.length > 0) return notRun(absent);
  const pinned = pinnedLibrary(library, record, versions);
  const script = analyseSource(sourceText(record.script.name, choice.script ?? record.script.text), pinned);
  const error = script.diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return notRun([{ type: 'script-errors', first: diagnosticText(error, choice.language) }]);
  const asked = {
    library: pinned,
    language: record.options.language,
    policy: choice.policy ?? recordedPolicy(evidence),
    threads: choice.threads,
    audit: false,
    progress: choice.progress,
  };
  const finished = await executeHere(script, asked, surroundings);
  const now = recordOf(script, finished, {
    language: record.options.language,
    ...(persons === undefined ? {} : { persons }),
  });
  if (now === undefined) {
    const [problem] = finished.run.problems;
    return notRun([
      { type: 'script-errors', first: problem === undefined ? '' : diagnosticText(problem, choice.language) },
    ]);
  }
  const divergences = compareRuns(
    { statements: record.statements, ...(evidence.bodyOf === undefined ? {} : { bodyOf: evidence.bodyOf }) },
    { statements: now.statements, bodyOf: bodiesOf(finished) },
  );
  if (divergences.length === 0) return { ...facts, outcome: 'same', divergences, reasons: [], obstacles: [] };
  const reasons = await Promise.all(
    reasonsBetween(record, now).map((reason) => withVersion(reason, record, script, library)),
  );
  return { ...facts, outcome: 'differs', divergences, reasons, obstacles: [] };
}

/** The versions to use: those recorded, in full, unless others are asked for. */
function versionsOf(record: RunRecord, { versions }: VerificationChoice): ReadonlyMap<string, string> {
  return new Map(
    record.databanks.flatMap(({ databank }) => {
      const asked = versions.get(databank) ?? versions.get('');
      return asked === undefined ? [] : [[databank, asked] as const];
    }),
  );
}

function absentDatabanks(
  record: RunRecord,
  versions: ReadonlyMap<string, string>,
  library: DatabankLibrary,
): readonly Obstacle[] {
  return record.databanks.flatMap(({ databank, version }): readonly Obstacle[] => {
    const here = library.databanks.find(({ name }) => name === databank);
    if (here === undefined) {
      return [{ type: 'databank-absent', databank, known: library.databanks.map(({ name }) => name) }];
    }
    const wanted = versions.get(databank) ?? exactVersion(version);
    if (library.findCatalogue(databank, wanted) !== undefined) return [];
    return [{ type: 'version-absent', databank, version: versions.get(databank) ?? version, known: here.versions }];
  });
}

/** The library in which the script's `require` lines find what they found when it was recorded. */
function pinnedLibrary(
  library: DatabankLibrary,
  record: RunRecord,
  versions: ReadonlyMap<string, string>,
): DatabankLibrary {
  return {
    ...library,
    findCatalogue: (name, asked) => {
      const instead = versions.get(name);
      if (instead !== undefined) return library.findCatalogue(name, instead);
      const recorded = record.databanks.filter(({ databank }) => databank === name).map(({ version }) => version);
      const resolved = resolveVersion(recorded, asked);
      return library.findCatalogue(name, resolved === undefined ? asked : exactVersion(resolved));
    },
    open: (name, version, progress) => library.open(name, exactVersion(version), progress),
  };
}

/** The policy that was in force: the one that comes with the program, or that of the file where it is what its hash says. */
function recordedPolicy({ record, policy }: Evidence): Policy | undefined {
  const shipped = policyById(record.policy.id);
  if (shipped !== undefined || policy === undefined) return shipped;
  const loaded = loadPolicy(policy);
  return 'policy' in loaded ? loaded.policy : undefined;
}

/** Says since which version a variable's values are others. */
async function withVersion(
  reason: Reason,
  record: RunRecord,
  { analysed }: AnalysedSource,
  library: DatabankLibrary,
): Promise<Reason> {
  if (reason.type !== 'column') return reason;
  const { databank, variable } = reason;
  const before = record.databanks.find((candidate) => candidate.databank === databank);
  const files = before?.variables.find(({ name }) => name === variable)?.files.join();
  const here = library.databanks.find(({ name }) => name === databank);
  if (before === undefined || here === undefined) return reason;
  const binding = analysed.databanks.find((candidate) => candidate.databank === databank) ?? before;
  const needs = needsOf(analysed, binding).filter((need) => need.variable === variable);
  for (const version of notBefore(here.versions, before.version)) {
    if (library.findCatalogue(databank, exactVersion(version))?.variables.has(variable) !== true) continue;
    const reader = await library.open(databank, exactVersion(version), silent);
    await reader.prepare?.(needs, silent);
    const own = [...new Set(needs.flatMap((need) => reader.filesFor(need)))].sort().join();
    if (own !== files) return { ...reason, since: version };
  }
  return reason;
}

/** Released versions from a given one on. */
function notBefore(versions: readonly string[], first: string): readonly string[] {
  const from = parseVersion(first);
  if (from === undefined) return [];
  return versions.filter((version) => {
    const number = version === draftVersion ? undefined : parseVersion(version);
    return number !== undefined && compareVersions(number, from) >= 0;
  });
}
