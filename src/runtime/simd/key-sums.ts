import { i32, i32x4, type Local, type Routine, repeat, type Value, v128 } from './assembler.ts';
import { compile } from './memory.ts';
import { entryAt, sumOfFour, widen, zeros } from './parts.ts';

function sum(areMarked: boolean): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
    body: (frame) => {
      const [marks, keysA, keysB] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
      const [count, out] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
      const row = frame.local('i32');
      const [mark, rows, sumA, sumB] = [
        frame.local('v128'),
        frame.local('v128'),
        frame.local('v128'),
        frame.local('v128'),
      ];
      const all = i32x4.subtract(zeros, mark.read);
      const key = (keys: Local<'i32'>): Value<'v128'> => {
        const four = v128.load(entryAt(keys, row, 2));
        return areMarked ? v128.and(four, all) : four;
      };
      const ofMarks = [
        mark.write(v128.arrange(v128.loadFour(i32.add(marks.read, row.read)), widen)),
        rows.write(i32x4.add(rows.read, mark.read)),
      ];
      return {
        steps: [
          repeat(row, count.read, 4, [
            ...(areMarked ? ofMarks : []),
            sumA.write(i32x4.add(sumA.read, key(keysA))),
            sumB.write(i32x4.add(sumB.read, key(keysB))),
          ]),
          ...[rows, sumA, sumB].map((sums, at) => i32.store(out.read, sumOfFour(sums.read), at * 4)),
        ],
      };
    },
  };
}

/**
 * `all` and `marked` of (marks, keysA, keysB, count, out), addresses of bytes of 0 and 1 and of the halves of record keys, four
 * rows at a time: write how many are marked (`all`: 0) and the sums of both halves of these, or of all, as three integers.
 */
export const keySums = compile({ all: sum(false), marked: sum(true) });
