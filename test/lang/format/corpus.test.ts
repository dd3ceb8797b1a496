import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { sourceText } from '../../../src/base/source-text.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { formatted } from '../../../src/lang/format/format.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { printScript } from '../../../src/lang/syntax/print.ts';
import { corpus } from '../../helpers/fuzz/corpus.ts';
import { Random } from '../../helpers/fuzz/random.ts';
import { ruffled } from '../../helpers/ruffle.ts';
import { parse } from '../../helpers/script.ts';
import { brokenLaw, brokenRangeLaw } from './check-laws.ts';
import { carelessScript } from './run-laws.ts';

const root = path.join(import.meta.dirname, '../../..');

/** Every text in the suite's sources that is a script: one statement at least, and no error in its form. */
function scriptsOfTests(): readonly string[] {
  const found = new Set<string>();
  const files = fs.readdirSync(path.join(root, 'test'), { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => name.endsWith('.ts'))) {
    const text = fs.readFileSync(path.join(root, 'test', file), 'utf8');
    for (const literal of literalsIn(ts.createSourceFile(file, text, ts.ScriptTarget.Latest))) {
      if (isScript(literal)) found.add(literal);
    }
  }
  return [...found].sort();
}

function literalsIn(node: ts.Node): readonly string[] {
  if (ts.isStringLiteral(node)) return [node.text];
  if (ts.isNoSubstitutionTemplateLiteral(node)) return [node.text, node.rawText ?? ''];
  const found: string[] = [];
  ts.forEachChild(node, (child) => {
    found.push(...literalsIn(child));
  });
  return found;
}

function isScript(text: string): boolean {
  if (text.length > 20_000 || !/^\s*[a-z]/u.test(text)) return false;
  const { document, diagnostics } = parseDocument(sourceText('a.txt', text), commandForms);
  return document.script.statements.length > 0 && diagnostics.every(({ severity }) => severity !== 'error');
}

describe('the laws hold for', () => {
  it('every example, guide and declaration, also when written carelessly', () => {
    const found: string[] = [];
    for (const [i, text] of corpus().entries()) {
      for (const name of ['a.txt', 'a.md']) {
        const careless = ruffled({ name, text }, new Random(i));
        for (const script of [
          { name, text },
          { name, text: careless },
        ]) {
          const law = brokenLaw(script) ?? brokenRangeLaw(script, new Random(i));
          if (law !== undefined) found.push(`${law}: ${script.text.slice(0, 300)}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('every script in the test suite', { timeout: 300_000 }, () => {
    const scripts = scriptsOfTests();
    expect(scripts.length).toBeGreaterThan(1000);
    const broken = scripts.flatMap((text) => {
      const law = brokenLaw({ name: 'a.txt', text });
      return law === undefined ? [] : [`${law}: ${text}`];
    });
    expect(broken).toEqual([]);
  });
});

describe('the scripts of the project', () => {
  it('are written as the formatter writes them: examples, guides and declarations', () => {
    const differing = corpus().filter((text) => {
      const name = text.includes('```') ? 'a.md' : 'a.txt';
      return formatted(sourceText(name, text), commandForms).trimEnd() !== text.trimEnd();
    });
    expect(differing).toEqual([]);
  });
});

describe('the printer and the formatter', () => {
  it('agree on the canonical form of every statement', () => {
    let compared = 0;
    const differing: string[] = [];
    for (let index = 0; index < 600; index++) {
      const { script, diagnostics } = parse(carelessScript(index).text);
      if (diagnostics.some(({ severity }) => severity === 'error')) continue;
      const printed = printScript(script);
      const options = { width: 1e6, indent: 2 };
      const shaped = formatted(sourceText('a.txt', printed), commandForms, { options });
      if (shaped !== printed) differing.push(`${printed}\n--- is written as ---\n${shaped}`);
      compared++;
    }
    expect(differing).toEqual([]);
    expect(compared).toBeGreaterThan(150);
  });
});
