import {
  f64,
  i8x16,
  i32,
  type Local,
  type Routine,
  repeat,
  repeatWhile,
  type Step,
  type Value,
  v128,
  when,
} from './assembler.ts';
import { chosenOfFour } from './compaction.ts';
import { compile } from './memory.ts';

/*
 * Which rows of a chunk count, as bits: row i is bit i % 32 of word i / 32. What columns hold for those rows is brought side by
 * side from one set bit to the next, so that rows that do not count cost next to nothing.
 */

const zeros = i8x16.constant(new Array<number>(16).fill(0));

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

/** Copies one entry to another, both by their numbers. */
type Copy = (source: Local<'i32'>, entry: Local<'i32'>, out: Local<'i32'>, at: Local<'i32'>) => Step;

const entryAt = (array: Local<'i32'>, entry: Value<'i32'>, logOfBytes: number): Value<'i32'> =>
  i32.add(array.read, i32.shiftLeft(entry, i32.constant(logOfBytes)));

function taking(copy: Copy): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'i32'],
    result: 'i32',
    body: (frame) => {
      const [source, bits] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
      const [count, out] = [frame.parameter(2, 'i32'), frame.parameter(3, 'i32')];
      const [row, word, entry, at] = [frame.local('i32'), frame.local('i32'), frame.local('i32'), frame.local('i32')];
      const one = i32.constant(1);
      const ofWord = [
        entry.write(i32.add(row.read, i32.zerosAtEnd(word.read))),
        copy(source, entry, out, at),
        at.write(i32.add(at.read, one)),
        word.write(i32.and(word.read, i32.subtract(word.read, one))),
      ];
      const steps = [
        repeat(row, count.read, 32, [
          word.write(i32.load(i32.add(bits.read, i32.shiftRight(row.read, i32.constant(3))))),
          repeatWhile(word.read, ofWord),
        ]),
      ];
      return { steps, result: at.read };
    },
  };
}

/** The same for integers of 32 bits, four at a time, unless none of 32 rows counts. */
const integers: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [source, bits] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
    const [count, out] = [frame.parameter(2, 'i32'), frame.parameter(3, 'i32')];
    const [row, word, pattern, at] = [frame.local('i32'), frame.local('i32'), frame.local('i32'), frame.local('i32')];
    const from = entryAt(source, row.read, 2);
    const ofWord = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((nibble) => [
      pattern.write(i32.and(i32.shiftRightUnsigned(word.read, i32.constant(nibble * 4)), i32.constant(15))),
      v128.store(entryAt(out, at.read, 2), v128.arrange(v128.load(from, nibble * 16), chosenOfFour(pattern.read))),
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

/**
 * Functions on the bits of some rows. `fromMarks` of (marks, count, bits) writes them; count is a multiple of 16.
 * The others, of (source, bits, count, out), write the entries of the rows that count side by side and return how many there are:
 * `integers` as they are, and `doubles`, -0 as 0. Bits after the last row are 0 up to a whole word.
 */
export const bits = compile({
  fromMarks,
  integers,
  doubles: taking((source, entry, out, at) =>
    f64.store(entryAt(out, at.read, 3), f64.add(f64.load(entryAt(source, entry.read, 3)), f64.constant(0))),
  ),
});
