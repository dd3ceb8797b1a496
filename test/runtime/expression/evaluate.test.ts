import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExpressionIr, valueTypeOf } from '../../../src/lang/ir/expression.ts';
import type { Column } from '../../../src/runtime/column.ts';
import { evaluateColumn, evaluateMask, type RowSource } from '../../../src/runtime/expression/evaluate.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { decimals, integers, plain, texts } from '../../helpers/columns.ts';
import { evaluate, numberOf, type Row, truthOf } from '../../helpers/scalar-reference.ts';

const runner = createFoldRunner({ threads: 1 });

function source(rowCount: number, columns: Readonly<Record<string, Column>>): RowSource {
  const quantile = () => Promise.reject(new Error('not asked for'));
  return { rowCount, columns: new Map(Object.entries(columns)), runner, quantile };
}

const number = (value: number): ExpressionIr => ({ type: 'number', value, isInteger: Number.isInteger(value) });
const text = (value: string): ExpressionIr => ({ type: 'text', value });
const variable = (name: string, valueType: 'number' | 'text', isInteger = false): ExpressionIr => ({
  type: 'variable',
  name,
  valueType,
  isInteger,
});
const a = variable('a', 'number', true);
const stop: ExpressionIr = { type: 'variable', name: 'stop', valueType: 'number', isInteger: true, openStop: true };
const call = (name: string, valueType: 'number' | 'text' | 'boolean', list: ExpressionIr[], isInteger = false) =>
  ({ type: 'call', function: name, arguments: list, valueType, isInteger }) as const;

/** Random expressions over the variables a (integer), b (decimal), s and t (text) and stop (an open-ended day). */
const { numeric, condition, textual } = fc.letrec<{
  numeric: ExpressionIr;
  condition: ExpressionIr;
  textual: ExpressionIr;
}>((tie) => {
  const n = tie('numeric');
  const c = tie('condition');
  const s = tie('textual');
  const numbers = fc.array(n, { minLength: 1, maxLength: 4 });
  return {
    numeric: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constantFrom(a, variable('b', 'number'), stop, number(0), number(2), number(-1.5), number(1e300)),
      fc
        .record({ operator: fc.constantFrom('+', '-', '*', '/'), left: n, right: n })
        .map((node): ExpressionIr => ({ type: 'arithmetic', ...node })),
      n.map((left): ExpressionIr => ({ type: 'arithmetic', operator: '^', left, right: number(2) })),
      n.map((operand): ExpressionIr => ({ type: 'negate', operand })),
      c.map((operand): ExpressionIr => ({ type: 'to-number', operand })),
      fc.tuple(fc.constantFrom('floor', 'ceil', 'int'), n).map(([f, x]) => call(f, 'number', [x], true)),
      fc.tuple(fc.constantFrom('abs', 'sqrt'), n).map(([f, x]) => call(f, 'number', [x])),
      n.map((x) => call('year', 'number', [x], true)),
      fc.tuple(n, n, n).map((list) => call('date', 'number', list, true)),
      fc
        .tuple(fc.constantFrom('rowmax', 'rowmin', 'rowtotal', 'rowmean', 'rowmedian'), numbers)
        .map(([f, list]) => call(f, 'number', list)),
      fc
        .tuple(fc.constantFrom('rowmissing', 'rowvalid'), fc.array(fc.oneof(n, s, c), { minLength: 1, maxLength: 3 }))
        .map(([f, list]) => call(f, 'number', list, true)),
      s.map((x) => call('length', 'number', [x], true)),
    ),
    condition: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      fc.constant({ type: 'boolean', value: true }),
      fc
        .record({ operator: fc.constantFrom('==', '!=', '<', '<=', '>', '>='), left: n, right: n })
        .map((node): ExpressionIr => ({ type: 'compare', operands: 'number', ...node })),
      fc
        .record({ operator: fc.constantFrom('==', '!='), left: s, right: s })
        .map((node): ExpressionIr => ({ type: 'compare', operands: 'text', ...node })),
      fc.record({ type: fc.constantFrom('and', 'or'), left: c, right: c }).map((node) => node as ExpressionIr),
      c.map((operand): ExpressionIr => ({ type: 'not', operand })),
      n.map((operand): ExpressionIr => ({ type: 'to-boolean', operand })),
      fc.oneof(n, s, c).map((x) => call('sysmiss', 'boolean', [x])),
      fc.tuple(n, n, n).map((list) => call('inrange', 'boolean', list)),
      fc
        .tuple(n, fc.array(n, { minLength: 1, maxLength: 12 }))
        .map(([x, list]) => call('inlist', 'boolean', [x, ...list])),
      fc
        .tuple(s, fc.array(s, { minLength: 1, maxLength: 4 }))
        .map(([x, list]) => call('inlist', 'boolean', [x, ...list])),
      fc.tuple(s, s).map((list) => call('startswith', 'boolean', list)),
      fc.constant<ExpressionIr>({ type: 'code-in', variable: a, codes: [1, 2, -3], codeList: 'x' }),
      fc.constant<ExpressionIr>({
        type: 'code-in',
        variable: variable('s', 'text'),
        codes: ['A', 'åø'],
        codeList: 'x',
      }),
    ),
    textual: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom(variable('s', 'text'), variable('t', 'text'), text('A'), text(''), text('x y')),
      fc.tuple(fc.constantFrom('upper', 'trim'), s).map(([f, x]) => call(f, 'text', [x])),
      fc.oneof(s, fc.constant(a)).map((x) => call('string', 'text', [x])),
      n.map((x) => call('isoformatdate', 'text', [x])),
      fc.tuple(s, n, n).map((list) => call('substr', 'text', list)),
      fc
        .array(fc.oneof(s, fc.constant(variable('t', 'text'))), { minLength: 1, maxLength: 3 })
        .map((list) => call('rowconcat', 'text', list)),
    ),
  };
});

