import { Buffer } from 'node:buffer';
import v8 from 'node:v8';
import { assemble, type Routine } from './assembler.ts';

/** What is used of the global `WebAssembly`. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: { readonly memory: { readonly own: object } },
  ) => { readonly exports: Readonly<Record<string, (...numbers: number[]) => number>> };
};

const pageBytes = 65_536;
/** 256 megabytes; what nobody touches takes no room. */
const pages = 4096;

/** One memory for each thread, which no other sees: what is worked on is copied in, chunk by chunk, and stays in the nearest cache. */
const memory = new WebAssembly.Memory({ initial: pages });
let used = 0;

/** Bytes of the thread's memory that are set aside for good; the address is a multiple of 64. */
export interface Area {
  readonly address: number;
  readonly bytes: number;
}

/** Sets bytes aside. Vectors may be written a little beyond the end of an array: each area has room for one more. */
export function area(bytes: number): Area {
  const address = used;
  used += (bytes + 16 + 63) & ~63;
  if (used > pages * pageBytes) throw new RangeError('the memory of a thread is full');
  return { address, bytes };
}

/** Gives an area of at least so many bytes: the same one again unless it has become too small. */
export function growingArea(): (bytes: number) => Area {
  let room: Area | undefined;
  return (bytes) => {
    if (room === undefined || room.bytes < bytes) room = area(2 ** Math.ceil(Math.log2(Math.max(1024, bytes))));
    return room;
  };
}

/** An area as an array of doubles. */
export function doublesIn({ address, bytes }: Area): Float64Array {
  return new Float64Array(memory.buffer, address, bytes / 8);
}

/** An area as an array of integers of 32 bits. */
export function integersIn({ address, bytes }: Area): Int32Array {
  return new Int32Array(memory.buffer, address, bytes / 4);
}

/** An area as bytes. */
export function bytesIn({ address, bytes }: Area): Uint8Array {
  return new Uint8Array(memory.buffer, address, bytes);
}

type Numbers = Int32Array | Uint32Array | Float64Array | Uint8Array | Uint16Array;

/*
 * Columns are shared between threads, and `set` copies shared memory a word at a time, each as if another thread wrote to it.
 * Nobody writes to what is read here: bytes are copied as they are, a quarter faster.
 */

const own = Buffer.from(memory.buffer);
/** By buffer of a column: its bytes. */
const bytesOfBuffer = new WeakMap<ArrayBufferLike, Buffer>();

function bytesOf(buffer: ArrayBufferLike): Buffer {
  const known = bytesOfBuffer.get(buffer);
  if (known !== undefined) return known;
  const bytes = Buffer.from(buffer);
  bytesOfBuffer.set(buffer, bytes);
  return bytes;
}

/** Copies entries `start` to `end` of a column to an array of the same width in the thread's memory. */
export function bring(to: Numbers, from: Numbers, start: number, end: number): void {
  const width = from.BYTES_PER_ELEMENT;
  bytesOf(from.buffer).copy(own, to.byteOffset, from.byteOffset + start * width, from.byteOffset + end * width);
}

/** Copies the first entries of an array in the thread's memory to a column, from entry `at` on. */
export function send(from: Numbers, count: number, to: Numbers, at: number): void {
  const width = from.BYTES_PER_ELEMENT;
  own.copy(bytesOf(to.buffer), to.byteOffset + at * width, from.byteOffset, from.byteOffset + count * width);
}

/** A function of numbers, and of nothing else; its result is 0 where it has none. */
export type RoutineCall = (...numbers: number[]) => number;

/** Modules that can be compiled ahead of their first call. */
const declared: (() => Uint8Array<ArrayBuffer>)[] = [];

/**
 * Makes functions callable by name. They are assembled and compiled when one of them is called for the first time, so that what
 * is never called costs nothing, or ahead of that by `compileAhead`. A caller that keeps such a function for itself should take
 * it again each time: what stands under the name is at first a function that compiles, and then the compiled one.
 */
export function compile<Name extends string>(
  routines: Readonly<Record<Name, Omit<Routine, 'name'>>>,
): Readonly<Record<Name, RoutineCall>> {
  const names = Object.keys(routines) as Name[];
  let bytes: Uint8Array<ArrayBuffer> | undefined;
  const assembled = (): Uint8Array<ArrayBuffer> =>
    (bytes ??= assemble(names.map((name) => ({ name, ...routines[name] }))));
  declared.push(assembled);
  const calls = {} as Record<Name, RoutineCall>;
  let isReady = false;
  const makeReady = (): void => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assembled()), { memory: { own: memory } });
    for (const name of names) calls[name] = exports[name]!;
    isReady = true;
  };
  for (const name of names) {
    calls[name] = (...numbers) => {
      if (!isReady) makeReady();
      return calls[name](...numbers);
    };
  }
  return calls;
}

/**
 * Compiles everything at once to the fastest code, for a thread that has time for it: all threads of a process share compiled code of
 * equal bytes. Otherwise the first rows of each loop go through a simple translation, while a compiler takes processors from them.
 */
export function compileAhead(): void {
  const options = ['liftoff', 'wasm-lazy-compilation'] as const;
  // Read when a module is compiled, and by nothing else, in all threads: what another one compiles now is compiled well, too.
  for (const option of options) v8.setFlagsFromString(`--no-${option}`);
  for (const assembled of declared) kept.push(new WebAssembly.Module(assembled()));
  // Code of JavaScript that is kept on disk is valid for one set of options only: theirs is the usual one.
  for (const option of options) v8.setFlagsFromString(`--${option}`);
}

/** Compiled code is shared as long as somebody holds on to it. */
const kept: object[] = [];
