/**
 * Derives `grammar/` from the parser and the command declarations: the grammar in EBNF, Chevrotain's serialised grammar,
 * syntax diagrams for a browser, and what editors need for colouring.
 *
 *     node tools/generate-grammar.ts
 */
import fs from 'node:fs';
import path from 'node:path';
import { createSyntaxDiagramsCode, type ISerializedGast, type TokenType } from 'chevrotain';
import { commandSpecs } from '../src/commands/vocabulary.ts';
import type { StatementForm } from '../src/lang/syntax/ast.ts';
import { MicrodataParser } from '../src/lang/syntax/parser.ts';
import { vocabulary } from '../src/lang/syntax/tokens.ts';
import { editorSnippets, fenceGrammar, languageConfiguration, textMateGrammar } from './grammar-editor.ts';

/** The parser's rule for the main part of each statement form. */
const ruleOfForm: Readonly<Record<StatementForm, string>> = {
  variables: 'variables',
  assignment: 'assignment',
  selection: 'selection',
  import: 'import',
  require: 'require',
  dataset: 'dataset',
  pair: 'pair',
  clone: 'clone',
  aggregation: 'aggregation',
  merge: 'merge',
  recode: 'recode',
  'define-labels': 'defineLabels',
  'assign-labels': 'assignLabels',
  'list-labels': 'listLabels',
  sample: 'sample',
  model: 'model',
  'statistic-chart': 'statisticChart',
  nested: 'nested',
  'register-list': 'registerList',
  words: 'words',
};

const preamble = `(* The grammar of the microdata.no command language, as this program reads it.
   Generated from the parser and the command declarations by tools/generate-grammar.ts; do not edit.

   { x } none or more, [ x ] optional, ( a | b ) choice. Words in capitals are tokens; NL ends a logical line:
   a line that ends in a backslash goes on in the next, // starts a comment, and so does # at the head of a line.
   Parts that must touch (alias/NAME, i.x, a sign and its number in lists) are checked apart from the grammar. *)

script = { NL | statement NL | textblock | loop } ;
textblock = "textblock" NL { any line } "endblock" NL ;
loop = "for" loopHeader NL { NL | statement NL | textblock } "end" NL ;
let = "let" name "=" concatenation ;
ifClause = "if" expression ;
optionPart = "," options ;
nested = statement of form model ;
`;

const tokenRules = `
IDENT = ( letter | "_" ) { letter | mark | digit | "_" | "@" } ;
BINDING = "$" IDENT ;
PROCEDURE = "bind" | "to_symbol" | "to_str" | "to_int" | "date_fmt" ;   (* directly before "(" *)
NUMBER = digits [ "." digits ] [ exponent ] | "." digits [ exponent ] ;
DATE = digit digit digit digit "-" digit digit "-" digit digit ;        (* stands alone *)
STRING = "'" { any but "'" } "'" | '"' { any but '"' } '"' ;            (* on one line *)
FACTOR = "i." | "c." ;                                                  (* directly before a name *)
DATASTORE = IDENT { "." IDENT } [ ":" version ] ;
WORD = ( letter | "_" ) { letter | mark | digit | "_" | "@" | "-" } ;
`;

/** Tokens that are not written as they are named. */
const tokenNames: Readonly<Record<string, string>> = {
  Identifier: 'IDENT',
  ProcedureName: 'PROCEDURE',
  Binding: 'BINDING',
  Number: 'NUMBER',
  Date: 'DATE',
  String: 'STRING',
  FactorPrefix: 'FACTOR',
  Datastore: 'DATASTORE',
  Word: 'WORD',
};

/** The kinds of operators with their members, such as `( "+" | "-" )`. */
function operatorsOf(kind: TokenType): string | undefined {
  const members = vocabulary.filter((token) => token.CATEGORIES?.includes(kind) === true);
  return members.length === 0 ? undefined : `( ${members.map((token) => `"${token.LABEL ?? ''}"`).join(' | ')} )`;
}

