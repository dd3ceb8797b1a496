import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import textMate, { type IGrammar } from 'vscode-textmate';
import { sourceText } from '../../src/base/source-text.ts';
import type { Span } from '../../src/base/span.ts';
import { commandForms } from '../../src/commands/vocabulary.ts';
import { readLine } from '../../src/lang/format/read.ts';
import type { CommandStatement, Statement } from '../../src/lang/syntax/ast.ts';
import { splitLines } from '../../src/lang/syntax/lines.ts';
import { scriptRanges } from '../../src/lang/syntax/script-ranges.ts';
import { corpus } from '../helpers/fuzz/corpus.ts';
import { type Coloured, colour, textMateGrammars } from '../helpers/textmate.ts';

const root = path.join(import.meta.dirname, '..', '..');
const read = (...names: readonly string[]): string => fs.readFileSync(path.join(root, ...names), 'utf8');
const examples = fs.readdirSync(path.join(root, 'examples')).filter((name) => /\.(?:txt|md)$/u.test(name));

/** The colours that the tokens of the lexer must have; names of other things have none of these. */
const scopeOfToken: Readonly<Record<string, string>> = {
  String: 'string.quoted',
  Date: 'constant.numeric.date',
  Number: 'constant.numeric',
  Binding: 'variable.other.binding',
  FactorPrefix: 'storage.modifier.factor',
  If: 'keyword.other',
  ...Object.fromEntries(
    ['PlusPlus', 'Arrow', 'EqualEqual', 'NotEqual', 'LessEqual', 'GreaterEqual', 'HashHash', 'Plus', 'Minus'].map(
      (name) => [name, 'keyword.operator'],
    ),
  ),
  ...Object.fromEntries(
    ['Star', 'Slash', 'Caret', 'Less', 'Greater', 'Equal', 'Ampersand', 'Pipe', 'Bang', 'Hash'].map((name) => [
      name,
      'keyword.operator',
    ]),
  ),
};

/** A place and the colour that it must have. */
interface Expected {
  readonly at: Span;
  readonly scope: string;
}

function optionsOf(statement: Statement): readonly Expected[] {
  if (statement.type !== 'command') return [];
  const own = (command: CommandStatement): readonly Expected[] => [
    ...command.options.map(({ nameSpan }) => ({ at: nameSpan, scope: 'entity.other.attribute-name.option' })),
    ...(command.body.form === 'nested' && command.body.inner !== undefined ? own(command.body.inner) : []),
  ];
  return own(statement);
}

/** What the lexer and the parser say of a document, as colours. */
function expectedColours(name: string, text: string): readonly Expected[] {
  const source = sourceText(name, text);
  return scriptRanges(source).flatMap(({ at, indentation }) => {
    const { lines, comments } = splitLines(text, at, indentation);
    const code = lines.flatMap((line): readonly Expected[] => {
      const read = line.type === 'statement' ? readLine(line, commandForms) : undefined;
      if (read === undefined) return [];
      const options = optionsOf(read.statement);
      const isOption = (place: Span): boolean => options.some((option) => option.at.start === place.start);
      const tokens = read.pieces.flatMap(({ at: place, token }): readonly Expected[] => {
        if (isOption(place)) return [];
        if (token === undefined) return [{ at: place, scope: headScope(text.slice(place.start, place.end)) }];
        const scope = scopeOfToken[token.tokenType.name];
        return scope === undefined ? [] : [{ at: place, scope }];
      });
      return [...tokens, ...options];
    });
    return [...code, ...comments.map((comment) => ({ at: comment.span, scope: 'comment.line' }))];
  });
}

const headScope = (word: string): string =>
  /^(?:for|end|let)$/u.test(word) ? 'keyword.control' : 'support.function.command';

const innermost = (coloured: readonly Coloured[], offset: number): readonly string[] =>
  coloured.find(({ start, end }) => start <= offset && offset < end)?.scopes ?? [];

let script: IGrammar;
let markdown: IGrammar;
beforeAll(async () => {
  ({ script, markdown } = await textMateGrammars());
});

