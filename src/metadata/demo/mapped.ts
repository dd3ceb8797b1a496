/** Integers made of integers one by one; several times as fast as `Int32Array.from`, which goes through an iterator. */
export function mapInt32(source: ArrayLike<number>, valueOf: (value: number) => number): Int32Array {
  const result = new Int32Array(source.length);
  for (let i = 0; i < result.length; i++) result[i] = valueOf(source[i]!);
  return result;
}

/** Small codes made of integers one by one. */
export function mapUint8(source: ArrayLike<number>, codeOf: (value: number) => number): Uint8Array {
  const result = new Uint8Array(source.length);
  for (let i = 0; i < result.length; i++) result[i] = codeOf(source[i]!);
  return result;
}
