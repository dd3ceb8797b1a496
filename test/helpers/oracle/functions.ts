import type { Cell } from './expression.ts';

type Implementation = (args: readonly Cell[], constant: readonly boolean[]) => Cell;

const numbersOf = (args: readonly Cell[]): number[] => args.filter((x) => typeof x === 'number');
const truth = (is: boolean): Cell => (is ? 1 : 0);

/** Functions that are missing when any argument is. */
const strict: Readonly<Record<string, (...args: never[]) => Cell>> = {
  abs: (x: number) => (x < 0 ? -x : x),
  floor: (x: number) => Math.floor(x),
  ceil: (x: number) => Math.ceil(x),
  int: (x: number) => Math.trunc(x),
  sqrt: (x: number) => (x < 0 ? null : Math.sqrt(x)),
  round: (x: number, y = 1) => (y === 0 ? null : roundTo(x, Math.abs(y))),
  length: (s: string) => Array.from(s).length,
  lower: (s: string) => mapped(s, /[A-Z]/gu, 32),
  upper: (s: string) => mapped(s, /[a-z]/gu, -32),
  trim: (s: string) => s.replace(/^[ \t\u{a0}\r\n]+/u, '').replace(/[ \t\u{a0}\r\n]+$/u, ''),
  ltrim: (s: string) => s.replace(/^[ \t\u{a0}\r\n]+/u, ''),
  rtrim: (s: string) => s.replace(/[ \t\u{a0}\r\n]+$/u, ''),
  string: (x: number | string) => (typeof x === 'string' ? x : writtenNumber(x)),
  substr: (s: string, from: number, count: number) => part(Array.from(s), Math.trunc(from), Math.trunc(count)),
  date: (y: number, m: number, d: number) => dayOf(Math.trunc(y), Math.trunc(m), Math.trunc(d)),
  year: (v: number) => onDay(v, ({ year }) => year),
  halfyear: (v: number) => onDay(v, ({ month }) => (month <= 6 ? 1 : 2)),
  quarter: (v: number) => onDay(v, ({ month }) => Math.ceil(month / 3)),
  month: (v: number) => onDay(v, ({ month }) => month),
  day: (v: number) => onDay(v, ({ day }) => day),
  dow: (v: number) => onDay(v, () => weekday(Math.floor(v))),
  doy: (v: number) => onDay(v, ({ year }) => Math.floor(v) - firstDay(year) + 1),
  week: (v: number) => onDay(v, () => week(Math.floor(v))),
  isoformatdate: (v: number) =>
    onDay(v, ({ year, month, day }) => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`),
};

/** Functions with rules of their own about missing arguments. */
const lenient: Readonly<Record<string, Implementation>> = {
  rowmax: (args) => best(numbersOf(args), (x, y) => x > y),
  rowmin: (args) => best(numbersOf(args), (x, y) => x < y),
  rowtotal: (args) => numbersOf(args).reduce((sum, x) => sum + x, 0),
  rowmean: (args) => {
    const valid = numbersOf(args);
    return valid.length === 0 ? null : valid.reduce((sum, x) => sum + x, 0) / valid.length;
  },
  rowmedian: (args) => median(numbersOf(args)),
  rowvalid: (args) => args.filter((x) => x !== null).length,
  rowmissing: (args) => args.filter((x) => x === null).length,
  rowconcat: (args, constant) => {
    const varying = args.filter((_, i) => constant[i] !== true);
    return varying.length > 0 && varying.every((x) => x === null) ? null : args.map((x) => x ?? '').join('');
  },
  inlist: ([x, ...list]) => truth(x !== null && list.includes(x ?? null)),
  inrange: ([x, low, high]) =>
    truth(typeof x === 'number' && typeof low === 'number' && typeof high === 'number' && low <= x && x <= high),
  sysmiss: ([x]) => truth(x === null),
  startswith: ([s, t]) => truth(typeof s === 'string' && typeof t === 'string' && s.slice(0, t.length) === t),
  endswith: ([s, t]) =>
    truth(typeof s === 'string' && typeof t === 'string' && t.length <= s.length && s.slice(s.length - t.length) === t),
};

/** The value of a function for one row; numbers that are not finite are missing. */
export function callFunction(name: string, args: readonly Cell[], constant: readonly boolean[]): Cell {
  const own = lenient[name];
  const plain = strict[name];
  const value =
    own?.(args, constant) ?? (plain === undefined || args.includes(null) ? null : plain(...(args as never[])));
  if (own === undefined && plain === undefined) throw new Error(`the oracle does not know ${name}`);
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function best(values: readonly number[], isBetter: (x: number, y: number) => boolean): number | null {
  let found: number | null = null;
  for (const value of values) if (found === null || isBetter(value, found)) found = value;
  return found;
}

function roundTo(x: number, unit: number): number {
  const parts = Math.round(1 / unit);
  const isPart = parts > 0 && Math.abs(1 / unit - parts) < 1e-9;
  const scaled = isPart ? x * parts : x / unit;
  const whole = Math.floor(Math.abs(scaled) * (1 + 1e-12) + 0.5) * Math.sign(scaled);
  return isPart ? whole / parts : whole * unit;
}

function mapped(s: string, letters: RegExp, shift: number): string {
  return s.replace(letters, (c) => String.fromCharCode(c.charCodeAt(0) + shift));
}

/** A number as text: whole numbers in full up to 2^53. */
export function writtenNumber(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) <= 2 ** 53) return BigInt(x).toString();
  return Math.abs(x) >= 1e15 ? x.toExponential() : String(x);
}

function part(points: readonly string[], from: number, count: number): string {
  if (from === 0 || count <= 0 || Math.abs(from) > points.length) return '';
  const start = from > 0 ? from - 1 : points.length + from;
  return points.slice(start, start + count).join('');
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const monthLengths = (year: number): number[] => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** The day number of 1 January. */
function firstDay(year: number): number {
  const y = year - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) - 719162;
}

function dayOf(year: number, month: number, day: number): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return null;
  const lengths = monthLengths(year);
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return null;
  return firstDay(year) + lengths.slice(0, month - 1).reduce((sum, n) => sum + n, 0) + day - 1;
}

function onDay(v: number, of: (date: CivilDate) => Cell): Cell {
  const day = Math.floor(v);
  if (day < firstDay(1) || day >= firstDay(10000)) return null;
  let year = Math.floor(day / 365.2425) + 1970;
  while (firstDay(year) > day) year--;
  while (firstDay(year + 1) <= day) year++;
  let rest = day - firstDay(year);
  let month = 1;
  for (const length of monthLengths(year)) {
    if (rest < length) break;
    rest -= length;
    month++;
  }
  return of({ year, month, day: rest + 1 });
}

function weekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** A week belongs to the year of its Thursday. */
function week(day: number): Cell {
  const thursday = day - weekday(day) + 4;
  return onDay(thursday, ({ year }) => Math.floor((thursday - firstDay(year)) / 7) + 1);
}

function padded(x: number, width: number): string {
  return String(x).padStart(width, '0');
}
