import { isoFormat } from '../../functions/date-parts.ts';
import { numberText } from '../../lang/expand/binding-text.ts';

/** An argument or result of a function of texts; `null` is missing. */
export type CellValue = string | number | boolean | null;

/**
 * How to compute a function of texts for one combination of argument values; called once for each that occurs, with a list that
 * is used again.
 */
export type TextFunction = (values: readonly CellValue[], isConstant: readonly boolean[]) => CellValue;

/** A function of one text: missing in, missing out. */
const ofText =
  (compute: (s: string) => CellValue): TextFunction =>
  ([s]) =>
    s === null || s === undefined ? null : compute(String(s));

/** A test of two texts: missing in, false out. */
const ofTwoTexts =
  (test: (s: string, t: string) => boolean): TextFunction =>
  ([s, t]) =>
    s === null || s === undefined || t === null || t === undefined ? false : test(String(s), String(t));

/** Space, tab, no-break space and line ends. */
function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09 || unit === 0xa0 || unit === 0x0d || unit === 0x0a;
}

function trimmed(s: string, atStart: boolean, atEnd: boolean): string {
  let from = 0;
  let to = s.length;
  if (atStart) while (from < to && isBlank(s.charCodeAt(from))) from++;
  if (atEnd) while (to > from && isBlank(s.charCodeAt(to - 1))) to--;
  return s.slice(from, to);
}

/** Whether a text has one of the 26 letters from `first` on. */
function hasLetter(s: string, first: number): boolean {
  for (let i = 0; i < s.length; i++) {
    const letter = s.charCodeAt(i) - first;
    if (letter >= 0 && letter < 26) return true;
  }
  return false;
}

/** Whether code points and units of a text are the same. */
function isPlain(s: string): boolean {
  for (let i = 0; i < s.length; i++) if ((s.charCodeAt(i) & 0xf800) === 0xd800) return false;
  return true;
}

/** Part of a text from a one-based code point (negative: from the end) with up to so many code points. */
function substr(s: string, position: number, length: number): string {
  const [from, count] = [Math.trunc(position), Math.trunc(length)];
  const points = isPlain(s) ? s : Array.from(s);
  if (from === 0 || Math.abs(from) > points.length || count <= 0) return '';
  const start = from > 0 ? from - 1 : points.length + from;
  const part = points.slice(start, start + count);
  return typeof part === 'string' ? part : part.join('');
}

function asText(value: Exclude<CellValue, null>): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  return typeof value === 'number' ? numberText(value) : value;
}

/** Joins texts; missing counts as empty, unless everything that varies is missing. */
const rowconcat: TextFunction = (values, isConstant) => {
  let joined = '';
  let [varies, isValid] = [false, false];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? null;
    if (value !== null) joined += asText(value);
    if (isConstant[i] === true) continue;
    varies = true;
    if (value !== null) isValid = true;
  }
  return varies && !isValid ? null : joined;
};

/** The functions that take or give texts. A number argument that is missing is `null`, never NaN. */
export const textFunctions: ReadonlyMap<string, TextFunction> = new Map<string, TextFunction>([
  ['length', ofText((s) => (isPlain(s) ? s.length : Array.from(s).length))],
  ['lower', ofText((s) => (hasLetter(s, 0x41) ? s.replace(/[A-Z]+/gu, (run) => run.toLowerCase()) : s))],
  ['upper', ofText((s) => (hasLetter(s, 0x61) ? s.replace(/[a-z]+/gu, (run) => run.toUpperCase()) : s))],
  ['ltrim', ofText((s) => trimmed(s, true, false))],
  ['rtrim', ofText((s) => trimmed(s, false, true))],
  ['trim', ofText((s) => trimmed(s, true, true))],
  ['string', ([x]) => (x === null || x === undefined ? null : asText(x))],
  [
    'substr',
    ([s, position, length]) =>
      s === null || s === undefined || position === null || length === null
        ? null
        : substr(String(s), Number(position), Number(length)),
  ],
  ['startswith', ofTwoTexts((s, t) => s.startsWith(t))],
  ['endswith', ofTwoTexts((s, t) => s.endsWith(t))],
  ['isoformatdate', ([day]) => (day === null || day === undefined ? null : (isoFormat(Number(day)) ?? null))],
  ['rowconcat', rowconcat],
]);
