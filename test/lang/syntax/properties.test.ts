import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diagnosticHint, diagnosticText } from '../../../src/base/diagnostic.ts';
import { sourceText } from '../../../src/base/source-text.ts';
import type { Span } from '../../../src/base/span.ts';
import { commandForms } from '../../../src/commands/vocabulary.ts';
import { parseDocument } from '../../../src/lang/syntax/parse-document.ts';
import { printScript } from '../../../src/lang/syntax/print.ts';
import { parse, withoutSpans } from '../../helpers/script.ts';

const name = fc.constantFrom('a', 'b', 'år', 'to', 'as', 'i', 'min', 'missing', 'START@x', 'x1');
const integer = fc.integer({ min: 0, max: 3000 }).map(String);
const number = fc.oneof(integer, fc.constantFrom('007', '.5', '1e3', '2.50', '1E-7'));
const text = fc.constantFrom("''", "'a b'", '"it\'s"', "'// \\ ,'", "'(1'");
const binding = fc.constantFrom('$a', '$år');

const { expression } = fc.letrec<{ expression: string; operand: string }>((tie) => ({
  operand: fc.oneof({ depthSize: 'small' }, name, number, text, binding),
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('operand'),
    fc
      .tuple(fc.constantFrom('+', '-', '*', '/', '^', '++', '|', '&'), tie('expression'), tie('expression'))
      .map(([operator, left, right]) => `${left} ${operator} ${right}`),
    fc
      .tuple(fc.constantFrom('==', '!=', '<', '>='), tie('operand'), tie('operand'))
      .map(([operator, left, right]) => `(${left}${operator}${right})`),
    fc.tuple(fc.constantFrom('-', '+', '!', '+ +'), tie('expression')).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom('f', 'date_fmt', 'bind'), fc.array(tie('expression'), { maxLength: 3 }))
      .map(([called, values]) => `${called}(${values.join(',')})`),
    tie('expression').map((inner) => `( ${inner} )`),
  ),
}));

const varName = fc.oneof(
  name,
  binding,
  fc.tuple(name, binding).map((parts) => parts.join('++')),
);
const names = fc.array(varName, { minLength: 1, maxLength: 4 }).map((list) => list.join('  '));
const condition = fc.option(
  expression.map((inner) => ` if ${inner}`),
  { nil: '' },
);
const signed = fc.tuple(fc.constantFrom('', '-', '+'), number).map((parts) => parts.join(''));
const ruleItem = fc.oneof(signed, text, fc.constantFrom('*', 'missing', '.', 'nonmissing', 'min/3', '-2/max'));
const rule = fc
  .tuple(
    fc.array(ruleItem, { minLength: 1, maxLength: 3 }),
    fc.oneof(signed, text),
    fc.constantFrom('', " 'x'", ' lab missing'),
  )
  .map(([items, target, label]) => `(${items.join(' ')}=${target}${label})`);
const term = fc.tuple(fc.constantFrom('', 'i.', 'c.'), varName).map((parts) => parts.join(''));
const terms = fc
  .array(
    fc.oneof(
      term,
      fc.tuple(term, term).map((pair) => pair.join('##')),
      fc.tuple(term, term, term).map((three) => three.join(' # ')),
    ),
    {
      minLength: 1,
      maxLength: 3,
    },
  )
  .map((list) => list.join(' '));
const option = fc.oneof(
  fc.constantFrom('rowpct', 'margins()', 'level(95)', "prefix('n_')", 'rowsort(-1 2)'),
  names.map((list) => `summarize(${list})`),
  terms.map((list) => `control(${list})`),
);
const options = fc.option(
  fc.array(option, { minLength: 1, maxLength: 3 }).map((list) => `,${list.join(' ')}`),
  { nil: '' },
);

