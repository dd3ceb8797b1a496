import type { Emitter, NumberCode } from './emitter.ts';

/** Sums and products of smaller numbers cannot overflow. */
const surelyFinite = 1e300;

/** Makes a number missing unless it is finite; left out where the bound proves that it is. */
export function finite(emitter: Emitter, code: string, bound: number): NumberCode {
  const value = emitter.temporary(code);
  if (bound <= surelyFinite) return { code: value, bound };
  return { code: emitter.temporary(`(${value} - ${value} === 0 ? ${value} : NaN)`), bound: Number.POSITIVE_INFINITY };
}
