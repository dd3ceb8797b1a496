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
import { compile } from './memory.ts';
import { bytesOf, entryAt, fours, zeros } from './parts.ts';

/* From codes to the numbers of cells, and from those to counts. Rows are taken four at a time: what comes after the last is read. */

type Width = 8 | 16 | 32;

const loads = { 8: i32.loadByte, 16: i32.loadHalf, 32: i32.load } as const;
const logOfBytes = { 8: 0, 16: 1, 32: 2 } as const;

/** Sums what the code of each source contributes, or adds it to what is there. */
function number(widths: readonly Width[], addsToCells = false): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', ...widths.flatMap(() => ['i32', 'i32'] as const)],
    body: (frame) => {
      const count = frame.parameter(0, 'i32');
      const cells = frame.parameter(1, 'i32');
      const sources = widths.map((width, at) => ({
        width,
        codes: frame.parameter(2 + at * 2, 'i32'),
        contribution: frame.parameter(3 + at * 2, 'i32'),
      }));
      const row = frame.local('i32');
      const target = entryAt(cells.read, row.read, 2);
      const contributed = (place: number): readonly Value<'i32'>[] =>
        sources.map(({ width, codes, contribution }) => {
          const code = loads[width](entryAt(codes.read, row.read, logOfBytes[width]), (place * width) / 8);
          return i32.load(entryAt(contribution.read, code, 2));
        });
      const one = (place: number): Step => {
        const before = addsToCells ? [i32.load(target, place * 4)] : [];
        return i32.store(
          target,
          [...before, ...contributed(place)].reduce((sum, term) => i32.add(sum, term)),
          place * 4,
        );
      };
      return { steps: [repeat(row, count.read, 2, [one(0), one(1)])] };
    },
  };
}

/** What the codes of some rows contribute, written or added to what is there: only those rows are looked up. */
function numberAt(width: Width, addsToCells: boolean): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
    body: (frame) => {
      const [count, cells, places] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
      const [codes, contribution, row] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32'), frame.local('i32')];
      const target = entryAt(cells, row, 2);
      const code = loads[width](entryAt(codes.read, i32.load(entryAt(places, row, 2)), logOfBytes[width]));
      const contributed = i32.load(entryAt(contribution.read, code, 2));
      const cell = addsToCells ? i32.add(i32.load(target), contributed) : contributed;
      return { steps: [repeat(row, count.read, 1, [i32.store(target, cell)])] };
    },
  };
}

/** Bytes of the first two, or last two, integers of two vectors in turn, and of the first two, or last two, of each. */
const firstInTurn = bytesOf([0, 4, 1, 5]);
const lastInTurn = bytesOf([2, 6, 3, 7]);
const firstOfBoth = bytesOf([0, 1, 4, 5]);
const lastOfBoth = bytesOf([2, 3, 6, 7]);

/** What a row adds besides its keys: one row, and no unit that would be counted by itself. */
const oneRow = i32x4.constant([1, 0, 1, 0]);

/** Adds four integers to those at an address. */
function addTo(at: Local<'i32'>, address: Value<'i32'>, four: Value<'v128'>): readonly Step[] {
  return [at.write(address), v128.store(at.read, i32x4.add(v128.load(at.read), four))];
}

/** Tables of counts: rows go to them in turn, so that none has to wait for the one before it where both have the same cell. */
const tables = ['i32', 'i32', 'i32', 'i32'] as const;

function variablesOf(frame: Frame, given: number) {
  return {
    table: tables.map((type, at) => frame.parameter(given + at, type)),
    row: frame.local('i32'),
    at: frame.local('i32'),
    place: frame.local('v128'),
    left: frame.local('v128'),
    right: frame.local('v128'),
  };
}

const addRows: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', ...tables],
  body: (frame) => {
    const cells = frame.parameter(0, 'i32');
    const keysA = frame.parameter(1, 'i32');
    const keysB = frame.parameter(2, 'i32');
    const count = frame.parameter(3, 'i32');
    const rest = frame.parameter(4, 'i32');
    const { table, row, at, place, left, right } = variablesOf(frame, 5);
    const load = (array: Local<'i32'>): Value<'v128'> => v128.load(entryAt(array.read, row.read, 2));
    const [a, b, cell] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const rows = [
      v128.shuffle(oneRow, left.read, firstOfBoth),
      v128.shuffle(oneRow, left.read, lastOfBoth),
      v128.shuffle(oneRow, right.read, firstOfBoth),
      v128.shuffle(oneRow, right.read, lastOfBoth),
    ];
    const steps = [
      repeat(row, count.read, 4, [
        cell.write(load(cells)),
        place.write(v128.choose(cell.read, i32x4.all(rest.read), i32x4.isAtLeast(cell.read, zeros))),
        place.write(i32x4.shiftLeft(place.read, 4)),
        a.write(load(keysA)),
        b.write(load(keysB)),
        left.write(v128.shuffle(a.read, b.read, firstInTurn)),
        right.write(v128.shuffle(a.read, b.read, lastInTurn)),
        ...rows.map((four, k) => addTo(at, i32.add(table[k]!.read, i32x4.entry(place.read, k)), four)),
      ]),
    ];
    return { steps };
  },
};

