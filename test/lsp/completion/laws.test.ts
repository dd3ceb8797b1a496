import { describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { entriesOf } from '../../../src/lang/analyse/code-lists.ts';
import type { Occurrence } from '../../../src/lang/analyse/trace.ts';
import { completeAt } from '../../../src/lsp/completion/complete.ts';
import type { Snapshot } from '../../../src/lsp/snapshot.ts';
import { corpus } from '../../helpers/fuzz/corpus.ts';
import { fuzzDirectory } from '../../helpers/fuzz/directory.ts';
import { hostileScript } from '../../helpers/fuzz/hostile.ts';
import { mutated } from '../../helpers/fuzz/mutations.ts';
import { Random, seedOfCase } from '../../helpers/fuzz/random.ts';
import { grammarScript, looseScript } from '../../helpers/fuzz/scripts.ts';
import { drawnSnapshot, withEdits } from '../../helpers/lsp.ts';
import { people } from '../../lang/analyse/analyse-text.ts';
import { putIn } from './offered.ts';

const directory = fuzzDirectory();
const series = 11;

function snapshotOf(text: string): Snapshot {
  const name = /^```/mu.test(text) ? 'file:///a.md' : 'file:///a.micro';
  return drawnSnapshot(text.replace(/<\|>|[⟦⟧]/gu, ''), { name, directory }).snapshot;
}

function lineAround({ source }: Snapshot, offset: number): string {
  const { text } = source;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return `${text.slice(start, offset)}<|>${text.slice(offset, end === -1 ? undefined : end)}`;
}

/** Whether what stands here is a whole name that completion knows: not a part of one, nor one that follows from a mistake, nor a repetition. */
function isExpected(snapshot: Snapshot, { at, kind, name, role, writing, meanings }: Occurrence): boolean {
  const { source, diagnostics, trace } = snapshot;
  if (role === 'definition' || writing.type !== 'literal' || name === 'load') return false;
  const { text } = source;
  const [start, end] = [text.lastIndexOf('\n', at.start) + 1, text.indexOf('\n', at.end)];
  const line = text.slice(start, end === -1 ? undefined : end);
  const isPart = /^[\p{L}\p{M}\p{Nd}_@]|^[ \t]*\+\+/u.test(text.slice(at.end)) || text.charAt(at.start - 1) === '@';
  const isMistaken = diagnostics.some((d) => d.severity === 'error' && d.at.start <= end && d.at.end >= start);
  const isRepeated = kind === 'variable' && line.split(name).length > 2;
  if (isPart || isMistaken || isRepeated) return false;
  return meanings.every((meaning) => {
    if (meaning.kind === 'variable') return meaning.schema !== undefined && meaning.schema.type.type !== 'unknown';
    if (meaning.kind !== 'code') return true;
    // Codes are offered behind a comparison, and those that the list has.
    const entries = entriesOf({ state: { codeLists: trace.after.codeLists }, directory }, meaning.codeList);
    const isBehind = /[=!<>(, ] *$/u.test(text.slice(start, at.start)) && !/["'][^'"]*["'] *[=!<>]/u.test(line);
    return isBehind && entries.some(({ code }) => code === meaning.code);
  });
}

/** The name that an offer puts in, without quotation marks, `$`, alias and what opens a call. */
function nameIn(item: CompletionItem): string {
  return putIn(item)
    .replace(/^['"$(]|['")]$/gu, '')
    .replace(/^.*\//u, '');
}

/** Places of a script where what stands there is not offered: at its beginning and after its first two letters. */
function notOffered(snapshot: Snapshot, from = 0): readonly string[] {
  return snapshot.trace.occurrences.flatMap((occurrence) => {
    if (occurrence.at.start < from || !isExpected(snapshot, occurrence)) return [];
    const { at, name } = occurrence;
    return [at.start, Math.min(at.start + 2, at.end - 1)].flatMap((offset) => {
      const { items } = completeAt(snapshot, offset, { language: 'nb', snippets: false });
      return items.some((item) => nameIn(item) === name) ? [] : [`${lineAround(snapshot, offset)} wants ${name}`];
    });
  });
}

/** What a script that is being written may lack; everything else is wrong. */
const unfinished = new Set([
  ...['unexpected-end', 'selection-empty', 'merge-form', 'label-missing', 'nested-command-missing'],
  ...['unclosed-loop', 'unclosed-textblock', 'block-word-alone'],
]);

function mistakes(text: string): number {
  const { parseDiagnostics } = snapshotOf(text);
  return parseDiagnostics.filter(({ code, severity }) => severity === 'error' && !unfinished.has(code)).length;
}

const snippetKind = 15;

describe('completion', () => {
  it('offers what stands in examples, guides and declarations, at its place', () => {
    const texts = [people, ...corpus()];
    // Most begin alike: that is looked at once.
    const found = texts.flatMap((text, i) =>
      notOffered(snapshotOf(text), i > 0 && text.startsWith(people) ? people.length : 0),
    );
    expect(found).toEqual([]);
  });

  it('offers what stands in generated scripts, at its place', () => {
    const texts = Array.from({ length: 40 }, (_, i) => grammarScript(new Random(seedOfCase(series, i))));
    expect(texts.flatMap((text) => notOffered(snapshotOf(text)))).toEqual([]);
  });

  it('makes nothing worse in the text up to the cursor, whatever is taken', () => {
    const worse: string[] = [];
    let tried = 0;
    for (let i = 0; i < 50; i++) {
      const random = new Random(seedOfCase(series + 1, i));
      const whole = grammarScript(random);
      for (let cut = 0; cut < 8; cut++) {
        const text = whole.slice(0, random.below(whole.length + 1));
        const snapshot = snapshotOf(text);
        const style = { language: 'en', snippets: random.chance(50) } as const;
        const items = completeAt(snapshot, text.length, style).items.filter(({ kind }) => kind !== snippetKind);
        for (const item of items.length === 0 ? [] : [random.of(items), random.of(items), random.of(items)]) {
          const edit = item.textEdit;
          if (edit === undefined || !('range' in edit)) throw new Error('an offer without a range');
          const after = withEdits(snapshot, [{ range: edit.range, newText: edit.newText.replace(/\$\d/gu, '') }]);
          tried++;
          if (mistakes(after) > mistakes(text)) worse.push(`${lineAround(snapshot, text.length)} + ${edit.newText}`);
        }
      }
    }
    expect(worse).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  });

  it('never throws, wherever the cursor stands, and puts nothing outside the text', () => {
    let offers = 0;
    for (let i = 0; i < 100; i++) {
      const random = new Random(seedOfCase(series + 2, i));
      const base = random.chance(50) ? grammarScript(random) : looseScript(random);
      const text = random.chance(10)
        ? hostileScript(random).slice(0, 4000)
        : mutated(base, random, looseScript(random));
      const name = random.chance(20) ? 'file:///a.md' : 'file:///a.micro';
      const fenced = name.endsWith('.md') ? `---\ntitle: x\n---\n\`\`\`microdata\n${text}\n\`\`\`\n` : text;
      const { snapshot } = drawnSnapshot(fenced.replace(/<\|>|[⟦⟧]/gu, ''), { name, directory });
      for (let j = 0; j < 6; j++) {
        const offset = random.below(snapshot.source.text.length + 1);
        const { items } = completeAt(snapshot, offset, { language: 'nb', snippets: true });
        offers += items.length;
        for (const { textEdit } of items.slice(0, 5)) {
          if (textEdit === undefined || !('range' in textEdit)) throw new Error('an offer without a range');
          const { start, end } = textEdit.range;
          expect(start.line).toBe(end.line);
          expect(start.character).toBeLessThanOrEqual(end.character);
        }
      }
    }
    expect(offers).toBeGreaterThan(1000);
  });
});
