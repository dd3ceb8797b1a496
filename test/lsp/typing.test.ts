import { describe, expect, test } from 'vitest';
import { Random } from '../helpers/fuzz/random.ts';
import { startLocalServer } from '../helpers/typing/local-server.ts';
import { longDocument, longScript } from '../helpers/typing/long-script.ts';
import { positionsOutside } from '../helpers/typing/questions.ts';
import { typingFailure } from '../helpers/typing/trial.ts';
import { newTypist, placeOf } from '../helpers/typing/typist.ts';

const series = 20;

describe('while somebody types, deletes and pastes', () => {
  const documents = Array.from({ length: 15 }, (_, index) => index);
  // 100,000 edits: `npx node tools/fuzz-editor.ts 100000 SEED`.
  test.each(documents)('nothing is thrown, and every answer is that of a fresh server (document %i)', async (index) => {
    const size = { edits: 200, compareEvery: 70, places: 2, mostLines: index < 3 ? 300 : 60 };
    expect(await typingFailure(series, index, size)).toBeUndefined();
  });
});

describe('what is typed', () => {
  test('is plain scripts and literate documents of up to 300 lines, told as the text changes', () => {
    const kinds = new Set<string>();
    for (let seed = 0; seed < 12; seed++) {
      const typist = newTypist(new Random(seed));
      kinds.add(typist.languageId);
      let lines = typist.text();
      for (let i = 0; i < 100; i++) {
        const { text, changes } = typist.next();
        for (const change of changes) {
          if (!('range' in change)) lines = change.text;
          else {
            const { start, end } = change.range;
            lines = lines.slice(0, offsetOf(lines, start)) + change.text + lines.slice(offsetOf(lines, end));
          }
        }
        expect(lines).toBe(text);
      }
    }
    expect([...kinds].sort()).toEqual(['markdown', 'microdata']);
  });

  test('begins with scripts that hold no mistake', async () => {
    const server = await startLocalServer();
    const texts = { script: longScript(300), 'document.md': longDocument(300) };
    for (const [name, text] of Object.entries(texts)) {
      const uri = `file:///${name}`;
      const textDocument = { uri, languageId: 'microdata', version: 1, text };
      await server.connection.sendNotification('textDocument/didOpen', { textDocument });
      const { diagnostics } = await server.problems(uri, 1);
      expect(diagnostics.filter(({ severity }) => severity === 1)).toEqual([]);
      expect(text.split('\n').length).toBeGreaterThanOrEqual(300);
    }
    await server.end();
  });
});

describe('places', () => {
  test('count CR, LF and both together as one line break; none stands inside one', () => {
    expect(placeOf('a\r\nb\rc\nd', 7)).toEqual({ line: 3, character: 0 });
    expect(placeOf('a\r\nb', 2)).toEqual({ line: 0, character: 1 });
  });

  test('outside a text are found anywhere in an answer', () => {
    const at = (line: number, character: number): object => ({
      range: { start: { line: 0, character: 0 }, end: { line, character } },
    });
    expect(positionsOutside([at(0, 2), { inner: at(1, 0) }], [2, 0])).toEqual([]);
    expect(positionsOutside([at(0, 3), { inner: at(2, 0) }], [2, 0])).toEqual([
      { line: 0, character: 3 },
      { line: 2, character: 0 },
    ]);
  });
});

/** The offset of a place in a text, by counting. */
function offsetOf(text: string, place: { readonly line: number; readonly character: number }): number {
  const breaks = [...text.matchAll(/\r\n|\n|\r/gu)];
  const before = breaks[place.line - 1];
  return (before === undefined ? 0 : before.index + before[0].length) + place.character;
}
