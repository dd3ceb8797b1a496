/** Two meshes that agree to this leave an error of about its square: the rule converges geometrically in the mesh. */
const agreement = 2e-8;
/** What the mesh before has to agree to as well: meshes too coarse to see the integrand may agree once by chance. */
const agreementBefore = 2e-3;
const maximumHalvings = 10;

/**
 * A trapezoidal sum, with its mesh halved until two sums agree.
 *
 * @param first    the sum on the first mesh, times its step
 * @param step     the first mesh's step
 * @param between  the sum of the terms midway between the nodes of a mesh, of its step and how many times finer it is than the first
 */
export function halvedUntilAgreed(
  first: number,
  step: number,
  between: (step: number, times: number) => number,
): number {
  let result = first;
  let before = Infinity;
  let mesh = step;
  for (let halving = 0, times = 1; halving < maximumHalvings; halving++, times *= 2) {
    const refined = 0.5 * (result + between(mesh, times) * mesh);
    const difference = Math.abs(refined / result - 1);
    result = refined;
    if (!(difference > agreement || before > agreementBefore)) {
      break;
    }
    before = difference;
    mesh *= 0.5;
  }
  return result;
}
