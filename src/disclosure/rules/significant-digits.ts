/**
 * Rounds to significant digits, half to even on the decimal representation: the shortest decimal that stands for the
 * double decides what a tie is, so that 2.665 is one although its binary value is not.
 */
export function roundSignificant(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  const [mantissa = '', exponent = ''] = Math.abs(value).toExponential().split('e');
  const figures = mantissa.replace('.', '');
  if (figures.length <= digits) return value;
  const kept = Number(figures.slice(0, digits));
  const rest = figures.slice(digits);
  const half = `5${'0'.repeat(rest.length - 1)}`;
  const up = rest > half || (rest === half && kept % 2 === 1);
  // Read as a decimal: a product with a power of ten may be off in its last bit.
  const rounded = Number(`${up ? kept + 1 : kept}e${Number(exponent) - digits + 1}`);
  return value < 0 ? -rounded : rounded;
}

/** Magnitudes are shown with at most this many significant digits (rule DC-14). */
export const magnitudeDigits = 6;

/** At most this many significant digits of a magnitude, as the shortest decimal (rule DC-14). */
export function limitDigits(value: number, digits: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(digits)) : value;
}
