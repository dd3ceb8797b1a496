import type { Diagnostic, LoopIteration } from '../base/diagnostic.ts';
import type { ContentHash } from '../base/hash.ts';
import type { Language } from '../base/language.ts';
import { type SourceText, spanText } from '../base/source-text.ts';
import type { Span } from '../base/span.ts';
import type { Released } from '../disclosure/gate.ts';
import type { ReleasedBody, Stamp } from '../disclosure/released.ts';
import { iterationText } from './problem-view.ts';

/** How a statement ended. `refused`: a changing command that disclosure control stopped. */
export type StatementOutcome = 'done' | 'refused' | 'failed' | 'not-run';

/** A statement with what it put out. */
export interface StatementResult {
  readonly index: number;
  readonly command: string;
  readonly echo: string;
  readonly activeDataset: string | undefined;
  readonly span: Span;
  readonly iteration?: LoopIteration;
  /** Run, but its results are not wanted. */
  readonly hidden?: true;
  readonly outcome: StatementOutcome;
  readonly results: readonly Released<ReleasedBody>[];
  readonly problems: readonly Diagnostic[];
}

/** A piece of the script's container: the shape of a literate document's parts. */
export type SourcePart =
  | { readonly type: 'prose'; readonly text: string; readonly span: Span }
  | {
      readonly type: 'fence';
      readonly span: Span;
      readonly contentSpan: Span;
      readonly attributes: {
        readonly echo: 'true' | 'false' | 'lines';
        readonly eval: boolean;
        readonly output: boolean;
        readonly label: string | undefined;
      };
    };

/** What a report is built from. */
export interface ReportSource {
  readonly source: SourceText;
  readonly language: Language;
  readonly container: 'plain' | 'literate';
  readonly frontMatter: ReadonlyMap<string, string>;
  readonly parts: readonly SourcePart[];
  /** Comments of a plain script, which stay in the report. */
  readonly comments: readonly { readonly text: string; readonly span: Span; readonly ownLine: boolean }[];
  /** Text blocks; `before` is the index of the statement that follows. */
  readonly texts: readonly { readonly markdown: string; readonly span: Span; readonly before: number }[];
  readonly statements: readonly StatementResult[];
  /** Problems that belong to no executed statement: those of the analysis. */
  readonly problems: readonly Diagnostic[];
  readonly record: RunRecordSummary;
}

/** The part of the run record that a reader of a report needs. */
export interface RunRecordSummary {
  readonly engineVersion: string;
  readonly scriptHash: ContentHash;
  readonly databanks: readonly (Stamp['databanks'][number] & { readonly hash: ContentHash })[];
  readonly policy: { readonly id: string; readonly version: number; readonly hash: string };
  readonly trust: Stamp['trust'];
  /** Names what was known of earlier runs, where results depend on it. */
  readonly history?: string;
}

/** What a report shows of a statement. `echo` is absent where its source block is shown instead. */
export interface StatementPart {
  readonly type: 'statement';
  readonly index: number;
  readonly command: string;
  readonly echo: { readonly prompt: string; readonly code: string; readonly comment: string } | undefined;
  /** `y = 2019` inside a loop, otherwise empty. */
  readonly iteration: string;
  readonly outcome: StatementOutcome;
  readonly results: readonly Released<ReleasedBody>[];
  readonly problems: readonly Diagnostic[];
}

/** A piece of a report, in reading order. */
export type ReportPart =
  | { readonly type: 'prose'; readonly markdown: string }
  | { readonly type: 'comment'; readonly text: string }
  | { readonly type: 'source'; readonly code: string; readonly label: string | undefined }
  | { readonly type: 'not-run' }
  | StatementPart;

/** A whole report without a medium. */
export interface Report {
  readonly title: string;
  readonly author: string | undefined;
  readonly date: string | undefined;
  readonly language: Language;
  readonly isSynthetic: boolean;
  readonly source: SourceText;
  readonly problems: readonly Diagnostic[];
  readonly parts: readonly ReportPart[];
  readonly record: RunRecordSummary;
}

/** Puts prose, source, echoes and results in reading order. */
export function buildReport(input: ReportSource): Report {
  const parts = input.container === 'literate' ? literateParts(input) : plainParts(input);
  const nature = input.record.databanks.map((d) => d.nature);
  return {
    title: input.frontMatter.get('title') ?? firstHeading(parts) ?? fileTitle(input.source.name),
    author: input.frontMatter.get('author'),
    date: input.frontMatter.get('date'),
    language: input.language,
    isSynthetic: nature.includes('synthetic'),
    source: input.source,
    problems: input.problems,
    parts,
    record: input.record,
  };
}

/** Plain scripts: each statement's echo with its results; text blocks and comments in place. */
function plainParts(input: ReportSource): ReportPart[] {
  const parts: ReportPart[] = [];
  const comments = [...input.comments].sort((a, b) => a.span.start - b.span.start);
  const texts = [...input.texts];
  let comment = 0;
  const commentsBefore = (offset: number) => {
    for (let next = comments[comment]; next !== undefined && next.span.start < offset; next = comments[++comment]) {
      if (next.ownLine) addComment(parts, next.text);
    }
  };
  const textsBefore = (index: number) => {
    for (let next = texts[0]; next !== undefined && next.before <= index; next = texts[0]) {
      commentsBefore(next.span.start);
      parts.push({ type: 'prose', markdown: next.markdown });
      texts.shift();
    }
  };
  for (const statement of input.statements) {
    textsBefore(statement.index);
    commentsBefore(statement.span.start);
    parts.push(statementPart(statement, echoOf(statement, trailingComment(input, statement))));
  }
  textsBefore(Number.MAX_SAFE_INTEGER);
  commentsBefore(Number.MAX_SAFE_INTEGER);
  return parts;
}

