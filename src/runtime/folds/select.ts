/**
 * The order statistics of some ranges of ranks by partial partitioning (quickselect on several ranks at once).
 * Reorders `values`, which must hold no missing value.
 *
 * @param ranges pairs of first and last rank, 1-based, both included; clipped to the number of values
 */
export function selectRanks(values: Float64Array, ranges: Float64Array): Float64Array[] {
  const wanted: { from: number; to: number; pair: number }[] = [];
  for (let pair = 0; pair * 2 < ranges.length; pair++) {
    const from = Math.max(1, ranges[pair * 2]!);
    const to = Math.min(values.length, ranges[pair * 2 + 1]!);
    wanted.push({ from, to, pair });
  }
  const places = wanted
    .filter((range) => range.to >= range.from)
    .map((range) => [range.from - 1, range.to - 1] as const);
  sortPlaces(values, 0, values.length - 1, places);
  return wanted.map(({ from, to }) => (to >= from ? values.slice(from - 1, to) : new Float64Array(0)));
}

/** Below this many values sorting outright is faster. */
const sortBelow = 256;

/** Brings the wanted places of `values[from…to]` into their sorted state. */
function sortPlaces(
  values: Float64Array,
  from: number,
  to: number,
  places: readonly (readonly [number, number])[],
): void {
  const inside = places.filter(([first, last]) => last >= from && first <= to);
  if (inside.length === 0 || to <= from) return;
  if (to - from < sortBelow) {
    values.subarray(from, to + 1).sort();
    return;
  }
  const pivot = pivotOf(values, from, to);
  // Three-way partition: less | equal | greater. Equal values, which registers are full of, are never touched again.
  let less = from;
  let at = from;
  let greater = to;
  while (at <= greater) {
    const value = values[at]!;
    if (value < pivot) {
      values[at++] = values[less]!;
      values[less++] = value;
    } else if (value > pivot) {
      values[at] = values[greater]!;
      values[greater--] = value;
    } else at++;
  }
  sortPlaces(values, from, less - 1, inside);
  sortPlaces(values, greater + 1, to, inside);
}

/** The median of nine spread values: no arrangement of rows seen in practice makes it a bad pivot. */
function pivotOf(values: Float64Array, from: number, to: number): number {
  const step = Math.floor((to - from) / 8);
  const sample = new Float64Array(9);
  for (let i = 0; i < 9; i++) sample[i] = values[from + i * step]!;
  return sample.sort()[4]!;
}
