import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnostic } from '../../src/base/diagnostic.ts';
import { span } from '../../src/base/span.ts';
import { carriedOver } from '../../src/lsp/carry.ts';
import { protocolDiagnostics } from '../../src/lsp/diagnostics.ts';
import { documentStore } from '../../src/lsp/documents.ts';
import { offsetOf, positionOf, rangeOf, spanOf } from '../../src/lsp/places.ts';
import { type Clock, publisher } from '../../src/lsp/publish.ts';
import { snapshotOf } from '../../src/lsp/snapshot.ts';
import { drawnSnapshot, drawRanges } from '../helpers/lsp.ts';
import { people } from '../lang/analyse/analyse-text.ts';
import { testDirectory } from '../lang/analyse/test-directory.ts';

const english = { language: 'en', showsRelated: true } as const;

/** The problems of a drawn document, each as `code` with its range drawn. */
function drawn(text: string, name?: string): string {
  const { snapshot } = drawnSnapshot(text.replace(/[⟦⟧]/gu, ''), name === undefined ? {} : { name });
  const ranges = protocolDiagnostics(snapshot, snapshot.diagnostics, english).map(({ range }) => range);
  return drawRanges(snapshot, ranges);
}

describe('diagnostics', () => {
  it('stand where the mistakes are, in UTF-16 columns', () => {
    const text = `${people}generate æøå = ⟦wagw⟧\nkeep if '🙂' == 'x' & ⟦sex == 1⟧\n`;
    expect(drawn(text)).toBe(text);
  });

  it('stand inside the fences of a Markdown document, and nowhere else', () => {
    const text = '# wagw ==\n\n```microdata\n⟦improt⟧ x\n```\n\n```r\nimprot\n```\n';
    expect(drawn(text, 'file:///a.md')).toBe(text);
    expect(drawn('# nothing of ours\n\nimprot x\n', 'file:///a.md')).toBe('# nothing of ours\n\nimprot x\n');
  });

  it('say what is wrong with the way out, how bad it is, and where to read on', () => {
    const { snapshot } = drawnSnapshot(`${people}generate x = wagw\n`);
    const [found] = protocolDiagnostics(snapshot, snapshot.diagnostics, { ...english, messagePage: 'file:///m.md' });
    expect(found).toMatchObject({
      severity: 1,
      code: 'unknown-variable',
      codeDescription: { href: 'file:///m.md#unknown-variable' },
      message: 'There is no variable `wagw` in dataset `people`.\ndid you mean `wage`?',
    });
  });

  it('grey out what nothing uses', () => {
    const { snapshot } = drawnSnapshot('let a = 1\n');
    const [found] = protocolDiagnostics(snapshot, snapshot.diagnostics, english);
    expect(found).toMatchObject({ severity: 2, code: 'unused-binding', tags: [1] });
  });

  it('name the pass of a loop and lead to its header', () => {
    const { snapshot, ranges } = drawnSnapshot(`${people}⟦for v in rate wagw⟧\n  generate x_++$v = $v\nend\n`);
    const [found] = protocolDiagnostics(snapshot, snapshot.diagnostics, english);
    expect(found?.message).toContain('(in the pass v = wagw)');
    expect(found?.relatedInformation).toEqual([
      { location: { uri: snapshot.uri, range: ranges[0] }, message: 'in the pass v = wagw' },
    ]);
    const plain = protocolDiagnostics(snapshot, snapshot.diagnostics, { language: 'nb', showsRelated: false });
    expect(plain[0]?.relatedInformation).toBeUndefined();
    expect(plain[0]?.message).toContain('(i gjennomløpet v = wagw)');
  });
});

describe('places', () => {
  it('are those of the protocol, whatever ends the lines', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r', '\r\n', '🙂', 'æ') });
    fc.assert(
      fc.property(text, fc.nat(40), (content, offset) => {
        const { source } = snapshotOf({
          uri: 'a',
          version: 1,
          text: content,
          languageId: 'microdata',
          directory: testDirectory,
        });
        const bounded = Math.min(offset, content.length);
        const inPair = content.charAt(bounded - 1) === '\r' && content.charAt(bounded) === '\n';
        expect(offsetOf(source, positionOf(source, bounded))).toBe(inPair ? bounded - 1 : bounded);
      }),
    );
  });

  it('outside the text are brought into it', () => {
    const { source } = drawnSnapshot('abc\r\nde').snapshot;
    expect(offsetOf(source, { line: 0, character: 99 })).toBe(3);
    expect(offsetOf(source, { line: 99, character: 0 })).toBe(7);
    expect(offsetOf(source, { line: -1, character: -5 })).toBe(0);
    expect(spanOf(source, { start: { line: 1, character: 2 }, end: { line: 0, character: 0 } })).toEqual(span(7, 7));
    expect(rangeOf(source, span(0, 7)).end).toEqual({ line: 1, character: 2 });
  });
});

