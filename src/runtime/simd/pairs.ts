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
import { bytesOfVector, type Integer, negativeSigns, signBit, sumOfFour, type Vector, zeros } from './parts.ts';

/*
 * What two columns have to do with one another, four rows at a time, for a list of pairs of columns. Columns are deviations, 0 where
 * there is no value, and bits, all of them set where there is one; the keys of the rows' units lie beside them.
 */

/** A pair in a list: the addresses of the deviations and the bits of both columns, and what comes after them. */
export const pairLayout = { left: 0, leftBits: 4, right: 8, rightBits: 12, more: 16 } as const;

/** Which two of four rows. */
type Two = 'first' | 'last';
const halves: readonly Two[] = ['first', 'last'];

/** A list of pairs, the keys of the units, how many rows there are, and where answers go; and variables for one pair of the list. */
function pairsIn(frame: Frame) {
  const [list, end, keysA, keysB, count, out] = ([0, 1, 2, 3, 4, 5] as const).map((at) =>
    frame.parameter(at, 'i32'),
  ) as [Integer, Integer, Integer, Integer, Integer, Integer];
  const [pair, row, left, leftBits, right, rightBits] = Array.from({ length: 6 }, () => frame.local('i32')) as [
    Integer,
    Integer,
    Integer,
    Integer,
    Integer,
    Integer,
  ];
  const integersAt = ({ read }: Integer): Value<'v128'> =>
    v128.load(i32.add(read, i32.shiftLeft(row.read, i32.constant(2))));
  const doublesAt = ({ read }: Integer, two: Two): Value<'v128'> =>
    v128.load(i32.add(read, i32.shiftLeft(row.read, i32.constant(3))), two === 'first' ? 0 : bytesOfVector);
  /** Calls for each pair of the list: what is in the list about it, then the rows, then what is written about it. */
  const eachPair = (
    bytes: { readonly entry: number; readonly answer: number },
    before: readonly Step[],
    rows: readonly Step[],
    after: readonly Step[],
  ): readonly Step[] => [
    pair.write(list.read),
    repeat(pair, end.read, bytes.entry, [
      left.write(i32.load(pair.read, pairLayout.left)),
      leftBits.write(i32.load(pair.read, pairLayout.leftBits)),
      right.write(i32.load(pair.read, pairLayout.right)),
      rightBits.write(i32.load(pair.read, pairLayout.rightBits)),
      ...before,
      row.write(i32.constant(0)),
      repeat(row, count.read, 4, rows),
      ...after,
      out.write(i32.add(out.read, i32.constant(bytes.answer))),
    ]),
  ];
  return { keysA, keysB, out, pair, left, leftBits, right, rightBits, integersAt, doublesAt, eachPair };
}

/** Answers about four rows as answers about two of them. */
const widened = (answers: Value<'v128'>, two: Two): Value<'v128'> =>
  two === 'first' ? i64x2.ofFirst(answers) : i64x2.ofLast(answers);

const addTo = (sum: Local<'v128'>, term: Value<'v128'>): Step => sum.write(f64x2.add(sum.read, term));

/** Adds the sum of both lanes to what stands there. */
const joinSum = (out: Integer, entry: number, sum: Local<'v128'>): Step =>
  f64.store(
    out.read,
    f64.add(f64.load(out.read, entry * 8), f64.add(f64x2.entry(sum.read, 0), f64x2.entry(sum.read, 1))),
    entry * 8,
  );

const parameters = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

/** What `sums` adds to: doubles, and integers after them; bytes in all. */
export const pairTotals = { doubles: 5, integers: 3, bytes: 56 } as const;

const sums: Omit<Routine, 'name'> = {
  parameters,
  body: (frame) => {
    const { keysA, keysB, out, left, leftBits, right, rightBits, integersAt, doublesAt, eachPair } = pairsIn(frame);
    const hasX = frame.local('v128');
    const hasY = frame.local('v128');
    const both = frame.local('v128');
    const x = frame.local('v128');
    const y = frame.local('v128');
    const [ofX, ofY, ofXX, ofYY, ofXY] = Array.from({ length: 5 }, () => frame.local('v128')) as Five;
    const [rows, a, b] = Array.from({ length: 3 }, () => frame.local('v128')) as Three;
    const steps = eachPair(
      { entry: pairLayout.more, answer: pairTotals.bytes },
      [ofX, ofY, ofXX, ofYY, ofXY, rows, a, b].map((sum) => sum.write(zeros)),
      [
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
      ],
      [
        ...[ofX, ofY, ofXX, ofYY, ofXY].map((sum, entry) => joinSum(out, entry, sum)),
        ...[rows, a, b].map(({ read }, entry) => {
          const at = pairTotals.doubles * 8 + entry * 4;
          return i32.store(out.read, i32.add(i32.load(out.read, at), sumOfFour(read)), at);
        }),
      ],
    );
    return { steps };
  },
};

