import {
  type Frame,
  f64,
  f64x2,
  i32,
  i32x4,
  i64x2,
  type Routine,
  repeat,
  type Step,
  type Value,
  v128,
} from './assembler.ts';
import { compile } from './memory.ts';
import { entryAt, type Integer, negativeSigns, signBit, type Vector } from './parts.ts';

/* Two values at a time, each lane with sums of its own; those of both are put together at the end. */

const lane = (of: Vector, number: 0 | 1): Value<'f64'> => f64x2.entry(of.read, number);

const storeDoubles = (out: Integer, values: readonly Value<'f64'>[]): readonly Step[] =>
  values.map((value, entry) => f64.store(out.read, value, entry * 8));

const extremes: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [values, count, out] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const entry = frame.local('i32');
    const value = frame.local('v128');
    const [minimum, maximum, whole] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const steps = [
      minimum.write(f64x2.constant(Number.POSITIVE_INFINITY)),
      maximum.write(f64x2.constant(Number.NEGATIVE_INFINITY)),
      whole.write(i64x2.constant(-1n)),
      repeat(entry, count.read, 2, [
        value.write(v128.load(entryAt(values, entry, 3))),
        minimum.write(f64x2.lesser(minimum.read, value.read)),
        maximum.write(f64x2.greater(maximum.read, value.read)),
        whole.write(v128.and(whole.read, f64x2.isEqual(value.read, f64x2.floor(value.read)))),
      ]),
      ...storeDoubles(out, [
        f64.lesser(lane(minimum, 0), lane(minimum, 1)),
        f64.greater(lane(maximum, 0), lane(maximum, 1)),
      ]),
    ];
    return { steps, result: i32x4.signs(whole.read) };
  },
};

/** The sums that `shifted` writes as doubles, in this order; the negative signs come after them, as an integer. */
export const shiftedSums = ['sum', 'absolute', 'd', 'd2', 'd3', 'd4', 'signedD', 'signedD2'] as const;

/** Where the largest sizes of both lanes come to lie after the sums: the largest two of them are the largest two of all. */
export const shiftedLayout = { sizes: shiftedSums.length, negative: (shiftedSums.length + 4) * 8 } as const;

function sumsIn(frame: Frame): Readonly<Record<(typeof shiftedSums)[number], Vector>> {
  const local = (): Vector => frame.local('v128');
  return {
    sum: local(),
    absolute: local(),
    d: local(),
    d2: local(),
    d3: local(),
    d4: local(),
    signedD: local(),
    signedD2: local(),
  };
}

const shifted: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'f64'],
  body: (frame) => {
    const [values, keysA, keysB] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [count, out] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
    const [lo, hi] = [frame.parameter(5, 'i32'), frame.parameter(6, 'i32')];
    const given = [frame.parameter(7, 'f64'), frame.parameter(8, 'f64'), frame.parameter(9, 'f64')] as const;
    const [lower, upper, shift] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const [low, high] = [frame.local('v128'), frame.local('v128')];
    const entry = frame.local('i32');
    const [value, inside, size, d, d2] = [
      frame.local('v128'),
      frame.local('v128'),
      frame.local('v128'),
      frame.local('v128'),
      frame.local('v128'),
    ];
    const [flips, flip, negative] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const [largest, second] = [frame.local('v128'), frame.local('v128')];
    const sums = sumsIn(frame);
    const join = (name: keyof typeof sums, term: Value<'v128'>): Step =>
      sums[name].write(f64x2.add(sums[name].read, term));
    const two = (keys: Integer): Value<'v128'> => v128.loadEight(entryAt(keys, entry, 2));
    const steps = [
      lower.write(f64x2.all(given[0].read)),
      upper.write(f64x2.all(given[1].read)),
      shift.write(f64x2.all(given[2].read)),
      low.write(i32x4.all(lo.read)),
      high.write(i32x4.all(hi.read)),
      repeat(entry, count.read, 2, [
        value.write(v128.load(entryAt(values, entry, 3))),
        size.write(f64x2.size(value.read)),
        inside.write(f64x2.lesser(f64x2.greater(value.read, lower.read), upper.read)),
        d.write(f64x2.subtract(inside.read, shift.read)),
        d2.write(f64x2.multiply(d.read, d.read)),
        flips.write(i64x2.ofFirst(negativeSigns(two(keysA), two(keysB), low.read, high.read))),
        flip.write(v128.and(flips.read, signBit)),
        negative.write(i32x4.subtract(negative.read, flips.read)),
        second.write(f64x2.greater(second.read, f64x2.lesser(largest.read, size.read))),
        largest.write(f64x2.greater(largest.read, size.read)),
        join('sum', inside.read),
        join('absolute', size.read),
        join('d', d.read),
        join('d2', d2.read),
        join('d3', f64x2.multiply(d2.read, d.read)),
        join('d4', f64x2.multiply(d2.read, d2.read)),
        join('signedD', v128.xor(d.read, flip.read)),
        join('signedD2', v128.xor(d2.read, flip.read)),
      ]),
      ...storeDoubles(out, [
        ...shiftedSums.map((name) => f64.add(lane(sums[name], 0), lane(sums[name], 1))),
        ...[largest, second].flatMap((of) => [lane(of, 0), lane(of, 1)]),
      ]),
      i32.store(
        out.read,
        i32.add(i32x4.entry(negative.read, 0), i32x4.entry(negative.read, 2)),
        shiftedLayout.negative,
      ),
    ];
    return { steps };
  },
};

const squares: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'f64', 'f64', 'f64'],
  body: (frame) => {
    const [values, count, out] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const given = [frame.parameter(3, 'f64'), frame.parameter(4, 'f64'), frame.parameter(5, 'f64')] as const;
    const [lower, upper, shift] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const [entry, deviation] = [frame.local('i32'), frame.local('v128')];
    const [d, d2] = [frame.local('v128'), frame.local('v128')];
    const inside = f64x2.lesser(f64x2.greater(v128.load(entryAt(values, entry, 3)), lower.read), upper.read);
    const steps = [
      lower.write(f64x2.all(given[0].read)),
      upper.write(f64x2.all(given[1].read)),
      shift.write(f64x2.all(given[2].read)),
      repeat(entry, count.read, 2, [
        deviation.write(f64x2.subtract(inside, shift.read)),
        d.write(f64x2.add(d.read, deviation.read)),
        d2.write(f64x2.add(d2.read, f64x2.multiply(deviation.read, deviation.read))),
      ]),
      ...storeDoubles(
        out,
        [d, d2].map((sum) => f64.add(lane(sum, 0), lane(sum, 1))),
      ),
    ];
    return { steps };
  },
};

/**
 * `extremes` of (values, count, out) writes the smallest and the largest value and returns 15 when all are whole.
 * `shifted` of (values, keysA, keysB, count, out, lo, hi, lower, upper, shift) writes what `shiftedSums` and `shiftedLayout` say,
 * with x_w = x pulled into the limits and d = x_w − shift; `squares` of (values, count, out, lower, upper, shift) Σ d and Σ d² alone.
 * Counts are even.
 */
export const moments = compile({ extremes, shifted, squares });
