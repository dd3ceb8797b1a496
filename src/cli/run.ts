import type { Language } from '../base/language.ts';
import { threshold } from '../base/messages/message.ts';
import { positionAt } from '../base/source-text.ts';
import type { DatabankLibrary } from '../metadata/library.ts';
import { renderJsonProblems } from '../render/json/problems.ts';
import { iterationText, problemView } from '../render/problem-view.ts';
import { drawProblem } from '../render/text/problems.ts';
import { plainStyle } from '../render/text/style.ts';
import { type AnalysedSource, analyseSource, isMarkdownWithoutBlocks } from './analysis.ts';
import type { DatabankChoice } from './databanks.ts';
import { executeHere } from './executing.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { say } from './failure.ts';
import { checkReportPlace, readScript, writeReport } from './files.ts';
import { type Finished, type Format, outputsOf, renderFiles, renderStream } from './outputs.ts';
import { askedPolicy } from './policy.ts';
import { progressLine } from './progress.ts';
import { librariesOf } from './project.ts';
import { namedLanguage, type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

/** What `run` may be told. */
export interface RunOptions extends DatabankChoice {
  readonly format: Format;
  readonly out: readonly string[];
  /** As asked; else the document's own, else the environment's. */
  readonly language?: Language;
  readonly environmentLanguage: Language;
  /** Id of a shipped policy, or a JSON file. */
  readonly policy?: string;
  readonly threads?: number;
  readonly explain: boolean;
  /** Keep an audit log also where the data are not confidential. */
  readonly audit: boolean;
  /** File for the run record. */
  readonly record?: string;
  /** Whether the record says when the run was. */
  readonly recordTime: boolean;
  readonly width?: number;
  readonly quiet: boolean;
  readonly progress: boolean;
}

/** A script that was run. */
export interface RanScript {
  readonly script: AnalysedSource;
  readonly finished: Finished;
  readonly library: DatabankLibrary;
  /** Of the report. */
  readonly language: Language;
}

/** Runs a script and writes its report. */
export async function run(file: string, options: RunOptions, surroundings: Surroundings): Promise<ExitCode> {
  const outputs = outputsOf(options.format, options.out);
  // Before the run: whoever waited for one should not learn afterwards that its report has no place.
  for (const { file } of outputs) if (file !== undefined) await checkReportPlace(file);
  if (options.record !== undefined) await checkReportPlace(options.record);
  const ran = await ranScript(file, options, surroundings);
  if ('exitCode' in ran) return ran.exitCode;
  const { script, finished, language } = ran;
  for (const output of outputs) {
    const isTerminal =
      output.file === undefined && wantsColours(surroundings.outputIsTerminal, surroundings.environment);
    const style = isTerminal ? await terminalStyle(true) : plainStyle;
    const drawing = { width: widthOf(options.width, surroundings), style };
    if (output.file === undefined) {
      await surroundings.writeOutput(await renderStream(finished, output.format, drawing));
      continue;
    }
    for (const { file, content } of await renderFiles(finished, output.file, output.format, drawing)) {
      writeReport(file, content);
      if (!options.quiet) surroundings.writeError(`${say('cli-output-written', { file }, language)}\n`);
    }
  }
  if (options.record !== undefined) await writeRecord(options.record, script, finished, options, surroundings);
  return exitCodeOf(finished, language, surroundings);
}

/** Reads, analyses and runs a script; gives an exit code where there is nothing more to do. */
export async function ranScript(
  file: string,
  options: RunOptions,
  surroundings: Surroundings,
): Promise<RanScript | { readonly exitCode: ExitCode }> {
  const library = librariesOf(options, surroundings)(file);
  const script = analyseSource(await readScript(file, surroundings), library);
  const language =
    options.language ?? namedLanguage(script.document.frontMatter.get('lang')) ?? options.environmentLanguage;
  if (script.hasErrors) return { exitCode: await reportErrors(script, options, language, surroundings) };
  if (options.explain) {
    await surroundings.writeOutput(await explanation(script, options.format));
    return { exitCode: exitCodes.ok };
  }
  const policy = await askedPolicy(options.policy);
  const wanted = options.progress || (surroundings.errorIsTerminal && !options.quiet);
  const progress = progressLine(wanted, language, surroundings);
  const asked = {
    library,
    language,
    policy,
    threads: threadsOf(options, surroundings),
    audit: options.audit,
    progress,
  };
  try {
    return { script, finished: await executeHere(script, asked, surroundings), library, language };
  } finally {
    progress.clear();
  }
}

/** Writes the run record; of a script that could not be run there is none. */
async function writeRecord(
  file: string,
  script: AnalysedSource,
  finished: Finished,
  options: RunOptions,
  surroundings: Surroundings,
): Promise<void> {
  const { recordOf } = await import('./record.ts');
  const { recordText } = await import('../record/run-record.ts');
  const { language } = finished.report;
  const record = recordOf(script, finished, {
    language,
    ...(options.persons === undefined ? {} : { persons: options.persons }),
    ...(options.recordTime ? { now: surroundings.now() } : {}),
  });
  if (record === undefined) return;
  writeReport(file, recordText(record));
  if (!options.quiet) surroundings.writeError(`${say('cli-output-written', { file }, language)}\n`);
}

/** At most as many threads as pay off on one machine. */
const mostThreads = 8;

/** How many threads compute: as asked, or what the machine has. */
export function threadsOf(options: { readonly threads?: number }, surroundings: Surroundings): number {
  return options.threads ?? Math.min(mostThreads, surroundings.processors);
}

/** Errors of a script go to standard error; programs that asked for JSON get them where they read. */
async function reportErrors(
  script: AnalysedSource,
  options: RunOptions,
  language: Language,
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (options.format === 'json') {
    await surroundings.writeOutput(renderJsonProblems([{ source: script.source, problems: script.diagnostics }]));
    return exitCodes.scriptErrors;
  }
  const style = await terminalStyle(wantsColours(surroundings.errorIsTerminal, surroundings.environment));
  const width = widthOf(options.width, surroundings);
  if (isMarkdownWithoutBlocks(script)) {
    const text = say('cli-markdown-without-blocks', { file: script.source.name }, language);
    surroundings.writeError(`microdata: ${text}\n\n`);
  }
  for (const problem of script.diagnostics) {
    const lines = drawProblem(problemView(problem, script.source, language), language, width, style);
    surroundings.writeError(`${lines.join('\n')}\n\n`);
  }
  return exitCodes.scriptErrors;
}

/** The analysed script, which is what is run, hashed and archived: a line per statement, or all of it as JSON. */
async function explanation(script: AnalysedSource, format: Format): Promise<string> {
  if (format === 'json') return `${JSON.stringify(script.analysed, undefined, 2)}\n`;
  const { printAnalysedScript } = await import('../lang/ir/print.ts');
  return printAnalysedScript(script.analysed);
}

/** The exit code of a finished run; says which statement ended it early, if one did. */
export function exitCodeOf(finished: Finished, language: Language, surroundings: Surroundings): ExitCode {
  const { statements, source, problems } = finished.run;
  if (problems.some((p) => p.severity === 'error')) return exitCodes.scriptErrors;
  const failed = statements.find((s) => s.outcome === 'failed');
  const last = statements.findLast((s) => s.outcome !== 'not-run');
  const isOver = last?.outcome === 'done' && last === statements.at(-1);
  if (last === undefined || isOver) return exitCodes.ok;
  const { line } = positionAt(source, last.span.start);
  const iteration = iterationText(last.iteration);
  const text = say('cli-run-stopped', { command: last.command, line: threshold(line), iteration }, language);
  surroundings.writeError(`microdata: ${text}\n`);
  if (failed === undefined) return exitCodes.stopped;
  // A databank that could not be read says so itself; everything else is a fault of the program.
  const isInternal = failed.problems.some((p) => p.code === 'internal-error');
  return isInternal ? exitCodes.internal : exitCodes.databank;
}
