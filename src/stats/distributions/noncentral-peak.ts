import { expm1 } from '../../base/math/expm1.ts';
import { halvedUntilAgreed } from './halving.ts';

const firstStep = 0.8;
/** Terms below this share of the sum are left out; those that follow are smaller still. */
const negligible = 1e-19;
/** asinh of the largest distance that may matter, 10³⁰⁰ widths. */
const furthest = 700;

/**
 * ∫ f(η) dη over the real line for a positive function with a single peak of some `width` at 0 and tails that decrease
 * at least exponentially, however slowly.
 *
 * Trapezoidal rule after the substitution η = width·sinh ξ, which makes the tails decrease doubly exponentially; the mesh
 * is halved until two results agree.
 *
 * @see Takahasi & Mori (1974), Double exponential formulas for numerical integration, Publ. RIMS 9, 721–741.
 */
export function integratePeak(width: number, f: (eta: number) => number): number {
  const term = (xi: number): number => {
    const growth = expm1(Math.abs(xi));
    const sinh = 0.5 * (growth + growth / (1 + growth));
    const cosh = 0.5 * (1 + growth + 1 / (1 + growth));
    return f(xi < 0 ? -width * sinh : width * sinh) * cosh;
  };
  const step = firstStep;
  let sum = term(0);
  let right = 1;
  for (; right * step < furthest; right++) {
    const value = term(right * step);
    sum += value;
    if (!(value > negligible * sum)) {
      break;
    }
  }
  let left = 1;
  for (; left * step < furthest; left++) {
    const value = term(-left * step);
    sum += value;
    if (!(value > negligible * sum)) {
      break;
    }
  }
  const integral = halvedUntilAgreed(sum * step, step, (mesh, times) => {
    let between = 0;
    for (let i = -left * times; i < right * times; i++) {
      between += term((i + 0.5) * mesh);
    }
    return between;
  });
  return integral * width;
}
