import { sharedFloat64, sharedInt32 } from './shared-buffer.ts';

/** Where each of some numbers stands among ascending ones; -1 for those that are not there. Shared. */
export function placesIn(all: Float64Array, some: Float64Array): Int32Array {
  return isAscending(some) ? mergedPlaces(all, some) : eachPlace(all, some);
}

function eachPlace(all: Float64Array, some: Float64Array): Int32Array {
  const places = sharedInt32(some.length);
  for (let i = 0; i < some.length; i++) places[i] = placeOf(all, some[i]!);
  return places;
}

function mergedPlaces(all: Float64Array, some: Float64Array): Int32Array {
  const places = sharedInt32(some.length);
  let at = 0;
  for (let i = 0; i < some.length; i++) {
    const number = some[i]!;
    // A few among many are looked up one by one: stepping over all of the many would take longer.
    if (some.length * 32 < all.length) at = lowerBound(all, number, at);
    else while (at < all.length && all[at]! < number) at++;
    places[i] = all[at] === number ? at : -1;
  }
  return places;
}

/** The place of a number among ascending ones, or -1. */
export function placeOf(all: Float64Array, number: number): number {
  const at = lowerBound(all, number, 0);
  return all[at] === number ? at : -1;
}

function lowerBound(all: Float64Array, number: number, from: number): number {
  let low = from;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (all[middle]! < number) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isAscending(numbers: Float64Array): boolean {
  for (let i = 1; i < numbers.length; i++) if (numbers[i]! < numbers[i - 1]!) return false;
  return true;
}

/** All numbers of two ascending lists without repetition, ascending, in a shared buffer; the first list itself where the second adds nothing. */
export function unionOf(a: Float64Array, b: Float64Array): Float64Array {
  const more = countMissing(a, b);
  if (more === 0) return a;
  const out = sharedFloat64(a.length + more);
  let i = 0;
  let j = 0;
  for (let k = 0; k < out.length; k++) {
    // Past the end, `undefined` compares as false, so that the other list goes on.
    const takeRight = i >= a.length || b[j]! < a[i]!;
    if (!takeRight && a[i] === b[j]) j++;
    out[k] = takeRight ? b[j++]! : a[i++]!;
  }
  return out;
}

/** How many numbers of an ascending list are not in another. */
function countMissing(all: Float64Array, some: Float64Array): number {
  let missing = 0;
  let at = 0;
  for (let i = 0; i < some.length; i++) {
    const number = some[i]!;
    while (at < all.length && all[at]! < number) at++;
    if (all[at] !== number) missing++;
  }
  return missing;
}

/** Places through two tables, one after the other; -1 stays -1. */
export function composed(first: Int32Array, second: Int32Array): Int32Array {
  const out = new Int32Array(first.length);
  for (let i = 0; i < first.length; i++) {
    const place = first[i]!;
    out[i] = place < 0 ? -1 : second[place]!;
  }
  return out;
}
