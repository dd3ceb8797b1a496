import type { Cell } from './model.ts';
import { semantics } from './semantics.ts';

type Implementation = (args: readonly Cell[], constant: readonly boolean[]) => Cell;

const numbersOf = (args: readonly Cell[]): number[] => args.filter((x) => typeof x === 'number');
const truth = (is: boolean): Cell => (is ? 1 : 0);
const within = (holds: boolean, value: () => number): Cell => (holds ? value() : null);
const isCount = (x: number): boolean => Number.isInteger(x) && x >= 0;

/** Functions of numbers that are missing when any argument is. */
const numeric: Readonly<Record<string, (...args: number[]) => Cell>> = {
  abs: (x = 0) => (x < 0 ? -x : x),
  floor: (x = 0) => Math.floor(x),
  ceil: (x = 0) => Math.ceil(x),
  int: (x = 0) => (x < 0 ? Math.ceil(x) : Math.floor(x)),
  sqrt: (x = 0) => within(x >= 0, () => Math.sqrt(x)),
  round: (x = 0, y = 1) => within(y !== 0, () => roundTo(x, Math.abs(y))),
  exp: (x = 0) => Math.exp(x),
  ln: (x = 0) => within(x > 0, () => Math.log(x)),
  log10: (x = 0) => within(x > 0, () => Math.log10(x)),
  logit: (x = 0) => within(x > 0 && x < 1, () => Math.log(x) - Math.log1p(-x)),
  comb: (x = 0, y = 0) => within(isCount(x) && isCount(y) && y <= x, () => choose(x, y)),
  lnfactorial: (x = 0) => within(isCount(x), () => logFactorial(x)),
  sin: (x = 0) => Math.sin(x),
  cos: (x = 0) => Math.cos(x),
  tan: (x = 0) => Math.tan(x),
  asin: (x = 0) => within(Math.abs(x) <= 1, () => Math.asin(x)),
  acos: (x = 0) => within(Math.abs(x) <= 1, () => Math.acos(x)),
  atan: (x = 0) => Math.atan(x),
  pi: () => 4 * Math.atan(1),
  date: (y = 0, m = 0, d = 0) => dayOf(Math.trunc(y), Math.trunc(m), Math.trunc(d)),
  year: (v = 0) => onDay(v, ({ year }) => year),
  halfyear: (v = 0) => onDay(v, ({ month }) => (month <= 6 ? 1 : 2)),
  quarter: (v = 0) => onDay(v, ({ month }) => Math.ceil(month / 3)),
  month: (v = 0) => onDay(v, ({ month }) => month),
  day: (v = 0) => onDay(v, ({ day }) => day),
  dow: (v = 0) => onDay(v, () => weekday(Math.floor(v))),
  doy: (v = 0) => onDay(v, ({ year }) => Math.floor(v) - firstDay(year) + 1),
  week: (v = 0) => onDay(v, () => week(Math.floor(v))),
  isoformatdate: (v = 0) =>
    onDay(v, ({ year, month, day }) => `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`),
};

/** Functions of texts that are missing when any argument is. */
const textual: Readonly<Record<string, (s: string) => Cell>> = {
  length: (s) => Array.from(s).length,
  lower: (s) => mapped(s, 'A', 'Z', 32),
  upper: (s) => mapped(s, 'a', 'z', -32),
  trim: (s) => s.replace(/^[ \t\u{a0}\r\n]+/u, '').replace(/[ \t\u{a0}\r\n]+$/u, ''),
  ltrim: (s) => s.replace(/^[ \t\u{a0}\r\n]+/u, ''),
  rtrim: (s) => s.replace(/[ \t\u{a0}\r\n]+$/u, ''),
};

/** Functions with rules of their own about arguments. */
const own: Readonly<Record<string, Implementation>> = {
  string: ([x = null]) => (typeof x === 'number' ? writtenNumber(x) : x),
  substr: ([s, from, count]) =>
    typeof s === 'string' && typeof from === 'number' && typeof count === 'number'
      ? semantics.part(Array.from(s), Math.trunc(from), Math.trunc(count))
      : null,
  rowmax: (args) => best(numbersOf(args), (x, y) => x > y),
  rowmin: (args) => best(numbersOf(args), (x, y) => x < y),
  rowtotal: (args) => {
    const valid = numbersOf(args);
    return valid.length === 0 ? semantics.emptyTotal() : total(valid);
  },
  rowmean: (args) => {
    const valid = numbersOf(args);
    return valid.length === 0 ? null : total(valid) / valid.length;
  },
  rowmedian: (args) => median(numbersOf(args)),
  rowstd: (args) => spread(numbersOf(args)),
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
  const value = valueOf(name, args, constant);
  return typeof value === 'number' ? semantics.finite(value) : value;
}

function valueOf(name: string, args: readonly Cell[], constant: readonly boolean[]): Cell {
  const special = own[name];
  if (special !== undefined) return special(args, constant);
  if (args.includes(null)) return null;
  const [first] = args;
  const ofText = textual[name];
  if (ofText !== undefined && typeof first === 'string') return ofText(first);
  const ofNumbers = numeric[name];
  if (ofNumbers === undefined) throw new Error(`the oracle does not know ${name}`);
  return ofNumbers(...numbersOf(args));
}

function total(values: readonly number[]): number {
  let sum = 0;
  for (const x of values) sum += x;
  return sum;
}

/** The sample standard deviation; missing for fewer than two values. */
export function spread(values: readonly number[]): Cell {
  if (values.length < 2) return null;
  const mean = total(values) / values.length;
  return Math.sqrt(total(values.map((x) => (x - mean) ** 2)) / semantics.spreadDivisor(values.length));
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
  return isPart ? semantics.nearest(x * parts) / parts : semantics.nearest(x / unit) * unit;
}

function choose(n: number, k: number): number {
  let ways = 1n;
  for (let i = 1n; i <= BigInt(k); i++) ways = (ways * (BigInt(n) - BigInt(k) + i)) / i;
  return Number(ways);
}

function logFactorial(n: number): number {
  let sum = 0;
  for (let i = 2; i <= n; i++) sum += Math.log(i);
  return sum;
}

function mapped(s: string, from: string, to: string, shift: number): string {
  return Array.from(s, (c) => (c >= from && c <= to ? String.fromCharCode(c.charCodeAt(0) + shift) : c)).join('');
}

/** A number as text: whole numbers in full up to 2^53. */
export function writtenNumber(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) <= 2 ** 53) return BigInt(x).toString();
  return Math.abs(x) >= 1e15 ? x.toExponential() : String(x);
}

interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const monthLengths = (year: number): number[] => [
  31,
  semantics.isLeap(year) ? 29 : 28,
  ...[31, 30, 31, 30, 31, 31, 30, 31, 30, 31],
];

/** The day number of 1 January. */
function firstDay(year: number): number {
  const y = year - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) - 719162;
}

/** The day number of a date; missing when the calendar does not have it. */
export function dayOf(year: number, month: number, day: number): number | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return null;
  const lengths = monthLengths(year);
  if (day < 1 || day > (lengths[month - 1] ?? 0)) return null;
  return firstDay(year) + total(lengths.slice(0, month - 1)) + day - 1;
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
  return onDay(thursday, ({ year }) => semantics.weekNumber(thursday - firstDay(year)));
}

function padded(x: number, width: number): string {
  return String(x).padStart(width, '0');
}

/** A day number as a script writes dates. */
export function isoText(day: number): string {
  const text = callFunction('isoformatdate', [day], [true]);
  return typeof text === 'string' ? text : '';
}