/** Places whose colour is not what the lexer says. */
function disagreements(name: string, text: string): readonly string[] {
  const coloured = colour(name.endsWith('.md') ? markdown : script, text);
  return expectedColours(name, text).flatMap(({ at, scope }) =>
    [at.start, at.end - 1].flatMap((offset) => {
      const found = innermost(coloured, offset).at(-1) ?? '';
      const line = text.slice(text.lastIndexOf('\n', offset) + 1, text.indexOf('\n', offset));
      return found.startsWith(scope) ? [] : [`${text.slice(at.start, at.end)} in ${line}: ${found}, not ${scope}`];
    }),
  );
}

/** A script with what the examples have little of. */
const corner = `// comment, with 'text' and 2021-01-01
# another, if 1
require no.ssb.fdb:60 as db
let year = '2021' // 'x'
let start = $year ++ '-01-01'
for i in 1 : 3
  generate x\${i} = ln($i) ^ 2 // three
end
for a in x y ; b in 1 2
  replace $a = 'a // b' if $b >= 2.5e3 & !sysmiss(age) | år != "it's"
end
import db/BEFOLKNING_KJOENN as sex
import db/INNTEKT_WLONN 2021-12-31 as wage
tabulate sex if inlist(sex, '1', \\
  '2'), rowpct \\ // why
  summarize(wage) mean p50
summarize wage
regress wage i.sex##c.age age#age if age >= 18, robust level(99)
coefplot regress wage age, level(95)
recode age (0/17 = 1 'child') (18/max = 2) (missing = .5), prefix(new_)
textblock
# Not a comment, tabulate 'x'
endblock
generate missing = 1
generate løpe_2021 = 2021
`;

describe('colours of a TextMate grammar', () => {
  it.each(examples)('are in %s what the lexer says', (name) => {
    const text = read('examples', name);
    expect(expectedColours(name, text).length).toBeGreaterThan(30);
    expect(disagreements(name, text)).toEqual([]);
  });

  it('are what the lexer says in every example of a command or function', () => {
    const scripts = corpus().filter((text) => !text.includes('```'));
    expect(scripts.length).toBeGreaterThan(100);
    expect(scripts.flatMap((text) => disagreements('example.microdata', text))).toEqual([]);
  });

  it('are what the lexer says in a script with everything in it', () => {
    const scopes = new Set(expectedColours('corner.microdata', corner).map(({ scope }) => scope));
    expect([...scopes].sort()).toEqual(
      [...new Set([...Object.values(scopeOfToken), 'comment.line', 'keyword.control', 'support.function.command'])]
        .concat('entity.other.attribute-name.option')
        .sort(),
    );
    expect(disagreements('corner.microdata', corner)).toEqual([]);
  });

  it('are the same for editors that read property lists', () => {
    const name = 'microdata.tmLanguage';
    const list = textMate.parseRawGrammar(read('editors/sublime', name), name);
    expect(list).toEqual(JSON.parse(read('grammar', 'microdata.tmLanguage.json')));
  });

  it('leave names alone, whatever they look like', () => {
    const text = 'generate if_1 = income_2021 + tabulate - to_date * rowpct\n';
    const coloured = colour(script, text);
    for (const name of ['if_1', 'income_2021', 'tabulate', 'to_date', 'rowpct']) {
      expect(innermost(coloured, text.indexOf(name)), name).toEqual(['source.microdata']);
    }
  });

  it('stay inside the fences of a Markdown document', () => {
    const text =
      '# Title\n\ntabulate x\n\n```microdata echo=false\ntabulate x, rowpct\n```\n\ntabulate x\n\n1. one\n   ~~~ {microdata}\n   keep if x\n   ~~~\n';
    const commands = colour(markdown, text)
      .filter(({ scopes }) => scopes.at(-1) === 'support.function.command.microdata')
      .map(({ start, end }) => `${start}: ${text.slice(start, end)}`);
    expect(commands).toEqual([`${text.indexOf('tabulate x, ')}: tabulate`, `${text.indexOf('keep')}: keep`]);
    const other = colour(markdown, '```python\ntabulate x\n```\n').flatMap(({ scopes }) => scopes);
    expect(other.filter((scope) => scope.includes('microdata'))).toEqual([]);
  });
});
