/*
 * Loops that a compiler of JavaScript cannot make fast enough are built here as WebAssembly, whose vector instructions do the
 * same on every machine to the bit. Values are trees of instructions with a type each; nothing of a script ever becomes code.
 */

import { bytesOfCode, type Code, listOf, section, signed, sized, text, unsigned } from './encoding.ts';

/** Types of values: integers of 32 and of 64 bits, doubles, and vectors of 16 bytes. */
export type ValueType = 'i32' | 'i64' | 'f64' | 'v128';

/** A value under construction: the instructions that leave it on the stack. */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  readonly code: Code;
}

/** Instructions that leave nothing on the stack. */
export type Step = Code;

/** A variable of a function. */
export interface Local<T extends ValueType> {
  readonly read: Value<T>;
  readonly write: (value: Value<T>) => Step;
}

/** Hands out the parameters and further variables of a function. */
export interface Frame {
  parameter<T extends ValueType>(at: number, type: T): Local<T>;
  local<T extends ValueType>(type: T): Local<T>;
}

/** A function to assemble. */
export interface Routine {
  readonly name: string;
  readonly parameters: readonly ValueType[];
  readonly result?: ValueType;
  /** The steps, in order, and the result's value if there is one. */
  readonly body: (frame: Frame) => { readonly steps: readonly Step[]; readonly result?: Value };
}

const typeCodes = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const satisfies Record<ValueType, number>;

function value<T extends ValueType>(type: T, ...parts: readonly Code[]): Value<T> {
  return { type, code: parts };
}

function unary<A extends ValueType, R extends ValueType>(_: A, type: R, opcode: readonly number[]) {
  return (a: Value<A>): Value<R> => value(type, a.code, opcode);
}

function binary<A extends ValueType, R extends ValueType>(_: A, type: R, opcode: readonly number[]) {
  return (a: Value<A>, b: Value<A>): Value<R> => value(type, a.code, b.code, opcode);
}

function comparison<A extends ValueType>(_: A, opcode: readonly number[]) {
  return (a: Value<A>, b: Value<A>): Value<'i32'> => value('i32', a.code, b.code, opcode);
}

/** The first where the third is not 0, otherwise the second; both are worked out. */
const choice =
  <T extends ValueType>(type: T) =>
  (chosen: Value<T>, otherwise: Value<T>, by: Value<'i32'>): Value<T> =>
    value(type, chosen.code, otherwise.code, by.code, [0x1b]);

const simd = (opcode: number): readonly number[] => [0xfd, ...unsigned(opcode)];
const vectors = (opcode: number) => binary('v128', 'v128', simd(opcode));
const vector = (opcode: number) => unary('v128', 'v128', simd(opcode));
const shift =
  (opcode: number) =>
  (a: Value<'v128'>, bits: number): Value<'v128'> =>
    value('v128', a.code, i32.constant(bits).code, simd(opcode));

/** Where in memory: an address, and a fixed distance from it. */
function at(address: Value<'i32'>, offset: number, opcode: readonly number[], logOfAlignment: number) {
  return { address: address.code, tail: [...opcode, logOfAlignment, ...unsigned(offset)] };
}

function load<T extends ValueType>(type: T, opcode: readonly number[]) {
  return (address: Value<'i32'>, offset = 0): Value<T> => {
    const place = at(address, offset, opcode, 0);
    return value(type, place.address, place.tail);
  };
}

function store<T extends ValueType>(_: T, opcode: readonly number[]) {
  return (address: Value<'i32'>, stored: Value<T>, offset = 0): Step => {
    const place = at(address, offset, opcode, 0);
    return [place.address, stored.code, place.tail];
  };
}

