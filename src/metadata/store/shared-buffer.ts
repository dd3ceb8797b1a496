/** Typed arrays over shared memory, zero-filled: what columns are made of, so that worker threads see them without copying. */

/** Shared `Float64Array` of a length. */
export function sharedFloat64(length: number): Float64Array<SharedArrayBuffer> {
  return new Float64Array(new SharedArrayBuffer(length * 8));
}

/** Shared `Int32Array` of a length. */
export function sharedInt32(length: number): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(length * 4));
}

/** Bytes of one dictionary code when the dictionary has so many entries, entry 0 included. */
export function codeWidth(entries: number): 1 | 2 | 4 {
  return entries <= 0x100 ? 1 : entries <= 0x10000 ? 2 : 4;
}

/** Shared array of dictionary codes. */
export function sharedCodes(
  length: number,
  width: 1 | 2 | 4,
): Uint8Array<SharedArrayBuffer> | Uint16Array<SharedArrayBuffer> | Uint32Array<SharedArrayBuffer> {
  const buffer = new SharedArrayBuffer(length * width);
  return width === 1 ? new Uint8Array(buffer) : width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
}
