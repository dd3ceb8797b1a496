import fs from 'node:fs';

/** Shorter arrays stay in memory. */
const fewest = 1 << 18;

/**
 * Keeps a large array in a temporary file while nobody uses it: many datasets may wait for a databank at the same time.
 *
 * @param empty  makes an array of a length, to read into
 * @returns gives the array
 */
export function setAside<T extends Float64Array | Int32Array>(
  values: T,
  file: string,
  empty: (length: number) => T,
): () => T {
  return values.length < fewest ? keep(values) : putAway(values, file, empty);
}

function keep<T>(values: T): () => T {
  return () => values;
}

/* A function of its own: functions made in one place hold all that any of them needs, and this one must not hold the array. */
function putAway<T extends Float64Array | Int32Array>(values: T, file: string, empty: (length: number) => T): () => T {
  const { length } = values;
  transfer(file, 'wx', bytesOf(values), fs.writeSync);
  // Whoever uses the array keeps it; only then is it given without being read again.
  let kept = new WeakRef(values);
  return () => {
    const known = kept.deref();
    if (known !== undefined) return known;
    const read = empty(length);
    transfer(file, 'r', bytesOf(read), fs.readSync);
    kept = new WeakRef(read);
    return read;
  };
}

function bytesOf(values: ArrayBufferView): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

/** Moves all bytes from or to a file, as many at a time as one call can. */
function transfer(
  file: string,
  mode: 'wx' | 'r',
  bytes: Uint8Array,
  move: (handle: number, bytes: Uint8Array, from: number, count: number, place: number) => number,
): void {
  const handle = fs.openSync(file, mode);
  try {
    for (let done = 0; done < bytes.length; ) {
      const moved = move(handle, bytes, done, Math.min(bytes.length - done, 1 << 30), done);
      if (moved === 0) throw new Error(`the temporary file ${file} ends early`);
      done += moved;
    }
  } finally {
    fs.closeSync(handle);
  }
}
