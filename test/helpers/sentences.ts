import { diagnosticHint, diagnosticText } from '../../src/base/diagnostic.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { commandForms, vocabulary } from '../../src/commands/vocabulary.ts';
import { analyseScript } from '../../src/lang/analyse/analyse.ts';
import { parseDocument } from '../../src/lang/syntax/parse-document.ts';
import { renderText } from '../../src/render/text/report.ts';
import type { TestDatabank } from './databank.ts';
import type { TestRun } from './run-script.ts';

/** What the last statement said, in English; narrow spaces within numbers become ordinary ones. */
export function lastSentences({ statements }: TestRun): readonly string[] {
  return (statements.at(-1)?.results ?? []).map((result) =>
    renderText(result, 'en', { width: 400 }).trimEnd().replaceAll('\u202f', ' '),
  );
}

/** The problems of a script that only analysis looks at: severity, code, the text that is pointed at, sentence and hint. */
export interface FoundProblem {
  readonly severity: string;
  readonly code: string;
  readonly at: string;
  readonly text: string;
  readonly hint: string;
  readonly iteration: string;
}

/** Checks a script without running it. */
export function problemsOf(text: string, { directory }: TestDatabank): readonly FoundProblem[] {
  const source = sourceText('test', text);
  const { document, diagnostics: syntax } = parseDocument(source, commandForms);
  const { diagnostics } = analyseScript(document, source, vocabulary, directory);
  return [...syntax, ...diagnostics].map((problem) => ({
    severity: problem.severity,
    code: problem.code,
    at: text.slice(problem.at.start, problem.at.end),
    text: diagnosticText(problem, 'en'),
    hint: diagnosticHint(problem, 'en') ?? '',
    iteration: (problem.iteration ?? []).map(({ name, value }) => `${name} = ${value}`).join(', '),
  }));
}
