import { type Frame, f64, f64x2, i32, type Routine, repeat, type Step, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';
import { bytesOfVector, entryAt, type Integer, type Vector } from './parts.ts';

/*
 * Sums over columns that lie side by side in the memory of the thread, four values at a time in two vectors, so that an addition
 * need not wait for the one before it. What is after the last value, up to the next four, must be 0.
 */

const lanes = ({ read }: Vector): Value<'f64'> => f64.add(f64x2.entry(read, 0), f64x2.entry(read, 1));

/** Two of the doubles of an array, from an entry on. */
const twoAt = (array: Integer, entry: Integer, half: 0 | 1): Value<'v128'> =>
  v128.load(entryAt(array, entry, 3), half * bytesOfVector);

const halves = [0, 1] as const;

/** Two vectors to add to. */
const sumsIn = (frame: Frame): readonly [Vector, Vector] => [frame.local('v128'), frame.local('v128')];

const none = f64x2.constant(0);

const addTo = (sum: Vector, term: Value<'v128'>): Step => sum.write(f64x2.add(sum.read, term));

const sum: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32'],
  result: 'f64',
  body: (frame) => {
    const [values, count, entry] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.local('i32')];
    const sums = sumsIn(frame);
    const steps = [
      repeat(
        entry,
        count.read,
        4,
        halves.map((half) => addTo(sums[half], twoAt(values, entry, half))),
      ),
    ];
    return { steps, result: f64.add(lanes(sums[0]), lanes(sums[1])) };
  },
};

/** A pair in the list for `products`: two addresses. The list for `influences` has two doubles after them. */
export const productLayout = { left: 0, right: 4, size: 8 } as const;

const products: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [list, end, count, out] = [
      frame.parameter(0, 'i32'),
      frame.parameter(1, 'i32'),
      frame.parameter(2, 'i32'),
      frame.parameter(3, 'i32'),
    ];
    const [left, right, entry] = [frame.local('i32'), frame.local('i32'), frame.local('i32')];
    const sums = sumsIn(frame);
    const found = f64.add(lanes(sums[0]), lanes(sums[1]));
    const steps = [
      repeat(list, end.read, productLayout.size, [
        left.write(i32.load(list.read, productLayout.left)),
        right.write(i32.load(list.read, productLayout.right)),
        ...halves.map((half) => sums[half].write(none)),
        entry.write(i32.constant(0)),
        repeat(
          entry,
          count.read,
          4,
          halves.map((half) => addTo(sums[half], f64x2.multiply(twoAt(left, entry, half), twoAt(right, entry, half)))),
        ),
        f64.store(out.read, f64.add(f64.load(out.read), found)),
        out.write(i32.add(out.read, i32.constant(8))),
      ]),
    ];
    return { steps };
  },
};

/** A pair in the list for `influences`, and the bytes of its answer: Σ s ψ, Σ ψ² and max |ψ|. */
export const influenceTerms = { shrink: 8, shift: 16, size: 24, answer: 24 } as const;

const influences: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [list, end, signs] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [count, out] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
    const [left, right, entry, fours] = [
      frame.local('i32'),
      frame.local('i32'),
      frame.local('i32'),
      frame.local('i32'),
    ];
    const [shrink, shift, x, y] = [frame.local('v128'), frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const psi = frame.local('v128');
    const [signed, squares] = [sumsIn(frame), sumsIn(frame)];
    const largest = frame.local('v128');
    const [signedSum, squareSum] = [frame.local('f64'), frame.local('f64')];
    const spread = f64x2.add(f64x2.multiply(x.read, x.read), f64x2.multiply(y.read, y.read));
    const raw = f64x2.subtract(
      f64x2.subtract(f64x2.multiply(x.read, y.read), f64x2.multiply(shrink.read, spread)),
      shift.read,
    );
    const two = (half: 0 | 1): readonly Step[] => [
      x.write(twoAt(left, entry, half)),
      y.write(twoAt(right, entry, half)),
      psi.write(raw),
      addTo(signed[half], f64x2.multiply(twoAt(signs, entry, half), psi.read)),
      addTo(squares[half], f64x2.multiply(psi.read, psi.read)),
      largest.write(f64x2.greater(largest.read, f64x2.size(psi.read))),
    ];
    const single = (array: Integer): Value<'v128'> => v128.loadEight(entryAt(array, entry, 3));
    const lane = (of: Value<'v128'>): Value<'f64'> => f64x2.entry(of, 0);
    // What is left of a chunk after whole fours is added one by one.
    const one: readonly Step[] = [
      x.write(single(left)),
      y.write(single(right)),
      psi.write(raw),
      signedSum.write(f64.add(signedSum.read, lane(f64x2.multiply(single(signs), psi.read)))),
      squareSum.write(f64.add(squareSum.read, lane(f64x2.multiply(psi.read, psi.read)))),
      // The other lane is nobody's.
      psi.write(f64x2.all(lane(psi.read))),
      largest.write(f64x2.greater(largest.read, f64x2.size(psi.read))),
    ];
    const join = (value: Value<'f64'>, offset: number): Step =>
      f64.store(out.read, f64.add(f64.load(out.read, offset), value), offset);
    const most = f64.greater(f64x2.entry(largest.read, 0), f64x2.entry(largest.read, 1));
    const steps = [
      fours.write(i32.and(count.read, i32.constant(-4))),
      repeat(list, end.read, influenceTerms.size, [
        left.write(i32.load(list.read, productLayout.left)),
        right.write(i32.load(list.read, productLayout.right)),
        shrink.write(f64x2.all(f64.load(list.read, influenceTerms.shrink))),
        shift.write(f64x2.all(f64.load(list.read, influenceTerms.shift))),
        ...[...signed, ...squares, largest].map((local) => local.write(none)),
        entry.write(i32.constant(0)),
        repeat(entry, fours.read, 4, [...two(0), ...two(1)]),
        signedSum.write(f64.add(lanes(signed[0]), lanes(signed[1]))),
        squareSum.write(f64.add(lanes(squares[0]), lanes(squares[1]))),
        repeat(entry, count.read, 1, one),
        join(signedSum.read, 0),
        join(squareSum.read, 8),
        f64.store(out.read, f64.greater(f64.load(out.read, 16), most), 16),
        out.write(i32.add(out.read, i32.constant(influenceTerms.answer))),
      ]),
    ];
    return { steps };
  },
};

/**
 * `sum` of (values, count) returns Σx. `products` of (list, end, count, out), where a list of pairs of addresses begins and ends, adds
 * Σxy of each pair to what stands at `out`. `influences` of (list, end, signs, count, out), with shrink and shift in the list, adds
 * Σ s ψ and Σ ψ² of each pair and keeps the larger max |ψ|, with ψ = xy − shrink·(x² + y²) − shift.
 */
export const sums = compile({ sum, products, influences });