const command = fc.oneof(
  fc.tuple(names, condition, options).map(([list, clause, rest]) => `tabulate ${list}${clause}${rest}`),
  fc.tuple(varName, expression, condition).map(([target, value, clause]) => `generate ${target} = ${value}${clause}`),
  fc
    .tuple(names, fc.array(rule, { minLength: 1, maxLength: 3 }))
    .map(([list, rules]) => `recode ${list} ${rules.join('')}`),
  fc.tuple(varName, terms, condition, options).map(([y, x, clause, rest]) => `regress ${y} ${x}${clause}${rest}`),
  fc.tuple(varName, names).map(([source, list]) => `collapse (mean) ${source} -> z (sum) ${list}, by(k)`),
  fc.tuple(signed, text, varName).map(([code, label, list]) => `define-labels ${list} ${code} ${label} ${code} x`),
  fc.tuple(integer, signed).map(([from, to]) => `for q in ${from} : ${to}, ${to}\n use a++$q\nend`),
  fc.constantFrom('require no.ssb.fdb:53 as reg', 'import reg/A 2020-01-01 as b', 'textblock\n $x \\\nendblock'),
);
const scripts = fc.array(command, { maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`);

describe('printing and reading', () => {
  it('give back the same tree, and the canonical form is its own', () => {
    fc.assert(
      fc.property(scripts, (source) => {
        const first = parse(source);
        fc.pre(first.diagnostics.length === 0);
        const canonical = printScript(first.script);
        const again = parse(canonical);
        expect(again.diagnostics).toEqual([]);
        expect(withoutSpans(again.script.statements)).toEqual(withoutSpans(first.script.statements));
        expect(printScript(again.script)).toBe(canonical);
      }),
      { numRuns: 400 },
    );
  });

  it('accept most of the generated scripts, so that the law above says something', () => {
    const samples = fc.sample(scripts, { numRuns: 200, seed: 1 });
    const accepted = samples.filter((source) => parse(source).diagnostics.length === 0);
    expect(accepted.length).toBeGreaterThan(100);
  });
});

/** Calls back with every place in a tree. */
function everySpan(value: unknown, visit: (at: Span) => void): void {
  if (value === null || typeof value !== 'object') return;
  for (const [key, inner] of Object.entries(value)) {
    if ((key === 'span' || key.endsWith('Span')) && isSpan(inner)) visit(inner);
    else everySpan(inner, visit);
  }
}

function isSpan(value: unknown): value is Span {
  return value !== null && typeof value === 'object' && 'start' in value && 'end' in value;
}

/** Reads anything and checks what must hold of every diagnostic. */
function survives(source: string): void {
  for (const container of ['plain', 'literate'] as const) {
    const { document, diagnostics } = parseDocument(sourceText('x', source), commandForms, { container });
    everySpan(document.script, (at) => {
      expect(at.start).toBeLessThanOrEqual(at.end);
      expect(at.start).toBeGreaterThanOrEqual(0);
      expect(at.end).toBeLessThanOrEqual(source.length);
    });
    for (const problem of diagnostics) {
      expect(problem.at.start).toBeGreaterThanOrEqual(0);
      expect(problem.at.end).toBeGreaterThanOrEqual(problem.at.start);
      expect(problem.at.end).toBeLessThanOrEqual(source.length);
      expect(diagnosticText(problem, 'nb')).not.toBe('');
      expect(`${diagnosticText(problem, 'en')}${diagnosticHint(problem, 'en') ?? ''}`).not.toMatch(/undefined|NaN/u);
      for (const fix of problem.fixes ?? []) expect(fix.at.end).toBeLessThanOrEqual(source.length);
    }
  }
}

const words = [
  ...commandForms.keys(),
  'let',
  'for',
  'in',
  'end',
  'if',
  'textblock',
  'endblock',
  'a',
  'b',
  'i.',
  '$x',
  '12',
  '1.',
  '3rd',
];
const marks = [
  ...Array.from('()=+-*/^<>!&|#,:;.\\\'"’“~[]{}$@%'),
  '==',
  '++',
  '->',
  '##',
  '//',
  '\n',
  ' ',
  '\t',
  '```',
  '2020-01-01',
  '${y}',
  '...',
];
const soup = fc.array(fc.constantFrom(...words, ...marks), { maxLength: 60 }).map((parts) => parts.join(' '));
const denseSoup = fc.array(fc.constantFrom(...words, ...marks), { maxLength: 60 }).map((parts) => parts.join(''));

describe('any text', () => {
  it('of words and marks gives diagnostics inside it, never an exception', () => {
    fc.assert(fc.property(fc.oneof(soup, denseSoup), survives), { numRuns: 600 });
  });

  it('of arbitrary characters likewise', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), survives), { numRuns: 300 });
  });

  it('made by damaging a good script likewise', () => {
    const damage = fc.tuple(scripts, fc.nat(), fc.nat({ max: 5 }), fc.constantFrom(...marks, ''));
    fc.assert(
      fc.property(damage, ([source, place, cut, inserted]) => {
        const at = place % (source.length + 1);
        survives(source.slice(0, at) + inserted + source.slice(at + cut));
      }),
      { numRuns: 600 },
    );
  });
});

describe('time', () => {
  /** Milliseconds of processor-bound work; a generous bound that a quadratic step would pass by far. */
  function elapsed(source: string): number {
    const start = performance.now();
    parse(source);
    return performance.now() - start;
  }

  it('is linear in long logical lines, long scripts and hostile texts', () => {
    const rules = Array.from({ length: 600 }, (_, i) => `(${i}/${i} = ${i} 'label ${i}') \\\n`).join('');
    expect(parse(`recode x \\\n${rules}`).diagnostics).toEqual([]);
    const hostile = [
      `recode x \\\n${rules}`,
      'generate x = a + b * c if d == 1\n'.repeat(10_000),
      `drop ${"'".repeat(100_001)}`,
      `drop ${'"’'.repeat(50_000)}`,
      `keep if ${'a ++ '.repeat(30_000)}`,
      `use ${' '.repeat(200_000)}\\`,
      `tabulate x, ${'a '.repeat(50_000)}(`,
      `for x in ${'1, '.repeat(20_000)}1\nend`,
      `let d = ${'2020-01-0'.repeat(20_000)}`,
      '```microdata\n'.repeat(5_000),
      `- ${'- '.repeat(20_000)}`,
    ];
    for (const source of hostile) expect(elapsed(source), source.slice(0, 30)).toBeLessThan(8_000);
  });
});
