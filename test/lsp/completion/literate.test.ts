import { describe, expect, it } from 'vitest';
import { frontMatterKeys } from '../../../src/lang/syntax/literate.ts';
import { completed, putIn, taken } from './offered.ts';

const fence = '```';
const markdown = { name: 'file:///a.md' };
const texts = (drawn: string, snippets = false): readonly string[] =>
  completed(drawn, { ...markdown, snippets }).items.map(putIn);

describe('in a literate document', () => {
  it('commands are offered in fences, with what earlier fences have made, and nothing in the text around them', () => {
    const document = `# Title\n\n${fence}microdata\nrequire no.test.fdb:3 as db\ncreate-dataset d\nimport db/SEX as sex\n${fence}\n\n`;
    expect(texts(`${document}Some words <|>\n`)).toEqual([]);
    expect(texts(`${document}${fence}microdata\ntabulate <|>\n${fence}\n`)[0]).toBe('sex');
    expect(texts(`${document}${fence}microdata\n<|>\n${fence}\n`)).toContain('tabulate');
    expect(texts(`${document}${fence}python\nimp<|>\n${fence}\n`)).toEqual([]);
    expect(texts(`${document}${fence}microdata\ntabulate sex\n<|>${fence}\n`)).toEqual([]);
  });

  it('the attributes of a fence are offered behind its word', () => {
    const found = texts(`${fence}microdata <|>\n${fence}\n`);
    expect(found).toEqual(expect.arrayContaining(['echo=true', 'echo=lines', 'eval=false', 'output=false', 'label=']));
    expect(texts(`${fence}microdata echo=false <|>\n${fence}\n`)).not.toContain('echo=true');
    expect(taken(`${fence}microdata ev<|>al=true\n${fence}\n`, 'eval=false', markdown)).toBe(
      `${fence}microdata eval=false\n${fence}\n`,
    );
    expect(texts(`${fence}micro<|>data\n${fence}\n`)).toEqual([]);
  });

  it('a fence that opens gets its word, and its end where the editor fills in snippets', () => {
    expect(texts(`Text\n\n${fence}<|>`)).toEqual(['microdata']);
    expect(texts(`Text\n\n${fence}mic<|>`, true)).toEqual([`microdata\n$0\n${fence}`]);
    expect(texts(`Text\n\n${fence}python\nx\n${fence}<|>`)).toEqual([]);
  });

  it('the front matter has its keys and languages', () => {
    expect(texts('---\n<|>\n---\n')).toEqual([...frontMatterKeys].map((key) => `${key}: `));
    expect(texts('---\ntitle: x\nla<|>\n---\n')).toContain('lang: ');
    expect(texts('---\ntitle: x\nla<|>\n---\n')).not.toContain('title: ');
    expect(texts('---\nlang: <|>\n---\n')).toEqual(['nb', 'en']);
    expect(texts('---\ntitle: <|>\n---\n')).toEqual([]);
    expect(texts('---\ntitle: x\n---\n\nti<|>')).toEqual([]);
  });
});
