import { i8x16, i32, i32x4, type Local, type Routine, repeat, type Value, v128 } from './assembler.ts';
import { asBytes } from './marks.ts';
import { compile } from './memory.ts';

type Variable = Local<'i32'>;

/** A function of (values, count, low, high, flip, marks) that leaves the marks of rows within a range, or beyond it. */
function within(
  logOfBytes: number,
  areWithin: (at: Value<'i32'>, low: Variable, high: Variable) => Value<'v128'>,
): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
    body: (frame) => {
      const [values, count] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
      const [low, high, flip] = [frame.parameter(2, 'i32'), frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
      const marks = frame.parameter(5, 'i32');
      const row = frame.local('i32');
      const at = i32.add(values.read, i32.shiftLeft(row.read, i32.constant(logOfBytes)));
      const target = i32.add(marks.read, row.read);
      const answers = v128.xor(areWithin(at, low, high), i8x16.all(flip.read));
      // A mark is a bit, an answer a byte of ones.
      return { steps: [repeat(row, count.read, 16, [v128.store(target, v128.and(v128.load(target), answers))])] };
    },
  };
}

function quarters(four: (quarter: number) => Value<'v128'>, low: Variable, high: Variable): Value<'v128'> {
  const answer = (quarter: number): Value<'v128'> =>
    v128.without(
      i32x4.isAtLeast(four(quarter), i32x4.all(low.read)),
      i32x4.isMore(four(quarter), i32x4.all(high.read)),
    );
  return asBytes([answer(0), answer(1), answer(2), answer(3)]);
}

/**
 * Functions of (values, count, low, high, flip, marks) that take the marks away of rows whose value is not within `low` and `high`,
 * or with −1 as `flip` of those whose value is: of integers, of halves without a sign, and of bytes, which have to be equal to
 * `low`. Counts are multiples of 16.
 */
export const ranges = compile({
  integers: within(2, (at, low, high) => quarters((quarter) => v128.load(at, quarter * 16), low, high)),
  halves: within(1, (at, low, high) => quarters((quarter) => v128.loadHalvesAsIntegers(at, quarter * 8), low, high)),
  bytes: within(0, (at, low) => i8x16.isEqual(v128.load(at), i8x16.all(low.read))),
});