const addPlaces: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', ...tables],
  body: (frame) => {
    const cells = frame.parameter(0, 'i32');
    const places = frame.parameter(1, 'i32');
    const keysA = frame.parameter(2, 'i32');
    const keysB = frame.parameter(3, 'i32');
    const count = frame.parameter(4, 'i32');
    const { table, row, at } = variablesOf(frame, 5);
    const entry = (array: Local<'i32'>, k: number): Value<'i32'> => i32.load(entryAt(array.read, row.read, 2), k * 4);
    const one = (k: number): readonly Step[] => {
      const key = (keys: Local<'i32'>): Value<'v128'> => v128.loadFour(entryAt(keys.read, entry(places, k), 2));
      const both = v128.shuffle(key(keysA), key(keysB), firstInTurn);
      const address = i32.add(table[k]!.read, i32.shiftLeft(entry(cells, k), i32.constant(4)));
      return addTo(at, address, v128.shuffle(oneRow, both, firstOfBoth));
    };
    return { steps: [repeat(row, count.read, 4, fours.map(one))] };
  },
};

/** Adds four tables up, which lie one after the other, in the first of them. */
const joinTables: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32'],
  body: (frame) => {
    const table = frame.parameter(0, 'i32');
    const bytes = frame.parameter(1, 'i32');
    const [offset, at, sum] = [frame.local('i32'), frame.local('i32'), frame.local('v128')];
    const next = [at.write(i32.add(at.read, bytes.read)), sum.write(i32x4.add(sum.read, v128.load(at.read)))];
    const first = i32.add(table.read, offset.read);
    const steps = [
      repeat(offset, bytes.read, 16, [
        at.write(first),
        sum.write(v128.load(first)),
        ...[next, next, next].flat(),
        v128.store(first, sum.read),
      ]),
    ];
    return { steps };
  },
};

/** Makes the cells of rows without a value negative. */
function drop(log: number, areMissing: (frame: Frame, at: Value<'i32'>) => Value<'v128'>): Omit<Routine, 'name'> {
  return {
    parameters: ['i32', 'i32', 'i32', 'i32'],
    body: (frame) => {
      const [values, count, cells] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(3, 'i32')];
      const row = frame.local('i32');
      const target = entryAt(cells.read, row.read, 2);
      const missing = areMissing(frame, entryAt(values.read, row.read, log));
      return { steps: [repeat(row, count.read, 4, [v128.store(target, v128.or(v128.load(target), missing))])] };
    },
  };
}

const dropIntegers = drop(2, (frame, at) => {
  const isMissing = i32x4.isEqual(v128.load(at), i32x4.all(i32.constant(missingInt32)));
  return v128.or(isMissing, i32x4.isEqual(v128.load(at), i32x4.all(frame.parameter(2, 'i32').read)));
});

const lowerHalves = bytesOf([0, 2, 4, 6]);

const dropDecimals = drop(3, (_, at) => {
  const [first, second] = [v128.load(at), v128.load(at, 16)];
  // NaN alone differs from itself.
  return v128.shuffle(f64x2.differs(first, first), f64x2.differs(second, second), lowerHalves);
});

/** Adds what an integer contributes; the first entry of a contribution is that of missing values. */
const addIntegers: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [count, cells] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
    const [values, contribution] = [frame.parameter(2, 'i32'), frame.parameter(3, 'i32')];
    const first = frame.parameter(4, 'i32');
    const row = frame.local('i32');
    const [four, slot] = [frame.local('v128'), frame.local('v128')];
    const target = entryAt(cells.read, row.read, 2);
    const isThere = i32x4.differs(four.read, i32x4.all(i32.constant(missingInt32)));
    const above = i32x4.add(i32x4.subtract(four.read, i32x4.all(first.read)), i32x4.constant([1, 1, 1, 1]));
    const one = (k: number): Step => {
      const contributed = i32.load(entryAt(contribution.read, i32x4.entry(slot.read, k), 2));
      return i32.store(target, i32.add(i32.load(target, k * 4), contributed), k * 4);
    };
    const steps = [
      repeat(row, count.read, 4, [
        four.write(v128.load(entryAt(values.read, row.read, 2))),
        slot.write(v128.and(above, isThere)),
        ...fours.map(one),
      ]),
    ];
    return { steps };
  },
};

/**
 * All arguments are addresses of integers, or numbers. Of the kinds of `number…`, which are named after the bits of a code,
 * (count, cells, codes, contribution, codes, contribution …) writes the cell of each row, the sum of what its codes contribute;
 * those of `add…` add it to what is there, as `addIntegers` of (count, cells, values, contribution, first) does for values from
 * `first` on, whose contributions come after that of missing values.
 * `dropIntegers` and `dropDecimals` of (values, count, open, cells) make the cells of rows without a value negative.
 */
export const numbering = compile({
  number8: number([8]),
  number16: number([16]),
  number8And8: number([8, 8]),
  number8And16: number([8, 16]),
  number8And8And16: number([8, 8, 16]),
  add8: number([8], true),
  add16: number([16], true),
  add32: number([32], true),
  addIntegers,
  dropIntegers,
  dropDecimals,
});

/**
 * The same of one source for rows at some places, (count, cells, places, codes, contribution): one cell is written, or added to, for
 * each of them.
 */
export const numberingAt = compile({
  number8: numberAt(8, false),
  number16: numberAt(16, false),
  number32: numberAt(32, false),
  add8: numberAt(8, true),
  add16: numberAt(16, true),
  add32: numberAt(32, true),
});

/**
 * Arguments are of the same kinds. `addRows` of (cells, keysA, keysB, count, rest, table, table, table, table) counts rows by cell,
 * those without one in the cell `rest`; `addPlaces` of (cells, places, keysA, keysB, count, table, table, table, table) counts the
 * rows at some places, which all have a cell. A table has four integers per cell: rows, nothing, and sums of both keys. The four
 * tables may be one. `joinTables` of (table, bytes) adds up four that lie one after the other.
 */
export const counting = compile({ addRows, addPlaces, joinTables });
