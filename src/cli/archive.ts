import { createHash } from 'node:crypto';
import path from 'node:path';
import { zipSync } from 'fflate';
import { canonicalJson, type Json, plainJson } from '../base/canonical-json.ts';
import { parseIsoDate } from '../base/epoch-day.ts';
import { hashText } from '../base/hash.ts';
import type { Language } from '../base/language.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { archivePaths, manifestText } from '../record/archive-layout.ts';
import { type Citation, citationText, orcidAddress } from '../record/citation.ts';
import { crateText } from '../record/crate.ts';
import { excerptJson, excerptText } from '../record/excerpt.ts';
import { readmeText } from '../record/readme.ts';
import { type RunRecord, recordText } from '../record/run-record.ts';
import { renderJsonRun } from '../render/json/report.ts';
import { plainStyle } from '../render/text/style.ts';
import type { AnalysedSource } from './analysis.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, say } from './failure.ts';
import { checkReportPlace, writeReport } from './files.ts';
import { contentsOf, type Finished } from './outputs.ts';
import { recordOf } from './record.ts';
import { exitCodeOf, type RunOptions, ranScript } from './run.ts';
import type { Surroundings } from './surroundings.ts';
import { usedIn } from './used-variables.ts';

/** What `archive` may be told besides what `run` may. */
export interface ArchiveOptions extends RunOptions {
  /** The file to write. */
  readonly archive: string;
  /** What the archive says of itself, where the document's front matter does not or says otherwise. */
  readonly title?: string;
  readonly description?: string;
  readonly author: readonly string[];
  readonly orcid: readonly string[];
  readonly licence?: string;
  readonly keyword: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly date?: string;
}

/** Runs a script and archives it with all that is needed to read it, cite it and run it again. */
export async function archive(file: string, options: ArchiveOptions, surroundings: Surroundings): Promise<ExitCode> {
  if (!/\.zip$/iu.test(options.archive)) fail('archive-name-not-zip', { file: options.archive });
  await checkReportPlace(options.archive);
  const ran = await ranScript(file, options, surroundings);
  if ('exitCode' in ran) return ran.exitCode;
  const { script, finished, library, language } = ran;
  const citation = citationOf(script, options);
  const record = recordOf(script, finished, {
    language,
    ...(options.persons === undefined ? {} : { persons: options.persons }),
    ...(options.recordTime ? { now: surroundings.now() } : {}),
  });
  const exitCode = exitCodeOf(finished, language, surroundings);
  if (record === undefined) return exitCode;
  const files = await filesOf({ script, finished, library, record, citation, language });
  writeReport(options.archive, zipped(files));
  if (!options.quiet) surroundings.writeError(`${say('cli-output-written', { file: options.archive }, language)}\n`);
  // What stopped the run is in the archive, too: the exit code says that there is something to look at.
  return exitCode === exitCodes.ok ? exitCodes.ok : exitCode;
}

/** What the archive says of itself: as asked, else as the front matter has it. */
function citationOf({ document, source }: AnalysedSource, options: ArchiveOptions): Citation {
  const front = (key: string): string | undefined => document.frontMatter.get(key) || undefined;
  const date = options.date ?? front('date');
  if (date === undefined) return fail('archive-date-missing', {});
  if (parseIsoDate(date) === undefined) return fail('archive-date-invalid', { date });
  const names = options.author.length > 0 ? options.author : list(front('author'));
  const orcids = (options.orcid.length > 0 ? options.orcid : list(front('orcid'))).map(
    (text) => orcidAddress(text) ?? fail('archive-orcid-invalid', { orcid: text }),
  );
  if (orcids.length > names.length) return fail('archive-orcid-without-author', { orcid: orcids[names.length] ?? '' });
  const keywords = options.keyword.length > 0 ? options.keyword : list(front('keywords'));
  return {
    title: options.title ?? front('title') ?? path.parse(source.name).name,
    description: options.description ?? front('description'),
    authors: names.map((name, i) => {
      const orcid = orcids[i];
      return orcid === undefined ? { name } : { name, orcid };
    }),
    date,
    licence: options.licence ?? front('license') ?? front('licence'),
    keywords,
  };
}

/** Several values in one line: with `;` between them, or `,` where there is none. */
function list(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const inner = text.replace(/^\[|\]$/gu, '');
  return inner
    .split(inner.includes(';') ? ';' : ',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

interface Archived {
  readonly script: AnalysedSource;
  readonly finished: Finished;
  readonly library: DatabankLibrary;
  readonly record: RunRecord;
  readonly citation: Citation;
  readonly language: Language;
}

/** Every file of an archive by its path, in the order of paths. */
async function filesOf(archived: Archived): Promise<ReadonlyMap<string, Uint8Array>> {
  const { script, finished, record, citation, language } = archived;
  const files = new Map<string, Uint8Array>();
  const add = (name: string, content: string | Uint8Array): void => {
    files.set(name, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  };
  const used = usedIn(archived);
  const text = recordText(record);
  add(archivePaths.record, text);
  add(`${archivePaths.scripts}${record.script.name}`, script.source.text);
  add(archivePaths.results, renderJsonRun(finished.run));
  for (const html of await contentsOf(finished, 'html', drawing)) add(archivePaths.report, html);
  for (const [i, csv] of (await contentsOf(finished, 'csv', drawing)).entries()) {
    add(`${archivePaths.tables}table-${String(i + 1).padStart(3, '0')}.csv`, csv);
  }
  for (const [i, svg] of (await contentsOf(finished, 'svg', drawing)).entries()) {
    add(`${archivePaths.charts}figure-${String(i + 1).padStart(3, '0')}.svg`, svg);
  }
  add(archivePaths.policy, `${JSON.stringify(policyJson(finished), undefined, 2)}\n`);
  add(archivePaths.variables, `${canonicalJson(excerptJson(used))}\n`);
  add(archivePaths.variablesText, excerptText(used, language));
  add(archivePaths.citation, citationText(citation, hashText(text)));
  add(archivePaths.readme, readmeText(citation, record, [...files.keys()], language));
  const listed = [...files].map(([name, bytes]) => ({ path: name, bytes: bytes.length, hash: hashOf(bytes) }));
  add(archivePaths.crate, crateText(citation, record, listed));
  add(archivePaths.manifest, manifestText(new Map([...files].map(([name, bytes]) => [name, hashOf(bytes)]))));
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Exports as for a wide terminal; nothing of it depends on the one that is there. */
const drawing = { width: 100, style: plainStyle };

/** The policy as the file that it was read from: its hash and its rank are worked out from that. */
function policyJson({ policy }: Finished): Json {
  const json = plainJson(policy);
  const members = Object.entries(json ?? {}).filter(([name]) => name !== 'hash' && name !== 'strictness');
  return Object.fromEntries(members);
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The archive's bytes: no time of day, no owner, always the same order and strength of packing. */
function zipped(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const mtime = '1980-01-01T00:00:00';
  return zipSync(Object.fromEntries(files), { level: 9, mtime, os: 3 });
}
