import {
  i8x16,
  i32,
  i32x4,
  i64x2,
  type Local,
  type Routine,
  repeat,
  type Step,
  type Value,
  v128,
} from './assembler.ts';

/* What several routines are made of. */

/** Variables that hold addresses and numbers, and vectors. */
export type Integer = Local<'i32'>;
export type Vector = Local<'v128'>;

export const bytesOfVector = 16;

export const fours = [0, 1, 2, 3] as const;

/** The same integer four times. */
export const fourOf = (integer: number): Value<'v128'> => i32x4.constant([integer, integer, integer, integer]);
export const zeros = fourOf(0);

/** The address of an entry of an array, whose entries have 2 to this power bytes. */
export function entryAt(
  array: Value<'i32'> | Integer,
  entry: Value<'i32'> | Integer,
  logOfBytes: number,
): Value<'i32'> {
  const [start, number] = [valueOf(array), valueOf(entry)];
  return i32.add(start, logOfBytes === 0 ? number : i32.shiftLeft(number, i32.constant(logOfBytes)));
}

function valueOf(of: Value<'i32'> | Integer): Value<'i32'> {
  return 'read' in of ? of.read : of;
}

/** The bytes of some of the four integers of a vector, or of the eight of two. */
export const bytesOf = (integers: readonly number[]): number[] =>
  integers.flatMap((integer) => fours.map((byte) => integer * 4 + byte));

/** How to arrange four bytes of 0 and 1 as four integers. */
export const widen = i8x16.constant([0, 16, 16, 16, 1, 16, 16, 16, 2, 16, 16, 16, 3, 16, 16, 16]);

/** The sum of four integers. */
export const sumOfFour = (four: Value<'v128'>): Value<'i32'> =>
  fours.map((lane) => i32x4.entry(four, lane)).reduce((sum, lane) => i32.add(sum, lane));

/** A function of (integers, count) that returns their sum modulo 2^32; count is a multiple of 4. */
export const total: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [integers, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
    const [row, sums] = [frame.local('i32'), frame.local('v128')];
    const next = sums.write(i32x4.add(sums.read, v128.load(entryAt(integers, row, 2))));
    return { steps: [repeat(row, count.read, 4, [next])], result: sumOfFour(sums.read) };
  },
};

/** Lists the numbers of the rows with a mark, which is a byte of 0 or 1, and counts them in `found`. */
export function listMarked(of: Readonly<Record<'marks' | 'rows' | 'places' | 'row' | 'found', Integer>>): Step {
  const { marks, rows, places, row, found } = of;
  // Writes ahead and moves on only where the row counts: who is missing is nothing that a processor could guess.
  return repeat(row, rows.read, 1, [
    i32.store(entryAt(places, found, 2), row.read),
    found.write(i32.add(found.read, i32.loadByte(i32.add(marks.read, row.read)))),
  ]);
}

/** The multipliers of `signOf` in the disclosure rules, which this has to be equal to. */
const multiplierA = fourOf(0x9e3779b1);
const multiplierB = fourOf(0x85ebca77);

/** All bits of those of four units whose sign is negative, from both halves of their keys and of the draw's. */
export function negativeSigns(
  keysA: Value<'v128'>,
  keysB: Value<'v128'>,
  lo: Value<'v128'>,
  hi: Value<'v128'>,
): Value<'v128'> {
  const a = i32x4.multiply(v128.xor(keysA, lo), multiplierA);
  const b = i32x4.multiply(v128.xor(keysB, hi), multiplierB);
  return i32x4.shiftRight(v128.xor(a, b), 31);
}

/** The bit that makes a double negative. */
export const signBit = i64x2.constant(-(2n ** 63n));
