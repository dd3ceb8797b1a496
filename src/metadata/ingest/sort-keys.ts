/** Keys in ascending order, and where each stood before; no order where they were ascending already. */
export interface SortedKeys {
  readonly keys: Float64Array;
  readonly order?: Uint32Array;
}

const digitBits = 11;
const digits = 1 << digitBits;

/** Sorts distinct non-negative integers below 2^53. Digit by digit, since that also gives the order, in a time that grows evenly. */
export function sortKeys(keys: Float64Array): SortedKeys {
  if (isAscending(keys)) return { keys };
  let from: Halves = unsorted(keys);
  let to: Halves = {
    low: new Uint32Array(keys.length),
    high: new Uint32Array(keys.length),
    order: new Uint32Array(keys.length),
  };
  const passes: readonly (readonly ['low' | 'high', number])[] = [
    ['low', 0],
    ['low', 11],
    ['low', 22],
    ['high', 0],
    ['high', 11],
  ];
  for (const [half, shift] of passes) {
    if (!distribute(from, to, half === 'low' ? from.low : from.high, shift)) continue;
    [from, to] = [to, from];
  }
  const sorted = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) sorted[i] = from.high[i]! * 4294967296 + from.low[i]!;
  return { keys: sorted, order: from.order };
}

interface Halves {
  readonly low: Uint32Array;
  readonly high: Uint32Array;
  readonly order: Uint32Array;
}

function isAscending(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i - 1]! >= values[i]!) return false;
  return true;
}

function unsorted(keys: Float64Array): Halves {
  const low = new Uint32Array(keys.length);
  const high = new Uint32Array(keys.length);
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    low[i] = keys[i]! >>> 0;
    high[i] = keys[i]! / 4294967296;
    order[i] = i;
  }
  return { low, high, order };
}

/** Orders by one digit, keeping the order of equal ones; gives false, and does nothing, where all have the same. */
function distribute(from: Halves, to: Halves, half: Uint32Array, shift: number): boolean {
  const places = new Uint32Array(digits);
  const { low, high, order } = from;
  const count = half.length;
  for (let i = 0; i < count; i++) {
    const digit = (half[i]! >>> shift) & (digits - 1);
    places[digit] = places[digit]! + 1;
  }
  if (places.includes(count)) return false;
  for (let digit = 0, next = 0; digit < digits; digit++) {
    const size = places[digit]!;
    places[digit] = next;
    next += size;
  }
  for (let i = 0; i < count; i++) {
    const digit = (half[i]! >>> shift) & (digits - 1);
    const place = places[digit]!;
    places[digit] = place + 1;
    to.low[place] = low[i]!;
    to.high[place] = high[i]!;
    to.order[place] = order[i]!;
  }
  return true;
}