describe('problems of an older text', () => {
  const problem = diagnostic('unused-binding', span(4, 6), { name: 'a' });
  const places = (older: string, newer: string): readonly unknown[] =>
    carriedOver([problem], older, newer).map(({ at }) => [at.start, at.end]);

  it('stay before an edit, move after one, and go when they are touched', () => {
    expect(places('let ab = 1', 'let ab = 12')).toEqual([[4, 6]]);
    expect(places('let ab = 1', '\nlet ab = 1')).toEqual([[5, 7]]);
    expect(places('let ab = 1', 'let axb = 1')).toEqual([]);
    expect(places('let ab = 1', 'let ab = 1')).toEqual([[4, 6]]);
  });

  it('never lie outside the newer one', () => {
    const pieces = fc.string({ unit: fc.constantFrom('a', 'b', '\n'), maxLength: 12 });
    fc.assert(
      fc.property(pieces, pieces, fc.nat(12), fc.nat(12), (older, newer, a, b) => {
        const at = span(Math.min(a, b, older.length), Math.min(Math.max(a, b), older.length));
        for (const kept of carriedOver([diagnostic('unused-binding', at, { name: 'a' })], older, newer)) {
          expect(kept.at.start).toBeGreaterThanOrEqual(0);
          expect(kept.at.end).toBeLessThanOrEqual(newer.length);
          expect(newer.slice(kept.at.start, kept.at.end)).toBe(older.slice(at.start, at.end));
        }
      }),
    );
  });
});

/** A clock that a test turns by hand; asking for the time takes what analysis should seem to take. */
function handClock(analysisTakes: number): { readonly clock: Clock; readonly turn: (milliseconds: number) => void } {
  let now = 0;
  let asked = 0;
  const waiting = new Map<object, { readonly at: number; readonly act: () => void }>();
  const clock: Clock = {
    now: () => now + (asked++ % 2) * analysisTakes,
    after(milliseconds, act) {
      const key = {};
      waiting.set(key, { at: now + milliseconds, act });
      return () => void waiting.delete(key);
    },
  };
  const turn = (milliseconds: number): void => {
    now += milliseconds;
    for (const [key, { at, act }] of [...waiting]) {
      if (at > now || !waiting.delete(key)) continue;
      act();
    }
  };
  return { clock, turn };
}

describe('publishing', () => {
  const version = (number: number, text: string) =>
    snapshotOf({ uri: 'a', version: number, text, languageId: 'microdata', directory: testDirectory });

  function shownWith(analysisTakes: number) {
    const shown: string[] = [];
    const { clock, turn } = handClock(analysisTakes);
    const published = publisher(clock, (snapshot, problems) => {
      shown.push(`${snapshot.version}: ${problems.map(({ code }) => code).join(' ')}`);
    });
    return { shown, turn, published };
  }

  it('shows everything at once while analysis is quick', () => {
    const { shown, turn, published } = shownWith(5);
    published.update(version(1, 'let a = 1\n'));
    turn(0);
    published.update(version(2, 'let a = 1\nx\n'));
    turn(0);
    expect(shown).toEqual(['1: unused-binding', '2: unknown-command']);
  });

  it('shows what reading finds and what it knows from before, and the rest after a pause', () => {
    const { shown, turn, published } = shownWith(50);
    published.update(version(1, 'let a = 1\n'));
    turn(0);
    published.update(version(2, 'let a = 1\nlet b = 2\n'));
    expect(shown).toEqual(['1: unused-binding', '2: unused-binding']);
    turn(99);
    expect(shown).toHaveLength(2);
    turn(1);
    expect(shown.at(-1)).toBe('2: unused-binding unused-binding');
  });

  it('drops work on a text that is no longer the current one, and on closed documents', () => {
    const { shown, turn, published } = shownWith(5);
    published.update(version(1, 'x\n'));
    published.update(version(2, 'let a = 1\n'));
    turn(0);
    expect(shown).toEqual(['2: unused-binding']);
    published.update(version(3, 'x\n'));
    published.forget('a');
    turn(1000);
    expect(shown).toHaveLength(1);
    published.update(version(4, 'x\n'));
    published.stop();
    turn(1000);
    expect(shown).toHaveLength(1);
  });
});

describe('documents', () => {
  it('have one snapshot per version, and another when databanks change', () => {
    const store = documentStore({ databanks: [], findCatalogue: () => undefined });
    const first = store.open('a', 'microdata', 1, 'require no.test.fdb:3 as db\n');
    expect(store.current('a')).toBe(first);
    expect(first.diagnostics.map(({ code }) => code)).toEqual(['unknown-databank']);
    store.useDirectory(testDirectory);
    expect(store.current('a')?.version).toBe(1);
    expect(store.current('a')?.diagnostics).toEqual([]);
    const at = { line: 0, character: 20 };
    const changed = store.change('a', 2, [{ range: { start: at, end: { line: 0, character: 21 } }, text: '9' }]);
    expect(changed?.source.text).toBe('require no.test.fdb:9 as db\n');
    expect(store.current('a')).toBe(changed);
    store.close('a');
    expect(store.current('a')).toBeUndefined();
    expect(store.change('a', 3, [{ text: '' }])).toBeUndefined();
    expect(store.all()).toEqual([]);
  });

  it('compute each part once', () => {
    const { snapshot } = drawnSnapshot(people);
    expect(snapshot.analysis).toBe(snapshot.analysis);
    expect(snapshot.document).toBe(snapshot.document);
    expect(snapshot.trace).toBe(snapshot.trace);
  });
});
