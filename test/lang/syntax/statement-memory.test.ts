import { expect, test } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { statementMemory } from '../../../src/lang/syntax/statement-memory.ts';
import { Random } from '../../helpers/fuzz/random.ts';
import { newTypist } from '../../helpers/typing/typist.ts';

test('what is remembered of earlier versions changes nothing: every version is read as if it were the first', () => {
  for (let seed = 0; seed < 12; seed++) {
    const typist = newTypist(new Random(seed), 60);
    const memory = statementMemory();
    for (let version = 0; version < 50; version++) {
      const source = sourceText(typist.uri, typist.next().text);
      expect(parseDocument(source, commandForms, { memory })).toEqual(parseDocument(source, commandForms));
    }
  }
});

test('a line that has not moved keeps its tree, one that has moved gets a tree at its new place', () => {
  const memory = statementMemory();
  const read = (text: string) => {
    const { script } = parseDocument(sourceText('a.txt', text), commandForms, { memory }).document;
    return script.statements;
  };
  const before = read('use a\ndrop x y\nuse b');
  const after = read('use a\ndrop x\nuse b');
  expect(after[0]).toBe(before[0]);
  expect(before[2]?.span).toEqual({ start: 15, end: 20 });
  expect(after[2]?.span).toEqual({ start: 13, end: 18 });
});
