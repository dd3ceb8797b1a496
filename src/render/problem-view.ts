import { type Diagnostic, diagnosticHint, diagnosticText } from '../base/diagnostic.ts';
import type { Language, LocalText } from '../base/language.ts';
import type { Severity } from '../base/messages/message.ts';
import { lineText, positionAt, type SourceText } from '../base/source-text.ts';

/** A problem made ready for display, without a medium. */
export interface ProblemView {
  readonly severity: Severity;
  readonly severityText: string;
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** `y = 2019` inside a loop, otherwise empty. */
  readonly iteration: string;
  readonly text: string;
  readonly hint: string | undefined;
  /** The line of the script and the part of it that is meant: columns from `from` (0-based) to `to`. */
  readonly frame: { readonly text: string; readonly from: number; readonly to: number };
}

const severityWords: Readonly<Record<Severity, LocalText>> = {
  error: { nb: 'feil', en: 'error' },
  warning: { nb: 'advarsel', en: 'warning' },
  note: { nb: 'merknad', en: 'note' },
};

/** Places a problem in its source and puts it into words. */
export function problemView(problem: Diagnostic, source: SourceText, language: Language): ProblemView {
  const start = positionAt(source, problem.at.start);
  const text = lineText(source, start.line);
  const from = Math.min(start.column - 1, text.length);
  const length = Math.max(1, problem.at.end - problem.at.start);
  return {
    severity: problem.severity,
    severityText: severityWords[problem.severity][language],
    code: problem.code,
    file: source.name,
    line: start.line,
    column: start.column,
    iteration: iterationText(problem.iteration),
    text: diagnosticText(problem, language),
    hint: diagnosticHint(problem, language),
    frame: { text, from, to: Math.max(from + 1, Math.min(from + length, text.length)) },
  };
}

/** `y = 2019, v = wage`. */
export function iterationText(iteration: Diagnostic['iteration']): string {
  return (iteration ?? []).map((i) => `${i.name} = ${i.value}`).join(', ');
}

/** Introduces a loop's iteration in a sentence. */
export function iterationWord(language: Language): string {
  return language === 'nb' ? 'i gjennomløpet' : 'in iteration';
}
