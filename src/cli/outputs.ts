import type { JsonRun } from '../render/json/report.ts';
import type { Report } from '../render/report.ts';
import type { TextStyle } from '../render/text/style.ts';
import { fail } from './failure.ts';

/** What a report can be written as. */
export type Format = 'text' | 'html' | 'json';

/** Where a report goes: a file, or standard output. */
export interface Output {
  readonly file: string | undefined;
  readonly format: Format;
}

/** A finished run in the two shapes that renderers take. */
export interface Finished {
  readonly report: Report;
  readonly run: JsonRun;
}

/** The outputs that a command line asks for. Standard output is written unless `--out -` names it or another format is wanted there. */
export function outputsOf(format: Format, out: readonly string[]): readonly Output[] {
  const files = out.filter((file) => file !== '-').map((file): Output => ({ file, format: formatOf(file) }));
  return [{ file: undefined, format }, ...files];
}

/** The format that a file's ending names. */
function formatOf(file: string): Format {
  if (/\.html?$/iu.test(file)) return 'html';
  if (/\.json$/iu.test(file)) return 'json';
  if (/\.(?:txt|text)$/iu.test(file)) return 'text';
  return fail('cli-output-format-unknown', { file });
}

/** Renders a run. Each renderer is loaded when it is needed. */
export async function render(finished: Finished, format: Format, width: number, style: TextStyle): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('../render/text/report.ts')).renderTextReport(finished.report, { width, style });
    case 'html':
      return (await import('../render/html/report.ts')).renderHtmlReport(finished.report);
    case 'json':
      return (await import('../render/json/report.ts')).renderJsonRun(finished.run);
  }
}