const integer = fc.option(fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -2147483647, max: 2147483646 })));
const decimal = fc.option(
  fc.oneof(fc.constantFrom(0, 1, 2.5, -1e308, 1e-300), fc.double({ noNaN: true, noDefaultInfinity: true })),
);
const word = fc.option(fc.constantFrom('', 'A', 'a', 'B', ' b ', 'åø', '😀x', 'x y', '12'));
const rowOf = fc.record({
  a: integer,
  b: decimal,
  s: word,
  t: word,
  stop: fc.option(fc.oneof(fc.constant(Number.POSITIVE_INFINITY), fc.integer({ min: -30_000, max: 30_000 }))),
});

function columnsOf(rows: readonly Row[]): RowSource {
  const pick = <T>(name: string): T[] => rows.map((row) => row[name] as T);
  return source(rows.length, {
    a: integers(pick('a')),
    b: decimals(pick('b')),
    s: texts(pick('s')),
    t: texts(pick('t')),
    stop: integers(pick('stop')),
  });
}

/** A number's text varies in the sign of zero; both are the same value to the language. */
const withoutNegativeZero = (value: number | string | null) => (value === 0 ? 0 : value);

const settings = { numRuns: 400 };

describe('compiled expressions', () => {
  it('give the numbers of the scalar reference', () =>
    fc.assert(
      fc.asyncProperty(numeric, fc.array(rowOf, { maxLength: 12 }), async (value, rows) => {
        const column = await evaluateColumn(columnsOf(rows), { value });
        const expected = rows.map((row) => (value === stop ? row.stop : numberOf(value, row)));
        expect(plain(column).map(withoutNegativeZero)).toEqual(expected.map(withoutNegativeZero));
      }),
      settings,
    ));

  it('give the truth values of the scalar reference', () =>
    fc.assert(
      fc.asyncProperty(condition, fc.array(rowOf, { maxLength: 12 }), async (value, rows) => {
        const { mask, count } = await evaluateMask(columnsOf(rows), value);
        const expected = rows.map((row) => truthOf(value, row));
        expect(Array.from(mask, (bit) => bit === 1)).toEqual(expected);
        expect(count).toBe(expected.filter(Boolean).length);
      }),
      settings,
    ));

  it('compare integers with numbers of the script as if missing ones were none', async () => {
    const rows = [-(2 ** 31) + 1, -2, -1, 0, 2, 3, 2 ** 31 - 2, null];
    const numbers = [-(2 ** 31) - 1, -(2 ** 31), -(2 ** 31) + 1, -1.5, 0, 2, 2.5, 2 ** 31, 1e300];
    const compare = (operator: string, x: number | null, y: number): boolean => {
      if (x === null) return operator === '!=';
      const tests = { '==': x === y, '!=': x !== y, '<': x < y, '<=': x <= y, '>': x > y, '>=': x >= y };
      return tests[operator as keyof typeof tests];
    };
    const exchanged = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;
    const column = source(rows.length, { a: integers(rows) });
    for (const [operator, other] of Object.entries(exchanged)) {
      for (const value of numbers) {
        const sides = [
          { operator: operator as typeof other, left: a, right: number(value) },
          { operator: other, left: number(value), right: a },
        ];
        for (const node of sides) {
          const { mask } = await evaluateMask(column, { type: 'compare', operands: 'number', ...node });
          expect(Array.from(mask, (bit) => bit === 1)).toEqual(rows.map((x) => compare(operator, x, value)));
        }
      }
    }
  });

  it('give the texts of the scalar reference, with a sorted dictionary', () =>
    fc.assert(
      fc.asyncProperty(textual, fc.array(rowOf, { maxLength: 12 }), async (value, rows) => {
        const column = await evaluateColumn(columnsOf(rows), { value });
        expect(plain(column)).toEqual(rows.map((row) => evaluate(value, row)));
        if (column.kind !== 'dictionary') throw new Error('a dictionary was expected');
        const points = column.dictionary.slice(1).map((entry) => Array.from(entry, (c) => c.codePointAt(0)!));
        points.slice(1).forEach((next, i) => expect(comparePoints(points[i]!, next)).toBeLessThan(0));
      }),
      settings,
    ));

  it('leave rows outside the condition as they were', () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(numeric, textual),
        condition,
        fc.array(rowOf, { maxLength: 12 }),
        async (value, when, rows) => {
          const data = columnsOf(rows);
          const { mask } = await evaluateMask(data, when);
          const name = valueTypeOf(value) === 'text' ? 's' : 'b';
          const otherwise = data.columns.get(name);
          const column = await evaluateColumn(data, { value, rows: mask, otherwise });
          const expected = rows.map((row) => {
            if (!truthOf(when, row)) return row[name]!;
            return name === 's' ? evaluate(value, row) : numberOf(value, row);
          });
          const shown = plain(column).map((x) => (x === Number.POSITIVE_INFINITY ? null : x));
          expect(shown.map(withoutNegativeZero)).toEqual(
            expected.map((x) => withoutNegativeZero(x as number | string | null)),
          );
        },
      ),
      settings,
    ));

  it('become decimals when an integer does not fit 32 bits', async () => {
    const data = source(3, { a: integers([1, 2147483646, null]) });
    const big = await evaluateColumn(data, { value: { type: 'arithmetic', operator: '+', left: a, right: number(1) } });
    expect(big.kind).toBe('float64');
    expect(plain(big)).toEqual([2, 2147483647, null]);
    const small = await evaluateColumn(data, {
      value: { type: 'arithmetic', operator: '-', left: a, right: number(1) },
    });
    expect(small.kind).toBe('int32');
    expect(plain(small)).toEqual([0, 2147483645, null]);
  });

  it('keep the open ends of spells in copies only', async () => {
    const data = source(3, { stop: integers([10, Number.POSITIVE_INFINITY, null]) });
    expect(plain(await evaluateColumn(data, { value: stop }))).toEqual([10, Number.POSITIVE_INFINITY, null]);
    const { mask } = await evaluateMask(data, {
      type: 'compare',
      operator: '>',
      operands: 'number',
      left: stop,
      right: number(5),
    });
    expect([...mask]).toEqual([1, 1, 0]);
    expect(plain(await evaluateColumn(data, { value: stop, rows: mask }))).toEqual([
      10,
      Number.POSITIVE_INFINITY,
      null,
    ]);
    expect(plain(await evaluateColumn(data, { value: { type: 'negate', operand: stop } }))).toEqual([-10, null, null]);
  });

  it('never put text of the script into code', async () => {
    const hostile = '"]; throw new Error("ran"); //';
    const data = source(2, { [hostile]: integers([1, 2]), s: texts([hostile, 'x']) });
    const sum: ExpressionIr = {
      type: 'arithmetic',
      operator: '+',
      left: variable(hostile, 'number', true),
      right: number(1),
    };
    expect(plain(await evaluateColumn(data, { value: sum }))).toEqual([2, 3]);
    const same: ExpressionIr = {
      type: 'compare',
      operator: '==',
      operands: 'text',
      left: variable('s', 'text'),
      right: text(hostile),
    };
    expect([...(await evaluateMask(data, same)).mask]).toEqual([1, 0]);
  });
});

function comparePoints(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}
