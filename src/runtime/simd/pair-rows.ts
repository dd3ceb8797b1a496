import { f64, f64x2, i32, i32x4, i64x2, type Routine, repeat, type Step, type Value, v128, when } from './assembler.ts';
import { compile } from './memory.ts';
import { bytesOfVector, entryAt, type Integer, listMarked, zeros } from './parts.ts';

/* Columns of which some rows have values and others have not, made ready to be compared with one another. */

/** A column in the list of all: addresses, whether its values are doubles, and what is taken from each value. */
export const columnLayout = {
  values: 0,
  marks: 4,
  deviations: 8,
  bits: 12,
  isDecimal: 16,
  centre: 24,
  size: 32,
} as const;

const any: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [columns, end, from] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [rows, marks, places] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32'), frame.parameter(5, 'i32')];
    const [row, column, found] = [frame.local('i32'), frame.local('i32'), frame.local('i32')];
    const together = frame.local('v128');
    const own = i32.add(i32.load(column.read, columnLayout.marks), i32.add(from.read, row.read));
    const steps = [
      repeat(row, rows.read, bytesOfVector, [
        together.write(zeros),
        column.write(columns.read),
        repeat(column, end.read, columnLayout.size, [together.write(v128.or(together.read, v128.load(own)))]),
        v128.store(i32.add(marks.read, row.read), together.read),
      ]),
      row.write(i32.constant(0)),
      listMarked({ marks, rows, places, row, found }),
    ];
    return { steps, result: found.read };
  },
};

/** Four of something that stands at the places of four rows. */
const fourOf = (of: (lane: number) => Value<'i32'>): Value<'v128'> =>
  [1, 2, 3].reduce((four, lane) => i32x4.withEntry(four, lane, of(lane)), i32x4.all(of(0)));

/** Bytes of the last two of four integers, and something after them. */
const lastTwo = Array.from({ length: bytesOfVector }, (_, byte) => (byte + 8) % bytesOfVector);
/** Bytes of the first doubles of two vectors. */
const firstOfBoth = Array.from({ length: bytesOfVector }, (_, byte) => byte + (byte < 8 ? 0 : 8));

/* Who has no value comes in no pattern: all rows are read, and what must not be there is taken out of four results at once. */
const take: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [columns, end, from] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [places, count] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
    const [column, row] = [frame.local('i32'), frame.local('i32')];
    const [values, marks, deviations, bits] = [
      frame.local('i32'),
      frame.local('i32'),
      frame.local('i32'),
      frame.local('i32'),
    ];
    const own = [frame.local('i32'), frame.local('i32'), frame.local('i32'), frame.local('i32')] as const;
    const [centre, has, four] = [frame.local('v128'), frame.local('v128'), frame.local('v128')];
    const locate: readonly Step[] = [
      ...own.map((place, lane) => place.write(i32.load(entryAt(places.read, row.read, 2), lane * 4))),
      has.write(
        i32x4.subtract(
          zeros,
          fourOf((lane) => i32.loadByte(i32.add(marks.read, own[lane]!.read))),
        ),
      ),
      v128.store(entryAt(bits.read, row.read, 2), has.read),
    ];
    const write = (two: Value<'v128'>, has: Value<'v128'>, offset: number): Step =>
      v128.store(entryAt(deviations.read, row.read, 3), v128.and(f64x2.subtract(two, centre.read), has), offset);
    const loopOver = (first: Value<'v128'>, last: Value<'v128'>, before: readonly Step[]): Step => [
      row.write(i32.constant(0)),
      repeat(row, count.read, 4, [
        ...locate,
        ...before,
        write(first, i64x2.ofFirst(has.read), 0),
        write(last, i64x2.ofLast(has.read), bytesOfVector),
      ]),
    ];
    const integers = loopOver(
      f64x2.ofIntegers(four.read),
      f64x2.ofIntegers(v128.shuffle(four.read, four.read, lastTwo)),
      [four.write(fourOf((lane) => i32.load(entryAt(values.read, own[lane]!.read, 2))))],
    );
    const double = (lane: 0 | 1 | 2 | 3): Value<'v128'> => v128.loadEight(entryAt(values.read, own[lane].read, 3));
    const decimals = loopOver(
      v128.shuffle(double(0), double(1), firstOfBoth),
      v128.shuffle(double(2), double(3), firstOfBoth),
      [],
    );
    const start = (logOfBytes: number): Step =>
      values.write(entryAt(i32.load(column.read, columnLayout.values), from.read, logOfBytes));
    const after = (array: Integer, logOfBytes: number): Value<'i32'> => entryAt(array.read, count.read, logOfBytes);
    const steps = [
      column.write(columns.read),
      repeat(column, end.read, columnLayout.size, [
        marks.write(i32.add(i32.load(column.read, columnLayout.marks), from.read)),
        deviations.write(i32.load(column.read, columnLayout.deviations)),
        bits.write(i32.load(column.read, columnLayout.bits)),
        centre.write(f64x2.all(f64.load(column.read, columnLayout.centre))),
        when(i32.load(column.read, columnLayout.isDecimal), [start(3), decimals], [start(2), integers]),
        // Up to the next four there is nothing.
        v128.store(after(bits, 2), zeros),
        v128.store(after(deviations, 3), zeros),
        v128.store(after(deviations, 3), zeros, bytesOfVector),
      ]),
    ];
    return { steps };
  },
};

