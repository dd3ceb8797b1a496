import { describe, expect, test } from 'vitest';
import type { Range } from 'vscode-languageserver';
import { span } from '../../src/base/span.ts';
import { definitionsAt } from '../../src/lsp/definition.ts';
import { highlightsAt } from '../../src/lsp/document-highlight.ts';
import { hoverAt } from '../../src/lsp/hover.ts';
import { inlayHints } from '../../src/lsp/inlay-hints.ts';
import { rangeOf } from '../../src/lsp/places.ts';
import { referencesAt } from '../../src/lsp/references.ts';
import { prepareRename, renameAt } from '../../src/lsp/rename.ts';
import { type Snapshot, snapshotOf } from '../../src/lsp/snapshot.ts';
import { fuzzCase } from '../helpers/fuzz/cases.ts';
import { fuzzDirectory } from '../helpers/fuzz/directory.ts';
import { Random, seedOfCase } from '../helpers/fuzz/random.ts';

const series = 41;
const wanted = { bindingValues: true, variableTypes: true, loopIterations: true };

/** Random and damaged scripts with places in them. */
const cases = Array.from({ length: 150 }, (_, index) => {
  const { name, text } = fuzzCase(series, index);
  const random = new Random(seedOfCase(series, index));
  const offsets = random.list(4, 8, () => random.below(text.length + 1));
  const uri = `file:///${name}`;
  const snapshot = snapshotOf({ uri, version: 1, text, languageId: 'microdata', directory: fuzzDirectory() });
  return { snapshot, offsets };
}).filter(({ snapshot }) => snapshot.source.text.length < 20_000);

/** Everything that is said of a place. */
function rangesAt(snapshot: Snapshot, offset: number): readonly Range[] {
  const prepared = prepareRename(snapshot, offset);
  const renamed = renameAt(snapshot, offset, 'other');
  return [
    ...definitionsAt(snapshot, offset).map(({ range }) => range),
    ...referencesAt(snapshot, offset, true).map(({ range }) => range),
    ...highlightsAt(snapshot, offset).map(({ range }) => range),
    ...(prepared?.type === 'renamable' ? [prepared.range] : []),
    ...(renamed?.type === 'edits' ? renamed.edits.map(({ range }) => range) : []),
    ...[hoverAt(snapshot, offset, 'nb')?.range ?? []].flat(),
  ];
}

describe('in random and damaged scripts', () => {
  test('nothing throws, and all places lie in the text', () => {
    for (const { snapshot, offsets } of cases) {
      const { source } = snapshot;
      const { end } = rangeOf(source, span(source.text.length, source.text.length));
      const isInside = ({ line, character }: Range['end']): boolean =>
        line < end.line || (line === end.line && character <= end.character);
      for (const offset of offsets) expect(rangesAt(snapshot, offset).every((range) => isInside(range.end))).toBe(true);
      const hints = inlayHints(snapshot, span(0, source.text.length), 'en', wanted);
      expect(hints.every(({ position }) => isInside(position))).toBe(true);
    }
  });

  test('a thing is among its own references, and its definitions among them', () => {
    for (const { snapshot, offsets } of cases) {
      for (const offset of offsets) {
        const all = referencesAt(snapshot, offset, true).map(({ range }) => JSON.stringify(range));
        const made = highlightsAt(snapshot, offset).map(({ range }) => JSON.stringify(range));
        expect(made).toEqual(all);
        const uses = referencesAt(snapshot, offset, false).map(({ range }) => JSON.stringify(range));
        expect(uses.every((range) => all.includes(range))).toBe(true);
      }
    }
  });
});
