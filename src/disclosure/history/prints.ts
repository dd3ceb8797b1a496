/* Fingerprints of sets of units: short enough to be kept for every cell, and telling how far two sets are apart at least. */

/** Words of a fingerprint: FP[A(u) mod 64] is the XOR of B(u) over the units (rule DC-15). */
export const printWords = 64;

/** The word of a fingerprint that a unit is in, by the low half of its record key. */
export function bucketOf(keyA: number): number {
  return keyA & (printWords - 1);
}

/** The fingerprint of one cell: a view. */
export function printOf(prints: Uint32Array, cell: number): Uint32Array {
  return printsOf(prints, cell, 1);
}

/** The fingerprints of some consecutive cells: a view. */
export function printsOf(prints: Uint32Array, from: number, count: number): Uint32Array {
  return prints.subarray(from * printWords, (from + count) * printWords);
}

/** The fingerprints of some cells, side by side. */
export function choosePrints(prints: Uint32Array, cells: readonly number[]): Uint32Array {
  const chosen = new Uint32Array(cells.length * printWords);
  for (const [at, cell] of cells.entries()) chosen.set(printOf(prints, cell), at * printWords);
  return chosen;
}

/** Makes a cell's fingerprint that of its units and those of another cell, which has none of them. */
export function addPrint(into: Uint32Array, at: number, from: Uint32Array, cell: number): void {
  const [place, source] = [at * printWords, cell * printWords];
  for (let word = 0; word < printWords; word++) into[place + word] = into[place + word]! ^ from[source + word]!;
}

/**
 * Number of words in which two fingerprints differ: never more than there are units in one set only. Stops at the limit.
 */
export function printDistance(a: Uint32Array, b: Uint32Array, limit: number): number {
  let distance = 0;
  for (let word = 0; word < printWords; word++) {
    if (a[word] !== b[word] && ++distance >= limit) return limit;
  }
  return distance;
}