/** Integers of 32 bits; addresses are integers, too. */
export const i32 = {
  constant: (number: number): Value<'i32'> => value('i32', [0x41], signed(number)),
  load: load('i32', [0x28]),
  /** One byte, or two, with a sign or without. */
  loadByte: load('i32', [0x2d]),
  loadSignedByte: load('i32', [0x2c]),
  loadHalf: load('i32', [0x2f]),
  loadSignedHalf: load('i32', [0x2e]),
  store: store('i32', [0x36]),
  storeByte: store('i32', [0x3a]),
  storeHalf: store('i32', [0x3b]),
  add: binary('i32', 'i32', [0x6a]),
  subtract: binary('i32', 'i32', [0x6b]),
  multiply: binary('i32', 'i32', [0x6c]),
  and: binary('i32', 'i32', [0x71]),
  or: binary('i32', 'i32', [0x72]),
  xor: binary('i32', 'i32', [0x73]),
  shiftLeft: binary('i32', 'i32', [0x74]),
  /** With copies of the sign from the left, and with zeros. */
  shiftRight: binary('i32', 'i32', [0x75]),
  shiftRightUnsigned: binary('i32', 'i32', [0x76]),
  /** Number of bits that are set; number of zeros after the last of them. */
  ones: unary('i32', 'i32', [0x69]),
  zerosAtEnd: unary('i32', 'i32', [0x68]),
  /** 1 or 0, as all comparisons. */
  isZero: unary('i32', 'i32', [0x45]),
  isEqual: comparison('i32', [0x46]),
  differs: comparison('i32', [0x47]),
  isLess: comparison('i32', [0x48]),
  isLessUnsigned: comparison('i32', [0x49]),
  isAtLeast: comparison('i32', [0x4e]),
  choose: choice('i32'),
  /** The integer part of a double; the nearest integer where it is too large, 0 for NaN. */
  ofDouble: unary('f64', 'i32', [0xfc, 0x02]),
  /** The lower half of an integer of 64 bits. */
  ofLong: unary('i64', 'i32', [0xa7]),
} as const;

/** Integers of 64 bits. */
export const i64 = {
  load: load('i64', [0x29]),
  store: store('i64', [0x37]),
  add: binary('i64', 'i64', [0x7c]),
  and: binary('i64', 'i64', [0x83]),
  or: binary('i64', 'i64', [0x84]),
  xor: binary('i64', 'i64', [0x85]),
  shiftLeft: binary('i64', 'i64', [0x86]),
  shiftRightUnsigned: binary('i64', 'i64', [0x88]),
  zerosAtEnd: unary('i64', 'i64', [0x7a]),
  /** Without a sign. */
  ofInteger: unary('i32', 'i64', [0xad]),
} as const;

/** Doubles. */
export const f64 = {
  constant: (number: number): Value<'f64'> =>
    value('f64', [0x44], [...new Uint8Array(new Float64Array([number]).buffer)]),
  load: load('f64', [0x2b]),
  store: store('f64', [0x39]),
  size: unary('f64', 'f64', [0x99]),
  ceiling: unary('f64', 'f64', [0x9b]),
  floor: unary('f64', 'f64', [0x9c]),
  root: unary('f64', 'f64', [0x9f]),
  add: binary('f64', 'f64', [0xa0]),
  subtract: binary('f64', 'f64', [0xa1]),
  multiply: binary('f64', 'f64', [0xa2]),
  divide: binary('f64', 'f64', [0xa3]),
  lesser: binary('f64', 'f64', [0xa4]),
  greater: binary('f64', 'f64', [0xa5]),
  isEqual: comparison('f64', [0x61]),
  isLess: comparison('f64', [0x63]),
  isAtMost: comparison('f64', [0x65]),
  choose: choice('f64'),
  ofInteger: unary('i32', 'f64', [0xb7]),
} as const;

