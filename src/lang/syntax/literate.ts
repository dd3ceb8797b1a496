import type { Fix, Report } from '../../base/diagnostic.ts';
import type { SourceText } from '../../base/source-text.ts';
import { type Span, span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import type { CommandForms } from '../command-spec.ts';
import type { Comment, DocumentPart, FenceAttributes, ScriptDocument, Statement } from './ast.ts';
import { type Fence, findFences } from './fences.ts';
import { lineEnd, splitLines } from './lines.ts';
import { parseLines } from './script.ts';
import type { StatementReader } from './statement-memory.ts';

/** Front matter that a report or an archive may use. */
export const frontMatterKeys: ReadonlySet<string> = new Set([
  'title',
  'author',
  'date',
  'lang',
  'description',
  'keywords',
  'license',
  'licence',
  'orcid',
]);

/** The microdata fences of a Markdown document, behind its front matter. */
export function fencesOf(text: string): readonly Fence[] {
  return findFences(text, readFrontMatter(text).end);
}

/** Whether a Markdown document holds at least one microdata fence. */
export function hasMicrodataFence(text: string): boolean {
  return fencesOf(text).length > 0;
}

/** Reads a Markdown document whose microdata fences together form one script. */
export function parseLiterate(
  source: SourceText,
  forms: CommandForms,
  report: Report,
  readStatement?: StatementReader,
): ScriptDocument {
  const { text } = source;
  const frontMatter = readFrontMatter(text);
  const parts: DocumentPart[] = [];
  const statements: Statement[] = [];
  const comments: Comment[] = [];
  let written = frontMatter.end;
  for (const fence of findFences(text, frontMatter.end)) {
    keepProse(text, span(written, fence.at.start), parts);
    const attributes = readAttributes(fence, report);
    const lines = attributes.eval ? splitLines(text, fence.content, fence.indentation) : { lines: [], comments: [] };
    const own = parseLines(lines.lines, text, 'fence', forms, report, readStatement);
    statements.push(...own);
    comments.push(...lines.comments);
    parts.push({ type: 'fence', attributes, contentSpan: fence.content, statements: own, span: fence.at });
    written = fence.at.end;
  }
  keepProse(text, span(written, text.length), parts);
  const script = { type: 'script' as const, statements, comments, span: span(0, text.length) };
  return { container: 'literate', frontMatter: frontMatter.values, parts, script };
}

function keepProse(text: string, at: Span, parts: DocumentPart[]): void {
  if (at.start < at.end) parts.push({ type: 'prose', text: text.slice(at.start, at.end), span: at });
}

/** The values between `---` lines at the head of a document; only plain `key: value` lines are read. */
function readFrontMatter(text: string): { readonly values: ReadonlyMap<string, string>; readonly end: number } {
  const values = new Map<string, string>();
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const head = /^---[ \t]*(?:\r\n|\n|\r)/u.exec(text.slice(start, start + 200));
  if (head === null) return { values, end: start };
  let offset = start + head[0].length;
  while (offset < text.length) {
    const { end, next } = lineEnd(text, offset, text.length);
    const line = text.slice(offset, end).trimEnd();
    offset = next;
    if (line === '---' || line === '...') return { values, end: offset };
    const colon = line.indexOf(':');
    const key = line.slice(0, Math.max(colon, 0));
    if (frontMatterKeys.has(key)) values.set(key, unquoted(line.slice(colon + 1).trim()));
  }
  return { values: new Map(), end: start };
}

function unquoted(value: string): string {
  const quote = value.charAt(0);
  const isQuoted = value.length >= 2 && (quote === '"' || quote === "'") && value.endsWith(quote);
  return isQuoted ? value.slice(1, -1) : value;
}

/** What attributes of a fence may be; `label` takes any word. */
export const fenceAttributeValues: Readonly<Record<'echo' | 'eval' | 'output', readonly string[]>> = {
  echo: ['true', 'false', 'lines'],
  eval: ['true', 'false'],
  output: ['true', 'false'],
};

/** The attribute that was probably meant, or none. */
function attributeFixes(key: string, at: Span): readonly Fix[] {
  const others = suggestionsFor(key, [...Object.keys(fenceAttributeValues), 'label']);
  const keyAt = span(at.start, at.start + key.length);
  return [...others.map((newText) => ({ at: keyAt, newText })), { at: span(at.start - 1, at.end), newText: '' }];
}

function valueFixes(key: keyof typeof fenceAttributeValues, at: Span): readonly Fix[] {
  return fenceAttributeValues[key].map((value) => ({ at, newText: `${key}=${value}` }));
}

/** Reads `key=value` pairs; unknown keys and values are reported and ignored. */
export function readAttributes(fence: Fence, report: Report): FenceAttributes {
  let echo: FenceAttributes['echo'] = 'true';
  let isEvaluated = true;
  let isOutput = true;
  let label: string | undefined;
  for (const found of fence.attributes.matchAll(/[^ \t]+/gu)) {
    const start = fence.attributesStart + found.index;
    const at = span(start, start + found[0].length);
    const equals = found[0].indexOf('=');
    const key = equals === -1 ? found[0] : found[0].slice(0, equals);
    const value = equals === -1 ? '' : unquoted(found[0].slice(equals + 1));
    if (key === 'label' && value !== '') {
      label = value;
    } else if (key !== 'echo' && key !== 'eval' && key !== 'output') {
      report('unknown-fence-attribute', at, { attribute: key }, attributeFixes(key, at));
    } else if (!fenceAttributeValues[key].includes(value)) {
      report(
        'bad-fence-attribute',
        at,
        { attribute: key, value, allowed: fenceAttributeValues[key] },
        valueFixes(key, at),
      );
    } else if (key === 'echo') {
      echo = value === 'lines' ? 'lines' : value === 'false' ? 'false' : 'true';
    } else if (key === 'eval') {
      isEvaluated = value === 'true';
    } else {
      isOutput = value === 'true';
    }
  }
  return { echo, eval: isEvaluated, output: isOutput, label };
}
