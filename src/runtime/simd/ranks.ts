import { type Frame, f64, f64x2, i32, i32x4, type Local, type Routine, repeat, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';
import { inPairs, laneSwapped } from './segments.ts';

/* What it takes to find order statistics without moving values: extremes, a histogram between them, and the values of some bins. */

const extremes: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  body: (frame) => {
    const values = frame.parameter(0, 'i32');
    const count = frame.parameter(1, 'i32');
    const out = frame.parameter(2, 'i32');
    const row = frame.local('i32');
    const [value, least, most] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    return {
      steps: [
        least.write(f64x2.constant(Number.POSITIVE_INFINITY)),
        most.write(f64x2.constant(Number.NEGATIVE_INFINITY)),
        ...inPairs(frame, count, row, (only) => [
          value.write(v128.load(i32.add(values.read, i32.shiftLeft(row.read, i32.constant(3))))),
          least.write(f64x2.lesser(least.read, only(value.read, Number.POSITIVE_INFINITY))),
          most.write(f64x2.greater(most.read, only(value.read, Number.NEGATIVE_INFINITY))),
        ]),
        f64.store(out.read, f64x2.entry(f64x2.lesser(least.read, laneSwapped(least.read)), 0), 0),
        f64.store(out.read, f64x2.entry(f64x2.greater(most.read, laneSwapped(most.read)), 0), 8),
      ],
    };
  },
};

/** Variables of both loops over bins, and the address of the count of the bin of the value at hand. */
function binned(frame: Frame): {
  readonly count: Local<'i32'>;
  readonly row: Local<'i32'>;
  readonly value: Value<'v128'>;
  readonly place: Value<'i32'>;
} {
  const values = frame.parameter(0, 'i32');
  const count = frame.parameter(1, 'i32');
  const lower = frame.parameter(2, 'f64');
  const perUnit = frame.parameter(3, 'f64');
  const counts = frame.parameter(4, 'i32');
  const row = frame.local('i32');
  const value = v128.loadEight(i32.add(values.read, i32.shiftLeft(row.read, i32.constant(3))));
  const above = f64x2.multiply(f64x2.subtract(value, f64x2.all(lower.read)), f64x2.all(perUnit.read));
  const bin = i32x4.entry(i32x4.ofDoubles(above), 0);
  return { count, row, value, place: i32.add(counts.read, i32.shiftLeft(bin, i32.constant(2))) };
}

const countBins: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'f64', 'f64', 'i32'],
  body: (frame) => {
    const { count, row, place } = binned(frame);
    const at = frame.local('i32');
    return {
      steps: [
        repeat(row, count.read, 1, [at.write(place), i32.store(at.read, i32.add(i32.load(at.read), i32.constant(1)))]),
      ],
    };
  },
};

const collect: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'f64', 'f64', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const { count, row, value, place } = binned(frame);
    const out = frame.parameter(5, 'i32');
    const kept = frame.local('i32');
    const target = i32.add(out.read, i32.shiftLeft(kept.read, i32.constant(3)));
    return {
      steps: [
        repeat(row, count.read, 1, [
          f64.store(target, f64x2.entry(value, 0)),
          kept.write(i32.add(kept.read, i32.load(place))),
        ]),
      ],
      result: kept.read,
    };
  },
};

/**
 * `extremes` (values, count, out): addresses of doubles, and how many; writes the smallest and the largest.
 * `countBins` (values, count, lower, perUnit, counts): adds 1 to the count of each value's bin, an integer.
 * `collect` (values, count, lower, perUnit, marks, out): writes the values whose bin has the mark 1, and returns how many there
 * are; something is written after the last of them.
 */
export const ranks = compile({ extremes, countBins, collect });
