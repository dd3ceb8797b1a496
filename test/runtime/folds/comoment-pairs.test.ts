import { describe, expect, test } from 'vitest';
import type { PairRows } from '../../../src/runtime/folds/comoment-pair-rows.ts';
import {
  type PairInfluencesInput,
  type PairInfluencesState,
  pairInfluencesFold,
  pairSumsFold,
} from '../../../src/runtime/folds/comoment-pairs.ts';

let seed = 5;
const random = (): number => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};
const integer = (): number => Math.floor(random() * 2 ** 32) | 0;

const width = 4;
const pairs = Array.from({ length: width }, (_, i) => i).flatMap((i) =>
  Array.from({ length: width - i }, (_, j) => [i, i + j] as const),
);

function rowsOf(count: number, hasIndex: boolean, hasWhole: boolean): PairRows {
  const columns = [0.3, 0.9, 0.02, hasWhole ? 1 : 0].map((share, c) => {
    const has = Uint8Array.from({ length: count }, () => (random() < share ? 1 : 0));
    const values =
      c % 2 === 0
        ? ({
            kind: 'int32',
            values: Int32Array.from(has, (one) => (one === 1 ? 1e6 * random() ** 3 : -(2 ** 31))),
            openStop: false,
          } as const)
        : ({
            kind: 'float64',
            values: Float64Array.from(has, (one) => (one === 1 ? random() - 0.3 : Number.NaN)),
          } as const);
    return { values, mask: share === 1 ? undefined : has, centre: c % 2 === 0 ? 250_000.5 : 0.2 };
  });
  const entries = count + 3;
  const units = {
    keysA: Int32Array.from({ length: entries }, integer),
    keysB: Int32Array.from({ length: entries }, integer),
    index: hasIndex ? Int32Array.from({ length: count }, (_, row) => count - row) : undefined,
    distinct: true,
    rowCount: count,
  };
  return { columns, left: Int32Array.from(pairs, ([i]) => i), right: Int32Array.from(pairs, ([, j]) => j), units };
}

/** Numbers of the rows of each chunk where some column has a value. */
function chunksOf({ columns }: PairRows, count: number): number[][] {
  const chunks: number[][] = [];
  for (let start = 0; start < count; start += 512) {
    const rows = Array.from({ length: Math.min(512, count - start) }, (_, i) => start + i);
    chunks.push(rows.filter((row) => columns.some(({ mask }) => mask === undefined || mask[row] === 1)));
  }
  return chunks;
}

/** Sums as vectors of two take them: every other number by itself, then both together, chunk by chunk. */
function sumOver(chunks: readonly number[][], term: (row: number) => number): number {
  let sum = 0;
  for (const rows of chunks) {
    const lanes = [0, 0];
    for (const [i, row] of rows.entries()) lanes[i % 2] = lanes[i % 2]! + term(row);
    sum += lanes[0]! + lanes[1]!;
  }
  return sum;
}

/** The plain way to the numbers of one pair. */
function pairOf(rows: PairRows, pair: number) {
  const [x, y] = [rows.columns[rows.left[pair]!]!, rows.columns[rows.right[pair]!]!];
  const { keysA, keysB, index } = rows.units;
  const unitOf = (row: number): number => index?.[row] ?? row;
  return {
    has: (row: number): boolean => [x, y].every(({ mask }) => mask === undefined || mask[row] === 1),
    x: (row: number): number => x.values.values[row]! - x.centre,
    y: (row: number): number => y.values.values[row]! - y.centre,
    a: (row: number): number => keysA[unitOf(row)]!,
    b: (row: number): number => keysB[unitOf(row)]!,
  };
}

function influencesInput(rows: PairRows): PairInfluencesInput {
  const numbers = (of: () => number): Float64Array => Float64Array.from(pairs, of);
  return {
    rows,
    leftMean: numbers(() => 50 * random() - 20),
    rightMean: numbers(() => random() - 0.5),
    leftScale: numbers(() => random() / 1e3),
    rightScale: numbers(random),
    lo: Int32Array.from(pairs, integer),
    hi: Int32Array.from(pairs, integer),
    terms: [
      { shrink: numbers(() => random() / 2), shift: numbers(() => 0) },
      { shrink: numbers(() => 0), shift: numbers(random) },
    ],
    topUnits: 9,
  };
}

