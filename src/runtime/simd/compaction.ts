import { missingInt32 } from '../../metadata/stored-column.ts';
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
import { area, compile, integersIn } from './memory.ts';
import { bytesOfVector, entryAt, widen, zeros } from './parts.ts';

/*
 * Rows that count are brought side by side, four at a time: a comparison of all four gives four bits, and a table of the sixteen
 * patterns says in which order bytes have to be written so that those of the rows that count come first.
 */

/** What decides, besides the value itself, whether a row counts. */
type Choice = 'all' | 'marked' | 'inCells';

/** By pattern of four bits the bytes of the chosen integers; 16 patterns. */
const orderOfFour = area(16 * bytesOfVector);
/** By pattern of two bits the bytes of the chosen doubles; 4 patterns. */
const orderOfTwo = area(4 * bytesOfVector);

function fillOrders(address: number, lanes: number): void {
  const width = bytesOfVector / lanes;
  for (let pattern = 0; pattern < 1 << lanes; pattern++) {
    const chosen = Array.from({ length: lanes }, (_, lane) => lane).filter((lane) => ((pattern >> lane) & 1) === 1);
    const bytes = chosen.flatMap((lane) => Array.from({ length: width }, (_, byte) => lane * width + byte));
    const vector = new Int32Array(
      new Uint8Array(Array.from({ length: bytesOfVector }, (_, i) => bytes[i] ?? 0)).buffer,
    );
    integersIn({ address: address + pattern * bytesOfVector, bytes: bytesOfVector }).set(vector);
  }
}

fillOrders(orderOfFour.address, 4);
fillOrders(orderOfTwo.address, 2);

const orderAt = (table: number, pattern: Value<'i32'>): Value<'v128'> =>
  v128.load(i32.shiftLeft(pattern, i32.constant(4)), table);

/** By a pattern of four bits the order of bytes that brings the chosen ones of four integers to the front. */
export const chosenOfFour = (pattern: Value<'i32'>): Value<'v128'> => orderAt(orderOfFour.address, pattern);

/** The address of an entry of an array. */
/** Variables that all compactions have. Parameters are addresses, the number of rows, and the integer that stands for an open end. */
function variablesOf(frame: Frame) {
  return {
    source: frame.parameter(0, 'i32'),
    count: frame.parameter(1, 'i32'),
    open: frame.parameter(2, 'i32'),
    choice: frame.parameter(3, 'i32'),
    values: frame.parameter(4, 'i32'),
    places: frame.parameter(5, 'i32'),
    cells: frame.parameter(6, 'i32'),
    row: frame.local('i32'),
    at: frame.local('i32'),
    bits: frame.local('i32'),
    numbers: frame.local('v128'),
    order: frame.local('v128'),
    valid: frame.local('v128'),
    cell: frame.local('v128'),
  };
}

type Variables = ReturnType<typeof variablesOf>;

/** Leaves rows without a mark or a cell out of `valid`. */
function choose(choice: Choice, { valid, choice: from, row, cell }: Variables): readonly Step[] {
  switch (choice) {
    case 'all':
      return [];
    case 'marked': {
      const marks = v128.arrange(v128.loadFour(i32.add(from.read, row.read)), widen);
      return [valid.write(v128.and(valid.read, i32x4.differs(marks, zeros)))];
    }
    case 'inCells':
      return [
        cell.write(v128.load(entryAt(from.read, row.read, 2))),
        valid.write(v128.and(valid.read, i32x4.isAtLeast(cell.read, zeros))),
      ];
  }
}

/** Writes the places (and cells) of the rows that are valid; `bits` and `order` are those of the four rows afterwards. */
function placeRows(choice: Choice, variables: Variables): readonly Step[] {
  const { valid, bits, order, places, cells, cell, at, numbers } = variables;
  return [
    bits.write(i32x4.signs(valid.read)),
    order.write(chosenOfFour(bits.read)),
    v128.store(entryAt(places.read, at.read, 2), v128.arrange(numbers.read, order.read)),
    ...(choice === 'inCells' ? [v128.store(entryAt(cells.read, at.read, 2), v128.arrange(cell.read, order.read))] : []),
    numbers.write(i32x4.add(numbers.read, i32x4.constant([4, 4, 4, 4]))),
  ];
}

