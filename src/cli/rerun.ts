import type { Json } from '../base/canonical-json.ts';
import { plainJson } from '../base/canonical-json.ts';
import { diagnosticText } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { longVersion, parseVersion } from '../metadata/version-number.ts';
import { movementsOf, type VersionRun } from '../record/drift.ts';
import { analyseSource } from './analysis.ts';
import { type DatabankChoice, databankFailure, keyFolderOf, ledgersOf, libraryOf } from './databanks.ts';
import { type Drift, driftCsv, driftHtml, driftJson, driftText } from './drift-text.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, say } from './failure.ts';
import { checkReportPlace, readScript, writeReport } from './files.ts';
import { askedPolicy } from './policy.ts';
import { progressLine } from './progress.ts';
import { recordOf } from './record.ts';
import { threadsOf } from './run.ts';
import { type Surroundings, widthOf } from './surroundings.ts';

/** What `rerun` may be told. */
export interface RerunOptions extends DatabankChoice {
  /** `38..53`, `38,40,53`, or either with `name:` in front. */
  readonly databankVersion: string;
  readonly format: 'text' | 'json' | 'csv';
  /** Files to write besides: `.html`, `.csv`, `.json`, `.txt`. */
  readonly out: readonly string[];
  readonly language: Language;
  readonly policy?: string;
  readonly threads?: number;
  /** Show the numbers that stay the same, too. */
  readonly all: boolean;
  readonly width?: number;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** Runs a script on several versions of a databank and shows how each released number moves. */
export async function rerun(file: string, options: RerunOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { language } = options;
  for (const out of options.out) {
    if (!/\.(?:html?|csv|json|txt)$/iu.test(out)) fail('rerun-output-unknown', { file: out });
    await checkReportPlace(out);
  }
  const library = libraryOf(options, surroundings);
  const source = await readScript(file, surroundings);
  const policy = await askedPolicy(options.policy);
  const { databank, versions } = askedVersions(options.databankVersion, requiredDatabanks(source.text), library);
  const wanted = options.progress || (surroundings.errorIsTerminal && !options.quiet);
  const progress = progressLine(wanted, language, surroundings);
  const { execute } = await import('./execute.ts');
  const runs: VersionRun[] = [];
  const obstacles: { readonly version: string; readonly text: string }[] = [];
  for (const version of versions) {
    const pinned = withVersion(library, databank, version);
    const script = analyseSource(source, pinned);
    const error = script.diagnostics.find(({ severity }) => severity === 'error');
    if (error !== undefined) {
      obstacles.push({ version, text: diagnosticText(error, language) });
      continue;
    }
    try {
      const finished = await execute(script, {
        library: pinned,
        language,
        policy,
        threads: threadsOf(options, surroundings),
        keyFolder: keyFolderOf(surroundings),
        // Every version asks the data: what is kept between runs learns of each.
        ledger: { folder: ledgersOf(surroundings), user: surroundings.user, now: surroundings.now, always: false },
        progress,
      });
      const record = recordOf(script, finished, { language });
      const [problem] = finished.run.problems;
      if (record === undefined) {
        obstacles.push({ version, text: problem === undefined ? '' : diagnosticText(problem, language) });
        continue;
      }
      const { statements } = finished.run;
      const bodyOf = (statement: number, result: number): Json | undefined => {
        const body = statements[statement]?.results[result]?.body;
        return body === undefined ? undefined : plainJson(body);
      };
      runs.push({ version, statements: record.statements, bodyOf });
    } catch (error) {
      throw databankFailure(error);
    } finally {
      progress.clear();
    }
  }
  const drift: Drift = {
    file,
    databank,
    versions: runs.map(({ version }) => version),
    movements: movementsOf(runs),
    obstacles,
  };
  await surroundings.writeOutput(render(drift, options.format, options, surroundings));
  for (const out of options.out) {
    writeReport(out, render(drift, formatOf(out), options, surroundings));
    if (!options.quiet) surroundings.writeError(`${say('cli-output-written', { file: out }, language)}\n`);
  }
  return runs.length === 0 ? exitCodes.scriptErrors : exitCodes.ok;
}

function formatOf(file: string): 'text' | 'json' | 'csv' | 'html' {
  if (/\.html?$/iu.test(file)) return 'html';
  if (/\.json$/iu.test(file)) return 'json';
  return /\.csv$/iu.test(file) ? 'csv' : 'text';
}

function render(
  drift: Drift,
  format: 'text' | 'json' | 'csv' | 'html',
  options: RerunOptions,
  surroundings: Surroundings,
): string {
  const { language, all } = options;
  switch (format) {
    case 'json':
      return driftJson(drift);
    case 'csv':
      return driftCsv(drift);
    case 'html':
      return driftHtml(drift, language, all);
    case 'text':
      return driftText(drift, { language, all, width: widthOf(options.width, surroundings) });
  }
}

/** Databanks that a script requires, as written: enough to know whether there is one. */
function requiredDatabanks(text: string): readonly string[] {
  const found = text.matchAll(/^[ \t]*require[ \t]+([\p{L}\p{N}._-]+)/gmu);
  return [...new Set([...found].map(([, name = '']) => name))];
}

/** The versions that are meant: the newest release of each major in the range, or those that are listed. */
function askedVersions(
  asked: string,
  required: readonly string[],
  library: DatabankLibrary,
): { readonly databank: string; readonly versions: readonly string[] } {
  const colon = asked.lastIndexOf(':');
  const [only, ...others] = required;
  if (colon < 0 && others.length > 0) fail('rerun-databank-unclear', { databanks: required });
  const databank = colon < 0 ? only : asked.slice(0, colon);
  if (databank === undefined) return fail('rerun-no-databank', {});
  const here = library.databanks.find(({ name }) => name === databank);
  if (here === undefined) {
    return fail(
      'databank-not-found',
      { name: databank, known: library.databanks.map(({ name }) => name) },
      exitCodes.databank,
    );
  }
  const versions = chosen(asked.slice(colon + 1), here.versions);
  if (versions.length === 0)
    fail('rerun-versions-absent', { databank, asked, known: here.versions }, exitCodes.databank);
  return { databank, versions };
}

function chosen(asked: string, versions: readonly string[]): readonly string[] {
  const range = /^(\d{1,9})\.\.(\d{1,9})$/u.exec(asked);
  if (range === null) {
    return asked
      .split(',')
      .map((version) => version.trim())
      .filter((version) => versions.includes(version));
  }
  const [from, to] = [Number(range[1]), Number(range[2])];
  const newest = new Map<number, string>();
  for (const version of versions) {
    const major = parseVersion(version)?.major;
    if (major !== undefined && from <= major && major <= to) newest.set(major, version);
  }
  return [...newest.values()];
}

/** The library in which a databank is there in one version, whatever the script asks for. */
function withVersion(library: DatabankLibrary, databank: string, version: string): DatabankLibrary {
  const number = parseVersion(version);
  const exact = number === undefined ? version : longVersion(number);
  return {
    ...library,
    findCatalogue: (name, asked) => library.findCatalogue(name, name === databank ? exact : asked),
  };
}