/** Expects the influences of one kind on one pair, and its largest squares. */
function expectInfluences(
  input: PairInfluencesInput,
  state: PairInfluencesState,
  chunks: number[][],
  pair: number,
): void {
  const one = pairOf(input.rows, pair);
  const [lo, hi] = [input.lo[pair]!, input.hi[pair]!];
  for (const [kind, { shrink, shift }] of input.terms.entries()) {
    const psiOf = (row: number): number => {
      if (!one.has(row)) return 0;
      const x = (one.x(row) - input.leftMean[pair]!) * input.leftScale[pair]!;
      const y = (one.y(row) - input.rightMean[pair]!) * input.rightScale[pair]!;
      return x * y - shrink[pair]! * (x * x + y * y) - shift[pair]!;
    };
    const signOf = (row: number): number =>
      1 - 2 * ((Math.imul(one.a(row) ^ lo, 0x9e3779b1) ^ Math.imul(one.b(row) ^ hi, 0x85ebca77)) >>> 31);
    const isNone = input.rows.left[pair] === input.rows.right[pair] && shrink[pair] !== 0;
    const expected = isNone
      ? [0, 0, 0]
      : [
          sumOver(chunks, (row) => signOf(row) * psiOf(row)),
          sumOver(chunks, (row) => psiOf(row) ** 2),
          Math.max(0, ...chunks.flat().map((row) => Math.abs(psiOf(row)))),
        ];
    expect(Array.from(state.influences[kind]!.subarray(pair * 3, pair * 3 + 3))).toEqual(expected);
  }
  for (const side of [0, 1]) {
    const mean = side === 0 ? input.leftMean[pair]! : input.rightMean[pair]!;
    const of = side === 0 ? one.x : one.y;
    const squares = chunks
      .flat()
      .filter(one.has)
      .map((row) => (of(row) - mean) ** 2)
      .sort((p, q) => q - p);
    const at = (pair * 2 + side) * 9;
    expect(Array.from(state.largest.subarray(at, at + 9))).toEqual(
      Array.from({ length: 9 }, (_, i) => squares[i] ?? 0),
    );
  }
}

describe('sums of pairs of columns', () => {
  for (const count of [0, 1, 3, 4, 511, 512, 513, 2048, 5001]) {
    for (const [hasIndex, hasWhole] of [
      [false, false],
      [true, true],
    ] as const) {
      const form = `${String(count)} rows${hasIndex ? ', units in another order, a column without gaps' : ''}`;
      test(`are those of the plain way: ${form}`, () => {
        const rows = rowsOf(count, hasIndex, hasWhole);
        const chunks = chunksOf(rows, count);
        const found = pairSumsFold.init(rows);
        pairSumsFold.step(found, rows, 0, count);
        const input = influencesInput(rows);
        const state = pairInfluencesFold.init(input);
        pairInfluencesFold.step(state, input, 0, count);
        for (const pair of pairs.keys()) {
          const { has, x, y, a, b } = pairOf(rows, pair);
          const over = (term: (row: number) => number): number => sumOver(chunks, (row) => (has(row) ? term(row) : 0));
          const both = chunks.flat().filter(has);
          expect(Array.from(found.sums.subarray(pair * 5, pair * 5 + 5))).toEqual(
            [x, y, (row: number) => x(row) ** 2, (row: number) => y(row) ** 2, (row: number) => x(row) * y(row)].map(
              over,
            ),
          );
          const total = (of: (row: number) => number): number => both.reduce((sum, row) => (sum + of(row)) | 0, 0);
          expect(Array.from(found.counts.subarray(pair * 4, pair * 4 + 4))).toEqual([
            both.length,
            0,
            total(a),
            total(b),
          ]);
          expectInfluences(input, state, chunks, pair);
        }
      });
    }
  }
});
