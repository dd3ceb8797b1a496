/**
 * A number as `string()` and `++` write it: integral values without decimals and exponent up to 2^53, otherwise the shortest
 * decimal text that reads back as the same double, with an exponent only outside 1e-6 … 1e15.
 */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return '0';
  if (Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return value.toFixed(0);
  const magnitude = Math.abs(value);
  const text = String(value);
  if (magnitude >= 1e15 && !text.includes('e')) return value.toExponential();
  return text;
}
