import { commandSpecs, constructSpecs } from '../src/commands/vocabulary.ts';
import { positionalWords } from '../src/lang/identifiers.ts';
import { commandSnippet, constructSnippet } from '../src/lsp/completion/offers/snippets.ts';

/** How a name is written. */
export const identifier = '[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_@]*';

/** Endings of the names of plain scripts, without the dot. */
export const scriptExtensions: readonly string[] = ['microdata', 'micro'];

/** Words that begin and end a loop, and the one that binds a name: they stand at the head of a line. */
export const lineWords: readonly string[] = ['for', 'end', 'let'];

/** Words with a meaning in some positions of a statement; `if` always has one. */
export const keywords: readonly string[] = ['if', ...[...positionalWords].filter((word) => !lineWords.includes(word))];

/** Longer names stand first: of the branches of a pattern, the first that fits is taken. */
export function longestFirst(names: readonly string[]): readonly string[] {
  return [...names].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/** Names of options of any command. */
export function optionNames(): readonly string[] {
  return [...new Set(commandSpecs.flatMap((spec) => Object.keys(spec.options)))].sort();
}

const rule = (name: string, match: string): { readonly name: string; readonly match: string } => ({ name, match });
const include = (...names: readonly string[]): readonly { readonly include: string }[] =>
  names.map((name) => ({ include: `#${name}` }));

const notBefore = '(?![\\p{L}\\p{M}\\p{Nd}_@-])';
const notBehind = '(?<![\\p{L}\\p{M}\\p{Nd}_@$.])';
const commandScope = { name: 'support.function.command.microdata' };

/** What may stand anywhere in a statement; the first that fits wins. */
const parts = {
  patterns: [
    ...include('comment', 'continuation', 'parentheses'),
    rule('string.quoted.single.microdata', "'[^']*'"),
    rule('string.quoted.double.microdata', '"[^"]*"'),
    rule('variable.other.binding.microdata', `\\$${identifier}`),
    rule('constant.numeric.date.microdata', `${notBehind}\\d{4}-\\d{2}-\\d{2}(?![\\p{L}\\p{M}\\p{Nd}_@.])`),
    rule('entity.name.function.microdata', `${identifier}(?=\\()`),
    rule(
      'keyword.other.microdata',
      `(?<![\\p{L}\\p{M}\\p{Nd}_@$/])(?:${keywords.join('|')})(?![\\p{L}\\p{M}\\p{Nd}_@/])`,
    ),
    rule(
      'constant.numeric.microdata',
      '(?<![\\p{L}\\p{M}\\p{Nd}_@])(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?![\\p{L}\\p{M}_])',
    ),
    rule('storage.modifier.factor.microdata', `${notBehind}[ic]\\.(?=[\\p{L}_$])`),
    rule('keyword.operator.microdata', '\\+\\+|->|==|!=|<=|>=|##|[-+*/^<>=&|!#]'),
  ],
};

const repository = {
  comment: rule('comment.line.double-slash.microdata', '//.*$'),
  // It takes the end of its line with it, so that what ends with the line goes on.
  continuation: {
    begin: '\\\\[ \\t]*(?=//|$)',
    end: '^',
    beginCaptures: { 0: { name: 'constant.character.escape.continuation.microdata' } },
    patterns: include('comment'),
  },
  parentheses: { begin: '\\(', end: '\\)|$', patterns: include('parts') },
  options: {
    begin: ',',
    end: '$',
    beginCaptures: { 0: { name: 'punctuation.separator.options.microdata' } },
    patterns: [
      rule(
        'entity.other.attribute-name.option.microdata',
        `${notBehind}(?:${longestFirst(optionNames()).join('|')})${notBefore}`,
      ),
      ...include('parts'),
    ],
  },
  parts,
};

/** A TextMate grammar, for colouring in editors: approximate by nature, with the words of the declarations. */
export function textMateGrammar(): object {
  const commands = longestFirst(commandSpecs.map((spec) => spec.name)).join('|');
  return {
    name: 'microdata',
    scopeName: 'source.microdata',
    fileTypes: scriptExtensions,
    patterns: [
      {
        begin: '^\\s*(textblock)\\s*(?://.*)?$',
        end: '^\\s*(endblock)\\s*(?://.*)?$',
        beginCaptures: { 1: { name: 'keyword.control.textblock.microdata' } },
        endCaptures: { 1: { name: 'keyword.control.textblock.microdata' } },
        contentName: 'text.html.markdown',
      },
      rule('comment.line.number-sign.microdata', '^\\s*#.*$'),
      {
        begin: `^\\s*(${lineWords.join('|')})${notBefore}`,
        end: '$',
        beginCaptures: { 1: { name: 'keyword.control.microdata' } },
        patterns: include('parts'),
      },
      {
        begin: `^\\s*(?:(coefplot)\\s+)?(${commands})${notBefore}`,
        end: '$',
        beginCaptures: { 1: commandScope, 2: commandScope },
        patterns: include('options', 'parts'),
      },
      ...include('parts'),
    ],
    repository,
  };
}

/** A TextMate grammar that colours the microdata fences of Markdown documents, laid over the editor's own one. */
export function fenceGrammar(): object {
  const fence = (character: string): object => ({
    begin: `(^|\\G)(\\s*(?:(?:[-+*]|\\d+[.)])\\s+)?)(${character}{3,})\\s*(?i:\\{?\\s*(microdata)(?=[\\s}]|$)([^\`]*))$`,
    end: `(^|\\G)\\s*(\\3${character}*)\\s*$`,
    name: 'markup.fenced_code.block.markdown',
    beginCaptures: {
      3: { name: 'punctuation.definition.markdown' },
      4: { name: 'fenced_code.block.language.markdown' },
      5: { name: 'fenced_code.block.language.attributes.markdown' },
    },
    endCaptures: { 2: { name: 'punctuation.definition.markdown' } },
    patterns: [
      {
        begin: '(^|\\G)(\\s*)(.*)',
        while: `(^|\\G)(?!\\s*${character}{3,}\\s*$)`,
        contentName: 'meta.embedded.block.microdata',
        patterns: [{ include: 'source.microdata' }],
      },
    ],
  });
  return {
    name: 'microdata in Markdown',
    scopeName: 'markdown.microdata.codeblock',
    injectionSelector: 'L:text.html.markdown',
    patterns: [fence('`'), fence('~')],
  };
}

/** A snippet for every command and construct, as VS Code reads them. */
export function editorSnippets(): object {
  const commands = commandSpecs.map((spec) => ({ spec, body: commandSnippet(spec) }));
  const constructs = constructSpecs.map((spec) => ({ spec, body: constructSnippet(spec) }));
  return Object.fromEntries(
    [...constructs, ...commands]
      .filter(({ spec, body }) => body !== spec.name)
      .map(({ spec: { name, help }, body }) => [name, { prefix: name, body: body.split('\n'), description: help.en }]),
  );
}

/** What editors need beside colours: comments, brackets, folding and indentation. */
export function languageConfiguration(): object {
  return {
    comments: { lineComment: '//' },
    brackets: [['(', ')']],
    autoClosingPairs: [
      { open: '(', close: ')' },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
    ],
    wordPattern: { pattern: identifier, flags: 'u' },
    folding: { markers: { start: '^\\s*(?:for\\b|textblock\\s*$)', end: '^\\s*(?:end|endblock)\\s*(?://.*)?$' } },
    indentationRules: { increaseIndentPattern: '^\\s*for\\b', decreaseIndentPattern: '^\\s*end\\s*(?://.*)?$' },
  };
}