type Three = [Local<'v128'>, Local<'v128'>, Local<'v128'>];
type Five = [Local<'v128'>, Local<'v128'>, Local<'v128'>, Local<'v128'>, Local<'v128'>];

/** What comes after the addresses of a pair in the list for `influences`: doubles, then the halves of the key as integers. */
export const influenceLayout = {
  doubles: pairLayout.more,
  names: ['leftMean', 'rightMean', 'leftScale', 'rightScale', 'shrink', 'shift'],
  lo: pairLayout.more + 48,
  hi: pairLayout.more + 52,
  size: pairLayout.more + 56,
  /** Σ s ψ, Σ ψ² and max |ψ|. */
  answer: 24,
} as const;

const influences: Omit<Routine, 'name'> = {
  parameters,
  body: (frame) => {
    const { keysA, keysB, out, pair, left, leftBits, right, rightBits, integersAt, doublesAt, eachPair } =
      pairsIn(frame);
    const given = influenceLayout.names.map(() => frame.local('v128')) as Six;
    const [meanX, meanY, scaleX, scaleY, shrink, shift] = given;
    const [low, high] = [frame.local('v128'), frame.local('v128')];
    const both = frame.local('v128');
    const flips = frame.local('v128');
    const x = frame.local('v128');
    const y = frame.local('v128');
    const psi = frame.local('v128');
    const [signed, squares, largest] = Array.from({ length: 3 }, () => frame.local('v128')) as Three;
    const standard = (address: Integer, two: Two, mean: Vector, scale: Vector): Value<'v128'> =>
      f64x2.multiply(f64x2.subtract(doublesAt(address, two), mean.read), scale.read);
    const spread = f64x2.add(f64x2.multiply(x.read, x.read), f64x2.multiply(y.read, y.read));
    const raw = f64x2.subtract(
      f64x2.subtract(f64x2.multiply(x.read, y.read), f64x2.multiply(shrink.read, spread)),
      shift.read,
    );
    const most = f64.greater(f64x2.entry(largest.read, 0), f64x2.entry(largest.read, 1));
    const steps = eachPair(
      { entry: influenceLayout.size, answer: influenceLayout.answer },
      [
        ...given.map((local, at) => local.write(f64x2.all(f64.load(pair.read, influenceLayout.doubles + at * 8)))),
        low.write(i32x4.all(i32.load(pair.read, influenceLayout.lo))),
        high.write(i32x4.all(i32.load(pair.read, influenceLayout.hi))),
        ...[signed, squares, largest].map((sum) => sum.write(zeros)),
      ],
      [
        both.write(v128.and(integersAt(leftBits), integersAt(rightBits))),
        flips.write(negativeSigns(integersAt(keysA), integersAt(keysB), low.read, high.read)),
        ...halves.flatMap((two) => [
          x.write(standard(left, two, meanX, scaleX)),
          y.write(standard(right, two, meanY, scaleY)),
          psi.write(v128.and(raw, widened(both.read, two))),
          addTo(signed, v128.xor(psi.read, v128.and(widened(flips.read, two), signBit))),
          addTo(squares, f64x2.multiply(psi.read, psi.read)),
          largest.write(f64x2.greater(largest.read, f64x2.size(psi.read))),
        ]),
      ],
      [
        joinSum(out, 0, signed),
        joinSum(out, 1, squares),
        f64.store(out.read, f64.greater(f64.load(out.read, 16), most), 16),
      ],
    );
    return { steps };
  },
};

type Six = [Vector, Vector, Vector, Vector, Vector, Vector];

/**
 * Functions of (list, end, keysA, keysB, count, out): the addresses of the first of some pairs and of what comes after the last, of
 * the keys of the rows' units, how many rows there are (in fours, those at the end without bits), and of the answers, which what is
 * found is added to, pair by pair.
 *
 * `sums`, of a list of addresses only, finds Σx, Σy, Σx², Σy² and Σxy over the rows of both, as doubles, then how many rows these
 * are, ΣA and ΣB as integers. `influences`, of a list as `influenceLayout` says, finds Σ s ψ, Σ ψ² and max |ψ| with
 * ψ = z_x z_y − shrink·(z_x² + z_y²) − shift, z = (deviation − mean)·scale, and s the sign of the row's unit.
 */
export const pairs = compile({ sums, influences });
