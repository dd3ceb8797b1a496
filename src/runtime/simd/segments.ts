import {
  type Frame,
  f64,
  f64x2,
  i32,
  i32x4,
  type Local,
  type Routine,
  repeat,
  type Step,
  type Value,
  v128,
} from './assembler.ts';
import { compile } from './memory.ts';
import { type Vector } from './parts.ts';

/*
 * Sums over values that stand side by side because they are of one cell: two at a time, in variables of the processor. The odd
 * one at the end goes through the same steps once more, beside a neutral one.
 */

const pair = 16;

/** Variables, each by its name. */
function vectorsOf<Name extends string>(frame: Frame, names: readonly Name[]): Readonly<Record<Name, Vector>> {
  return Object.fromEntries(names.map((name) => [name, frame.local('v128')])) as Record<Name, Vector>;
}

/** The first of two lanes has all ones. */
const firstOnly = i32x4.constant([-1, -1, 0, 0]);

/** The steps for all pairs of `count` rows, and for the odd one. */
export function inPairs(
  frame: Frame,
  count: Local<'i32'>,
  row: Local<'i32'>,
  stepsOf: (only: (of: Value<'v128'>, neutral: number) => Value<'v128'>) => readonly Step[],
): readonly Step[] {
  const even = frame.local('i32');
  return [
    even.write(i32.and(count.read, i32.constant(-2))),
    repeat(
      row,
      even.read,
      2,
      stepsOf((of) => of),
    ),
    repeat(
      row,
      count.read,
      2,
      stepsOf((of, neutral) =>
        neutral === 0 ? v128.and(of, firstOnly) : v128.choose(of, f64x2.constant(neutral), firstOnly),
      ),
    ),
  ];
}

/** The two lanes of a vector of doubles, the second first. */
export const laneSwapped = (of: Value<'v128'>): Value<'v128'> => v128.shuffle(of, of, lastTwo);

const sumOf = (lanes: Value<'v128'>): Value<'f64'> => f64.add(f64x2.entry(lanes, 0), f64x2.entry(lanes, 1));

/** Values of doubles, from integers. The count is that of the integers; four at a time are written. */
const widen: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  body: (frame) => {
    const from = frame.parameter(0, 'i32');
    const count = frame.parameter(1, 'i32');
    const to = frame.parameter(2, 'i32');
    const row = frame.local('i32');
    const four = frame.local('v128');
    const target = i32.add(to.read, i32.shiftLeft(row.read, i32.constant(3)));
    return {
      steps: [
        repeat(row, count.read, 4, [
          four.write(v128.load(i32.add(from.read, i32.shiftLeft(row.read, i32.constant(2))))),
          v128.store(target, f64x2.ofIntegers(four.read)),
          v128.store(target, f64x2.ofIntegers(v128.shuffle(four.read, four.read, lastTwo)), pair),
        ]),
      ],
    };
  },
};

/** Bytes of the last two of four integers, and something after them. */
const lastTwo = Array.from({ length: 16 }, (_, byte) => (byte + 8) % 16);

/** The two smallest and largest things of both lanes become those of one. */
function largestTwo(largest: Local<'v128'>, second: Local<'v128'>, swapped: Local<'v128'>): readonly Step[] {
  return [
    swapped.write(f64x2.lesser(largest.read, laneSwapped(largest.read))),
    second.write(f64x2.greater(f64x2.greater(second.read, laneSwapped(second.read)), swapped.read)),
    largest.write(f64x2.greater(largest.read, laneSwapped(largest.read))),
  ];
}

const first: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'f64', 'f64', 'i32'],
  body: (frame) => {
    const values = frame.parameter(0, 'i32');
    const keys = frame.parameter(1, 'i32');
    const count = frame.parameter(2, 'i32');
    const lower = frame.parameter(3, 'f64');
    const upper = frame.parameter(4, 'f64');
    const out = frame.parameter(5, 'i32');
    const row = frame.local('i32');
    const { low, high, value, inside, size, sum, minimum, maximum, absolute, largest, second, keySums } = vectorsOf(
      frame,
      [
        'low',
        'high',
        'value',
        'inside',
        'size',
        'sum',
        'minimum',
        'maximum',
        'absolute',
        'largest',
        'second',
        'keySums',
      ],
    );
    const offset = i32.shiftLeft(row.read, i32.constant(3));
    return {
      steps: [
        low.write(f64x2.all(lower.read)),
        high.write(f64x2.all(upper.read)),
        minimum.write(f64x2.constant(Number.POSITIVE_INFINITY)),
        maximum.write(f64x2.constant(Number.NEGATIVE_INFINITY)),
        ...inPairs(frame, count, row, (only) => [
          value.write(only(v128.load(i32.add(values.read, offset)), 0)),
          inside.write(f64x2.lesser(f64x2.greater(value.read, low.read), high.read)),
          size.write(f64x2.size(value.read)),
          sum.write(f64x2.add(sum.read, only(inside.read, 0))),
          minimum.write(f64x2.lesser(minimum.read, only(inside.read, Number.POSITIVE_INFINITY))),
          maximum.write(f64x2.greater(maximum.read, only(inside.read, Number.NEGATIVE_INFINITY))),
          absolute.write(f64x2.add(absolute.read, size.read)),
          second.write(f64x2.greater(second.read, f64x2.lesser(largest.read, size.read))),
          largest.write(f64x2.greater(largest.read, size.read)),
          keySums.write(i32x4.add(keySums.read, only(v128.load(i32.add(keys.read, offset)), 0))),
        ]),
        ...largestTwo(largest, second, value),
        f64.store(out.read, sumOf(sum.read), 0),
        f64.store(out.read, f64x2.entry(f64x2.lesser(minimum.read, laneSwapped(minimum.read)), 0), 8),
        f64.store(out.read, f64x2.entry(f64x2.greater(maximum.read, laneSwapped(maximum.read)), 0), 16),
        f64.store(out.read, sumOf(absolute.read), 24),
        f64.store(out.read, f64x2.entry(largest.read, 0), 32),
        f64.store(out.read, f64x2.entry(second.read, 0), 40),
        i32.store(out.read, i32.add(i32x4.entry(keySums.read, 0), i32x4.entry(keySums.read, 2)), 48),
        i32.store(out.read, i32.add(i32x4.entry(keySums.read, 1), i32x4.entry(keySums.read, 3)), 52),
      ],
    };
  },
};

