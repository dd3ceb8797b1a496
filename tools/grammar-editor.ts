import { commandSpecs } from '../src/commands/vocabulary.ts';

const identifier = '[\\p{L}_][\\p{L}\\p{M}\\p{Nd}_@]*';

/** Endings of the names of plain scripts, without the dot. */
export const scriptExtensions: readonly string[] = ['microdata', 'micro'];

/** Words with a meaning in some positions; `if` always has one. */
export const positionalWords = ['if', 'as', 'to', 'into', 'on', 'by', 'in', 'min', 'max', 'missing', 'nonmissing'];

/** Names of options of any command. */
export function optionNames(): readonly string[] {
  return [...new Set(commandSpecs.flatMap((spec) => Object.keys(spec.options)))].sort();
}

const rule = (name: string, match: string): { readonly name: string; readonly match: string } => ({ name, match });

/** A TextMate grammar, for colouring in editors: approximate by nature, with the command words of the declarations. */
export function textMateGrammar(): object {
  const commands = commandSpecs.map((spec) => spec.name).sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  return {
    name: 'microdata',
    scopeName: 'source.microdata',
    fileTypes: ['micro'],
    patterns: [
      {
        begin: '^\\s*(textblock)\\s*(?://.*)?$',
        end: '^\\s*(endblock)\\s*(?://.*)?$',
        beginCaptures: { 1: { name: 'keyword.control.textblock.microdata' } },
        endCaptures: { 1: { name: 'keyword.control.textblock.microdata' } },
        contentName: 'text.html.markdown',
      },
      rule('comment.line.number-sign.microdata', '^\\s*#.*$'),
      rule('comment.line.double-slash.microdata', '//.*$'),
      rule('string.quoted.single.microdata', "'[^']*'"),
      rule('string.quoted.double.microdata', '"[^"]*"'),
      rule('variable.other.binding.microdata', `\\$${identifier}`),
      rule(
        'constant.numeric.date.microdata',
        '(?<![\\p{L}\\p{M}\\p{Nd}_@.$])\\d{4}-\\d{2}-\\d{2}(?![\\p{L}\\p{M}\\p{Nd}_@.])',
      ),
      {
        match: '^\\s*(for|end|let)(?![\\p{L}\\p{Nd}_-])',
        captures: { 1: { name: 'keyword.control.microdata' } },
      },
      {
        match: `^\\s*(?:(coefplot)\\s+)?(${commands.join('|')})(?![\\p{L}\\p{Nd}_-])`,
        captures: {
          1: { name: 'support.function.command.microdata' },
          2: { name: 'support.function.command.microdata' },
        },
      },
      rule('keyword.other.microdata', `(?<![\\p{L}\\p{Nd}_$/])(?:${positionalWords.join('|')})(?![\\p{L}\\p{Nd}_@])`),
      rule('entity.name.function.microdata', `${identifier}(?=\\()`),
      rule('constant.numeric.microdata', '(?<![\\p{L}_])(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?![\\p{L}_])'),
      rule('storage.modifier.factor.microdata', `(?<![\\p{L}\\p{Nd}_])[ic]\\.(?=[\\p{L}_$])`),
      rule('keyword.operator.microdata', '\\+\\+|->|==|!=|<=|>=|##|[-+*/^<>=&|!#]'),
      rule('constant.character.escape.continuation.microdata', '\\\\\\s*(?=//|$)'),
    ],
  };
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
