import type { CodeAction, Diagnostic as ProtocolDiagnostic, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { Diagnostic, Fix } from '../base/diagnostic.ts';
import type { Language } from '../base/language.ts';
import type { MessageCode } from '../base/messages/catalogue.ts';
import { spanText } from '../base/source-text.ts';
import type { Span } from '../base/span.ts';
import { type DiagnosticStyle, protocolDiagnostic } from './diagnostics.ts';
import { problemsOf } from './findings.ts';
import { rangeOf } from './places.ts';
import type { Snapshot } from './snapshot.ts';

/** What a client asks for, and how edits are to be handed over. */
export interface ActionRequest {
  /** The place that the user is at. */
  readonly at: Span;
  /** Kinds that are wanted; all where nothing is said. A kind stands for those below it, too. */
  readonly only: readonly string[] | undefined;
  readonly isVersioned: boolean;
  /** What lint finds in the document. */
  readonly findings?: readonly Diagnostic[];
  readonly style: DiagnosticStyle;
}

/** The kind of an action that mends one problem. */
export const quickFixKind = 'quickfix';

/** The kind of the action that mends all problems of which the way out is certain. */
export const fixAllKind = 'source.fixAll.microdata';

/**
 * Problems whose one fix writes what was certainly meant, or takes away what has no effect: a whole document can be mended at
 * once. Where there are several ways out, or a fix changes what the script does, somebody has to choose.
 */
const certain: ReadonlySet<MessageCode> = new Set<MessageCode>([
  ...(['abbreviated-command', 'alias-connected-again', 'assignment-in-condition', 'comma-before-options'] as const),
  ...([
    'condition-after-options',
    'date-not-allowed',
    'decimal-comma',
    'double-star-power',
    'factor-from-text',
  ] as const),
  ...(['factor-spacing', 'foreign-operator', 'loop-range-comma', 'name-parts-unjoined', 'option-comma'] as const),
  ...(['outer-join-first', 'register-name-spacing', 'repeated-date', 'session-command-in-batch'] as const),
  ...(['sign-spacing', 'text-compared-with-number', 'typographic-quote'] as const),
]);

/** The actions for a place: the ways out of each problem there, likeliest first, and one for all that is certain. */
export function codeActions(snapshot: Snapshot, request: ActionRequest): CodeAction[] {
  const { at, only, style, findings = [] } = request;
  const wants = (kind: string): boolean =>
    only === undefined || only.some((wanted) => wanted === '' || kind === wanted || kind.startsWith(`${wanted}.`));
  const here = problemsOf(snapshot, findings).filter(
    (problem) => problem.at.start <= at.end && at.start <= problem.at.end,
  );
  const actions = wants(quickFixKind) ? here.flatMap((problem) => quickFixes(snapshot, problem, request)) : [];
  const all = wants(fixAllKind) ? certainFixes(snapshot.diagnostics) : [];
  // Between the fixes of one place it would be noise; there, an action for all is offered when it does more than one thing.
  if (all.length === 0 || (only === undefined && (all.length < 2 || actions.length === 0))) return actions;
  const title = style.language === 'nb' ? 'Rett alt som er sikkert' : 'Mend all that is certain';
  return [...actions, { title, kind: fixAllKind, edit: workspaceEdit(snapshot, all, request.isVersioned) }];
}

function quickFixes(snapshot: Snapshot, problem: Diagnostic, request: ActionRequest): CodeAction[] {
  const { fixes = [] } = problem;
  if (fixes.length === 0) return [];
  const { language } = request.style;
  const shown: ProtocolDiagnostic[] = [protocolDiagnostic(snapshot, problem, request.style)];
  return fixes.map((fix) => ({
    title: fixTitle(snapshot, fix, language),
    kind: quickFixKind,
    diagnostics: shown,
    ...(fixes.length === 1 ? { isPreferred: true } : {}),
    edit: workspaceEdit(snapshot, [fix], request.isVersioned),
  }));
}

/** Fixes of all problems with a certain way out. Where two would touch, the later one waits for the next time. */
export function certainFixes(problems: readonly Diagnostic[]): readonly Fix[] {
  const chosen: Fix[] = [];
  const sure = problems.filter(({ code }) => certain.has(code)).flatMap(({ fixes = [] }) => fixes.slice(0, 1));
  for (const fix of sure.sort((a, b) => a.at.start - b.at.start || a.at.end - b.at.end)) {
    const last = chosen.at(-1);
    if (last === undefined || fix.at.start > last.at.end) chosen.push(fix);
  }
  return chosen;
}

/** Longer pieces of text than this are cut in titles. */
const longestPiece = 40;

/** What a fix does, in a few words. */
export function fixTitle({ source }: Snapshot, { at, newText }: Fix, language: Language): string {
  const before = piece(spanText(source, at));
  const after = piece(newText);
  const nb = language === 'nb';
  if (before === '') return nb ? `Sett inn «${after}»` : `Insert '${after}'`;
  if (after === '') return nb ? `Fjern «${before}»` : `Remove '${before}'`;
  return nb ? `Erstatt «${before}» med «${after}»` : `Replace '${before}' by '${after}'`;
}

function piece(text: string): string {
  const line = text.trim().replace(/\s+/gu, ' ');
  return line.length <= longestPiece ? line : `${line.slice(0, longestPiece - 1).trimEnd()}…`;
}

/** Edits of one document, for the version that they were made for where the client can check it. */
export function workspaceEdit(snapshot: Snapshot, fixes: readonly Fix[], isVersioned: boolean): WorkspaceEdit {
  const { uri, version, source } = snapshot;
  const edits: TextEdit[] = fixes.map(({ at, newText }) => ({ range: rangeOf(source, at), newText }));
  return isVersioned ? { documentChanges: [{ textDocument: { uri, version }, edits }] } : { changes: { [uri]: edits } };
}