/** Neighbouring comment lines make one comment. */
function addComment(parts: ReportPart[], text: string): void {
  const last = parts.at(-1);
  if (last?.type === 'comment') parts[parts.length - 1] = { type: 'comment', text: `${last.text}\n${text}` };
  else parts.push({ type: 'comment', text });
}

/** The comment that follows a statement on its line. */
function trailingComment(input: ReportSource, statement: StatementResult): string {
  const found = input.comments.find((c) => {
    if (c.ownLine || c.span.start < statement.span.end) return false;
    const between = input.source.text.slice(statement.span.end, c.span.start);
    return /^[^\S\r\n]*$/u.test(between);
  });
  return found?.text ?? '';
}

/** Literate documents: prose and source blocks as written, each block followed by what its statements put out. */
function literateParts(input: ReportSource): ReportPart[] {
  const texts = [...input.texts];
  return input.parts.flatMap((part): ReportPart[] => {
    if (part.type === 'prose') return part.text.trim() === '' ? [] : [{ type: 'prose', markdown: part.text }];
    const { attributes } = part;
    const parts: ReportPart[] = [];
    if (attributes.echo === 'true' || !attributes.eval) {
      parts.push({ type: 'source', code: fenceCode(input.source, part), label: attributes.label });
    }
    if (!attributes.eval) return parts;
    const statements = input.statements.filter((s) => isWithin(s.span, part.span));
    const inFence = texts.filter((t) => isWithin(t.span, part.span));
    for (const statement of statements) {
      takeTexts(parts, inFence, statement.index);
      const shown = attributes.output ? statement : { ...statement, hidden: true as const };
      // Of several statements in a block, the reader must see which one was refused.
      const isEchoed = attributes.echo === 'lines' || isRefused(statement);
      const echo = isEchoed ? echoOf(statement, trailingComment(input, statement)) : undefined;
      const piece = statementPart(shown, echo);
      if (echo !== undefined || piece.results.length > 0 || piece.problems.length > 0) parts.push(piece);
    }
    takeTexts(parts, inFence, Number.MAX_SAFE_INTEGER);
    if (statements.length > 0 && statements.every((s) => s.outcome === 'not-run')) parts.push({ type: 'not-run' });
    return parts;
  });
}

function isRefused({ outcome, results }: StatementResult): boolean {
  return outcome === 'refused' || results.some((result) => result.body.type === 'refusal');
}

/** Whether a statement was refused in a pass of a loop, which then has to be named; problems name it themselves. */
export function stoppedInLoop({ outcome, iteration, echo }: StatementPart): boolean {
  return outcome === 'refused' && iteration !== '' && echo !== undefined;
}

type TextInput = ReportSource['texts'][number];

function takeTexts(parts: ReportPart[], texts: TextInput[], before: number): void {
  while ((texts[0]?.before ?? Infinity) <= before) {
    const text = texts.shift();
    if (text !== undefined) parts.push({ type: 'prose', markdown: text.markdown });
  }
}

/** A fence's lines without the indentation that a list item gives them. */
function fenceCode(source: SourceText, part: Extract<SourcePart, { type: 'fence' }>): string {
  const lines = spanText(source, part.contentSpan).replace(/\r\n?/gu, '\n').replace(/\n+$/u, '').split('\n');
  const indents = lines.filter((l) => l.trim() !== '').map((l) => /^ */u.exec(l)?.[0].length ?? 0);
  const common = Math.min(...indents, Infinity);
  return lines.map((l) => (Number.isFinite(common) ? l.slice(common) : l)).join('\n');
}

function echoOf(statement: StatementResult, comment: string): NonNullable<StatementPart['echo']> {
  return { prompt: `${statement.activeDataset ?? ''}>>`, code: statement.echo, comment };
}

/** A hidden statement keeps its problems: they are never suppressed. */
function statementPart(statement: StatementResult, echo: StatementPart['echo']): StatementPart {
  return {
    type: 'statement',
    index: statement.index,
    command: statement.command,
    echo,
    iteration: iterationText(statement.iteration),
    outcome: statement.outcome,
    results: statement.hidden === true ? statement.results.filter((r) => r.body.type === 'refusal') : statement.results,
    problems: statement.problems,
  };
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function firstHeading(parts: readonly ReportPart[]): string | undefined {
  for (const part of parts) {
    const found = part.type === 'prose' ? /^ {0,3}#{1,2}\s+(.+?)\s*#*\s*$/mu.exec(part.markdown)?.[1] : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A file's name without its folders and ending. */
function fileTitle(name: string): string {
  const base = name.split(/[\\/]/u).at(-1) ?? name;
  return base.replace(/(?<=.)\.[a-z]+$/iu, '');
}
