import { f64, f64x2, i32, type Routine, repeat, type Step, type Value, v128, when } from './assembler.ts';
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

const take: Omit<Routine, 'name'> = {
  parameters: ['i32', 'i32', 'i32', 'i32', 'i32'],
  body: (frame) => {
    const [columns, end, from] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32'), frame.parameter(2, 'i32')];
    const [places, count] = [frame.parameter(3, 'i32'), frame.parameter(4, 'i32')];
    const [column, row, place, has] = [frame.local('i32'), frame.local('i32'), frame.local('i32'), frame.local('i32')];
    const [values, marks, deviations, bits] = [
      frame.local('i32'),
      frame.local('i32'),
      frame.local('i32'),
      frame.local('i32'),
    ];
    const centre = frame.local('f64');
    const locate: readonly Step[] = [
      place.write(i32.load(entryAt(places.read, row.read, 2))),
      has.write(i32.loadByte(i32.add(marks.read, place.read))),
      i32.store(entryAt(bits.read, row.read, 2), i32.subtract(i32.constant(0), has.read)),
    ];
    const loopOver = (value: Value<'f64'>): Step => {
      const deviation = f64.choose(f64.subtract(value, centre.read), f64.constant(0), has.read);
      const target = entryAt(deviations.read, row.read, 3);
      return [row.write(i32.constant(0)), repeat(row, count.read, 1, [...locate, f64.store(target, deviation)])];
    };
    const start = (logOfBytes: number): Step =>
      values.write(entryAt(i32.load(column.read, columnLayout.values), from.read, logOfBytes));
    const after = (array: Integer, logOfBytes: number): Value<'i32'> => entryAt(array.read, count.read, logOfBytes);
    const steps = [
      column.write(columns.read),
      repeat(column, end.read, columnLayout.size, [
        marks.write(i32.add(i32.load(column.read, columnLayout.marks), from.read)),
        deviations.write(i32.load(column.read, columnLayout.deviations)),
        bits.write(i32.load(column.read, columnLayout.bits)),
        centre.write(f64.load(column.read, columnLayout.centre)),
        when(
          i32.load(column.read, columnLayout.isDecimal),
          [start(3), loopOver(f64.load(entryAt(values.read, place.read, 3)))],
          [start(2), loopOver(f64.ofInteger(i32.load(entryAt(values.read, place.read, 2))))],
        ),
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
