import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { grammarFiles } from '../../../tools/generate-grammar.ts';

const folder = path.join(import.meta.dirname, '..', '..', '..', 'grammar');

describe('the derived grammar', () => {
  // Making the files builds the parser with Chevrotain's checks on, so an ambiguous rule fails here, too.
  const files = grammarFiles();

  it.each([...files.keys()])('in %s is what the parser and the commands say; run npm run generate', (name) => {
    expect(fs.readFileSync(path.join(folder, name), 'utf8')).toBe(files.get(name));
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
