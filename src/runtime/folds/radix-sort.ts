/* Sorting many doubles: by the bits of their numbers, eleven at a time, without comparisons. */

/** Below this many values a sort by comparisons is faster. */
const compareBelow = 512;

const digits = [
  { half: 0, shift: 0 },
  { half: 0, shift: 11 },
  { half: 0, shift: 22 },
  { half: 1, shift: 0 },
  { half: 1, shift: 11 },
  { half: 1, shift: 22 },
] as const;
const radix = 2048;

/** Counters of `sortDoubles`, for many calls. */
export function roomForDigits(): Uint32Array {
  return new Uint32Array(digits.length * radix);
}

/**
 * Sorts doubles (no NaN, no -0) ascending, in place.
 *
 * @param room as long as the values at least: scratch
 * @param counters from `roomForDigits`
 */
export function sortDoubles(values: Float64Array, room: Float64Array, counters: Uint32Array): void {
  const n = values.length;
  if (n < compareBelow) {
    values.sort();
    return;
  }
  countDigits(values, counters);
  let from = values;
  let to = room.subarray(0, n);
  for (const [d, { half, shift }] of digits.entries()) {
    const places = counters.subarray(d * radix, (d + 1) * radix);
    // A digit that all values share sorts nothing: whole numbers end in many zeros.
    if (places.includes(n)) continue;
    let next = 0;
    for (let digit = 0; digit < radix; digit++) {
      const count = places[digit]!;
      places[digit] = next;
      next += count;
    }
    if (half === 0) moveByLower(from, to, places, shift);
    else moveByUpper(from, to, places, shift);
    [from, to] = [to, from];
  }
  if (from !== values) values.set(from);
}

/** The halves of doubles; the upper one comes second. */
function halvesOf(values: Float64Array): Int32Array {
  return new Int32Array(values.buffer, values.byteOffset, values.length * 2);
}

/* The bits of doubles ascend with them once those of negative ones are all turned round and the sign of the others is. */

function countDigits(values: Float64Array, counters: Uint32Array): void {
  counters.fill(0);
  const halves = halvesOf(values);
  for (let i = 0; i < halves.length; i += 2) {
    const turned = halves[i + 1]! >> 31;
    const lower = halves[i]! ^ turned;
    const upper = halves[i + 1]! ^ (turned | 0x80000000);
    const a = lower & 2047;
    const b = 2048 + ((lower >>> 11) & 2047);
    const c = 4096 + (lower >>> 22);
    const d = 6144 + (upper & 2047);
    const e = 8192 + ((upper >>> 11) & 2047);
    const f = 10240 + (upper >>> 22);
    counters[a] = counters[a]! + 1;
    counters[b] = counters[b]! + 1;
    counters[c] = counters[c]! + 1;
    counters[d] = counters[d]! + 1;
    counters[e] = counters[e]! + 1;
    counters[f] = counters[f]! + 1;
  }
}

function moveByLower(from: Float64Array, to: Float64Array, places: Uint32Array, shift: number): void {
  const halves = halvesOf(from);
  for (let i = 0; i < from.length; i++) {
    const digit = ((halves[2 * i]! ^ (halves[2 * i + 1]! >> 31)) >>> shift) & 2047;
    const at = places[digit]!;
    to[at] = from[i]!;
    places[digit] = at + 1;
  }
}

function moveByUpper(from: Float64Array, to: Float64Array, places: Uint32Array, shift: number): void {
  const halves = halvesOf(from);
  for (let i = 0; i < from.length; i++) {
    const upper = halves[2 * i + 1]!;
    const digit = ((upper ^ ((upper >> 31) | 0x80000000)) >>> shift) & 2047;
    const at = places[digit]!;
    to[at] = from[i]!;
    places[digit] = at + 1;
  }
}
