import { missingInt32 } from '../../metadata/stored-column.ts';
import { f64x2, i8x16, i16x8, i32, i32x4, type Local, type Routine, repeat, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';
import { bytesOfVector, entryAt, fours, zeros } from './parts.ts';

/* Marks are bytes of 0 and 1, one for each row; sixteen of them are looked at together. */

/** Answers about four rows each, as bytes. */
export function asBytes([a, b, c, d]: readonly [
  Value<'v128'>,
  Value<'v128'>,
  Value<'v128'>,
  Value<'v128'>,
]): Value<'v128'> {
  return i8x16.ofHalves(i16x8.ofIntegers(a, b), i16x8.ofIntegers(c, d));
}

/** A function of (values, count, open, marks) that takes the marks of rows without a value away. */
function require(
  logOfBytes: number,
  areValid: (values: Local<'i32'>, offset: Value<'i32'>, quarter: number, open: Local<'i32'>) => Value<'v128'>,
): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'i32'],
    body: (frame) => {
      const values = frame.parameter(0, 'i32');
      const count = frame.parameter(1, 'i32');
      const open = frame.parameter(2, 'i32');
      const marks = frame.parameter(3, 'i32');
      const row = frame.local('i32');
      const offset = i32.shiftLeft(row.read, i32.constant(logOfBytes));
      const valid = ([0, 1, 2, 3] as const).map((quarter) => areValid(values, offset, quarter, open)) as [
        Value<'v128'>,
        Value<'v128'>,
        Value<'v128'>,
        Value<'v128'>,
      ];
      const target = i32.add(marks.read, row.read);
      return {
        steps: [repeat(row, count.read, 16, [v128.store(target, v128.and(v128.load(target), asBytes(valid)))])],
      };
    },
  };
}

const integers = require(2, (values, offset, quarter, open) => {
  const four = v128.load(i32.add(values.read, offset), quarter * bytesOfVector);
  const isThere = i32x4.differs(four, i32x4.all(i32.constant(missingInt32)));
  return v128.and(isThere, i32x4.differs(four, i32x4.all(open.read)));
});

/** Bytes of the lower halves of two vectors of two: four integers for the answers about four doubles. */
const lowerHalves = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];

const decimals = require(3, (values, offset, quarter) => {
  const [first, second] = ([0, 1] as const).map((half) => {
    const two = v128.load(i32.add(values.read, offset), (quarter * 2 + half) * bytesOfVector);
    // NaN alone differs from itself.
    return f64x2.isEqual(two, two);
  }) as [Value<'v128'>, Value<'v128'>];
  return v128.shuffle(first, second, lowerHalves);
});

/** A function of (marks, count) that gives the number of marks; a byte of a sum bears 255 of them, so that count is 4080 at most. */
const ones: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [marks, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
    const row = frame.local('i32');
    const sums = frame.local('v128');
    const steps = [
      repeat(row, count.read, 16, [sums.write(i8x16.add(sums.read, v128.load(i32.add(marks.read, row.read))))]),
      sums.write(i32x4.sumsOfHalves(i16x8.sumsOfBytes(sums.read))),
    ];
    const [a, b, c, d] = ([0, 1, 2, 3] as const).map((lane) => i32x4.entry(sums.read, lane)) as [
      Value<'i32'>,
      Value<'i32'>,
      Value<'i32'>,
      Value<'i32'>,
    ];
    return { steps, result: i32.add(i32.add(a, b), i32.add(c, d)) };
  },
};

/** A function of (cells, count, marks) that marks the rows whose cell is not negative. */
const ofCells: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  body: (frame) => {
    const [cells, count, out] = ([0, 1, 2] as const).map((at) => frame.parameter(at, 'i32')) as [
      Local<'i32'>,
      Local<'i32'>,
      Local<'i32'>,
    ];
    const row = frame.local('i32');
    const isIn = fours.map((quarter) =>
      i32x4.isAtLeast(v128.load(entryAt(cells, row, 2), quarter * bytesOfVector), zeros),
    ) as [Value<'v128'>, Value<'v128'>, Value<'v128'>, Value<'v128'>];
    const bytes = v128.and(asBytes(isIn), i8x16.all(i32.constant(1)));
    return { steps: [repeat(row, count.read, 16, [v128.store(i32.add(out.read, row.read), bytes)])] };
  },
};

/**
 * Functions on marks. `integers` and `decimals` of (values, count, open, marks) take the marks of rows away that have no value
 * (integers: neither the missing one nor `open`); `ones` of (marks, count) counts them. `ofCells` of (cells, count,
 * marks) makes them anew: of the rows whose cell is not negative. Counts are multiples of 16.
 */
export const marks = compile({ integers, decimals, ones, ofCells });
