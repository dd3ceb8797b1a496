import type { Diagnostic } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import type { SourceText } from '../base/source-text.ts';
import { commandForms } from '../commands/vocabulary.ts';
import { formatEdits } from '../lang/format/format.ts';
import type { FormatOptions } from '../lang/format/options.ts';
import { type TextEdit, withEdits } from '../lang/format/sheet.ts';
import { parseDocument } from '../lang/syntax/parse-document.ts';
import { problemView } from '../render/problem-view.ts';
import { drawProblem } from '../render/text/problems.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { say } from './failure.ts';
import { readScript, rewriteFile } from './files.ts';
import { unifiedDiff } from './fmt-diff.ts';
import { projectOf } from './project.ts';
import { type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

/** What `fmt` may be told. */
export interface FmtOptions {
  /** Whether to write nothing and tell by the exit code whether anything would be written. */
  readonly checks: boolean;
  /** Whether to write nothing and show the changes. */
  readonly shows: boolean;
  readonly quiet: boolean;
  readonly language: Language;
  /** What goes before the project's wishes. */
  readonly format: Partial<FormatOptions>;
}

/** A script with what would change in it, or with the errors that it is left alone for. */
interface Shaped {
  readonly file: string;
  readonly source: SourceText;
  readonly edits: readonly TextEdit[];
  readonly errors: readonly Diagnostic[];
  /** Whether it is Markdown without a block of commands, and no script in itself. */
  readonly isProse: boolean;
}

/**
 * Brings scripts into shape. All are read before the first is written. One with a syntax error is left as it is: what it is
 * meant to say is not known, so half of it would be in shape and half not.
 */
export async function fmt(
  files: readonly string[],
  options: FmtOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const shaped: Shaped[] = [];
  for (const file of files) {
    const format = { ...projectOf(file).format, ...options.format };
    shaped.push(shape(file, await readScript(file, surroundings, { keepsMark: true }), format));
  }
  for (const one of shaped) {
    if (one.isProse) tellProse(one, options, surroundings);
    else if (one.errors.length > 0) await tellErrors(one, options, surroundings);
    else await deliver(one, options, surroundings);
  }
  const isAmiss = shaped.some(
    ({ errors, edits, isProse }) => !isProse && (errors.length > 0 || (options.checks && edits.length > 0)),
  );
  return isAmiss ? exitCodes.scriptErrors : exitCodes.ok;
}

function shape(file: string, source: SourceText, options: FormatOptions): Shaped {
  const { document, diagnostics } = parseDocument(source, commandForms);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const edits = errors.length > 0 ? [] : formatEdits(source, commandForms, { options });
  const isMarkdown = /\.(?:md|markdown)$/iu.test(source.name) && document.container === 'plain';
  return { file, source, edits, errors, isProse: isMarkdown && errors.length > 0 };
}

/** Writes a script, shows what would change in it, or says that it would. */
async function deliver(
  { file, source, edits }: Shaped,
  { checks, shows, quiet, language }: FmtOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { name, text } = source;
  if (shows) await surroundings.writeOutput(unifiedDiff(source, edits));
  if (checks && !shows && !quiet && edits.length > 0) {
    await surroundings.writeOutput(`${say('cli-fmt-unshaped', { file: name }, language)}\n`);
  }
  if (checks || shows) return;
  if (file === '-') {
    await surroundings.writeOutput(withEdits(text, edits));
  } else if (edits.length > 0) {
    rewriteFile(file, withEdits(text, edits));
    if (!quiet) surroundings.writeError(`${say('cli-fmt-written', { file: name }, language)}\n`);
  }
}

/** So that all Markdown of a folder may be named, that without scripts is no mistake. */
function tellProse({ source }: Shaped, { quiet, language }: FmtOptions, surroundings: Surroundings): void {
  if (!quiet) surroundings.writeError(`${say('cli-fmt-prose', { file: source.name }, language)}\n`);
}

/** Errors go to standard error: standard output may be the script. */
async function tellErrors(
  { source, errors }: Shaped,
  { language }: FmtOptions,
  surroundings: Surroundings,
): Promise<void> {
  const width = widthOf(undefined, surroundings);
  const style = await terminalStyle(wantsColours(surroundings.errorIsTerminal, surroundings.environment));
  const pieces = errors.map((error) =>
    drawProblem(problemView(error, source, language), language, width, style).join('\n'),
  );
  pieces.push(say('cli-fmt-left-alone', { file: source.name }, language));
  surroundings.writeError(`${pieces.join('\n\n')}\n`);
}
