import {
  type Frame,
  i8x16,
  i32,
  i32x4,
  type Local,
  type Routine,
  repeat,
  type Value,
  v128,
  when,
} from './assembler.ts';
import { chosenOfFour } from './compaction.ts';
import { compile } from './memory.ts';
import { entryAt, zeros } from './parts.ts';

/*
 * Which rows of a chunk count, as bits: row i is bit i % 32 of word i / 32. What columns hold for those rows is brought side by
 * side from one set bit to the next, so that rows that do not count cost next to nothing.
 */

/** Bits of marks (bytes of 0 and 1), sixteen at a time. */
const fromMarks: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32'],
  body: (frame) => {
    const [marks, count, out] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const row = frame.local('i32');
    const sixteen = i8x16.signs(i8x16.differs(v128.load(i32.add(marks.read, row.read)), zeros));
    const target = i32.add(out.read, i32.shiftRight(row.read, i32.constant(3)));
    return { steps: [repeat(row, count.read, 16, [i32.storeHalf(target, sixteen)])] };
  },
};

/** Writes four integers for each four rows, those of the rows that count first: 32 rows at a time, unless none of them counts. */
function taking(
  parameters: readonly ['i32', 'i32', 'i32', 'i32'],
  foursOf: (frame: Frame, row: Local<'i32'>) => (first: number) => Value<'v128'>,
): Omit<Routine, 'name'> {
  return {
    parameters,
    result: 'i32',
    body: (frame) => {
      const [bits, count, out] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(3, 'i32')];
      const [row, word, pattern, at] = [frame.local('i32'), frame.local('i32'), frame.local('i32'), frame.local('i32')];
      const fourAt = foursOf(frame, row);
      const ofWord = [0, 4, 8, 12, 16, 20, 24, 28].flatMap((first) => [
        pattern.write(i32.and(i32.shiftRightUnsigned(word.read, i32.constant(first)), i32.constant(15))),
        v128.store(entryAt(out, at.read, 2), v128.arrange(fourAt(first), chosenOfFour(pattern.read))),
        at.write(i32.add(at.read, i32.ones(pattern.read))),
      ]);
      const steps = [
        repeat(row, count.read, 32, [
          word.write(i32.load(i32.add(bits.read, i32.shiftRight(row.read, i32.constant(3))))),
          when(word.read, ofWord),
        ]),
      ];
      return { steps, result: at.read };
    },
  };
}

const four = ['i32', 'i32', 'i32', 'i32'] as const;

const integers = taking(four, (frame, row) => {
  const from = entryAt(frame.parameter(2, 'i32'), row.read, 2);
  return (first) => v128.load(from, first * 4);
});

const rows = taking(four, (frame, row) => {
  const own = i32x4.all(i32.add(frame.parameter(2, 'i32').read, row.read));
  return (first) => i32x4.add(own, i32x4.constant([first, first + 1, first + 2, first + 3]));
});

/**
 * Functions on the bits of some rows. `fromMarks` of (marks, count, bits) writes them; count is a multiple of 16.
 * `integers` of (bits, count, source, out) writes the integers of the rows that count side by side, `rows` of (bits, count, first,
 * out) their numbers, of which `first` is that of the first bit; both return how many there are. Bits after the last row are 0 up
 * to a whole word.
 */
export const bits = compile({ fromMarks, integers, rows });
