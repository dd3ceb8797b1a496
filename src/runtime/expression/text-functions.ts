import { isoFormat } from '../../functions/date-parts.ts';
import { numberText } from '../../lang/expand/binding-text.ts';

/** An argument or result of a function of texts; `null` is missing. */
export type CellValue = string | number | boolean | null;

/** How to compute a function of texts for one combination of argument values; called once for each that occurs. */
export type TextFunction = (values: readonly CellValue[], isConstant: readonly boolean[]) => CellValue;

/** Missing in, missing out (or false, for tests). */
const propagating =
  (result: CellValue, compute: (values: readonly Exclude<CellValue, null>[]) => CellValue): TextFunction =>
  (values) => {
    const valid = values.filter((value) => value !== null);
    return valid.length < values.length ? result : compute(valid);
  };

const text = (compute: (s: string) => CellValue): TextFunction => propagating(null, ([s]) => compute(String(s)));

/** Space, tab, no-break space and line ends. */
const blanks = '[ \\t\\u00a0\\r\\n]+';
const leading = new RegExp(`^${blanks}`, 'u');
const trailing = new RegExp(`${blanks}$`, 'u');

/** Part of a text from a one-based code point (negative: from the end) with up to so many code points. */
function substr(s: string, position: number, length: number): string {
  const points = Array.from(s);
  const [from, count] = [Math.trunc(position), Math.trunc(length)];
  if (from === 0 || Math.abs(from) > points.length || count <= 0) return '';
  const start = from > 0 ? from - 1 : points.length + from;
  return points.slice(start, start + count).join('');
}

function asText(value: Exclude<CellValue, null>): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? numberText(value) : value;
}

/** Joins texts; missing counts as empty, unless everything that varies is missing. */
const rowconcat: TextFunction = (values, isConstant) => {
  const varying = values.filter((_, i) => isConstant[i] !== true);
  if (varying.length > 0 && varying.every((v) => v === null)) return null;
  return values.map((value) => (value === null ? '' : asText(value))).join('');
};

/** The functions that take or give texts. A number argument that is missing is `null`, never NaN. */
export const textFunctions: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ['length', text((s) => Array.from(s).length)],
  ['lower', text((s) => s.replace(/[A-Z]/gu, (c) => c.toLowerCase()))],
  ['upper', text((s) => s.replace(/[a-z]/gu, (c) => c.toUpperCase()))],
  ['ltrim', text((s) => s.replace(leading, ''))],
  ['rtrim', text((s) => s.replace(trailing, ''))],
  ['trim', text((s) => s.replace(leading, '').replace(trailing, ''))],
  ['string', propagating(null, ([x]) => asText(x!))],
  ['substr', propagating(null, ([s, position, length]) => substr(String(s), Number(position), Number(length)))],
  ['startswith', propagating(false, ([s, t]) => String(s).startsWith(String(t)))],
  ['endswith', propagating(false, ([s, t]) => String(s).endsWith(String(t)))],
  ['isoformatdate', propagating(null, ([day]) => isoFormat(Number(day)) ?? null)],
  ['rowconcat', rowconcat],
]);

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