/** Vectors as such. */
export const v128 = {
  load: load('v128', simd(0)),
  /** Eight bytes, then zeros. */
  loadEight: load('v128', simd(93)),
  /** Four bytes, then zeros. */
  loadFour: load('v128', simd(92)),
  /** Eight bytes as eight halves of integers, and four halves as four integers, with a sign or without. */
  loadBytesAsHalves: load('v128', simd(2)),
  loadSignedBytesAsHalves: load('v128', simd(1)),
  loadHalvesAsIntegers: load('v128', simd(4)),
  loadSignedHalvesAsIntegers: load('v128', simd(3)),
  store: store('v128', simd(11)),
  /** The first four bytes, or eight. */
  storeFour: (address: Value<'i32'>, stored: Value<'v128'>, offset = 0): Step => [
    address.code,
    stored.code,
    [...simd(90), 0, ...unsigned(offset), 0],
  ],
  storeEight: (address: Value<'i32'>, stored: Value<'v128'>, offset = 0): Step => [
    address.code,
    stored.code,
    [...simd(91), 0, ...unsigned(offset), 0],
  ],
  not: vector(77),
  and: vectors(78),
  /** The first without the bits of the second. */
  without: vectors(79),
  or: vectors(80),
  xor: vectors(81),
  /** 1 when any bit is set. */
  isAny: unary('v128', 'i32', simd(83)),
  /** The bits of the first where the third has ones, of the second elsewhere. */
  choose: (ones: Value<'v128'>, zeros: Value<'v128'>, by: Value<'v128'>): Value<'v128'> =>
    value('v128', ones.code, zeros.code, by.code, simd(82)),
  /** The bytes of the first in the order that the bytes of the second say. */
  arrange: vectors(14),
  /** Bytes of two vectors, which are numbered one after the other. */
  shuffle: (a: Value<'v128'>, b: Value<'v128'>, bytes: readonly number[]): Value<'v128'> =>
    value('v128', a.code, b.code, simd(13), bytes),
} as const;

/** Vectors of 16 bytes. */
export const i8x16 = {
  constant: (bytes: readonly number[]): Value<'v128'> => value('v128', simd(12), bytes),
  /** Eight and eight integers of 16 bits, those that do not fit as the nearest that do. */
  ofHalves: vectors(101),
  all: unary('i32', 'v128', simd(15)),
  isEqual: vectors(35),
  differs: vectors(36),
  add: vectors(110),
  subtract: vectors(113),
  /** The highest bit of each, the first in the lowest place. */
  signs: unary('v128', 'i32', simd(100)),
} as const;

/** Vectors of eight integers of 16 bits. */
export const i16x8 = {
  /** Four and four integers of 32 bits, those that do not fit as the nearest that do. */
  ofIntegers: vectors(133),
  /** Sums of two neighbours of 16 small integers that have no sign. */
  sumsOfBytes: vector(125),
  /** The first eight, or the last eight, of sixteen bytes, with a sign or without. */
  ofFirstSigned: vector(135),
  ofLastSigned: vector(136),
  ofFirst: vector(137),
  ofLast: vector(138),
} as const;

/** Vectors of four integers. */
export const i32x4 = {
  constant: (numbers: readonly [number, number, number, number]): Value<'v128'> =>
    value('v128', simd(12), [...new Uint8Array(new Int32Array(numbers).buffer)]),
  all: unary('i32', 'v128', simd(17)),
  isEqual: vectors(55),
  differs: vectors(56),
  isLess: vectors(57),
  isMore: vectors(59),
  isAtLeast: vectors(63),
  add: vectors(174),
  subtract: vectors(177),
  multiply: vectors(181),
  lesser: vectors(182),
  greater: vectors(184),
  shiftLeft: shift(171),
  /** With copies of the sign, and with zeros. */
  shiftRight: shift(172),
  shiftRightUnsigned: shift(173),
  /** The highest bit of each, the first in the lowest place. */
  signs: unary('v128', 'i32', simd(164)),
  /** Sums of two neighbours of eight integers of 16 bits that have no sign. */
  sumsOfHalves: vector(127),
  /** Integer parts of two doubles, then zeros. */
  ofDoubles: vector(252),
  /** The first four, or the last four, of eight integers of 16 bits, with a sign or without. */
  ofFirstSigned: vector(167),
  ofLastSigned: vector(168),
  ofFirst: vector(169),
  ofLast: vector(170),
  entry: (a: Value<'v128'>, lane: number): Value<'i32'> => value('i32', a.code, simd(27), [lane]),
  /** The same with one integer replaced. */
  withEntry: (a: Value<'v128'>, lane: number, entry: Value<'i32'>): Value<'v128'> =>
    value('v128', a.code, entry.code, simd(28), [lane]),
} as const;