/** Odd numbers that both halves of a key are multiplied with (rule DC-14). */
const multipliers = i32x4.constant([0x9e3779b1 | 0, 0x85ebca77 | 0, 0x9e3779b1 | 0, 0x85ebca77 | 0]);
/** Bytes of both halves of each of two keys, the other half first. */
const halvesSwapped = [4, 5, 6, 7, 0, 1, 2, 3, 12, 13, 14, 15, 8, 9, 10, 11];
/** Bytes of the first integers of two vectors in turn. */
const inTurn = Array.from({ length: 16 }, (_, byte) => ((byte >> 2) % 2) * 16 + (byte % 4));

const second: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const values = frame.parameter(0, 'i32');
    const keys = frame.parameter(1, 'i32');
    const count = frame.parameter(2, 'i32');
    const lower = frame.parameter(3, 'f64');
    const upper = frame.parameter(4, 'f64');
    const mean = frame.parameter(5, 'f64');
    const lo = frame.parameter(6, 'i32');
    const hi = frame.parameter(7, 'i32');
    const out = frame.parameter(8, 'i32');
    const row = frame.local('i32');
    const { low, high, centre, cellKey, d, d2, d4, flip, flips } = vectorsOf(frame, [
      'low',
      'high',
      'centre',
      'cellKey',
      'd',
      'd2',
      'd4',
      'flip',
      'flips',
    ]);
    const { plusD, plusD2, plusD4, minusD, minusD2, minusD4 } = vectorsOf(frame, [
      'plusD',
      'plusD2',
      'plusD4',
      'minusD',
      'minusD2',
      'minusD4',
    ]);
    const offset = i32.shiftLeft(row.read, i32.constant(3));
    const inside = f64x2.lesser(f64x2.greater(v128.load(i32.add(values.read, offset)), low.read), high.read);
    const mixed = i32x4.multiply(v128.xor(v128.load(i32.add(keys.read, offset)), cellKey.read), multipliers);
    const join = (sum: Vector, power: Vector): Step =>
      sum.write(f64x2.add(sum.read, v128.without(power.read, flip.read)));
    const joinFlipped = (sum: Vector, power: Vector): Step =>
      sum.write(f64x2.add(sum.read, v128.and(power.read, flip.read)));
    return {
      steps: [
        low.write(f64x2.all(lower.read)),
        high.write(f64x2.all(upper.read)),
        centre.write(f64x2.all(mean.read)),
        cellKey.write(v128.shuffle(i32x4.all(lo.read), i32x4.all(hi.read), inTurn)),
        ...inPairs(frame, count, row, (only) => [
          d.write(only(f64x2.subtract(inside, centre.read), 0)),
          d2.write(f64x2.multiply(d.read, d.read)),
          d4.write(f64x2.multiply(d2.read, d2.read)),
          flip.write(mixed),
          flip.write(
            only(i32x4.shiftRight(v128.xor(flip.read, v128.shuffle(flip.read, flip.read, halvesSwapped)), 31), 0),
          ),
          flips.write(i32x4.add(flips.read, flip.read)),
          join(plusD, d),
          join(plusD2, d2),
          join(plusD4, d4),
          joinFlipped(minusD, d),
          joinFlipped(minusD2, d2),
          joinFlipped(minusD4, d4),
        ]),
        ...[plusD, plusD2, plusD4, minusD, minusD2, minusD4].map((sum, entry) =>
          f64.store(out.read, sumOf(sum.read), entry * 8),
        ),
        i32.store(out.read, i32.add(i32x4.entry(flips.read, 0), i32x4.entry(flips.read, 2)), 48),
      ],
    };
  },
};

/**
 * `widen` (integers, count, doubles): addresses, and how many.
 * `first` (values, keys, count, lower, upper, out): from values and the two halves of the key of each, Σ x_w, its extremes, Σ |x|
 * and the two largest |x| as doubles, and the sums of the halves as integers. x_w is x pulled into the limits.
 * `second` (values, keys, count, lower, upper, mean, lo, hi, out): Σ d, Σ d² and Σ d⁴ of the units whose sign is positive and of
 * the others, d = x_w − mean, and how many the others are, with a minus, as an integer.
 */
export const segments = compile({ widen, first, second });
