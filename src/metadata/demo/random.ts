/**
 * Random numbers without a state: each is a function of (process, unit, occasion), so neither the order of generation
 * nor the number of threads can change a value. Only arithmetic that IEEE 754 fixes is used, so that every machine
 * makes the same data; `Math.exp` and its kin are left to the implementation by ECMAScript.
 */

/** Names of what is drawn; each has a number of its own, which must never change its meaning within a generator version. */
export const process = {
  kind: 1,
  sex: 2,
  birth: 3,
  death: 4,
  arrival: 5,
  country: 6,
  place: 7,
  education: 8,
  leaveHome: 9,
  couple: 10,
  choosePartner: 11,
  marriage: 12,
  separation: 13,
  divorce: 14,
  move: 15,
  destination: 16,
  emigration: 17,
  mother: 18,
  father: 19,
  hiddenParent: 20,
  dayOfYear: 21,
  preference: 22,
  custody: 23,
  reason: 24,
  field: 25,
  studyDelay: 26,
  marks: 27,
  ability: 28,
  wage: 29,
  wageShock: 30,
  partYear: 31,
  employed: 32,
  business: 33,
  capital: 34,
  transfers: 35,
  wealth: 36,
  assistance: 37,
  benefit: 38,
  job: 39,
  occupation: 40,
  industry: 41,
  hours: 42,
  secondJob: 43,
  dwelling: 44,
  vehicle: 45,
  vehicleKind: 46,
  vehicleFacts: 47,
  unknown: 48,
  workStatus: 49,
  preliminary: 200,
  generic: 201,
  tenure: 101,
  employer: 102,
  workplace: 103,
  contract: 104,
  shifts: 105,
  hourlyPay: 106,
  pay: 107,
  jobSeeker: 108,
  disability: 109,
  vehicleOrigin: 110,
  meter: 111,
  electricity: 112,
  solar: 113,
  accident: 114,
  hospital: 115,
  cancer: 116,
  hospitalFacts: 117,
  causeOfDeath: 118,
  assistanceMonths: 119,
  establishment: 120,
  mileage: 121,
  awayFromHome: 300,
  district: 301,
  household: 302,
  course: 303,
  school: 304,
  schoolTest: 305,
  vocation: 306,
  sickness: 307,
  parental: 308,
  workAssessment: 309,
  cashForCare: 310,
  housingSupport: 311,
  studySupport: 312,
  basicSupport: 313,
  unemployment: 314,
  allowances: 315,
  rooms: 316,
  voting: 317,
  property: 318,
  savings: 319,
} as const;

const seed = 0x5eed_2026 | 0;

/** A uniform integer of 32 bits. Mixing after MurmurHash3's finaliser (A. Appleby, public domain), once for each input. */
function drawBits(what: number, unit: number, occasion: number): number {
  let h = mix(seed ^ Math.imul(what, 0x9e3779b1));
  h = mix(h ^ unit);
  h = mix((h + Math.imul(occasion, 0x85ebca77)) | 0);
  return h >>> 0;
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** A uniform number, at least 0 and less than 1. */
export function draw(what: number, unit: number, occasion: number): number {
  return drawBits(what, unit, occasion) / 4294967296;
}

/** A standard normal number, by the quantile of a uniform one. */
export function drawNormal(what: number, unit: number, occasion: number): number {
  return normalQuantile(draw(what, unit, occasion));
}

const ln2 = 0.6931471805599453;

/** e to the power of x, for |x| < 700, to about 1e-15 and equal on every machine. */
export function exponential(x: number): number {
  const k = Math.round(x / ln2);
  const r = x - k * ln2;
  let term = 1;
  let sum = 1;
  for (let i = 1; i <= 14; i++) {
    term = (term * r) / i;
    sum += term;
  }
  let scale = 1;
  const factor = k < 0 ? 0.5 : 2;
  for (let i = Math.abs(k); i > 0; i--) scale *= factor;
  return sum * scale;
}

const cells = 4096;
const quantiles = normalQuantiles();

/** The standard normal quantile of a probability below 1, interpolated between 4097 points; about ±4 at the ends. */
export function normalQuantile(probability: number): number {
  const at = probability * cells;
  const cell = Math.floor(at);
  const below = quantiles[cell]!;
  return below + (quantiles[cell + 1]! - below) * (at - cell);
}

/** Quantiles at i/4096, from the density summed by the trapezoid rule on a fine grid of −4 to 4. */
function normalQuantiles(): Float64Array {
  const step = 1 / 1024;
  const points = 8 * 1024;
  const cumulated = new Float64Array(points + 1);
  const density = (z: number): number => exponential((-z * z) / 2);
  for (let i = 1; i <= points; i++) {
    const z = -4 + i * step;
    cumulated[i] = cumulated[i - 1]! + ((density(z - step) + density(z)) * step) / 2;
  }
  const table = new Float64Array(cells + 1);
  for (let i = 0, at = 0; i <= cells; i++) {
    const target = (i / cells) * cumulated[points]!;
    while (at < points - 1 && cumulated[at + 1]! < target) at++;
    const width = cumulated[at + 1]! - cumulated[at]!;
    table[i] = -4 + step * (at + (width === 0 ? 0 : (target - cumulated[at]!) / width));
  }
  return table;
}

/** Values with weights, drawn by a uniform number. */
export interface WeightedTable<T> {
  readonly values: readonly T[];
  readonly cumulated: Float64Array;
}

/** Makes a table to draw from; weights need not sum to one. */
export function weightedTable<T>(entries: readonly (readonly [value: T, weight: number])[]): WeightedTable<T> {
  const cumulated = new Float64Array(entries.length);
  let sum = 0;
  entries.forEach(([, weight], i) => {
    sum += weight;
    cumulated[i] = sum;
  });
  for (let i = 0; i < cumulated.length; i++) cumulated[i] = cumulated[i]! / sum;
  return { values: entries.map(([value]) => value), cumulated };
}

/** The value at a uniform number. */
export function choose<T>(table: WeightedTable<T>, uniform: number): T {
  const { cumulated } = table;
  let low = 0;
  for (let high = cumulated.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if (cumulated[middle]! > uniform) high = middle;
    else low = middle + 1;
  }
  return table.values[low]!;
}
