import { commandSpecs } from '../src/commands/vocabulary.ts';
import { identifier, keywords, lineWords, longestFirst, optionNames, scriptExtensions } from './grammar-editor.ts';

const notBefore = '(?![\\w@-])';
const notBehind = '(?<![\\w@$.])';

const escaped = (text: string): string =>
  text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;').replace(/"/gu, '&quot;');

const rule = (attribute: string, pattern: string, context = '#stay'): string =>
  `<RegExpr attribute="${attribute}" context="${context}" String="${escaped(pattern)}"/>`;

/** What may stand anywhere in a statement; the first that fits wins. */
const parts: readonly string[] = [
  rule('Comment', '//.*$'),
  rule('Continuation', '\\\\\\s*(?=//|$)', 'Continuation'),
  '<DetectChar attribute="Normal Text" context="Parentheses" char="("/>',
  rule('String', "'[^']*'"),
  rule('String', '"[^"]*"'),
  rule('Binding', `\\$${identifier}`),
  rule('Date', `${notBehind}\\d{4}-\\d{2}-\\d{2}(?![\\w@.])`),
  rule('Function', `${identifier}(?=\\()`),
  rule('Keyword', `(?<![\\w@$/])(?:${keywords.join('|')})(?![\\w@/])`),
  rule('Number', '(?<![\\w@])(?:\\d+(?:\\.\\d+)?|\\.\\d+)(?:[eE][+-]?\\d+)?(?![\\w])'),
  rule('Factor', `${notBehind}[ic]\\.(?=[\\w$])`),
  rule('Operator', '\\+\\+|->|==|!=|<=|>=|##|[-+*/^<>=&|!#]'),
];

const styles = [
  ...[`Normal Text:dsNormal`, 'Command:dsBuiltIn', 'Control:dsControlFlow', 'Keyword:dsKeyword', 'Option:dsAttribute'],
  ...['Function:dsFunction', 'Factor:dsSpecialChar', 'Operator:dsOperator', 'Number:dsDecVal', 'Date:dsConstant'],
  ...[
    'Binding:dsVariable',
    'String:dsString',
    'Continuation:dsSpecialChar',
    'Comment:dsComment',
    'Text:dsDocumentation',
  ],
];

function context(name: string, attributes: string, rules: readonly string[]): string {
  const lines = rules.map((each) => `        ${each}\n`).join('');
  return `      <context name="${name}" attribute="${name === 'Text' ? 'Text' : 'Normal Text'}" ${attributes}>\n${lines}      </context>`;
}

/** Colours for Kate and its kin, which also tell it what files the language server is for. */
export function kateSyntax(): string {
  const commands = longestFirst(commandSpecs.map(({ name }) => name)).join('|');
  const options = longestFirst(optionNames()).join('|');
  const withParts = (...rules: readonly string[]): readonly string[] => [...rules, '<IncludeRules context="Parts"/>'];
  const contexts = [
    context('Line', 'lineEndContext="#stay"', [
      rule('Control', '^\\s*textblock\\s*(?://.*)?$', 'Text'),
      rule('Comment', '^\\s*#.*$'),
      rule('Control', `^\\s*(?:${lineWords.join('|')})${notBefore}`, 'Loop'),
      rule('Command', `^\\s*(?:coefplot\\s+)?(?:${commands})${notBefore}`, 'Statement'),
      '<IncludeRules context="Parts"/>',
    ]),
    context('Text', 'lineEndContext="#stay"', [rule('Control', '^\\s*endblock\\s*(?://.*)?$', '#pop')]),
    context('Loop', 'lineEndContext="#pop"', withParts()),
    context('Statement', 'lineEndContext="#pop"', [
      '<DetectChar attribute="Normal Text" context="Options" char=","/>',
      ...withParts(),
    ]),
    context(
      'Options',
      'lineEndContext="#pop#pop"',
      withParts(rule('Option', `${notBehind}(?:${options})${notBefore}`)),
    ),
    context('Parentheses', 'lineEndContext="#pop"', [
      '<DetectChar attribute="Normal Text" context="#pop" char=")"/>',
      ...withParts(),
    ]),
    // It stays open over the end of its line, so that what it stands in goes on.
    context('Continuation', 'lineEndContext="#stay"', [
      rule('Comment', '//.*$'),
      '<RegExpr context="#pop" lookAhead="true" column="0" String="."/>',
    ]),
    context('Parts', 'lineEndContext="#stay"', parts),
  ];
  const names = styles.map((each) => each.split(':'));
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE language>
<!-- Generated from the parser and the command declarations by npm run generate; do not edit. -->
<language name="microdata" version="1" kateversion="5.62" section="Scientific" license="MIT" extensions="${scriptExtensions.map((ending) => `*.${ending}`).join(';')}">
  <highlighting>
    <contexts>
${contexts.join('\n')}
    </contexts>
    <itemDatas>
${names.map(([name, style]) => `      <itemData name="${name ?? ''}" defStyleNum="${style ?? ''}"/>`).join('\n')}
    </itemDatas>
  </highlighting>
  <general>
    <comments>
      <comment name="singleLine" start="//"/>
    </comments>
  </general>
</language>
`;
}
