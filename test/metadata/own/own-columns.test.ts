import { describe, expect, it } from 'vitest';
import { dataTypeOf, numberOf } from '../../../src/metadata/own/own-columns.ts';

describe('the type of a column', () => {
  it('is a decimal number also where programs write powers of ten', () => {
    expect(dataTypeOf(['0.5', '-1.2e-07', '', '1e+16'], false)).toBe('DOUBLE');
    expect(numberOf('-1.2e-07', 'DOUBLE', false)).toBe(-1.2e-7);
    expect(dataTypeOf(['0,5', '1,5E-3'], true)).toBe('DOUBLE');
    expect(numberOf('1,5E-3', 'DOUBLE', true)).toBe(0.0015);
  });

  it('is text for codes that look like powers of ten, and for numbers beyond all doubles', () => {
    expect(dataTypeOf(['2E1', '3E4'], false)).toBe('STRING');
    expect(dataTypeOf(['1', '1e+999'], false)).toBe('STRING');
    expect(dataTypeOf(['01', '02'], false)).toBe('STRING');
  });
});
