import { f64, f64x2, i32, i32x4, repeat, type Step, v128 } from './assembler.ts';
import { compile } from './memory.ts';
import { entryAt, type Integer, type Vector } from './parts.ts';

/**
 * `number` of (values, cells, count, lower, perUnit, inner, bins, out): from doubles and the cells of their rows the number of each
 * row's bin, cells outermost, two rows at a time. There are `bins` of them, and `perUnit` in a step of 1 above `lower`; `inner`
 * are the edges of bins as doubles, NaN for the outermost, which nothing lies beyond.
 */
export const bins = compile({
  number: {
    parameters: ['i32', 'i32', 'i32', 'f64', 'f64', 'i32', 'i32', 'i32'],
    body: (frame) => {
      const [values, cells, count] = [0, 1, 2].map((at) => frame.parameter(at, 'i32')) as [Integer, Integer, Integer];
      const [lower, perUnit] = [frame.parameter(3, 'f64'), frame.parameter(4, 'f64')];
      const [inner, size, out] = [5, 6, 7].map((at) => frame.parameter(at, 'i32')) as [Integer, Integer, Integer];
      const [row, edge] = [frame.local('i32'), frame.local('i32')];
      const [low, steps, last, two, guess] = [0, 1, 2, 3, 4].map(() => frame.local('v128')) as [
        Vector,
        Vector,
        Vector,
        Vector,
        Vector,
      ];
      const above = f64x2.multiply(f64x2.subtract(two.read, low.read), steps.read);
      const zero = f64x2.constant(0);
      const one = (lane: 0 | 1): readonly Step[] => {
        const value = f64x2.entry(two.read, lane);
        // The multiplication may land one bin off: the edges themselves decide.
        const isBelow = f64.isLess(value, f64.load(entryAt(inner.read, edge.read, 3)));
        const isBeyond = f64.isAtMost(f64.load(entryAt(inner.read, edge.read, 3), 8), value);
        const bin = i32.add(i32.subtract(edge.read, isBelow), isBeyond);
        const cell = i32.load(entryAt(cells.read, row.read, 2), lane * 4);
        return [
          edge.write(i32x4.entry(guess.read, lane)),
          i32.store(entryAt(out.read, row.read, 2), i32.add(i32.multiply(cell, size.read), bin), lane * 4),
        ];
      };
      return {
        steps: [
          low.write(f64x2.all(lower.read)),
          steps.write(f64x2.all(perUnit.read)),
          last.write(f64x2.all(f64.ofInteger(i32.subtract(size.read, i32.constant(1))))),
          repeat(row, count.read, 2, [
            two.write(v128.load(entryAt(values.read, row.read, 3))),
            // The first of both where a value is NaN.
            guess.write(i32x4.ofDoubles(f64x2.lesser(last.read, f64x2.greater(zero, above)))),
            ...one(0),
            ...one(1),
          ]),
        ],
      };
    },
  },
});
