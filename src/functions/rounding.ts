/**
 * The multiple of |unit| that is nearest to `x`, ties away from zero; missing (NaN) for unit 0.
 * When 1/|unit| is an integer k within 1e-9, the result is formed as a quotient by k, so that `round(1.005, 0.01)` prints as 1.01.
 * The tie is looked for after a relative nudge of 1e-12, which takes back what binary fractions lose.
 */
export function roundTo(x: number, unit: number): number {
  const size = Math.abs(unit);
  if (!(size > 0) || !Number.isFinite(x)) return Number.NaN;
  const inverse = 1 / size;
  const k = Math.round(inverse);
  if (k >= 1 && Math.abs(inverse - k) <= 1e-9) return away(x * k) / k;
  return away(x / size) * size;
}

function away(x: number): number {
  const magnitude = Math.abs(x);
  const rounded = Math.floor(magnitude * (1 + 1e-12) + 0.5);
  return x < 0 ? -rounded : rounded;
}
