import { readFileSync } from 'node:fs';
import { bytesToHex } from '@noble/hashes/utils.js';
import { describe, expect, test } from 'vitest';
import { cellKey, lanes, thresholdJitter } from '../../src/disclosure/keys/cell-key.ts';
import { deriveKeys } from '../../src/disclosure/keys/disclosure-keys.ts';
import { deriveRecordKeys, groupKeysOf } from '../../src/disclosure/keys/record-keys.ts';
import { sipHash, sipKey } from '../../src/disclosure/keys/siphash.ts';
import type { SetCounts } from '../../src/disclosure/nodes.ts';
import { perturbationOf } from '../../src/disclosure/perturbation-table.ts';
import { countOrZero, releaseUnits } from '../../src/disclosure/rules/counts.ts';
import { giniInfluence } from '../../src/disclosure/rules/gini.ts';
import { direction, noised, signKey, signOf } from '../../src/disclosure/rules/magnitudes.ts';
import { displayPercentile, percentile, percentileRanks } from '../../src/disclosure/rules/percentiles.ts';
import { roundSignificant } from '../../src/disclosure/rules/significant-digits.ts';
import { ditherOf } from '../../src/disclosure/rules/sparse-table.ts';
import { policy, rules, sum, testSecret } from './helpers.ts';

interface Vectors {
  readonly secret_hex: string;
  readonly subkeys: { readonly record: string; readonly cell: string };
  readonly record_keys: readonly {
    readonly unitType: string;
    readonly unitId: string;
    readonly A: number;
    readonly B: number;
  }[];
  readonly cells: readonly {
    readonly first_n_units: number;
    readonly SA: number;
    readonly SB: number;
    readonly lane1_c_lo: number;
    readonly lane1_c_hi: number;
    readonly noise: number;
    readonly released: number;
    readonly hardened_released: number;
    readonly sparse_dither: number;
    readonly jitter_mod20: number;
  }[];
  readonly magnitude_example: {
    readonly x: readonly number[];
    readonly lane2_c_lo: number;
    readonly lane2_c_hi: number;
    readonly signs: readonly number[];
    readonly mean: Moment;
    readonly variance_n: Moment & { readonly sd_released_n_minus_1: number };
    readonly gini: Moment;
    readonly count_released: number;
    readonly sum_released: number;
  };
  readonly percentile_examples: readonly {
    readonly x: string;
    readonly p: number;
    readonly value: number;
    readonly shown: number;
  }[];
  readonly group_sizes: Readonly<Record<string, readonly number[]>>;
  readonly sig3_examples: readonly { readonly in: number; readonly out: number }[];
}
interface Moment {
  readonly exact: number;
  readonly tau: number;
  readonly M: number;
  readonly released: number;
}

const vectors = JSON.parse(readFileSync(new URL('./vectors.json', import.meta.url), 'utf8')) as Vectors;
const ids = vectors.record_keys.slice(0, 30);
const persons = deriveRecordKeys(
  { unitType: 'PERSON', size: 30, identifierOf: (unit) => ids[unit]!.unitId, contentHash: 'vectors' },
  testSecret,
);
const first = (units: number): SetCounts => {
  const a = Array.from(persons.a.subarray(0, units));
  const b = Array.from(persons.b.subarray(0, units));
  return { units, rows: units, sumA: sum(a) % 2 ** 32, sumB: sum(b) % 2 ** 32 };
};

describe('DC-15 keys agree with the reference vectors bit for bit', () => {
  test('SipHash-2-4 gives the published values of its authors', () => {
    const key = sipKey(Uint8Array.from({ length: 16 }, (_, at) => at));
    const message = Uint8Array.from({ length: 15 }, (_, at) => at);
    const result = { lo: 0, hi: 0 };
    sipHash(key, message, 15, result);
    expect([result.hi, result.lo]).toEqual([0xa129ca61, 0x49be45e5]);
  });

  test('subkeys', () => {
    const keys = deriveKeys(testSecret);
    expect(bytesToHex(testSecret)).toBe(vectors.secret_hex);
    const hex = (words: Int32Array): string => bytesToHex(new Uint8Array(words.buffer));
    expect(hex(keys.record)).toBe(vectors.subkeys.record);
    expect(hex(keys.cell)).toBe(vectors.subkeys.cell);
  });

  test('record keys of units', () => {
    for (const [unit, expected] of ids.entries()) {
      expect([persons.a[unit], persons.b[unit]]).toEqual([expected.A, expected.B]);
    }
    const household = vectors.record_keys[30]!;
    const keys = deriveRecordKeys(
      { unitType: household.unitType, size: 1, identifierOf: () => household.unitId, contentHash: 'v' },
      testSecret,
    );
    expect([keys.a[0], keys.b[0]]).toEqual([household.A, household.B]);
  });

  test('record keys of the groups of an ordinary variable', () => {
    const group = vectors.record_keys[31]!;
    const keys = groupKeysOf('KOMMUNE', [group.unitId], deriveKeys(testSecret));
    expect([keys.a[0], keys.b[0]]).toEqual([group.A, group.B]);
  });

  test('set references, cell keys, noise, dither and threshold jitter', () => {
    const strict = rules('strict');
    const hardened = rules('hardened');
    for (const cell of vectors.cells) {
      const set = first(cell.first_n_units);
      expect([set.sumA, set.sumB]).toEqual([cell.SA, cell.SB]);
      const key = { lo: 0, hi: 0 };
      cellKey(strict.keys.cell, lanes.count, set, key);
      expect([key.lo, key.hi]).toEqual([cell.lane1_c_lo, cell.lane1_c_hi]);
      expect(perturbationOf(strict.table, set.units, key.lo)).toBe(cell.noise);
      expect(countOrZero(releaseUnits(strict, set))).toBe(cell.released);
      expect(countOrZero(releaseUnits(hardened, set))).toBe(cell.hardened_released);
      expect(ditherOf(strict, set)).toBe(cell.sparse_dither);
      expect(thresholdJitter(strict.keys.cell, set, 19)).toBe(cell.jitter_mod20);
    }
  });
});

