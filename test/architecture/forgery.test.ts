/* eslint-disable @typescript-eslint/no-misused-spread -- copies of what must not be copied are the point */
import { inspect } from 'node:util';
import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { assertReleased, isReleased, secret } from '../../src/disclosure/gate.ts';
import { renderText } from '../../src/render/text/report.ts';
import { codes, context, countTable, range, session } from '../disclosure/helpers.ts';

const canary = 918273645;
const persons = range(0, 2000).map((unit) => ({ unit, at: [unit % 2] }));
const node = countTable(persons, [{ variable: 'kjonn', categories: codes(1, 3) }]);

describe('an exact value cannot be talked out of its box', () => {
  const box = secret(canary);

  test('serialisers, texts, arithmetic and comparisons throw without naming it', () => {
    const attempts: readonly (() => unknown)[] = [
      () => JSON.stringify({ box }),
      () => JSON.stringify(node),
      // The types forbid these, so they are reached through the untyped door that JavaScript leaves open.
      () => String(box),
      () => [box].join(),
      () => Reflect.apply((a: number, b: number) => Math.max(a, b), undefined, [box, 1]) as unknown,
      () => Number(box),
      () => [box, box].sort(),
    ];
    for (const attempt of attempts) {
      expect(attempt).toThrow(/exact value/u);
      expect(attempt).not.toThrow(new RegExp(String(canary), 'u'));
    }
  });

  test('inspection shows a fixed text', () => {
    expect(inspect(box, { showHidden: true, depth: 9 })).toBe('[exact value]');
    expect(inspect({ node: { count: box } }, { depth: 9 })).not.toContain(String(canary));
  });

  test('it has no fields to enumerate or copy', () => {
    expect(Object.keys(box)).toEqual([]);
    expect(Reflect.ownKeys({ ...box })).toEqual([]);
  });

  test('structured clones lose it', () => {
    expect(inspect(structuredClone(box))).not.toContain(String(canary));
    const bytes = serialize(box);
    expect(bytes.includes(Buffer.from(String(canary)))).toBe(false);
    expect(bytes.includes(Buffer.from(Float64Array.of(canary).buffer))).toBe(false);
  });
});

describe('only the gate makes released results', () => {
  const released = session('strict').release(node, context);
  const options = { width: 80 };

  test('what came through is accepted', () => {
    expect(isReleased(released)).toBe(true);
    expect(() => assertReleased(released)).not.toThrow();
  });

  test('look-alikes, copies, clones and prototypes are not', () => {
    const forged: readonly unknown[] = [
      { body: released.body, stamp: released.stamp, audit: released.audit },
      { ...released },
      structuredClone(released),
      JSON.parse(JSON.stringify(released)),
      Object.create(released),
      Object.setPrototypeOf(
        { body: released.body, stamp: released.stamp, audit: '' },
        Reflect.getPrototypeOf(released),
      ),
      node,
      null,
      undefined,
      42,
    ];
    for (const value of forged) {
      expect(isReleased(value)).toBe(false);
      expect(() => assertReleased(value)).toThrow('did not pass disclosure control');
    }
  });

  test('the renderer refuses a forged result', () => {
    const forged: unknown = { ...released };
    expect(() => Reflect.apply(renderText, undefined, [forged, 'en', options]) as unknown).toThrow(
      'did not pass disclosure control',
    );
  });

  test('what came through cannot be changed', () => {
    const { body } = released;
    if (body.type !== 'table') throw new Error('a table was expected');
    expect(Object.isFrozen(released)).toBe(true);
    expect(Object.isFrozen(body.rows)).toBe(true);
    expect(Reflect.set(body, 'rows', [])).toBe(false);
    expect(Reflect.set(released, 'body', {})).toBe(false);
    expect(Reflect.set(body.rows[0]!.cells[0]!, 0, { v: 1 })).toBe(false);
  });

  test('nothing exact is left in it', () => {
    expect(JSON.stringify(released)).not.toMatch(/sumA|sumB/u);
  });
});