/** Vectors of two integers of 64 bits. */
export const i64x2 = {
  constant: (number: bigint): Value<'v128'> =>
    value('v128', simd(12), [...new Uint8Array(new BigInt64Array([number, number]).buffer)]),
  /** The first two, or the last two, of four integers of 32 bits. */
  ofFirst: vector(199),
  ofLast: vector(200),
  add: vectors(206),
  entry: (a: Value<'v128'>, lane: number): Value<'i64'> => value('i64', a.code, simd(29), [lane]),
} as const;

/** Vectors of two doubles. */
export const f64x2 = {
  constant: (number: number): Value<'v128'> =>
    value('v128', simd(12), [...new Uint8Array(new Float64Array([number, number]).buffer)]),
  all: unary('f64', 'v128', simd(20)),
  entry: (a: Value<'v128'>, lane: number): Value<'f64'> => value('f64', a.code, simd(33), [lane]),
  isEqual: vectors(71),
  differs: vectors(72),
  isLess: vectors(73),
  isMore: vectors(74),
  isAtMost: vectors(75),
  /** The highest bit of each. */
  signs: unary('v128', 'i32', simd(196)),
  size: vector(236),
  negative: vector(237),
  add: vectors(240),
  subtract: vectors(241),
  multiply: vectors(242),
  divide: vectors(243),
  /** The second where it is less (or more), otherwise the first. */
  lesser: vectors(246),
  greater: vectors(247),
  floor: vector(117),
  ceiling: vector(116),
  /** The first two of four integers. */
  ofIntegers: vector(254),
} as const;

/** Repeats steps while a variable is below an end, and adds to it each time. */
export function repeat(variable: Local<'i32'>, end: Value<'i32'>, by: number, steps: readonly Step[]): Step {
  return repeatWhile(i32.isLess(variable.read, end), [
    ...steps,
    variable.write(i32.add(variable.read, i32.constant(by))),
  ]);
}

/** Repeats steps as long as something is not 0; it is looked at before each time. */
export function repeatWhile(goesOn: Value<'i32'>, steps: readonly Step[]): Step {
  // A block around a loop: leaving the block ends it, going back to the loop repeats it.
  return [[0x02, 0x40, 0x03, 0x40], goesOn.code, [0x45, 0x0d, 1], steps, [0x0c, 0, 0x0b, 0x0b]];
}

/** Does steps where something is not 0, and others, if there are any, where it is. */
export function when(condition: Value<'i32'>, steps: readonly Step[], otherwise: readonly Step[] = []): Step {
  const other: readonly Code[] = otherwise.length === 0 ? [] : [[0x05], otherwise];
  return [condition.code, [0x04, 0x40], steps, other, [0x0b]];
}

function bodyOf({ parameters, body }: Routine): number[] {
  const locals: ValueType[] = [];
  const variable = <T extends ValueType>(index: number, type: T): Local<T> => {
    const read = value(type, [0x20, ...unsigned(index)]);
    const set = [0x21, ...unsigned(index)];
    return { read, write: (stored) => [stored.code, set] };
  };
  const { steps, result } = body({
    parameter: (index, type) => variable(index, type),
    local: (type) => variable(parameters.length + locals.push(type) - 1, type),
  });
  const declared = listOf(locals.map((type) => [1, typeCodes[type]]));
  return sized(bytesOfCode([declared, steps, result?.code ?? [], [0x0b]]));
}

/** The bytes of a module that exports some functions, all of them on the memory that it imports as `memory.own`. */
export function assemble(routines: readonly Routine[]): Uint8Array<ArrayBuffer> {
  const types = routines.map(({ parameters, result }) => [
    0x60,
    ...listOf(parameters.map((type) => [typeCodes[type]])),
    ...listOf(result === undefined ? [] : [[typeCodes[result]]]),
  ]);
  const functions = routines.map((_, index) => unsigned(index));
  const exported = routines.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]);
  return Uint8Array.from(
    bytesOfCode([
      [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
      section(1, types),
      section(2, [[...text('memory'), ...text('own'), 0x02, 0x00, 1]]),
      section(3, functions),
      section(7, exported),
      section(10, routines.map(bodyOf)),
    ]),
  );
}
