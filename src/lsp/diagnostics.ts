import type { DiagnosticRelatedInformation, Diagnostic as ProtocolDiagnostic } from 'vscode-languageserver';
import { type Diagnostic, diagnosticHint, diagnosticText } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import type { Severity } from '../base/messages/message.ts';
import type { Span } from '../base/span.ts';
import type { ForLoop, Statement } from '../lang/syntax/ast.ts';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';

/** How diagnostics are to be worded and what may come with them. */
export interface DiagnosticStyle {
  readonly language: Language;
  readonly showsRelated: boolean;
  /** Address of the page on all messages, where it is known; each message has its code as anchor. */
  readonly messagePage?: string;
}

/** Error, warning and information, as the protocol numbers them. */
const severities: Readonly<Record<Severity, 1 | 2 | 3>> = { error: 1, warning: 2, note: 3 };

/** The protocol's mark of what could as well go: editors grey it out. */
const unnecessary = 1;

/** Problems of a snapshot for an editor, in source order. */
export function protocolDiagnostics(
  snapshot: Snapshot,
  problems: readonly Diagnostic[],
  style: DiagnosticStyle,
): ProtocolDiagnostic[] {
  return problems.map((problem) => protocolDiagnostic(snapshot, problem, style));
}

/** One problem: its sentence, with the way out on a line of its own, and in loops the pass that it was found in. */
export function protocolDiagnostic(
  snapshot: Snapshot,
  problem: Diagnostic,
  style: DiagnosticStyle,
): ProtocolDiagnostic {
  const { language, messagePage } = style;
  const hint = diagnosticHint(problem, language);
  const pass = passText(problem, language);
  const sentence = diagnosticText(problem, language) + (pass === undefined ? '' : ` (${pass})`);
  const related = pass !== undefined && style.showsRelated ? loopOf(snapshot, problem, pass) : [];
  return {
    range: rangeOf(snapshot.source, problem.at),
    severity: severities[problem.severity],
    code: problem.code,
    source: problem.code.startsWith('lint-') ? 'lint' : 'microdata',
    message: hint === undefined ? sentence : `${sentence}\n${hint}`,
    ...(messagePage === undefined ? {} : { codeDescription: { href: `${messagePage}#${problem.code}` } }),
    ...(problem.code.includes('unused-') ? { tags: [unnecessary] } : {}),
    ...(related.length === 0 ? {} : { relatedInformation: related }),
  };
}

/** `in the pass y = 2019`; `undefined` outside loops. */
function passText({ iteration = [] }: Diagnostic, language: Language): string | undefined {
  if (iteration.length === 0) return undefined;
  const values = iteration.map(({ name, value }) => `${name} = ${value}`).join(', ');
  return `${language === 'nb' ? 'i gjennomløpet' : 'in the pass'} ${values}`;
}

/** The header of the loop that a problem was found in. */
function loopOf(snapshot: Snapshot, problem: Diagnostic, message: string): DiagnosticRelatedInformation[] {
  const { source, uri, document } = snapshot;
  const loop = innermostLoop(document.script.statements, problem.at);
  if (loop === undefined) return [];
  return [{ location: { uri, range: rangeOf(source, loop.headerSpan) }, message }];
}

function innermostLoop(statements: readonly Statement[], at: Span): ForLoop | undefined {
  const loop = statements.find(
    (statement): statement is ForLoop =>
      statement.type === 'for' && statement.span.start <= at.start && at.end <= statement.span.end,
  );
  return loop === undefined ? undefined : (innermostLoop(loop.body, at) ?? loop);
}
