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

/*
 * What two columns have to do with one another, four rows at a time. Columns are deviations, 0 where there is no value, and bits,
 * all of them set where there is one; the keys of the rows' units lie beside them.
 */

const bytesOfVector = 16;

/** Both columns of a pair, and their units' keys: addresses, and the variables that follow from them. */
function pairIn(frame: Frame) {
  const [left, leftBits, right, rightBits, keysA, keysB, count] = ([0, 1, 2, 3, 4, 5, 6] as const).map((at) =>
    frame.parameter(at, 'i32'),
  ) as [Address, Address, Address, Address, Address, Address, Address];
  const row = frame.local('i32');
  const integersAt = ({ read }: Address): Value<'v128'> =>
    v128.load(i32.add(read, i32.shiftLeft(row.read, i32.constant(2))));
  const doublesAt = ({ read }: Address, two: Two): Value<'v128'> =>
    v128.load(i32.add(read, i32.shiftLeft(row.read, i32.constant(3))), two === 'first' ? 0 : bytesOfVector);
  return { left, leftBits, right, rightBits, keysA, keysB, count, row, integersAt, doublesAt };
}

type Address = Local<'i32'>;

/** Which two of four rows. */
type Two = 'first' | 'last';
const halves: readonly Two[] = ['first', 'last'];

/** Answers about four rows as answers about two of them. */
const widened = (answers: Value<'v128'>, two: Two): Value<'v128'> =>
  two === 'first' ? i64x2.ofFirst(answers) : i64x2.ofLast(answers);

const addTo = (sum: Local<'v128'>, term: Value<'v128'>): Step => sum.write(f64x2.add(sum.read, term));

/** Writes the sum of both lanes. */
const storeSum = (out: Address, entry: number, sum: Local<'v128'>): Step =>
  f64.store(out.read, f64.add(f64x2.entry(sum.read, 0), f64x2.entry(sum.read, 1)), entry * 8);

const addresses = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

/** How many doubles, and integers after them, `sums` writes. */
export const pairTotals = { doubles: 5, integers: 3 } as const;

const sums: Omit<Routine, 'name'> = {
  parameters: [...addresses, 'i32'],
  body: (frame) => {
    const { left, leftBits, right, rightBits, keysA, keysB, count, row, integersAt, doublesAt } = pairIn(frame);
    const out = frame.parameter(7, 'i32');
    const hasX = frame.local('v128');
    const hasY = frame.local('v128');
    const both = frame.local('v128');
    const x = frame.local('v128');
    const y = frame.local('v128');
    const [ofX, ofY, ofXX, ofYY, ofXY] = Array.from({ length: 5 }, () => frame.local('v128')) as Five;
    const [rows, a, b] = Array.from({ length: 3 }, () => frame.local('v128')) as Three;
    const steps = [
      repeat(row, count.read, 4, [
        hasX.write(integersAt(leftBits)),
        hasY.write(integersAt(rightBits)),
        both.write(v128.and(hasX.read, hasY.read)),
        rows.write(i32x4.subtract(rows.read, both.read)),
        a.write(i32x4.add(a.read, v128.and(integersAt(keysA), both.read))),
        b.write(i32x4.add(b.read, v128.and(integersAt(keysB), both.read))),
        ...halves.flatMap((two) => [
          x.write(v128.and(doublesAt(left, two), widened(hasY.read, two))),
          y.write(v128.and(doublesAt(right, two), widened(hasX.read, two))),
          addTo(ofX, x.read),
          addTo(ofY, y.read),
          addTo(ofXX, f64x2.multiply(x.read, x.read)),
          addTo(ofYY, f64x2.multiply(y.read, y.read)),
          addTo(ofXY, f64x2.multiply(x.read, y.read)),
        ]),
      ]),
      ...[ofX, ofY, ofXX, ofYY, ofXY].map((sum, entry) => storeSum(out, entry, sum)),
      ...[rows, a, b].map(({ read }, entry) => {
        const lanes = [0, 1, 2, 3].map((lane) => i32x4.entry(read, lane)) as [Value<'i32'>, ...Value<'i32'>[]];
        return i32.store(out.read, lanes.reduce(i32.add), pairTotals.doubles * 8 + entry * 4);
      }),
    ];
    return { steps };
  },
};

type Three = [Local<'v128'>, Local<'v128'>, Local<'v128'>];
type Five = [Local<'v128'>, Local<'v128'>, Local<'v128'>, Local<'v128'>, Local<'v128'>];
type Six = [Local<'f64'>, Local<'f64'>, Local<'f64'>, Local<'f64'>, Local<'f64'>, Local<'f64'>];

