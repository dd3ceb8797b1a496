import { describe, expect, test } from 'vitest';
import {
  type Frame,
  f64,
  i32,
  i64,
  repeat,
  repeatWhile,
  type Value,
  v128,
  when,
} from '../../../src/runtime/simd/assembler.ts';
import { area, bytesIn, compile, compileAhead, doublesIn, integersIn } from '../../../src/runtime/simd/memory.ts';

const room = area(64);
const bytes = bytesIn(room);
const integers = integersIn(room);
const doubles = doublesIn(room);

const two = ['i32', 'i32'] as const;
const ofTwo = (result: (a: Value<'i32'>, b: Value<'i32'>) => Value<'i32'>) => ({
  parameters: two,
  result: 'i32' as const,
  body: (frame: Frame) => ({
    steps: [],
    result: result(frame.parameter(0, 'i32').read, frame.parameter(1, 'i32').read),
  }),
});
const ofDoubles = (result: (a: Value<'f64'>, b: Value<'f64'>) => Value<'f64'>) => ({
  parameters: ['f64', 'f64'] as const,
  result: 'f64' as const,
  body: (frame: Frame) => ({
    steps: [],
    result: result(frame.parameter(0, 'f64').read, frame.parameter(1, 'f64').read),
  }),
});

const made = compile({
  subtract: ofTwo(i32.subtract),
  isLess: ofTwo(i32.isLess),
  isLessUnsigned: ofTwo(i32.isLessUnsigned),
  shifted: ofTwo(i32.shiftRight),
  shiftedUnsigned: ofTwo(i32.shiftRightUnsigned),
  smaller: ofTwo((a, b) => i32.choose(a, b, i32.isLess(a, b))),
  byte: ofTwo((a, b) => i32.loadByte(i32.add(a, b))),
  signedByte: ofTwo((a, b) => i32.loadSignedByte(i32.add(a, b))),
  half: ofTwo((a, b) => i32.loadHalf(i32.add(a, b))),
  upperOfProduct: ofTwo((a, b) =>
    i32.ofLong(
      i64.shiftRightUnsigned(
        i64.shiftLeft(i64.or(i64.ofInteger(a), i64.ofInteger(b)), i64.ofInteger(i32.constant(4))),
        i64.ofInteger(i32.constant(32)),
      ),
    ),
  ),
  root: ofDoubles((a, b) => f64.root(f64.subtract(f64.divide(a, b), f64.constant(0.25)))),
  lesserIfNotNegative: ofDoubles((a, b) =>
    f64.choose(f64.lesser(a, b), f64.constant(-1), f64.isAtMost(f64.constant(0), a)),
  ),
  sumOfOdd: {
    parameters: ['i32'],
    result: 'i32',
    body: (frame) => {
      const [count, row, sum, even] = [
        frame.parameter(0, 'i32'),
        frame.local('i32'),
        frame.local('i32'),
        frame.local('i32'),
      ];
      const isOdd = i32.and(row.read, i32.constant(1));
      const steps = [
        repeat(row, count.read, 1, [
          when(isOdd, [sum.write(i32.add(sum.read, row.read))], [even.write(i32.add(even.read, i32.constant(1)))]),
        ]),
        // Takes the even ones away again, one by one.
        repeatWhile(even.read, [
          even.write(i32.subtract(even.read, i32.constant(1))),
          when(i32.isZero(even.read), [sum.write(i32.add(sum.read, i32.constant(1000)))]),
        ]),
      ];
      return { steps, result: sum.read };
    },
  },
  storeParts: {
    parameters: ['i32', 'i32'],
    body: (frame) => {
      const [from, to] = [frame.parameter(0, 'i32'), frame.parameter(1, 'i32')];
      return {
        steps: [
          v128.storeEight(to.read, v128.load(from.read)),
          v128.storeFour(to.read, v128.load(from.read, 16), 8),
          i32.storeByte(to.read, i32.constant(0x1ff), 12),
          i32.storeHalf(to.read, i32.constant(0x1fffe), 14),
        ],
      };
    },
  },
});

describe('routines', () => {
  test('know integers', () => {
    expect(made.subtract(3, 5)).toBe(-2);
    expect([made.isLess(-1, 1), made.isLessUnsigned(-1, 1)]).toEqual([1, 0]);
    expect([made.shifted(-8, 1), made.shiftedUnsigned(-8, 1)]).toEqual([-4, 0x7ffffffc]);
    expect([made.smaller(7, -7), made.smaller(-7, 7)]).toEqual([-7, -7]);
    expect(made.upperOfProduct(0x70000000, 1)).toBe(7);
  });

  test('read and write parts of integers', () => {
    bytes.set([0x80, 0xff, 1, 2], 4);
    expect(made.byte(room.address, 4)).toBe(0x80);
    expect(made.signedByte(room.address, 4)).toBe(-128);
    expect(made.half(room.address, 4)).toBe(0xff80);
    bytes.fill(0);
    for (let i = 0; i < 24; i++) bytes[i] = i + 1;
    made.storeParts(room.address, room.address + 32);
    expect(Array.from(bytes.subarray(32, 48))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 17, 18, 19, 20, 0xff, 0, 0xfe, 0xff]);
    expect([integers[8], doubles.length]).toEqual([0x04030201, 8]);
  });

  test('know doubles', () => {
    expect(made.root(5, 2)).toBe(1.5);
    expect([made.lesserIfNotNegative(2, 1), made.lesserIfNotNegative(-2, 1)]).toEqual([1, -1]);
  });

  test('branch and repeat', () => {
    expect([0, 1, 2, 7].map((count) => made.sumOfOdd(count))).toEqual([0, 1000, 1001, 1009]);
  });

  test('are the same when they are compiled ahead', () => {
    const later = compile({ subtract: ofTwo(i32.subtract) });
    compileAhead();
    expect(later.subtract(3, 5)).toBe(-2);
  });
});
