import { describe, expect, test } from 'vitest';
import { each, opening, people, type Special, wageOf } from '../../disclosure/matrix/forms.ts';
import { runTestScript, type TestRun } from '../../helpers/run-script.ts';

const run = (lines: string, policy: string, special: Special): Promise<TestRun> =>
  runTestScript(`${opening}${lines}\n`, [people(special)], { policy });

const none = (values: readonly unknown[]): readonly number[] =>
  values.flatMap((value, unit) => (value === null ? [unit] : []));

describe('DC-06 (d)/generate: values that a computation takes away from few', () => {
  test('are the median under hardened, and stay missing under strict', async () => {
    const few: Special = { wage: each(50, 9, -7) };
    const lines = 'generate x = ln(wage + 5)';
    expect(none((await run(lines, 'strict', few)).values('people', 'x'))).toHaveLength(9);
    const filled = (await run(lines, 'hardened', few)).values('people', 'x').map(Number);
    expect(none(filled)).toEqual([]);
    const [median, ...others] = new Set(filled.slice(50, 59));
    expect(others).toEqual([]);
    expect(median).toBeGreaterThan(Math.log(450_000));
    expect(median).toBeLessThan(Math.log(550_000));
    expect(filled[49]).toBe(Math.log(wageOf(49) + 5));
  });

  test('are as they come where they are many, and where an operand is missing', async () => {
    const many: Special = { wage: each(50, 16, -7) };
    expect(none((await run('generate x = ln(wage + 5)', 'hardened', many)).values('people', 'x'))).toHaveLength(16);
    const finished = await run('generate x = wealth * 2', 'hardened', {});
    expect(none(finished.values('people', 'x'))).toEqual(none(finished.values('people', 'wealth')));
  });

  test('a condition and a whole number: the median of those that get a value', async () => {
    const few: Special = { wage: each(50, 9, -7) };
    const finished = await run('generate x = int(sqrt(wage)) if nr < 2000', 'hardened', few);
    const values = finished.values('people', 'x');
    expect(none(values)).toEqual(Array.from({ length: 2000 }, (_, i) => 2000 + i));
    expect(Number.isInteger(values[55])).toBe(true);
  });

  test('texts: the most frequent one', async () => {
    const few: Special = { wage: each(50, 9, -7) };
    const values = (await run('generate x = string(int(ln(wage + 5)))', 'hardened', few)).values('people', 'x');
    const counts = new Map<unknown, number>();
    for (const value of values.toSpliced(50, 9)) counts.set(value, (counts.get(value) ?? 0) + 1);
    const [[most]] = [...counts].sort(([, a], [, b]) => b - a) as [[unknown, number]];
    expect(counts.size).toBeGreaterThan(1);
    expect(new Set(values.slice(50, 59))).toEqual(new Set([most]));
  });
});
