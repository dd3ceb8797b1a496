import { describe, expect, test } from 'vitest';
import type { BoxBody } from '../../src/disclosure/released.ts';
import { attack, bodiesOf, type JsonBody, lastBodies, numbersIn, opening } from '../attacks/attacker.ts';
import { everybody } from '../attacks/population.ts';

const people = everybody();

async function last(script: string, policy = 'strict'): Promise<JsonBody> {
  const leaving = await attack(`${opening}${script}\n`, { policy });
  const body = lastBodies(leaving)[0];
  if (body === undefined) throw new Error(leaving.error + leaving.text);
  return body;
}

async function boxes(script: string, policy = 'strict'): Promise<BoxBody['boxes']> {
  const body = await last(script, policy);
  expect(body.type).toBe('box');
  return body['boxes'] as BoxBody['boxes'];
}

const numbersOf = (box: BoxBody['boxes'][number]): readonly number[] => [
  box.lower,
  box.p25,
  box.p50,
  box.p75,
  box.upper,
];

describe('boxplot', () => {
  test('DC-02/boxplot: the mean is that of values that are pulled in', async () => {
    const [shown] = await boxes('boxplot inntekt');
    const [exact] = await boxes('boxplot inntekt', 'open');
    const mean = people.reduce((sum, { inntekt }) => sum + inntekt, 0) / people.length;
    expect(exact!.mean).toBeCloseTo(mean, 2);
    expect(shown!.mean).toBeLessThan(0.9 * mean);
  });

  test('DC-03/boxplot: counts are those of a table of the same units', async () => {
    const script = 'generate g = kjonn\ntabulate g\nboxplot inntekt, over(g)';
    const bodies = bodiesOf(await attack(`${opening}${script}\n`, { policy: 'strict' })).slice(-2);
    const rows = bodies[0]!['rows'] as { cells: { v: number }[][] }[];
    const counts = (bodies[1]!['boxes'] as BoxBody['boxes']).map(({ count }) => count);
    expect(counts).toEqual(rows.slice(0, counts.length).map(({ cells }) => cells[0]![0]!.v));
  });

  test('DC-07/boxplot: none and nine units are refused with the same bytes, twenty are not', async () => {
    const [none, nine, twenty] = [
      await last('boxplot inntekt if nr < 0'),
      await last('boxplot inntekt if nr < 9'),
      await last('boxplot inntekt if nr < 20'),
    ];
    expect(none).toMatchObject({ type: 'refusal', rule: 'DC-07' });
    expect(nine).toEqual(none);
    expect(numbersIn(nine)).toEqual([['minimum', 10]]);
    expect(numbersIn(twenty).length).toBeGreaterThan(0);
  });

  test('DC-10/boxplot: quartiles have three digits and are those of a summary', async () => {
    const [box] = await boxes('boxplot inntekt');
    for (const number of numbersOf(box!)) expect(Number(number.toPrecision(3))).toBe(number);
    const summary = await last('summarize inntekt');
    const keys = summary['statistics'] as readonly string[];
    const [row] = summary['rows'] as { values: { v: number }[] }[];
    const of = (key: string): number => row!.values[keys.indexOf(key)]!.v;
    expect([box!.p25, box!.p50, box!.p75]).toEqual([of('p25'), of('p50'), of('p75')]);
    // DC-14: a mean of the same units carries the same noise wherever it is shown.
    expect(box!.mean).toBe(of('mean'));
  });

  test('DC-11/boxplot: no whisker ends at an extreme', async () => {
    const script = 'boxplot inntekt, over(region)';
    const [shown, exact] = [await boxes(script), await boxes(script, 'open')];
    const extremes = new Set(exact.flatMap(({ lower, upper }) => [lower, upper]));
    for (const { lower, upper } of shown) {
      expect(extremes.has(lower)).toBe(false);
      expect(extremes.has(upper)).toBe(false);
    }
  });

  test('DC-13/boxplot: a key has no boxes', async () => {
    const { exitCode, error, text } = await attack(`${opening}import b/MOR as mor\nboxplot mor\n`, {
      policy: 'strict',
    });
    expect(exitCode).toBe(1);
    expect(error + text).toContain('mor');
  });

  test('DC-18/boxplot: whiskers end at the first and last percentile or one and a half box lengths away', async () => {
    const summary = await last('summarize inntekt');
    const keys = summary['statistics'] as readonly string[];
    const [row] = summary['rows'] as { values: { v: number }[] }[];
    const of = (key: string): number => row!.values[keys.indexOf(key)]!.v;
    const [box] = await boxes('boxplot inntekt');
    const [p1, p25, p75, p99] = [of('p1'), of('p25'), of('p75'), of('p99')];
    const reach = 1.5 * (p75 - p25);
    expect(p99).toBeGreaterThan(p75 + reach);
    // Reach and quartiles are unrounded where the whisker is made.
    expect(Math.abs(box!.upper - (p75 + reach))).toBeLessThan(0.02 * box!.upper);
    expect(Math.abs(box!.lower - Math.max(p1, p25 - reach))).toBeLessThan(0.02 * Math.abs(p25));
  });

  test('DC-18/boxplot: a group of nine is as absent as one of nobody', async () => {
    const grouped = (n: number): string =>
      `generate g = 1\nreplace g = 2 if nr >= 5000\ngenerate x = inntekt if nr >= 5000 | nr < ${String(n)}\nboxplot x, over(g)`;
    const [none, nine, many] = [await last(grouped(0)), await last(grouped(9)), await last(grouped(500))];
    // The limits at which values are pulled in are those of everybody, the nine among them.
    const shape = (body: JsonBody): unknown => ({
      ...body,
      boxes: (body['boxes'] as BoxBody['boxes']).map((box) => ({ ...box, mean: undefined })),
    });
    expect(shape(nine)).toEqual(shape(none));
    const codes = (body: JsonBody): unknown[] =>
      (body['dimensions'] as { categories: { code: number }[] }[])[0]!.categories.map(({ code }) => code);
    expect(codes(nine)).toEqual([2]);
    expect(codes(many)).toEqual([1, 2]);
  });

  test('DC-29/boxplot: a refusal and its notes name no number', async () => {
    expect(numbersIn(await last('boxplot inntekt if nr < 9, over(region)'))).toEqual([['minimum', 10]]);
  });
});