const gather: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [integers, from, places] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [count, out] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
    const [row, start] = [frame.local('i32'), frame.local('i32')];
    const place = i32.load(entryAt(places.read, row.read, 2));
    const steps = [
      start.write(entryAt(integers.read, from.read, 2)),
      repeat(row, count.read, 1, [i32.store(entryAt(out.read, row.read, 2), i32.load(entryAt(start.read, place, 2)))]),
    ];
    return { steps };
  },
};

const beyond: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'f64', 'i32'],
  result: 'i32',
  body: (frame) => {
    const [values, count, limit] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'f64')];
    const places = frame.parameter(3, 'i32');
    const [row, found, bits] = [frame.local('i32'), frame.local('i32'), frame.local('i32')];
    const [limits, isBeyond] = [frame.local('v128'), frame.local('v128')];
    const two = v128.load(entryAt(values.read, row.read, 3));
    const keep = (lane: number): readonly Step[] => [
      i32.store(entryAt(places.read, found.read, 2), i32.add(row.read, i32.constant(lane))),
      found.write(i32.add(found.read, i32.and(i32.shiftRight(bits.read, i32.constant(lane)), i32.constant(1)))),
    ];
    const steps = [
      limits.write(f64x2.all(limit.read)),
      repeat(row, count.read, 2, [
        isBeyond.write(f64x2.isMore(f64x2.size(two), limits.read)),
        when(v128.isAny(isBeyond.read), [bits.write(f64x2.signs(isBeyond.read)), ...keep(0), ...keep(1)]),
      ]),
    ];
    return { steps, result: found.read };
  },
};

/**
 * `columns` and `end` are the addresses of the first entry of a list of columns as `columnLayout` says, and of what comes after its
 * last; `from` is the number of the first of some rows in what stands at the addresses of values and marks.
 *
 * `any` (columns, end, from, rows, marks, places) lists the rows where some column has a value, counted from `from`, and returns how
 * many there are; it needs room for the marks of all of them.
 * `take` (columns, end, from, places, count) writes, for the rows listed, value − centre, or 0 where there is no value, and bits,
 * all of them set where there is one; up to the next four rows there are zeros.
 * `gather` (integers, from, places, count, out) writes the integers of the rows listed.
 * `beyond` (values, count, limit, places) lists the doubles that are further from 0 than a limit, which is not negative, and returns
 * how many there are; after an odd number of them there must be a 0.
 */
export const pairRows = compile({ any, take, gather, beyond });
