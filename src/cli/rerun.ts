import { diagnosticText } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import { exactVersion, parseVersion, resolveVersion, versionRanges } from '../base/version-number.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { movementsOf, type VersionRun } from '../record/drift.ts';
import { analyseSource } from './analysis.ts';
import { type DatabankChoice, libraryOf } from './databanks.ts';
import { type Drift, driftCsv, driftHtml, driftJson, driftText } from './drift-text.ts';
import { executeHere } from './executing.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, say } from './failure.ts';
import { checkReportPlace, readScript, writeReport } from './files.ts';
import { askedPolicy } from './policy.ts';
import { progressLine } from './progress.ts';
import { bodiesOf, recordOf } from './record.ts';
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
  const threads = threadsOf(options, surroundings);
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
    const asked = { library: pinned, language, policy, threads, audit: false, progress };
    try {
      const finished = await executeHere(script, asked, surroundings);
      const record = recordOf(script, finished, { language });
      const [problem] = finished.run.problems;
      if (record === undefined) {
        obstacles.push({ version, text: problem === undefined ? '' : diagnosticText(problem, language) });
        continue;
      }
      runs.push({ version, statements: record.statements, bodyOf: bodiesOf(finished) });
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

/** The versions that are meant: the newest release of each major in the range, or those that are listed, as `require` reads them. */
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
  const wanted = asked.slice(colon + 1);
  const range = /^(\d{1,9})\.\.(\d{1,9})$/u.exec(wanted);
  const versions =
    range === null ? listed(wanted.split(','), here) : newestBetween(Number(range[1]), Number(range[2]), here.versions);
  return versions.length === 0 ? absent(wanted, here) : { databank, versions };
}

type Present = DatabankLibrary['databanks'][number];

function absent(asked: string, { name, versions }: Present): never {
  return fail('rerun-versions-absent', { databank: name, asked, known: versionRanges(versions) }, exitCodes.databank);
}

/** The versions that are listed, each as `require` reads it, oldest first. */
function listed(asked: readonly string[], here: Present): readonly string[] {
  const found = asked.map((version) => resolveVersion(here.versions, version.trim()) ?? absent(version.trim(), here));
  return here.versions.filter((version) => found.includes(version));
}

/** The newest release of each major from one to another. */
function newestBetween(from: number, to: number, versions: readonly string[]): readonly string[] {
  const newest = new Map<number, string>();
  for (const version of versions) {
    const major = parseVersion(version)?.major;
    if (major !== undefined && from <= major && major <= to) newest.set(major, version);
  }
  return [...newest.values()];
}

/** The library in which a databank is there in one version, whatever the script asks for. */
function withVersion(library: DatabankLibrary, databank: string, version: string): DatabankLibrary {
  const exact = exactVersion(version);
  return {
    ...library,
    findCatalogue: (name, asked) => library.findCatalogue(name, name === databank ? exact : asked),
  };
}
