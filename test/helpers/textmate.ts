import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import oniguruma from 'vscode-oniguruma';
import textMate, { type IGrammar, type IRawGrammar } from 'vscode-textmate';

const folder = path.join(import.meta.dirname, '..', '..', 'grammar');
const raw = (name: string): IRawGrammar =>
  textMate.parseRawGrammar(fs.readFileSync(path.join(folder, name), 'utf8'), name);

/** In place of an editor's own grammar of Markdown: headings are enough to tell prose from fences. */
const prose = textMate.parseRawGrammar(
  JSON.stringify({
    scopeName: 'text.html.markdown',
    patterns: [{ match: '^#.*$', name: 'markup.heading.markdown' }],
  }),
  'prose.json',
);

/** A stretch of a text and what colours it, from the outermost scope to the innermost. */
export interface Coloured {
  readonly start: number;
  readonly end: number;
  readonly scopes: readonly string[];
}

/** Loads the derived grammars into the tokeniser that VS Code uses. */
export async function textMateGrammars(): Promise<{ readonly script: IGrammar; readonly markdown: IGrammar }> {
  const wasm = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM(fs.readFileSync(wasm).buffer);
  const grammars = new Map([
    ['source.microdata', raw('microdata.tmLanguage.json')],
    ['markdown.microdata.codeblock', raw('microdata-fences.tmLanguage.json')],
    ['text.html.markdown', prose],
  ]);
  const registry = new textMate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: (scope) => Promise.resolve(grammars.get(scope) ?? null),
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.microdata.codeblock'] : undefined),
  });
  const load = async (scope: string): Promise<IGrammar> => {
    const grammar = await registry.loadGrammar(scope);
    if (grammar === null) throw new Error(`there is no grammar ${scope}`);
    return grammar;
  };
  return { script: await load('source.microdata'), markdown: await load('text.html.markdown') };
}

/** Colours a whole text, line by line as editors do. */
export function colour(grammar: IGrammar, text: string): readonly Coloured[] {
  const found: Coloured[] = [];
  let state = textMate.INITIAL;
  let start = 0;
  for (const line of text.split('\n')) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line.replace(/\r$/u, ''), state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      found.push({ start: start + startIndex, end: start + endIndex, scopes });
    }
    start += line.length + 1;
  }
  return found;
}
