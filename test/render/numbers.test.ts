import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimalsFor, decimalsOfWidth, numberText, shownText } from '../../src/render/numbers.ts';
import { few, none, shown } from './bodies/common.ts';

const thin = '\u202f';

describe('numbers', () => {
  test('thousands of counts stand apart by a narrow unbreakable blank', () => {
    expect(numberText(1_234_567, 'count')).toBe(`1${thin}234${thin}567`);
    expect(numberText(-1234, 'count')).toBe(`-1${thin}234`);
    expect(numberText(999, 'count')).toBe('999');
  });

  test('estimates have six decimals, tests three, percentages two', () => {
    expect(numberText(1234.56789012, 'estimate')).toBe(`1${thin}234.567890`);
    expect(numberText(0.000000123456, 'estimate')).toBe('1.235e-7');
    expect(numberText(12.34567, 'test')).toBe('12.346');
    expect(numberText(12_345.67, 'test')).toBe(`12${thin}345.7`);
    expect(numberText(12.345, 'percent')).toBe('12.35');
  });

  test('small p-values are not written as zero', () => {
    expect(numberText(0.00009, 'p')).toBe('<0.0001');
    expect(numberText(0.05, 'p')).toBe('0.0500');
  });

  test('a number that rounds to zero has no sign', () => {
    expect(numberText(-0.0000001, { decimals: 2 })).toBe('0.00');
    expect(numberText(-0, 'count')).toBe('0');
  });

  test('withheld and missing numbers have different marks', () => {
    expect(shownText(few, 'count')).toBe('--');
    expect(shownText({ v: null, why: 'dominance' }, 'estimate')).toBe('--');
    expect(shownText(none, 'count')).toBe('.');
  });

  test('dates are ISO dates, also before 1970', () => {
    expect(numberText(-1, 'date')).toBe('1969-12-31');
    expect(numberText(18_262.7, 'date')).toBe('2020-01-01');
  });

  test('whole numbers need no decimals, others six digits', () => {
    expect(decimalsFor([shown(3), shown(1e9), few])).toBe(0);
    expect(decimalsFor([shown(43.25)])).toBe(4);
    expect(decimalsFor([shown(345_678.9)])).toBe(2);
    expect(decimalsFor([shown(0.25)])).toBe(6);
    expect(decimalsFor([shown(0.00012)])).toBe(7);
    expect(decimalsFor([shown(-1.5e-6), shown(2e-7)])).toBe(9);
    expect(decimalsFor([shown(1e-30)])).toBe(12);
  });

  test('the ends of an interval are written with so many decimals that they differ', () => {
    expect(decimalsOfWidth(5000)).toBe(0);
    expect(decimalsOfWidth(0.25)).toBe(3);
    expect(decimalsOfWidth(2.5e-7)).toBe(9);
  });

  test('a fixed number reads back as what it was rounded to', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          const text = numberText(value, { decimals });
          expect(Number(text.replaceAll(thin, ''))).toBeCloseTo(Number(value.toFixed(decimals)), 10);
        },
      ),
    );
  });
});
