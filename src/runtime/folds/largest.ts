/**
 * Puts a number into a list of the largest ones, which descends, and gives the smallest of those kept. Lists begin with zeros;
 * smaller numbers are never kept.
 */
export function keepLargest(list: Float64Array, value: number): number {
  let at = list.length;
  while (at > 0 && list[at - 1]! < value) {
    if (at < list.length) list[at] = list[at - 1]!;
    at--;
  }
  if (at < list.length) list[at] = value;
  return list[list.length - 1]!;
}

/** Puts the numbers of one list into another. */
export function mergeLargest(into: Float64Array, from: Float64Array): void {
  for (const value of from) keepLargest(into, value);
}
