import {
  type Frame,
  f64,
  f64x2,
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
import { compile } from './memory.ts';
import { bytesOfVector, entryAt, type Integer, listMarked, negativeSigns, signBit, total, zeros } from './parts.ts';

/* Values of the rows that count, less a number, side by side; and the signs of their units. */

const both: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  body: (frame) => {
    const [marks, others, rows] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const row = frame.local('i32');
    const [target, source] = [i32.add(marks.read, row.read), i32.add(others.read, row.read)];
    return {
      steps: [
        repeat(row, rows.read, bytesOfVector, [v128.store(target, v128.and(v128.load(target), v128.load(source)))]),
      ],
    };
  },
};

const marked: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [marks, rows, places] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [row, found] = [frame.local('i32'), frame.local('i32')];
    const steps = [listMarked({ marks, rows, places, row, found })];
    return { steps, result: found.read };
  },
};

/** A function of (values, places, count, less, out) that writes values at some places less a number, then zeros for four. */
function lowerAt(logOfBytes: number, load: (address: Value<'i32'>) => Value<'f64'>): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'f64', 'i32'],
    body: (frame) => {
      const [values, places, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
      const [less, out] = [frame.parameter(3, 'f64'), frame.parameter(4, 'i32')];
      const row = frame.local('i32');
      const value = load(entryAt(values, i32.load(entryAt(places, row.read, 2)), logOfBytes));
      const steps = [
        repeat(row, count.read, 1, [f64.store(entryAt(out, row.read, 3), f64.subtract(value, less.read))]),
        ...endWithZeros(out, count),
      ];
      return { steps };
    },
  };
}

/** The same for values that all count, four at a time. */
function lower(
  logOfBytes: number,
  loadTwo: (address: Value<'i32'>, isSecond: boolean) => Value<'v128'>,
): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'f64', 'i32'],
    body: (frame) => {
      const [values, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
      const [less, out] = [frame.parameter(2, 'f64'), frame.parameter(3, 'i32')];
      const row = frame.local('i32');
      const both = frame.local('v128');
      const lowered = (isSecond: boolean): Step =>
        v128.store(
          entryAt(out, row.read, 3),
          f64x2.subtract(loadTwo(entryAt(values, row.read, logOfBytes), isSecond), both.read),
          isSecond ? bytesOfVector : 0,
        );
      const steps = [
        both.write(f64x2.all(less.read)),
        repeat(row, count.read, 4, [lowered(false), lowered(true)]),
        ...endWithZeros(out, count),
      ];
      return { steps };
    },
  };
}

const endWithZeros = (out: Local<'i32'>, count: Local<'i32'>): readonly Step[] => [
  v128.store(entryAt(out, count.read, 3), zeros),
  v128.store(entryAt(out, count.read, 3), zeros, bytesOfVector),
];

const gather: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [integers, places] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
    const [count, out] = [frame.parameter(2, 'i32'), frame.parameter(3, 'i32')];
    const row = frame.local('i32');
    const value = i32.load(entryAt(integers, i32.load(entryAt(places, row.read, 2)), 2));
    return {
      steps: [
        repeat(row, count.read, 1, [i32.store(entryAt(out, row.read, 2), value)]),
        v128.store(entryAt(out, count.read, 2), zeros),
      ],
    };
  },
};

const signs: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame: Frame) => {
    const [keysA, keysB, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [lo, hi, out] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32'), frame.parameter(5, 'i32')];
    const row = frame.local('i32');
    const flips = frame.local('v128');
    const ones = f64x2.constant(1);
    const signed = (flipsOfTwo: Value<'v128'>): Value<'v128'> => v128.xor(ones, v128.and(flipsOfTwo, signBit));
    const four = (keys: Integer): Value<'v128'> => v128.load(entryAt(keys, row, 2));
    const target = entryAt(out, row.read, 3);
    const steps = [
      repeat(row, count.read, 4, [
        flips.write(negativeSigns(four(keysA), four(keysB), i32x4.all(lo.read), i32x4.all(hi.read))),
        v128.store(target, signed(i64x2.ofFirst(flips.read))),
        v128.store(target, signed(i64x2.ofLast(flips.read)), bytesOfVector),
      ]),
    ];
    return { steps };
  },
};

const scale: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'f64'],
  body: (frame) => {
    const [values, count, factor] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'f64')];
    const row = frame.local('i32');
    const target = entryAt(values, row.read, 3);
    return {
      steps: [
        repeat(row, count.read, 2, [v128.store(target, f64x2.multiply(v128.load(target), f64x2.all(factor.read)))]),
      ],
    };
  },
};

const secondTwo = Array.from({ length: bytesOfVector }, (_, byte) => (byte + 8) % bytesOfVector);

/**
 * Arguments are addresses, numbers of rows, and numbers.
 *
 * `both` (marks, others, rows) leaves the marks that the others are, too; `marked` (marks, rows, places) lists the rows with a mark and
 * returns how many there are. `integersAt` and `decimalsAt` (values, places, count, less, out) write the values of the rows listed less
 * a number as doubles, `integers` and `decimals` (values, count, less, out) those of the first rows; four zeros come after them.
 * `gather` (integers, places, count, out) does so with the integers themselves, and `total` (integers, count) adds such integers.
 * `signs` (keysA, keysB, count, lo, hi, out) writes the signs of units as doubles, `scale` (values, count, factor) multiplies.
 */
export const deviations = compile({
  both,
  marked,
  integersAt: lowerAt(2, (address) => f64.ofInteger(i32.load(address))),
  decimalsAt: lowerAt(3, (address) => f64.load(address)),
  integers: lower(2, (address, isSecond) => {
    const four = v128.load(address);
    return f64x2.ofIntegers(isSecond ? v128.shuffle(four, four, secondTwo) : four);
  }),
  decimals: lower(3, (address, isSecond) => v128.load(address, isSecond ? bytesOfVector : 0)),
  gather,
  total,
  signs,
  scale,
});
