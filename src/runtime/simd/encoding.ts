/* How numbers, lists and sections are written in a module of WebAssembly. */

/** Instructions as they come, parts within parts: lists are not joined until a function is complete. */
export type Code = readonly (number | Code)[];

/** All bytes of some code, in order. */
export function bytesOfCode(code: Code): number[] {
  const bytes: number[] = [];
  append(code, bytes);
  return bytes;
}

function append(code: Code, bytes: number[]): void {
  for (const part of code) {
    if (typeof part === 'number') bytes.push(part);
    else append(part, bytes);
  }
}

/** An unsigned number in groups of seven bits, the lowest first. */
export function unsigned(number: number): number[] {
  const bytes: number[] = [];
  let rest = number;
  for (; rest >= 0x80; rest >>>= 7) bytes.push((rest & 0x7f) | 0x80);
  bytes.push(rest);
  return bytes;
}

/** The same for a signed one of 32 bits, whose last group carries its sign. */
export function signed(number: number): number[] {
  const bytes: number[] = [];
  let rest = number | 0;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>= 7;
  }
  bytes.push(rest & 0x7f);
  return bytes;
}

/** Bytes with their number before them. */
export function sized(bytes: readonly number[]): number[] {
  return bytesOfCode([unsigned(bytes.length), bytes]);
}

/** Items with their number before them. */
export function listOf(items: readonly (readonly number[])[]): number[] {
  return bytesOfCode([unsigned(items.length), items]);
}

/** A section of a module. */
export function section(id: number, items: readonly (readonly number[])[]): number[] {
  return bytesOfCode([id, sized(listOf(items))]);
}

/** A name. */
export function text(name: string): number[] {
  return sized([...new TextEncoder().encode(name)]);
}
