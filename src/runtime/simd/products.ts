import { f64, f64x2, i32, type Local, type Routine, repeat, type Step, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';

/*
 * Sums over columns that lie side by side in the memory of the thread, four values at a time in two vectors, so that an addition
 * need not wait for the one before it. What is after the last value, up to the next four, must be 0.
 */

const bytesOfVector = 16;

type Vector = Local<'v128'>;

const lanes = ({ read }: Vector): Value<'f64'> => f64.add(f64x2.entry(read, 0), f64x2.entry(read, 1));

/** Two of the doubles of an array, from an entry on. */
const twoAt = (array: Local<'i32'>, entry: Local<'i32'>, isSecond: boolean): Value<'v128'> =>
  v128.load(i32.add(array.read, i32.shiftLeft(entry.read, i32.constant(3))), isSecond ? bytesOfVector : 0);

/** Σ of what a term makes of four values at a time. */
function sumOver(
  arrays: number,
  term: (two: (array: number) => Value<'v128'>) => Value<'v128'>,
): Omit<Routine, 'name'> {
  return {
    parameters: [...Array.from({ length: arrays }, () => 'i32' as const), 'i32'],
    result: 'f64',
    body: (frame) => {
      const sources = Array.from({ length: arrays }, (_, at) => frame.parameter(at, 'i32'));
      const count = frame.parameter(arrays, 'i32');
      const entry = frame.local('i32');
      const sums = [frame.local('v128'), frame.local('v128')] as const;
      const steps = [
        repeat(
          entry,
          count.read,
          4,
          sums.map((sum, half) =>
            sum.write(
              f64x2.add(
                sum.read,
                term((array) => twoAt(sources[array]!, entry, half === 1)),
              ),
            ),
          ),
        ),
      ];
      return { steps, result: f64.add(lanes(sums[0]), lanes(sums[1])) };
    },
  };
}

const influences: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'f64', 'f64'],
  body: (frame) => {
    const [left, right, signs] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [count, out] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
    const [givenShrink, givenShift] = [frame.parameter(5, 'f64'), frame.parameter(6, 'f64')];
    const entry = frame.local('i32');
    const [shrink, shift, x, y] = [frame.local('v128'), frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const psi = frame.local('v128');
    const signed = [frame.local('v128'), frame.local('v128')] as const;
    const squares = [frame.local('v128'), frame.local('v128')] as const;
    const largest = frame.local('v128');
    const spread = f64x2.add(f64x2.multiply(x.read, x.read), f64x2.multiply(y.read, y.read));
    const product = f64x2.multiply(x.read, y.read);
    const pair = (half: 0 | 1): readonly Step[] => [
      x.write(twoAt(left, entry, half === 1)),
      y.write(twoAt(right, entry, half === 1)),
      psi.write(f64x2.subtract(f64x2.subtract(product, f64x2.multiply(shrink.read, spread)), shift.read)),
      signed[half].write(f64x2.add(signed[half].read, f64x2.multiply(twoAt(signs, entry, half === 1), psi.read))),
      squares[half].write(f64x2.add(squares[half].read, f64x2.multiply(psi.read, psi.read))),
      largest.write(f64x2.greater(largest.read, f64x2.size(psi.read))),
    ];
    const steps = [
      shrink.write(f64x2.all(givenShrink.read)),
      shift.write(f64x2.all(givenShift.read)),
      repeat(entry, count.read, 4, [...pair(0), ...pair(1)]),
      f64.store(out.read, f64.add(lanes(signed[0]), lanes(signed[1]))),
      f64.store(out.read, f64.add(lanes(squares[0]), lanes(squares[1])), 8),
      f64.store(out.read, f64.greater(f64x2.entry(largest.read, 0), f64x2.entry(largest.read, 1)), 16),
    ];
    return { steps };
  },
};

/**
 * `sum` of (values, count) and `product` of (left, right, count), addresses and numbers of values, return Σx and Σxy.
 * `influences` of (left, right, signs, count, out, shrink, shift), for whole fours of rows only, writes Σ s ψ, Σ ψ² and max |ψ|
 * with ψ = xy − shrink·(x² + y²) − shift.
 */
export const products = compile({
  sum: sumOver(1, (two) => two(0)),
  product: sumOver(2, (two) => f64x2.multiply(two(0), two(1))),
  influences,
});
