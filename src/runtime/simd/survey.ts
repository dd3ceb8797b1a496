import { f64, i32, i32x4, type Routine, repeat, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';
import { bytesOf, entryAt, fourOf, total } from './parts.ts';

/* What a survey needs of the values of a chunk: the numbers of their bins, and the sums of their units' keys. */

/** Bits of a double that are left out of its bin number: sign, exponent and 6 bits after them make 64 bins per power of two. */
const leftOut = 14;

/** Bins of a survey. They depend on no extremes, so that the pass that finds those can count them, too. */
export const surveyBins = 2 ** (32 - leftOut);

/** The upper half of 1. */
const upperOfOne = 0x3ff00000;

/** Bits of the upper half of a whole number that are left out of its bin number: 12 bits after the exponent remain. */
const leftOutOfInteger = 8;

/** The bin of a double, from its upper half, as `binsOfDecimals` has it. */
export function binOf(upper: number): number {
  return (upper ^ ((upper >> 31) | 0x80000000)) >>> leftOut;
}

/** The same as `binsOfIntegers` has it. */
export function binOfInteger(upper: number): number {
  const size = upper & 0x7fffffff;
  const step = size === 0 ? 0 : ((size - upperOfOne) >>> leftOutOfInteger) + 1;
  const mirrored = upper >> 31;
  return surveyBins / 2 + ((step ^ mirrored) - mirrored);
}

/** The upper half of the double in the middle of a bin of `binsOfDecimals`. */
export function middleOfDecimal(bin: number): number {
  const ascending = (bin << leftOut) | (1 << (leftOut - 1));
  return ascending < 0 ? ascending ^ 0x80000000 : ~ascending;
}

/** The same for a bin of `binsOfIntegers`. */
export function middleOfInteger(bin: number): number {
  const step = Math.abs(bin - surveyBins / 2);
  if (step === 0) return 0;
  const size = upperOfOne + ((step - 1) << leftOutOfInteger) + (1 << (leftOutOfInteger - 1));
  return bin < surveyBins / 2 ? size | 0x80000000 : size;
}

/** Bytes of the upper halves of four doubles in two vectors. */
const upperHalves = bytesOf([1, 3, 5, 7]);

function binning(binsOf: (upper: Value<'v128'>) => Value<'v128'>): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32'],
    body: (frame) => {
      const [values, count, out] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
      const row = frame.local('i32');
      const upper = frame.local('v128');
      const from = entryAt(values, row.read, 3);
      const steps = [
        repeat(row, count.read, 4, [
          upper.write(v128.shuffle(v128.load(from), v128.load(from, 16), upperHalves)),
          v128.store(entryAt(out, row.read, 2), binsOf(upper.read)),
        ]),
      ];
      return { steps };
    },
  };
}

/* The bits of doubles ascend with them once those of negative ones are all turned round and the sign of the others is. */
const binsOfDecimals = binning((upper) =>
  i32x4.shiftRightUnsigned(v128.xor(upper, v128.or(i32x4.shiftRight(upper, 31), fourOf(0x80000000 | 0))), leftOut),
);

/* Whole numbers of 32 bits have few exponents. 0 is in the middle; below it the numbers are mirrored. */
const binsOfIntegers = binning((upper) => {
  const size = v128.and(upper, fourOf(0x7fffffff));
  const step = i32x4.add(
    i32x4.shiftRightUnsigned(i32x4.subtract(size, fourOf(upperOfOne)), leftOutOfInteger),
    fourOf(1),
  );
  const mirrored = i32x4.shiftRight(upper, 31);
  const signed = v128.without(step, i32x4.isEqual(size, fourOf(0)));
  return i32x4.add(fourOf(surveyBins / 2), i32x4.subtract(v128.xor(signed, mirrored), mirrored));
});

const sumAt: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [integers, places] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
    const count = frame.parameter(2, 'i32');
    const [row, total] = [frame.local('i32'), frame.local('i32')];
    const entry = i32.load(entryAt(integers, i32.load(entryAt(places, row.read, 2)), 2));
    return { steps: [repeat(row, count.read, 1, [total.write(i32.add(total.read, entry))])], result: total.read };
  },
};

/** Adds 1 to the count of each bin. */
const count: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  body: (frame) => {
    const [bins, values, counts] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [row, at] = [frame.local('i32'), frame.local('i32')];
    const steps = [
      repeat(row, values.read, 1, [
        at.write(entryAt(counts, i32.load(entryAt(bins, row.read, 2)), 2)),
        i32.store(at.read, i32.add(i32.load(at.read), i32.constant(1))),
      ]),
    ];
    return { steps };
  },
};

/** Values whose bin has a list, and their bins, side by side; those of other values are written over. */
const inLists: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [values, bins, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [lists, out, binsOut] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32'), frame.parameter(5, 'i32')];
    const [row, bin, kept] = [frame.local('i32'), frame.local('i32'), frame.local('i32')];
    const isIn = i32.add(
      i32.shiftRight(i32.loadSignedHalf(entryAt(lists, bin.read, 1)), i32.constant(31)),
      i32.constant(1),
    );
    const steps = [
      repeat(row, count.read, 1, [
        bin.write(i32.load(entryAt(bins, row.read, 2))),
        f64.store(entryAt(out, kept.read, 3), f64.load(entryAt(values, row.read, 3))),
        i32.store(entryAt(binsOut, kept.read, 2), bin.read),
        kept.write(i32.add(kept.read, isIn)),
      ]),
    ];
    return { steps, result: kept.read };
  },
};

/**
 * `binsOfDecimals` and `binsOfIntegers` of (doubles, count, out) write the bin of each value, four at a time: what comes after the
 * last is read and written, too. Integers are those of 32 bits as doubles.
 * `count` of (bins, count, counts) adds 1 to the count of each bin.
 * `sum` of (integers, count) sums all of them modulo 2^32; count is a multiple of 4. `sumAt` of (integers, places, count) those at
 * some places.
 * `inLists` of (doubles, bins, count, lists, out, binsOut) takes the values and bins whose entry of `lists`, halves by bin, is not
 * negative, and returns how many there are; something is written after the last of them.
 */
export const survey = compile({ binsOfDecimals, binsOfIntegers, count, sum: total, sumAt, inLists });