const advance = (at: Local<'i32'>, bits: Value<'i32'>): Step => at.write(i32.add(at.read, i32.ones(bits)));

const parameters = ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'i32'] as const;

function compactIntegers(choice: Choice): Omit<Routine, 'name'> {
  return {
    parameters,
    result: 'i32',
    body: (frame) => {
      const variables = variablesOf(frame);
      const { source, count, open, values, row, at, bits, numbers, order, valid } = variables;
      const four = frame.local('v128');
      const firstTwo = entryAt(values.read, at.read, 3);
      const steps = [
        numbers.write(i32x4.constant([0, 1, 2, 3])),
        repeat(row, count.read, 4, [
          four.write(v128.load(entryAt(source.read, row.read, 2))),
          valid.write(
            v128.and(
              i32x4.differs(four.read, i32x4.all(i32.constant(missingInt32))),
              i32x4.differs(four.read, i32x4.all(open.read)),
            ),
          ),
          ...choose(choice, variables),
          ...placeRows(choice, variables),
          four.write(v128.arrange(four.read, order.read)),
          v128.store(firstTwo, f64x2.ofIntegers(four.read)),
          v128.store(firstTwo, f64x2.ofIntegers(v128.shuffle(four.read, four.read, lastTwo)), bytesOfVector),
          advance(at, bits.read),
        ]),
      ];
      return { steps, result: at.read };
    },
  };
}

/** Bytes of the last two of four integers, and something after them. */
const lastTwo = Array.from({ length: bytesOfVector }, (_, byte) => (byte + 8) % bytesOfVector);
/** Bytes of the lower halves of two vectors of two: four integers for the answers about four doubles. */
const lowerHalves = [0, 1, 2, 3, 8, 9, 10, 11, 16, 17, 18, 19, 24, 25, 26, 27];

/** The same for doubles, of which NaN alone differs from itself. -0 becomes 0: extremes must not depend on the order of rows. */
function compactDecimals(choice: Choice): Omit<Routine, 'name'> {
  return {
    parameters,
    result: 'i32',
    body: (frame) => {
      const variables = variablesOf(frame);
      const { source, count, values, row, at, bits, numbers, valid } = variables;
      const first = frame.local('v128');
      const second = frame.local('v128');
      const write = (two: Value<'v128'>, pattern: Value<'i32'>): readonly Step[] => [
        v128.store(entryAt(values.read, at.read, 3), v128.arrange(two, orderAt(orderOfTwo.address, pattern))),
        advance(at, pattern),
      ];
      const from = entryAt(source.read, row.read, 3);
      const steps = [
        numbers.write(i32x4.constant([0, 1, 2, 3])),
        repeat(row, count.read, 4, [
          first.write(f64x2.add(v128.load(from), f64x2.constant(0))),
          second.write(f64x2.add(v128.load(from, bytesOfVector), f64x2.constant(0))),
          valid.write(
            v128.shuffle(f64x2.isEqual(first.read, first.read), f64x2.isEqual(second.read, second.read), lowerHalves),
          ),
          ...choose(choice, variables),
          ...placeRows(choice, variables),
          ...write(first.read, i32.and(bits.read, i32.constant(3))),
          ...write(second.read, i32.shiftRight(bits.read, i32.constant(2))),
        ]),
      ];
      return { steps, result: at.read };
    },
  };
}

/**
 * Functions of (source, count, open, choice, values, places, cells): the addresses of some values, four at a time, of what says
 * which of them count (marks of one byte, or cells), and of where values as doubles, numbers of rows and cells are to go. They
 * return how many rows count; what comes after those in the last vector is of no meaning.
 */
export const compaction = compile({
  integers: compactIntegers('all'),
  markedIntegers: compactIntegers('marked'),
  integersInCells: compactIntegers('inCells'),
  decimals: compactDecimals('all'),
  markedDecimals: compactDecimals('marked'),
  decimalsInCells: compactDecimals('inCells'),
});