describe('DC-14 magnitudes agree with the reference vector', () => {
  const example = vectors.magnitude_example;
  const strict = rules('strict');
  const set = first(30);
  const key = signKey(strict, set);
  const signs = example.x.map((_, unit) => signOf(persons.a[unit]!, persons.b[unit]!, key.lo, key.hi));
  const influence = (psi: readonly number[]) => ({
    signed: sum(psi.map((value, unit) => value * signs[unit]!)),
    squares: sum(psi.map((value) => value * value)),
    largest: Math.max(...psi.map(Math.abs)),
  });
  const mean = sum(example.x) / 30;
  const variance = sum(example.x.map((x) => (x - mean) ** 2)) / 30;

  test('signs', () => {
    expect([key.lo, key.hi]).toEqual([example.lane2_c_lo, example.lane2_c_hi]);
    expect(signs).toEqual(example.signs);
  });

  test('mean, and the sum tied to the released count', () => {
    const own = influence(example.x.map((x) => x - mean));
    expect(direction(strict, set, own)).toBeCloseTo(example.mean.tau, 12);
    expect(own.largest).toBeCloseTo(example.mean.M, 9);
    const released = noised(strict, set, mean, own, 1);
    expect(released).toBeCloseTo(example.mean.released, 9);
    expect(countOrZero(releaseUnits(strict, set))).toBe(example.count_released);
    expect(released * example.count_released).toBeCloseTo(example.sum_released, 7);
  });

  test('variance and standard deviation', () => {
    const own = influence(example.x.map((x) => (x - mean) ** 2 - variance));
    const released = noised(strict, set, variance, own, 1);
    expect(released / example.variance_n.released).toBeCloseTo(1, 13);
    expect(Math.sqrt((released * 30) / 29)).toBeCloseTo(example.variance_n.sd_released_n_minus_1, 9);
  });

  test('Gini coefficient', () => {
    const gini = giniInfluence(Float64Array.from(example.x));
    const own = influence(Array.from(gini.influence));
    expect(gini.value).toBeCloseTo(example.gini.exact, 14);
    expect(own.largest).toBeCloseTo(example.gini.M, 13);
    expect(noised(strict, set, gini.value, own, 1)).toBeCloseTo(example.gini.released, 13);
  });
});

describe('DC-10 percentiles agree with the reference vectors bit for bit', () => {
  const values: Readonly<Record<string, Float64Array>> = {
    '1..25': Float64Array.from({ length: 25 }, (_, at) => at + 1),
    'k^2 for k=1..100': Float64Array.from({ length: 100 }, (_, at) => (at + 1) ** 2),
    'magnitude_example.x': Float64Array.from(vectors.magnitude_example.x).sort(),
  };
  const parameters = policy('strict').percentiles;

  test.each(vectors.percentile_examples)('Q($p) of $x', ({ x, p, value, shown }) => {
    const all = values[x]!;
    const { from, to } = percentileRanks(parameters, all.length, p);
    const computed = percentile(parameters, all.length, p, from, all.subarray(from - 1, to));
    expect(computed).toBe(value);
    expect(displayPercentile(parameters, computed, false)).toBe(shown);
  });

  test('three significant digits', () => {
    // The vectors were made by multiplying with a power of ten, which leaves 0.0012300000000000002; ours is the decimal itself.
    for (const example of vectors.sig3_examples)
      expect(roundSignificant(example.in, 3)).toBe(Number(example.out.toPrecision(15)));
  });

  test('ties are seen on the decimal representation and go to even', () => {
    expect(roundSignificant(2.665, 3)).toBe(2.66);
    expect(roundSignificant(2.675, 3)).toBe(2.68);
  });

  test('sizes of groups', () => {
    // With values equal to their ranks, the order statistics that Q at a rank inside group j needs give its edges away.
    for (const [n, sizes] of Object.entries(vectors.group_sizes)) {
      const plain = { groupSize: 5, smooth: false };
      const edges = new Set<number>();
      for (let rank = 1; rank <= Number(n); rank++) {
        const { from, to } = percentileRanks(plain, Number(n), (rank - 1) / (Number(n) - 1));
        edges.add(from - 1).add(to);
      }
      const ends: number[] = [];
      let end = 0;
      for (const size of sizes) ends.push((end += size));
      expect([...edges].sort((a, b) => a - b)).toEqual([0, ...ends]);
    }
  });
});