/** The multipliers of `signOf` in the disclosure rules, which this has to be equal to. */
const multiplierA = i32x4.constant([0x9e3779b1, 0x9e3779b1, 0x9e3779b1, 0x9e3779b1]);
const multiplierB = i32x4.constant([0x85ebca77, 0x85ebca77, 0x85ebca77, 0x85ebca77]);
const signBit = i64x2.constant(-(2n ** 63n));

const influences: Omit<Routine, 'name'> = {
  parameters: [...addresses, 'i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'f64', 'f64', 'f64'],
  body: (frame) => {
    const { left, leftBits, right, rightBits, keysA, keysB, count, row, integersAt, doublesAt } = pairIn(frame);
    const out = frame.parameter(7, 'i32');
    const [lo, hi] = [frame.parameter(8, 'i32'), frame.parameter(9, 'i32')];
    const given = ([10, 11, 12, 13, 14, 15] as const).map((at) => frame.parameter(at, 'f64')) as Six;
    const [meanX, meanY, scaleX, scaleY, shrink, shift] = given.map(({ read }) => ({
      value: f64x2.all(read),
      local: frame.local('v128'),
    })) as [Twice, Twice, Twice, Twice, Twice, Twice];
    const [low, high] = [frame.local('v128'), frame.local('v128')];
    const both = frame.local('v128');
    const flips = frame.local('v128');
    const x = frame.local('v128');
    const y = frame.local('v128');
    const psi = frame.local('v128');
    const [signed, squares, largest] = Array.from({ length: 3 }, () => frame.local('v128')) as Three;
    const standard = (address: Address, two: Two, mean: Twice, scale: Twice): Value<'v128'> =>
      f64x2.multiply(f64x2.subtract(doublesAt(address, two), mean.local.read), scale.local.read);
    const mixed = (keys: Address, key: Local<'v128'>, multiplier: Value<'v128'>): Value<'v128'> =>
      i32x4.multiply(v128.xor(integersAt(keys), key.read), multiplier);
    const spread = f64x2.add(f64x2.multiply(x.read, x.read), f64x2.multiply(y.read, y.read));
    const raw = f64x2.subtract(
      f64x2.subtract(f64x2.multiply(x.read, y.read), f64x2.multiply(shrink.local.read, spread)),
      shift.local.read,
    );
    const steps = [
      ...[meanX, meanY, scaleX, scaleY, shrink, shift].map(({ value, local }) => local.write(value)),
      low.write(i32x4.all(lo.read)),
      high.write(i32x4.all(hi.read)),
      repeat(row, count.read, 4, [
        both.write(v128.and(integersAt(leftBits), integersAt(rightBits))),
        flips.write(i32x4.shiftRight(v128.xor(mixed(keysA, low, multiplierA), mixed(keysB, high, multiplierB)), 31)),
        ...halves.flatMap((two) => [
          x.write(standard(left, two, meanX, scaleX)),
          y.write(standard(right, two, meanY, scaleY)),
          psi.write(v128.and(raw, widened(both.read, two))),
          addTo(signed, v128.xor(psi.read, v128.and(widened(flips.read, two), signBit))),
          addTo(squares, f64x2.multiply(psi.read, psi.read)),
          largest.write(f64x2.greater(largest.read, f64x2.size(psi.read))),
        ]),
      ]),
      storeSum(out, 0, signed),
      storeSum(out, 1, squares),
      f64.store(out.read, f64.greater(f64x2.entry(largest.read, 0), f64x2.entry(largest.read, 1)), 16),
    ];
    return { steps };
  },
};

/** A number in a vector, and where it is kept. */
interface Twice {
  readonly value: Value<'v128'>;
  readonly local: Local<'v128'>;
}

/**
 * Functions of (left, leftBits, right, rightBits, keysA, keysB, count, out, …): the addresses of two columns, their bits, the keys
 * of the rows' units, how many rows there are (in fours, those at the end without bits), and where the answer goes.
 *
 * `sums` writes Σx, Σy, Σx², Σy² and Σxy over the rows of both as doubles, then how many rows these are, ΣA and ΣB as integers.
 * `influences`, with (…, lo, hi, meanX, meanY, scaleX, scaleY, shrink, shift), writes Σ s ψ, Σ ψ² and max |ψ| with
 * ψ = z_x z_y − shrink·(z_x² + z_y²) − shift, z = (deviation − mean)·scale, and s the sign of the row's unit.
 */
export const pairs = compile({ sums, influences });
