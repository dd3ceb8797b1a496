import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import { grammarFiles } from '../../../tools/generate-grammar.ts';
import { textMateGrammar } from '../../../tools/grammar-editor.ts';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'grammar');

describe('the derived grammar', () => {
  // Making the files builds the parser with Chevrotain's checks on, so an ambiguous rule fails here, too.
  const files = grammarFiles();

  it.each([...files.keys()])('in %s is what the parser and the commands say; run npm run generate', (name) => {
    expect(fs.readFileSync(path.join(folder, name), 'utf8')).toBe(files.get(name));
  });

  it('for editors has patterns that compile, and colours every command at the head of its line', () => {
    const { patterns } = textMateGrammar() as { patterns: { match?: string; begin?: string; end?: string }[] };
    const sources = patterns
      .flatMap(({ match, begin, end }) => [match, begin, end])
      .filter((source) => source !== undefined);
    const compiled = sources.map((source) => new RegExp(source, 'u'));
    for (const { name } of commandSpecs) {
      expect(compiled.some((pattern) => pattern.exec(`  ${name} x`)?.includes(name))).toBe(true);
    }
  });

  it('names no rule that it does not define', () => {
    const ebnf = (files.get('microdata.ebnf') ?? '')
      .replace(/\(\*[\s\S]*?\*\)/gu, '')
      .replace(/"[^"]*"|'[^']*'/gu, ' ');
    const defined = new Set([...ebnf.matchAll(/^(\w+) =/gmu)].map((found) => found[1]));
    const lexical = [
      'letter',
      'mark',
      'digit',
      'digits',
      'exponent',
      'version',
      'any',
      'but',
      'line',
      'NL',
      'of',
      'form',
    ];
    const used = new Set([...ebnf.matchAll(/\b[A-Za-z]\w*\b/gu)].map((found) => found[0]));
    expect([...used].filter((word) => !defined.has(word) && !lexical.includes(word))).toEqual([]);
  });
});
