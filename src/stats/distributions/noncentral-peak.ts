import { expm1 } from '../../base/math/expm1.ts';

const firstStep = 0.8;
/** Two meshes that agree to this leave an error of about its square: the rule converges geometrically in the mesh. */
const agreement = 2e-8;
/** What the mesh before has to agree to as well: meshes too coarse to see the integrand may agree once by chance. */
const agreementBefore = 2e-3;
const maximumHalvings = 10;
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
  let step = firstStep;
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
  let result = sum * step;
  let before = Infinity;
  for (let halving = 0; halving < maximumHalvings; halving++) {
    let between = 0;
    for (let i = -left; i < right; i++) {
      between += term((i + 0.5) * step);
    }
    const refined = 0.5 * (result + between * step);
    const difference = Math.abs(refined / result - 1);
    result = refined;
    if (!(difference > agreement || before > agreementBefore)) {
      break;
    }
    before = difference;
    step *= 0.5;
    left *= 2;
    right *= 2;
  }
  return result * width;
}
