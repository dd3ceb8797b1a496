import type { MemberRows, MemberSet } from '../../../src/disclosure/history/members.ts';

/** Units (numbers below `size`) as a set of members; sums stand for keyed ones. */
export function membersOf(units: readonly number[], size = 256, rows?: MemberRows): MemberSet {
  const sumA = units.reduce((sum, unit) => (sum + Math.imul(unit + 1, 0x9e3779b1)) >>> 0, 0);
  const sumB = units.reduce((sum, unit) => (sum + Math.imul(unit + 7, 0x85ebca77)) >>> 0, 0);
  return {
    space: 'PERSON',
    units: bitsFor(units, size),
    counts: { units: units.length, rows: units.length, sumA, sumB },
    ...(rows === undefined ? {} : { rows }),
  };
}

/** Numbers as a bit set. */
export function bitsFor(numbers: readonly number[], size = 256): Uint32Array {
  const words = new Uint32Array((size + 31) >>> 5);
  for (const number of numbers) words[number >>> 5]! |= 1 << (number & 31);
  return words;
}

/** The numbers in a bit set. */
export function numbersIn(words: Uint32Array): readonly number[] {
  return Array.from({ length: words.length * 32 }, (_, bit) => bit).filter(
    (bit) => ((words[bit >>> 5]! >>> (bit & 31)) & 1) === 1,
  );
}

/** from … to − 1. */
export function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}
