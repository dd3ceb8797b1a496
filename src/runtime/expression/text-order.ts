/** Compares texts by code points: the order of dictionaries. UTF-16 order differs where surrogates meet U+E000 and above. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const [x, y] = [a.charCodeAt(i), b.charCodeAt(i)];
    if (x === y) continue;
    const [xHigh, yHigh] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
    if (xHigh !== yHigh) return xHigh ? (y >= 0xe000 ? 1 : x - y) : x >= 0xe000 ? -1 : x - y;
    return x - y;
  }
  return a.length - b.length;
}

/** Fewer texts than this are sorted by comparison. */
const fewTexts = 512;
/** Longer texts, and texts with letters beyond Latin-1, are sorted by comparison. */
const longestKey = 24;
const highestUnit = 254;

/** Texts sorted by code points. */
export function sortTexts(texts: readonly string[]): readonly string[] {
  const order = radixOrder(texts);
  return order === undefined ? [...texts].sort(compareCodePoints) : Array.from(order, (i) => texts[i]!);
}

/**
 * The places of texts in the order of their code points, equal ones in the order given. Only for many short texts, as numbers and
 * codes make; `undefined` where comparison serves better.
 */
export function radixOrder(texts: readonly string[]): Uint32Array | undefined {
  if (texts.length < fewTexts) return undefined;
  let width = 0;
  for (let i = 0; i < texts.length; i++) width = Math.max(width, texts[i]!.length);
  const keys = width > longestKey ? undefined : keysOf(texts, width);
  if (keys === undefined) return undefined;
  let order = new Uint32Array(texts.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let next = new Uint32Array(texts.length);
  for (let place = width - 1; place >= 0; place--) {
    if (sortByUnit(keys, width, place, order, next)) [order, next] = [next, order];
  }
  return order;
}

/** The units of each text plus 1, padded with 0, text after text; `undefined` when a unit does not fit a byte. */
function keysOf(texts: readonly string[], width: number): Uint8Array | undefined {
  const keys = new Uint8Array(texts.length * width);
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!;
    const first = i * width;
    for (let place = 0; place < text.length; place++) {
      const unit = text.charCodeAt(place);
      if (unit > highestUnit) return undefined;
      keys[first + place] = unit + 1;
    }
  }
  return keys;
}

/** Sorts by one place, keeping the order of equals; false when all are equal there, and nothing is written. */
function sortByUnit(keys: Uint8Array, width: number, place: number, order: Uint32Array, out: Uint32Array): boolean {
  const begins = new Uint32Array(257);
  for (let at = place; at < keys.length; at += width) begins[keys[at]! + 1] = begins[keys[at]! + 1]! + 1;
  if (begins.includes(order.length)) return false;
  for (let unit = 0; unit < 256; unit++) begins[unit + 1] = begins[unit + 1]! + begins[unit]!;
  for (let i = 0; i < order.length; i++) {
    const row = order[i]!;
    const unit = keys[row * width + place]!;
    out[begins[unit]!] = row;
    begins[unit] = begins[unit]! + 1;
  }
  return true;
}
