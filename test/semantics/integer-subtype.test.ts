import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../helpers/columns.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const bank = testDatabank({
  I: { values: [1, -7, 0, null, 2147483646, 12, 5, 5], dataType: 'LONG' },
  J: { values: [3, 2, -1, 4, null, 100, 0, -2147483647], dataType: 'LONG' },
  D: { values: [0.5, -2.25, 1e300, null, 4, 1e-9, 99, 2.5], dataType: 'DOUBLE' },
  S: { values: ['12', '7.5', '', null, '3', '-4', '8', '0.25'] },
});

const start = `require test.bank:1 as t
create-dataset d
import t/I as i
import t/J as j
import t/D as d
import t/S as s
`;

const { number, condition } = fc.letrec<{ number: string; condition: string }>((tie) => {
  const n = tie('number');
  const c = tie('condition');
  return {
    number: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('i', 'j', 'd', '0', '3', '2.5', '99999', '-4'),
      fc.tuple(n, fc.constantFrom('+', '-', '*', '/', '^'), n).map(([a, op, b]) => `(${a} ${op} ${b})`),
      n.map((a) => `(-${a})`),
      fc
        .tuple(fc.constantFrom('int', 'floor', 'ceil', 'abs', 'sqrt', 'exp', 'ln', 'year', 'dow', 'round'), n)
        .map(([f, a]) => `${f}(${a})`),
      fc.tuple(n, n).map(([a, b]) => `comb(${a}, ${b})`),
      fc.tuple(n, n, n).map(([y, m, d]) => `date(${y}, ${m}, ${d})`),
      fc
        .tuple(
          fc.constantFrom('rowmax', 'rowmin', 'rowmean', 'rowmedian', 'rowtotal', 'rowstd', 'rowmissing', 'rowvalid'),
          fc.array(n, { minLength: 1, maxLength: 3 }),
        )
        .map(([f, list]) => `${f}(${list.join(', ')})`),
      fc.constantFrom('length(s)', 'quantile(d, 3)', 'quantile(i + j, 2)'),
      c.map((a) => `(${a})`),
    ),
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(n, fc.constantFrom('<', '<=', '>', '>=', '==', '!='), n).map(([a, op, b]) => `${a} ${op} ${b}`),
      fc.tuple(c, fc.constantFrom('&', '|'), c).map(([a, op, b]) => `((${a}) ${op} (${b}))`),
      fc.tuple(n, n, n).map((list) => `inrange(${list.join(', ')})`),
      fc.constantFrom("startswith(s, '1')", 'sysmiss(d)', 'inlist(i, 1, 5, 12)'),
    ),
  };
});

const statement = fc.oneof(
  number.map((value) => `generate NEW = ${value}`),
  fc.tuple(number, condition).map(([value, rows]) => `generate NEW = ${value} if ${rows}`),
  fc.tuple(fc.constantFrom('i', 'j', 'd'), number).map(([name, value]) => `replace ${name} = ${value}`),
  fc
    .tuple(fc.constantFrom('i', 'j', 'd'), number, condition)
    .map(([name, value, rows]) => `replace ${name} = ${value} if ${rows}`),
  fc
    .tuple(fc.constantFrom('i', 'j', 'd'), fc.constantFrom('7', '2.5', '.'))
    .map(([name, to]) => `recode ${name} (min/0 = ${to}) (missing = 1)`),
  fc.constantFrom('destring s, force prefix(NEW)', 'clone-variables i -> NEW', 'generate NEW = .'),
  fc
    .tuple(
      fc.constantFrom('mean', 'min', 'max', 'median', 'count', 'sum', 'sd', 'percent', 'gini'),
      fc.constantFrom('i', 'd'),
    )
    .map(([statistic, name]) => `aggregate (${statistic}) ${name} -> NEW, by(j)`),
);

/** Statements with a name of their own for each new variable. */
const script = fc
  .array(statement, { minLength: 1, maxLength: 4 })
  .map((lines) => start + lines.map((line, k) => `${line.replace('NEW', `x${k}`)}\n`).join(''));

describe('the integer subtype', () => {
  it('is that of variables which hold whole numbers only, and no variable holds a number that is not finite', async () => {
    let checked = 0;
    await fc.assert(
      fc.asyncProperty(script, async (text) => {
        const { tables } = await runTestScript(text, [bank]);
        for (const { schema, columns } of tables.values()) {
          for (const { name, type } of schema.variables) {
            if (type.type !== 'numeric') continue;
            const values = plain(columns.get(name)!).filter((value) => value !== null);
            expect(values.filter((value) => !Number.isFinite(value))).toEqual([]);
            if (type.subtype === 'decimal' || type.subtype === 'undetermined') continue;
            checked += values.length;
            expect(values.filter((value) => !Number.isInteger(value))).toEqual([]);
          }
        }
      }),
      { numRuns: 300 },
    );
    expect(checked).toBeGreaterThan(1000);
  });

  it('stays where whole numbers are added, multiplied and counted, however large they get', async () => {
    const { tables, values } = await runTestScript(
      `${start}generate a = i * j\ngenerate b = a * a\ngenerate c = int(d)\ngenerate e = i > 0\ngenerate f = e + e\ngenerate g = i / 1\n`,
      [bank],
    );
    const subtypes = tables
      .get('d')
      ?.schema.variables.map(({ name, type }) => [name, 'subtype' in type && type.subtype]);
    expect(Object.fromEntries(subtypes ?? [])).toMatchObject({
      a: 'integer',
      b: 'integer',
      c: 'integer',
      e: 'integer',
      f: 'integer',
      g: 'decimal',
    });
    expect(values('d', 'a')).toEqual([3, -14, -0, null, 1200, 0, -10737418235]);
    expect(values('d', 'c')).toEqual([0, -2, 1e300, 4, 0, 99, 2]);
  });
});
