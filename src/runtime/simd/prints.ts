import {
  type Frame,
  f64x2,
  i32,
  i32x4,
  type Local,
  type Routine,
  repeat,
  type Step,
  type Value,
  v128,
} from './assembler.ts';
import { compile } from './memory.ts';
import { bytesOf, entryAt, fourOf, fours, zeros } from './parts.ts';

/* Fingerprints of cells: words of 64 for each, which rows are put into by the halves of their keys. Four rows at a time. */

/** Lower, and upper, halves of four doubles in two vectors. */
const lowHalves = bytesOf([0, 2, 4, 6]);
const highHalves = bytesOf([1, 3, 5, 7]);

/** The last of 64 words. */
const lastWord = fourOf(63);

const four = (array: Local<'i32'>, row: Local<'i32'>): Value<'v128'> => v128.load(entryAt(array, row, 2));

/** Where the words of four rows are in a table, in bytes; rows without a cell are in the cell `rest`. */
function placesOf(cells: Local<'v128'>, rest: Local<'i32'>, keysA: Value<'v128'>): Value<'v128'> {
  const own = v128.choose(cells.read, i32x4.all(rest.read), i32x4.isAtLeast(cells.read, zeros));
  return i32x4.shiftLeft(v128.or(i32x4.shiftLeft(own, 6), v128.and(keysA, lastWord)), 2);
}

/** Puts four words into a table at four places, one after the other: two rows may have the same place. */
function putIn(
  at: Local<'i32'>,
  table: Local<'i32'>,
  places: Local<'v128'>,
  join: (there: Value<'i32'>, lane: 0 | 1 | 2 | 3) => Value<'i32'>,
): readonly Step[] {
  return fours.map((lane) => [
    at.write(i32.add(table.read, i32x4.entry(places.read, lane))),
    i32.store(at.read, join(i32.load(at.read), lane)),
  ]);
}

const units: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const { cells, keysA, keysB, count, rest, table, row, at, cell, places, key } = variablesOf(frame);
    return {
      steps: [
        repeat(row, count.read, 4, [
          cell.write(four(cells, row)),
          places.write(placesOf(cell, rest, four(keysA, row))),
          key.write(four(keysB, row)),
          ...putIn(at, table, places, (there, lane) => i32.xor(there, i32x4.entry(key.read, lane))),
        ]),
      ],
    };
  },
};

function variablesOf(frame: Frame) {
  return {
    cells: frame.parameter(0, 'i32'),
    keysA: frame.parameter(1, 'i32'),
    keysB: frame.parameter(2, 'i32'),
    count: frame.parameter(3, 'i32'),
    rest: frame.parameter(4, 'i32'),
    table: frame.parameter(5, 'i32'),
    row: frame.local('i32'),
    at: frame.local('i32'),
    cell: frame.local('v128'),
    places: frame.local('v128'),
    key: frame.local('v128'),
  };
}

/** The finaliser of MurmurHash 3 on four words. */
function finish(word: Local<'v128'>): readonly Step[] {
  const shifted = (bits: number): Step => word.write(v128.xor(word.read, i32x4.shiftRightUnsigned(word.read, bits)));
  const times = (factor: number): Step => word.write(i32x4.multiply(word.read, fourOf(factor)));
  return [shifted(16), times(0x85ebca6b | 0), shifted(13), times(0xc2b2ae35 | 0), shifted(16)];
}

const unitsAndValues: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const { cells, keysA, keysB, count, rest, table, row, at, cell, places, key } = variablesOf(frame);
    const [values, valueTable] = [frame.parameter(6, 'i32'), frame.parameter(7, 'i32')];
    const [first, second, word] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    // A sum with 0 makes 0 of -0.
    const two = (offset: number): Value<'v128'> => f64x2.add(v128.load(entryAt(values, row, 3), offset), zeros);
    return {
      steps: [
        repeat(row, count.read, 4, [
          cell.write(four(cells, row)),
          places.write(placesOf(cell, rest, four(keysA, row))),
          key.write(four(keysB, row)),
          first.write(two(0)),
          second.write(two(16)),
          word.write(v128.shuffle(first.read, second.read, lowHalves)),
          word.write(v128.xor(key.read, i32x4.multiply(word.read, fourOf(0x9e3779b1 | 0)))),
          ...finish(word),
          first.write(v128.shuffle(first.read, second.read, highHalves)),
          first.write(i32x4.multiply(first.read, fourOf(0x85ebca77 | 0))),
          word.write(v128.xor(v128.xor(word.read, first.read), key.read)),
          ...finish(word),
          ...putIn(at, table, places, (there, lane) => i32.xor(there, i32x4.entry(key.read, lane))),
          ...putIn(at, valueTable, places, (there, lane) => i32.add(there, i32x4.entry(word.read, lane))),
        ]),
      ],
    };
  },
};

/**
 * `units` of (cells, keysA, keysB, count, rest, table): XORs the second halves of the keys of rows into the words of their cells
 * that the first halves choose. `unitsAndValues` of the same and (values, valueTable): adds what the key and the value (a double)
 * of a row are mixed to there as well, as `mixed` in the fold does. Addresses; what comes after the last row, up to four, is read
 * and must have no cell.
 */
export const prints = compile({ units, unitsAndValues });
