import { isoDate } from '../../base/epoch-day.ts';
import type { BindingValue } from '../function-spec.ts';

/**
 * A number as `string()`, `++` and messages write it: integral values without decimals and exponent up to 2^53, otherwise the
 * shortest decimal text that reads back as the same double, with an exponent only outside 1e-6 … 1e15.
 */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '0';
  const text = String(value);
  if (Number.isInteger(value) && Math.abs(value) <= 2 ** 53) return text;
  return Math.abs(value) >= 1e15 && !text.includes('e') ? value.toExponential() : text;
}

/** A binding value as `++` and `to_str` see it. */
export function bindingText(value: BindingValue): string {
  switch (value.type) {
    case 'number':
      return numberText(value.value);
    case 'string':
    case 'symbol':
      return value.value;
    case 'date':
      return isoDate(value.value);
  }
}
