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
/** 64 megabytes; what nobody touches takes no room. */
const pages = 1024;

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

/** Makes functions callable by name. Numbers are their only arguments, and their result (0 for those without). */
export function compile<Name extends string>(
  routines: Readonly<Record<Name, Omit<Routine, 'name'>>>,
): Readonly<Record<Name, (...numbers: number[]) => number>> {
  const named = Object.entries<Omit<Routine, 'name'>>(routines).map(([name, routine]) => ({ name, ...routine }));
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(named)), { memory: { own: memory } });
  return exports;
}