function terminal(name: string): string {
  const named = tokenNames[name];
  if (named !== undefined) return named;
  const token = vocabulary.find((candidate) => candidate.name === name);
  if (token === undefined) throw new Error(`the grammar has no token ${name}`);
  return operatorsOf(token) ?? `"${token.LABEL ?? token.name}"`;
}

interface Production {
  readonly type: string;
  readonly name?: string;
  readonly definition?: readonly Production[];
  readonly separator?: Production;
}

function sequence(items: readonly Production[] = []): string {
  return items.map(production).join(' ');
}

function production(item: Production): string {
  const inner = sequence(item.definition);
  switch (item.type) {
    case 'NonTerminal':
      return item.name ?? '';
    case 'Terminal':
      return terminal(item.name ?? '');
    case 'Alternation':
      return `( ${(item.definition ?? []).map(production).join(' | ')} )`;
    case 'Alternative':
      return inner;
    case 'Option':
      return `[ ${inner} ]`;
    case 'Repetition':
      return `{ ${inner} }`;
    case 'RepetitionMandatory':
      return `${inner} { ${inner} }`;
    case 'RepetitionMandatoryWithSeparator':
      return `${inner} { ${separatorOf(item)} ${inner} }`;
    case 'RepetitionWithSeparator':
      return `[ ${inner} { ${separatorOf(item)} ${inner} } ]`;
    default:
      throw new Error(`the grammar has an unknown production ${item.type}`);
  }
}

function separatorOf(item: Production): string {
  return item.separator === undefined ? '' : production(item.separator);
}

/** Outer parentheses of a whole rule say nothing. */
function ruleText(rule: Production): string {
  const only = rule.definition?.length === 1 ? rule.definition[0] : undefined;
  const text =
    only?.type === 'Alternation' ? (only.definition ?? []).map(production).join('\n    | ') : sequence(rule.definition);
  return `${rule.name ?? ''} = ${text} ;`;
}

function commandRules(): string {
  const rules = commandSpecs.map((spec) => {
    const condition = spec.condition === 'no' ? '' : ' [ ifClause ]';
    const options = Object.keys(spec.options).length === 0 ? '' : ' [ optionPart ]';
    return `    | "${spec.name}" ${ruleOfForm[spec.form]}${condition}${options}`;
  });
  return `statement = let\n${rules.join('\n')} ;\n`;
}

/** The files of `grammar/` by name. */
export function grammarFiles(): ReadonlyMap<string, string> {
  const parser = new MicrodataParser({ maxLookahead: 1 });
  const serialised: ISerializedGast[] = parser.getSerializedGastProductions();
  const rules: readonly Production[] = serialised;
  const ebnf = [preamble, commandRules(), ...rules.map((rule) => `${ruleText(rule)}\n`), tokenRules].join('\n');
  const diagram = createSyntaxDiagramsCode(serialised, {
    resourceBase: '../node_modules/chevrotain/diagrams/',
    css: '../node_modules/chevrotain/diagrams/diagrams.css',
  });
  return new Map([
    ['microdata.ebnf', ebnf.replace(/\n{3,}/gu, '\n\n')],
    ['grammar.json', `${JSON.stringify(serialised, undefined, 1)}\n`],
    ['microdata.tmLanguage.json', `${JSON.stringify(textMateGrammar(), undefined, 2)}\n`],
    ['microdata-fences.tmLanguage.json', `${JSON.stringify(fenceGrammar(), undefined, 2)}\n`],
    ['snippets.json', `${JSON.stringify(editorSnippets(), undefined, 2)}\n`],
    ['language-configuration.json', `${JSON.stringify(languageConfiguration(), undefined, 2)}\n`],
    ['diagrams.html', diagram.replace(/[ \t]+$/gmu, '')],
  ]);
}

if (import.meta.main) {
  const folder = path.join(import.meta.dirname, '..', 'grammar');
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, content] of grammarFiles()) fs.writeFileSync(path.join(folder, name), content);
}
