import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms, vocabulary } from '../../../src/commands/vocabulary.ts';
import { analyseScript } from '../../../src/lang/analyse/analyse.ts';
import { formatEdits } from '../../../src/lang/format/format.ts';
import { type TextEdit, withEdits } from '../../../src/lang/format/sheet.ts';
import { hashAnalysedScript } from '../../../src/lang/ir/hash.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import type { FuzzCase } from '../../helpers/fuzz/cases.ts';
import { fuzzDirectory } from '../../helpers/fuzz/directory.ts';
import type { Random } from '../../helpers/fuzz/random.ts';
import { withoutSpans } from '../../helpers/script.ts';

type Facts = Readonly<Record<string, unknown>>;

/** What a script says, apart from how it is laid out. Of one with syntax errors there is no more than its tree. */
function factsOf({ name, text }: FuzzCase, { isAnalysed }: { readonly isAnalysed: boolean }): Facts {
  const source = sourceText(name, text);
  const { document, diagnostics } = parseDocument(source, commandForms);
  const facts = {
    prose: document.parts.map((part) => (part.type === 'prose' ? part.text : withoutSpans(part.attributes))),
    comments: document.script.comments.map((comment) => comment.text.trimEnd()),
    characters: text.replace(/[\s\u00A0\uFEFF\\]/gu, ''),
    mark: text.startsWith('\uFEFF'),
    tree: treeText(document.script.statements),
    problems: diagnostics.map((problem) => problem.code),
  };
  if (!isAnalysed || diagnostics.some(({ severity }) => severity === 'error')) return facts;
  const { analysed, diagnostics: found } = analyseScript(document, source, vocabulary, fuzzDirectory());
  // How much text a loop may repeat is a guard against endless ones, and counts blanks.
  if (found.some(({ code }) => code === 'loop-text-too-long')) return facts;
  return { ...facts, ir: hashAnalysedScript(analysed), found: found.map((problem) => problem.code) };
}

/** The tree as text, without the places that its nodes stand at. */
function treeText(statements: readonly unknown[]): string {
  return JSON.stringify(statements, (key, value: unknown) =>
    key === 'span' || key.endsWith('Span') ? undefined : value,
  );
}

function difference(before: Facts, after: Facts): string | undefined {
  return Object.keys({ ...before, ...after }).find((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** The first law of formatting that a script breaks, if any. */
export function brokenLaw(script: FuzzCase): string | undefined {
  return brokenLawOf(script, formatEdits(sourceText(script.name, script.text), commandForms));
}

/** The first law that the edits of a script break, if any. */
export function brokenLawOf({ name, text }: FuzzCase, edits: readonly TextEdit[]): string | undefined {
  let reached = 0;
  for (const { at, newText } of edits) {
    if (at.start < reached || at.end < at.start || at.end > text.length) return `edit out of order at ${at.start}`;
    if (!/^[\s\\]*$/u.test(newText + text.slice(at.start, at.end).replaceAll('\uFEFF', ''))) {
      return `edit of more than blanks at ${at.start}`;
    }
    reached = at.end;
  }
  const once = withEdits(text, edits);
  if (formatEdits(sourceText(name, once), commandForms).length > 0) return 'formatting again changes more';
  const isAnalysed = true;
  const found = difference(factsOf({ name, text }, { isAnalysed }), factsOf({ name, text: once }, { isAnalysed }));
  return found === undefined ? undefined : `formatting changes the ${found}`;
}

/** The first law of formatting a range that a script breaks, if any. */
export function brokenRangeLaw({ name, text }: FuzzCase, random: Random): string | undefined {
  const start = random.below(text.length + 1);
  const within = { start, end: random.between(start, text.length) };
  const isInside = ({ at }: { readonly at: typeof within }): boolean =>
    at.start >= within.start && at.end <= within.end;
  const all = formatEdits(sourceText(name, text), commandForms);
  const partly = formatEdits(sourceText(name, text), commandForms, { within });
  if (!partly.every(isInside)) return 'an edit outside the range';
  if (JSON.stringify(all.filter(isInside)) !== JSON.stringify(partly)) {
    return 'a range is formatted otherwise than the whole';
  }
  const changed = { name, text: withEdits(text, partly) };
  const isAnalysed = false;
  const found = difference(factsOf({ name, text }, { isAnalysed }), factsOf(changed, { isAnalysed }));
  return found === undefined ? undefined : `formatting a range changes the ${found}`;
}
