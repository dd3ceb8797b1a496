/*
 * Loops that a compiler of JavaScript cannot make fast enough are built here as WebAssembly, whose vector instructions do the
 * same on every machine to the bit. Values are trees of instructions with a type each; nothing of a script ever becomes code.
 */

/** Types of values: integers, doubles, and vectors of 16 bytes. */
export type ValueType = 'i32' | 'f64' | 'v128';

/** A value under construction: the instructions that leave it on the stack. */
export interface Value<T extends ValueType = ValueType> {
  readonly type: T;
  readonly code: readonly number[];
}

/** Instructions that leave nothing on the stack. */
export type Step = readonly number[];

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

const typeCodes = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const satisfies Record<ValueType, number>;

function value<T extends ValueType>(type: T, ...parts: readonly (readonly number[])[]): Value<T> {
  return { type, code: parts.flat() };
}

/** An unsigned number in groups of seven bits, the lowest first. */
function unsigned(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}

/** The same for a signed one, whose last group carries its sign. */
function signed(number: number): number[] {
  const bytes: number[] = [];
  let rest = number | 0;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  return [...bytes, rest & 0x7f];
}

function unary<A extends ValueType, R extends ValueType>(_: A, type: R, opcode: readonly number[]) {
  return (a: Value<A>): Value<R> => value(type, a.code, opcode);
}

function binary<A extends ValueType, R extends ValueType>(_: A, type: R, opcode: readonly number[]) {
  return (a: Value<A>, b: Value<A>): Value<R> => value(type, a.code, b.code, opcode);
}

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
    return [...place.address, ...stored.code, ...place.tail];
  };
}

/** Integers of 32 bits; addresses are integers, too. */
export const i32 = {
  constant: (number: number): Value<'i32'> => value('i32', [0x41], signed(number)),
  load: load('i32', [0x28]),
  store: store('i32', [0x36]),
  add: binary('i32', 'i32', [0x6a]),
  and: binary('i32', 'i32', [0x71]),
  shiftLeft: binary('i32', 'i32', [0x74]),
  shiftRight: binary('i32', 'i32', [0x75]),
  ones: unary('i32', 'i32', [0x69]),
} as const;

/** Doubles. */
export const f64 = {
  store: store('f64', [0x39]),
  add: binary('f64', 'f64', [0xa0]),
  lesser: binary('f64', 'f64', [0xa4]),
  greater: binary('f64', 'f64', [0xa5]),
} as const;

/** Vectors as such. */
export const v128 = {
  load: load('v128', simd(0)),
  /** Eight bytes, then zeros. */
  loadEight: load('v128', simd(93)),
  /** Four bytes, then zeros. */
  loadFour: load('v128', simd(92)),
  store: store('v128', simd(11)),
  and: vectors(78),
  /** The first without the bits of the second. */
  without: vectors(79),
  xor: vectors(81),
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
  add: vectors(110),
} as const;

/** Vectors of eight integers of 16 bits. */
export const i16x8 = {
  /** Four and four integers of 32 bits, those that do not fit as the nearest that do. */
  ofIntegers: vectors(133),
  /** Sums of two neighbours of 16 small integers that have no sign. */
  sumsOfBytes: vector(125),
} as const;

/** Vectors of four integers. */
export const i32x4 = {
  constant: (numbers: readonly [number, number, number, number]): Value<'v128'> =>
    value('v128', simd(12), [...new Uint8Array(new Int32Array(numbers).buffer)]),
  all: unary('i32', 'v128', simd(17)),
  differs: vectors(56),
  isAtLeast: vectors(63),
  add: vectors(174),
  subtract: vectors(177),
  multiply: vectors(181),
  shiftRight: shift(172),
  /** The highest bit of each, the first in the lowest place. */
  signs: unary('v128', 'i32', simd(164)),
  /** Sums of two neighbours of eight integers of 16 bits that have no sign. */
  sumsOfHalves: vector(127),
  /** Integer parts of two doubles, then zeros. */
  ofDoubles: vector(252),
  entry: (a: Value<'v128'>, lane: number): Value<'i32'> => value('i32', a.code, simd(27), [lane]),
} as const;

/** Vectors of two integers of 64 bits. */
export const i64x2 = {
  constant: (number: bigint): Value<'v128'> =>
    value('v128', simd(12), [...new Uint8Array(new BigInt64Array([number, number]).buffer)]),
  /** The first two, or the last two, of four integers of 32 bits. */
  ofFirst: vector(199),
  ofLast: vector(200),
} as const;

/** Vectors of two doubles. */
export const f64x2 = {
  constant: (number: number): Value<'v128'> =>
    value('v128', simd(12), [...new Uint8Array(new Float64Array([number, number]).buffer)]),
  all: unary('f64', 'v128', simd(20)),
  entry: (a: Value<'v128'>, lane: number): Value<'f64'> => value('f64', a.code, simd(33), [lane]),
  isEqual: vectors(71),
  isLess: vectors(73),
  isAtMost: vectors(75),
  size: vector(236),
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
  const isDone = [...variable.read.code, ...end.code, 0x4e];
  const next = variable.write(i32.add(variable.read, i32.constant(by)));
  // A block around a loop: leaving the block ends it, going back to the loop repeats it.
  return [0x02, 0x40, 0x03, 0x40, ...isDone, 0x0d, 1, ...steps.flat(), ...next, 0x0c, 0, 0x0b, 0x0b];
}

function sized(bytes: readonly number[]): number[] {
  return [...unsigned(bytes.length), ...bytes];
}

function listOf(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function section(id: number, items: readonly (readonly number[])[]): number[] {
  return [id, ...sized(listOf(items))];
}

function text(name: string): number[] {
  return sized([...new TextEncoder().encode(name)]);
}

function bodyOf({ parameters, body }: Routine): number[] {
  const locals: ValueType[] = [];
  const variable = <T extends ValueType>(index: number, type: T): Local<T> => ({
    read: value(type, [0x20], unsigned(index)),
    write: (stored) => [...stored.code, 0x21, ...unsigned(index)],
  });
  const { steps, result } = body({
    parameter: (index, type) => variable(index, type),
    local: (type) => variable(parameters.length + locals.push(type) - 1, type),
  });
  const declared = listOf(locals.map((type) => [1, typeCodes[type]]));
  return sized([...declared, ...steps.flat(), ...(result?.code ?? []), 0x0b]);
}

/** The bytes of a module that exports some functions, all of them on the memory that it imports as `memory.own`. */
export function assemble(routines: readonly Routine[]): Uint8Array {
  const types = routines.map(({ parameters, result }) => [
    0x60,
    ...listOf(parameters.map((type) => [typeCodes[type]])),
    ...listOf(result === undefined ? [] : [[typeCodes[result]]]),
  ]);
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [[...text('memory'), ...text('own'), 0x02, 0x00, 1]]),
    ...section(
      3,
      routines.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      routines.map(({ name }, index) => [...text(name), 0x00, ...unsigned(index)]),
    ),
    ...section(10, routines.map(bodyOf)),
  ]);
}
