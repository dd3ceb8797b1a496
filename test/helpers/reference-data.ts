import { readFileSync } from 'node:fs';
import { exp } from '../../src/base/math/exp.ts';
import { log } from '../../src/base/math/log.ts';

/** Columns of the synthetic cross-section by name; missing values are NaN. */
export type ReferenceTable = Readonly<Record<string, Float64Array>>;

const modulus = 2147483647;
const columnNames = 'id kjonn alder utd region formue lonn jobb kat ant eksp z1 z2 endo yiv tid hend'.split(' ');

/** Lehmer's generator with multiplier 48271: every intermediate value is an integer below 2^53. */
class Lcg {
  #state: number;
  constructor(seed: number) {
    this.#state = seed;
  }
  uniform(): number {
    this.#state = (48271 * this.#state) % modulus;
    return this.#state / modulus;
  }
  /** Sum of twelve uniforms less six, added left to right. */
  normal(): number {
    let total = 0;
    for (let i = 0; i < 12; i++) {
      total += this.uniform();
    }
    return total - 6;
  }
  integer(limit: number): number {
    return Math.floor(this.uniform() * limit);
  }
}

function rounded(x: number, digits: number): number {
  const factor = Number(`1e${digits}`);
  return Math.floor(x * factor + 0.5) / factor;
}

/** One person of the cross-section; tools/reference/lcg_data.py is the other implementation of the same draws. */
function person(g: Lcg, number: number): readonly number[] {
  const kjonn = 1 + g.integer(2);
  const alder = 18 + g.integer(50);
  const utd = g.integer(4);
  const region = 1 + g.integer(6);
  const a = g.normal();
  const b = g.normal();
  const isWoman = kjonn === 2;
  const formue = rounded(200 + 12 * alder + 90 * a, 2);
  let lonn = rounded(
    180 + 3.1 * alder + (isWoman ? 0 : 35) + 42 * utd + 0.05 * formue + 8 * region + (30 + 0.6 * alder) * b,
    2,
  );
  const eta = -3.2 + 0.03 * alder + 0.55 * utd - (isWoman ? 0.4 : 0) + 0.001 * formue;
  const jobb = g.uniform() < 1 / (1 + exp(-eta)) ? 1 : 0;
  const e1 = 0.25 * utd;
  const e2 = -0.6 + 0.02 * alder;
  const denominator = 1 + exp(e1) + exp(e2);
  const q = g.uniform();
  const kat = q < 1 / denominator ? 0 : q < (1 + exp(e1)) / denominator ? 1 : 2;
  const mu = exp(-0.4 + 0.015 * alder + (isWoman ? 0.2 : 0) + 0.5 * g.normal());
  const limit = exp(-mu);
  let ant = 0;
  for (let product = g.uniform(); product > limit; product *= g.uniform()) {
    ant += 1;
  }
  const eksp = rounded(0.5 + 2 * g.uniform(), 3);
  const z1 = rounded(g.normal(), 4);
  const v = g.normal();
  const endo = rounded(1 + 0.8 * z1 + 0.02 * alder + v, 4);
  const z2 = rounded(0.5 * z1 + g.normal(), 4);
  const yiv = rounded(2 + 1.5 * endo + 0.05 * alder + 1.2 * v + g.normal(), 4);
  const event = exp(log(-log(g.uniform())) / 1.4) * 40 * exp(0.01 * (alder - 40) - (isWoman ? 0.25 : 0));
  const censored = 20 + 60 * g.uniform();
  const tid = Math.max(rounded(Math.min(event, censored), 1), 0.1);
  const hend = event <= censored ? 1 : 0;
  if (g.uniform() < 0.03) {
    lonn = NaN;
  }
  return [number, kjonn, alder, utd, region, formue, lonn, jobb, kat, ant, eksp, z1, z2, endo, yiv, tid, hend];
}

/**
 * The synthetic cross-section of the reference values: 1,200 persons, 17 columns, 49 missing wages.
 *
 * Equal to test/reference/cross.csv, which is what the other programs were given.
 */
export function crossSection(n = 1200, seed = 20240117): ReferenceTable {
  const g = new Lcg(seed);
  const columns: Record<string, Float64Array> = Object.fromEntries(
    columnNames.map((name) => [name, new Float64Array(n)]),
  );
  for (let i = 0; i < n; i++) {
    person(g, i + 1).forEach((value, j) => {
      columns[columnNames[j]!]![i] = value;
    });
  }
  return columns;
}

/** The rows of a table for which `keep` holds. */
export function rowsWhere(table: ReferenceTable, keep: (row: number) => boolean): ReferenceTable {
  const chosen = Array.from(Object.values(table)[0]!.keys()).filter(keep);
  return Object.fromEntries(
    Object.entries(table).map(([name, values]) => [name, Float64Array.from(chosen, (row) => values[row]!)]),
  );
}

/** Reads a file of test/reference. */
export function readReference(name: string): unknown {
  return JSON.parse(readReferenceText(name));
}

/** Reads a file of test/reference as text. */
export function readReferenceText(name: string): string {
  return readFileSync(new URL(`../reference/${name}`, import.meta.url), 'utf8');
}

/**
 * Whether `actual` agrees with `expected` to the given relative tolerance, with an absolute floor of 1e-10 (class T-lin
 * at the default of 1e-8).
 */
export function isClose(actual: number, expected: number, relative = 1e-8): boolean {
  return Object.is(actual, expected) || Math.abs(actual - expected) <= Math.max(1e-10, relative * Math.abs(expected));
}
