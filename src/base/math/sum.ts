/**
 * Sum of `values`, compensated so that the error does not grow with their number.
 *
 * For small inputs (per-chunk results, cells of a table, group totals); `pairwiseSum` is the one for columns. A missing
 * value (NaN) makes the sum missing.
 *
 * @see Neumaier (1974), Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen, ZAMM 54, 39–51.
 */
export function compensatedSum(values: ArrayLike<number>): number {
  let sum = 0;
  let correction = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const next = sum + value;
    correction += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
    sum = next;
  }
  // An infinite sum turns the correction into NaN; the plain sum is then the answer.
  return Number.isFinite(sum) ? sum + correction : sum;
}

/** Leaves of the summation tree: short enough for accuracy, long enough that the recursion costs nothing. */
const leafLength = 256;

/**
 * Sum of `values[start … end)` over a fixed binary tree, so that the bits depend on the range's length only.
 *
 * The error grows with the logarithm of the length. A leaf is summed in four interleaved lanes; a missing value (NaN)
 * makes the sum missing.
 *
 * @see Higham (1993), The accuracy of floating point summation, SIAM J. Sci. Comput. 14, 783–799.
 */
export function pairwiseSum(values: Float64Array, start = 0, end: number = values.length): number {
  const length = end - start;
  if (length <= leafLength) {
    return leafSum(values, start, end);
  }
  // The left half is a multiple of the leaf, so all leaves but the last are full.
  const middle = start + Math.ceil(length / (2 * leafLength)) * leafLength;
  return pairwiseSum(values, start, middle) + pairwiseSum(values, middle, end);
}

function leafSum(values: Float64Array, start: number, end: number): number {
  let lane0 = 0;
  let lane1 = 0;
  let lane2 = 0;
  let lane3 = 0;
  let i = start;
  for (; i + 3 < end; i += 4) {
    lane0 += values[i]!;
    lane1 += values[i + 1]!;
    lane2 += values[i + 2]!;
    lane3 += values[i + 3]!;
  }
  for (; i < end; i++) {
    lane0 += values[i]!;
  }
  return lane0 + lane1 + (lane2 + lane3);
}
