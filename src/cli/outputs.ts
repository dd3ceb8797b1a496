import fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Policy } from '../disclosure/policy.ts';
import { assetPath } from '../metadata/assets.ts';
import type { CommandResult } from '../render/export/export-table.ts';
import type { JsonRun } from '../render/json/report.ts';
import type { Report } from '../render/report.ts';
import type { TextStyle } from '../render/text/style.ts';
import type { RunOrigin } from '../runtime/run.ts';
import { fail } from './failure.ts';
import type { streamFormats } from './stream-formats.ts';

/** What a report can be written as: whole (`text`, `html`, `json`), its tables, or its charts. */
export type Format = (typeof streamFormats)[number] | 'xlsx' | 'svg' | 'png';

/** Where a report goes: a file, or standard output. */
export interface Output {
  readonly file: string | undefined;
  readonly format: Format;
}

/** A finished run in the two shapes that renderers take, and what a record of it needs. */
export interface Finished {
  readonly report: Report;
  readonly run: JsonRun;
  /** The policy that was in force. */
  readonly policy: Policy;
  /** Absent where nothing was run. */
  readonly origin?: RunOrigin;
}

/** How texts are drawn. */
export interface Drawing {
  readonly width: number;
  readonly style: TextStyle;
}

/** The outputs that a command line asks for. Standard output is written unless `--out -` names it or another format is wanted there. */
export function outputsOf(format: Format, out: readonly string[]): readonly Output[] {
  const files = out.filter((file) => file !== '-').map((file): Output => ({ file, format: formatOf(file) }));
  return [{ file: undefined, format }, ...files];
}

const endings: readonly (readonly [ending: RegExp, format: Format])[] = [
  [/\.html?$/iu, 'html'],
  [/\.json$/iu, 'json'],
  [/\.(?:txt|text)$/iu, 'text'],
  [/\.csv$/iu, 'csv'],
  [/\.xlsx$/iu, 'xlsx'],
  [/\.(?:md|markdown)$/iu, 'markdown'],
  [/\.tex$/iu, 'latex'],
  [/\.svg$/iu, 'svg'],
  [/\.png$/iu, 'png'],
];

/** The format that a file's ending names. */
function formatOf(file: string): Format {
  return endings.find(([ending]) => ending.test(file))?.[1] ?? fail('cli-output-format-unknown', { file });
}

/** A file to write. */
export interface OutputFile {
  readonly file: string;
  readonly content: string | Uint8Array;
}

/**
 * A run as files of a format. A CSV file holds one table and a picture one chart: where there are several, each file's name
 * gets a number, in the order of the script.
 */
export async function renderFiles(
  finished: Finished,
  file: string,
  format: Format,
  drawing: Drawing,
): Promise<readonly OutputFile[]> {
  const contents = await contentsOf(finished, format, drawing);
  if (contents.length === 0) fail('cli-output-empty', { file, content: isPicture(format) ? 'chart' : 'table' });
  if (contents.length === 1) return contents.map((content) => ({ file, content }));
  const { dir, name, ext } = path.parse(file);
  return contents.map((content, i) => ({ file: path.join(dir, `${name}-${i + 1}${ext}`), content }));
}

/** A run as text for standard output. */
export async function renderStream(finished: Finished, format: Format, drawing: Drawing): Promise<string> {
  const texts = await contentsOf(finished, format, drawing);
  return texts.filter((text) => typeof text === 'string').join('\n');
}

function isPicture(format: Format): boolean {
  return format === 'svg' || format === 'png';
}

/** What a run is in a format: whole, or each table or chart by itself. Each renderer is loaded when it is needed. */
export async function contentsOf(
  finished: Finished,
  format: Format,
  { width, style }: Drawing,
): Promise<readonly (string | Uint8Array)[]> {
  switch (format) {
    case 'text':
      return [(await import('../render/text/report.ts')).renderTextReport(finished.report, { width, style })];
    case 'html':
      return [await htmlOf(finished.report)];
    case 'json':
      return [(await import('../render/json/report.ts')).renderJsonRun(finished.run)];
    case 'svg':
    case 'png':
      return picturesOf(finished.report, format);
    default:
      return tablesOf(finished.report, format);
  }
}

async function htmlOf(report: Report): Promise<string> {
  const { renderHtmlReport } = await import('../render/html/report.ts');
  return renderHtmlReport(report, await fs.readFile(assetPath('report/page.js'), 'utf8'));
}

/** What the statements of a report put out, in their order. */
function resultsOf({ parts }: Report): readonly CommandResult[] {
  return parts.flatMap((part) =>
    part.type === 'statement' ? part.results.map((result) => ({ command: part.command, result })) : [],
  );
}

async function tablesOf(
  report: Report,
  format: 'csv' | 'xlsx' | 'markdown' | 'latex',
): Promise<readonly (string | Uint8Array)[]> {
  const { exportResults } = await import('../render/export/export-table.ts');
  const results = exportResults(resultsOf(report), report.language);
  if (results.length === 0) return [];
  switch (format) {
    case 'csv': {
      const { csvOf } = await import('../render/export/csv.ts');
      return results.flatMap(({ tables }) => tables.map(csvOf));
    }
    case 'xlsx':
      return [await (await import('../render/export/xlsx.ts')).xlsxOf(results, report.record, report.language)];
    case 'markdown':
      return [(await import('../render/export/markdown.ts')).markdownOf(results)];
    case 'latex':
      return [(await import('../render/export/latex.ts')).latexOf(results)];
  }
}

/** Letters of pictures; the machine's own fonts differ from place to place. */
const fonts = {
  family: 'Open Sans',
  files: ['400Regular/OpenSans_400Regular.ttf', '600SemiBold/OpenSans_600SemiBold.ttf'],
} as const;

async function picturesOf(report: Report, format: 'svg' | 'png'): Promise<readonly (string | Uint8Array)[]> {
  const { chartDrawings } = await import('../render/export/drawings.ts');
  const drawings = await chartDrawings(resultsOf(report), report.language);
  if (format === 'svg') return drawings;
  const { pngOf } = await import('../render/export/png.ts');
  const { resolve } = createRequire(import.meta.url);
  const files = fonts.files.map((file) => resolve(`@expo-google-fonts/open-sans/${file}`));
  const pictures: Uint8Array[] = [];
  // One after the other: the pixels of a long picture take much memory.
  for (const drawing of drawings) pictures.push(await pngOf(drawing, files, fonts.family));
  return pictures;
}
