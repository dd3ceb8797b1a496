import type { Diagnostic } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import type { SourceText } from '../base/source-text.ts';
import { sourceText } from '../base/source-text.ts';
import { suggestionsFor } from '../base/suggest.ts';
import { commandForms, vocabulary } from '../commands/vocabulary.ts';
import { analyseScript } from '../lang/analyse/analyse.ts';
import { newTracer } from '../lang/analyse/tracer.ts';
import { parseDocument } from '../lang/syntax/parse-document.ts';
import { lint } from '../lint/lint.ts';
import type { Project } from '../lint/project-file.ts';
import type { Finding, LintedScript } from '../lint/rule.ts';
import { lintRules } from '../lint/rules.ts';
import { safeFixes, withFixes } from '../lint/safe-fixes.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import { renderJsonProblems } from '../render/json/problems.ts';
import { problemView } from '../render/problem-view.ts';
import { drawProblem } from '../render/text/problems.ts';
import { asFailure, type DatabankChoice } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail, say } from './failure.ts';
import { readScript, rewriteFile } from './files.ts';
import { librariesOf, projectOf } from './project.ts';
import { type Surroundings, wantsColours, widthOf } from './surroundings.ts';
import { terminalStyle } from './terminal-style.ts';

/** What `lint` may be told. */
export interface LintOptions extends DatabankChoice {
  readonly format: 'text' | 'json';
  /** Whether to write the scripts with what is safe mended. */
  readonly fixes: boolean;
  readonly language: Language;
  readonly width?: number;
  readonly quiet: boolean;
}

/** A script with what there is to say of it: its errors, else what lint finds. */
interface Linted {
  readonly file: string;
  readonly source: SourceText;
  readonly problems: readonly Diagnostic[];
  readonly hasErrors: boolean;
  readonly isFixed: boolean;
}

/** A fix may make another one possible: an import that only a needless variable used. A script has fewer lines than this. */
const mostRounds = 10_000;

/** Looks over scripts without reading data, and mends what is safe if asked to. All are read before the first is written. */
export async function lintFiles(
  files: readonly string[],
  options: LintOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (files.length === 0) fail('lint-no-files', {});
  const libraryFor = librariesOf(options, surroundings);
  const linted: Linted[] = [];
  for (const file of files) {
    const source = await readScript(file, surroundings, { keepsMark: options.fixes });
    linted.push(asFailure(() => lintOne(file, source, options.fixes, projectOf(file), libraryFor(file))));
  }
  for (const one of linted) if (one.isFixed && one.file !== '-') rewriteFile(one.file, one.source.text);
  await tell(linted, options, surroundings);
  const isAmiss = linted.some(({ problems }) => problems.some(({ severity }) => severity !== 'note'));
  return isAmiss ? exitCodes.scriptErrors : exitCodes.ok;
}

function lintOne(
  file: string,
  original: SourceText,
  mends: boolean,
  { lint: settings }: Project,
  directory: DatabankDirectory,
): Linted {
  let source = original;
  for (let round = 0; ; round++) {
    const script = linted(source, directory);
    const findings: readonly Finding[] = lint(script, settings);
    const fixes = mends && round < mostRounds ? safeFixes(findings) : [];
    if (fixes.length === 0) {
      const errors = [...script.parseDiagnostics, ...script.analysis.diagnostics].filter(
        ({ severity }) => severity === 'error',
      );
      const problems = errors.length > 0 ? errors : findings.map(({ problem }) => problem);
      return { file, source, problems, hasErrors: errors.length > 0, isFixed: source !== original };
    }
    source = sourceText(source.name, withFixes(source.text, fixes));
  }
}

/** A script as lint wants it. */
function linted(source: SourceText, directory: DatabankDirectory): LintedScript {
  const { document, diagnostics } = parseDocument(source, commandForms);
  const tracer = newTracer(source.text);
  const analysis = analyseScript(document, source, vocabulary, directory, tracer);
  return { source, document, parseDiagnostics: diagnostics, analysis, trace: tracer.trace(), directory };
}

async function tell(all: readonly Linted[], options: LintOptions, surroundings: Surroundings): Promise<void> {
  const { language, fixes, format, quiet } = options;
  const onOutput = all.filter(({ file }) => fixes && file === '-');
  for (const { source } of onOutput) await surroundings.writeOutput(source.text);
  // Where standard output is the script, what there is to say goes beside it.
  const write = async (text: string): Promise<void> => {
    if (onOutput.length > 0) surroundings.writeError(text);
    else await surroundings.writeOutput(text);
  };
  if (format === 'json') {
    await write(renderJsonProblems(all.map(({ source, problems }) => ({ source, problems }))));
    return;
  }
  const isTerminal = onOutput.length > 0 ? surroundings.errorIsTerminal : surroundings.outputIsTerminal;
  const width = widthOf(options.width, surroundings);
  const style = await terminalStyle(wantsColours(isTerminal, surroundings.environment));
  for (const { source, problems, hasErrors, isFixed } of all) {
    const file = source.name;
    const pieces = problems.map((each) =>
      drawProblem(problemView(each, source, language), language, width, style).join('\n'),
    );
    if (isFixed && !quiet) pieces.unshift(say('lint-fixed', { file }, language));
    if (hasErrors) pieces.push(say('lint-has-errors', { file }, language));
    else if (problems.length === 0 && !quiet) pieces.push(say('lint-clean', { file }, language));
    if (pieces.length > 0) await write(`${pieces.join('\n\n')}\n`);
  }
}

/** Explains a rule, or `all` of them. */
export async function explainRule(name: string, language: Language, surroundings: Surroundings): Promise<ExitCode> {
  const rules = lintRules.filter((rule) => name === 'all' || rule.name === name);
  if (rules.length === 0) {
    const known = lintRules.map((rule) => rule.name);
    fail('lint-unknown-rule', { rule: name, known, suggestions: suggestionsFor(name, known) });
  }
  const texts = rules.map((rule) => `${rule.name}\n  ${rule.explanation[language]}`);
  await surroundings.writeOutput(`${texts.join('\n\n')}\n`);
  return exitCodes.ok;
}
