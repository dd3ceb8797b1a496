import { type Frame, f64x2, i32, i32x4, type Local, repeat, type Step, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';

/** One axis of a grid, on the way from a value to the nearest lines of both lattices. */
interface Axis {
  readonly steps: readonly Step[];
  /** Number of the nearest line of the lattice on the corners, and of the line half a step beside which the value is. */
  readonly nearest: Value<'v128'>;
  readonly below: Value<'v128'>;
  /** Squares of the distances from both, in steps of the grid. */
  readonly fromNearest: Value<'v128'>;
  readonly fromBetween: Value<'v128'>;
}

const half = f64x2.constant(0.5);

function axisOf(
  frame: Frame,
  source: Local<'i32'>,
  offset: Value<'i32'>,
  [start, width, size]: readonly [Local<'v128'>, Local<'v128'>, Local<'v128'>],
): Axis {
  const place = frame.local('v128');
  const nearest = frame.local('v128');
  const below = frame.local('v128');
  const distance = frame.local('v128');
  const outer = frame.local('v128');
  const inner = frame.local('v128');
  const value = v128.load(i32.add(source.read, offset));
  const inSteps = f64x2.multiply(f64x2.divide(f64x2.subtract(value, start.read), width.read), size.read);
  const above = f64x2.ceiling(place.read);
  const isPast = f64x2.isLess(place.read, f64x2.subtract(nearest.read, half));
  const steps = [
    place.write(f64x2.lesser(size.read, f64x2.greater(f64x2.constant(0), inSteps))),
    // Rounded as `Math.round` does it: the next whole number, or the one before it where that is more than half a step down.
    nearest.write(above),
    nearest.write(f64x2.subtract(nearest.read, v128.and(isPast, f64x2.constant(1)))),
    below.write(f64x2.lesser(f64x2.subtract(size.read, f64x2.constant(1)), f64x2.floor(place.read))),
    distance.write(f64x2.subtract(place.read, nearest.read)),
    outer.write(f64x2.multiply(distance.read, distance.read)),
    distance.write(f64x2.subtract(f64x2.subtract(place.read, below.read), half)),
    inner.write(f64x2.multiply(distance.read, distance.read)),
  ];
  return { steps, nearest: nearest.read, below: below.read, fromNearest: outer.read, fromBetween: inner.read };
}

/**
 * Functions of (x, y, count, out, left, width, columns, bottom, height, rows): the addresses of the values of both variables, how
 * many there are (two at a time), where the numbers of their hexagons are to go as integers, and the grid as doubles. The numbers
 * are those of `hexagonOf`, whose arithmetic this has to be equal to.
 */
export const hexagons = compile({
  number: {
    parameters: ['i32', 'i32', 'i32', 'i32', 'f64', 'f64', 'f64', 'f64', 'f64', 'f64'],
    body: (frame) => {
      const x = frame.parameter(0, 'i32');
      const y = frame.parameter(1, 'i32');
      const count = frame.parameter(2, 'i32');
      const out = frame.parameter(3, 'i32');
      const [left, width, columns, bottom, height, rows] = ([4, 5, 6, 7, 8, 9] as const).map((at) => ({
        given: frame.parameter(at, 'f64'),
        both: frame.local('v128'),
      })) as [Both, Both, Both, Both, Both, Both];
      const perColumn = frame.local('v128');
      const corners = frame.local('v128');
      const found = frame.local('v128');
      const row = frame.local('i32');
      const offset = i32.shiftLeft(row.read, i32.constant(3));
      const across = axisOf(frame, x, offset, [left.both, width.both, columns.both]);
      const up = axisOf(frame, y, offset, [bottom.both, height.both, rows.both]);
      const apart = (a: Value<'v128'>, b: Value<'v128'>): Value<'v128'> =>
        f64x2.add(a, f64x2.multiply(f64x2.constant(3), b));
      const isOuter = f64x2.isAtMost(
        apart(across.fromNearest, up.fromNearest),
        apart(across.fromBetween, up.fromBetween),
      );
      const outer = f64x2.add(f64x2.multiply(across.nearest, perColumn.read), up.nearest);
      const inner = f64x2.add(f64x2.add(corners.read, f64x2.multiply(across.below, rows.both.read)), up.below);
      const target = i32.add(out.read, i32.shiftLeft(row.read, i32.constant(2)));
      const steps = [
        ...[left, width, columns, bottom, height, rows].map(({ given, both }) => both.write(f64x2.all(given.read))),
        perColumn.write(f64x2.add(rows.both.read, f64x2.constant(1))),
        corners.write(f64x2.multiply(f64x2.add(columns.both.read, f64x2.constant(1)), perColumn.read)),
        repeat(row, count.read, 2, [
          ...across.steps,
          ...up.steps,
          found.write(i32x4.ofDoubles(v128.choose(outer, inner, isOuter))),
          i32.store(target, i32x4.entry(found.read, 0)),
          i32.store(target, i32x4.entry(found.read, 1), 4),
        ]),
      ];
      return { steps };
    },
  },
});

/** A number that comes as a parameter, and twice in a vector. */
interface Both {
  readonly given: Local<'f64'>;
  readonly both: Local<'v128'>;
}
