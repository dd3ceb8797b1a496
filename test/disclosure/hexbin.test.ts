import { describe, expect, test } from 'vitest';
import { secret } from '../../src/disclosure/gate.ts';
import type { HexBody } from '../../src/disclosure/released.ts';
import { attack, type JsonBody, lastBodies, numbersIn, opening } from '../attacks/attacker.ts';
import { everybody } from '../attacks/population.ts';
import { blockOf, context, range, session, setOf } from './helpers.ts';

const people = everybody();

async function last(script: string, policy = 'strict'): Promise<JsonBody> {
  const leaving = await attack(`${opening}${script}\n`, { policy });
  const body = lastBodies(leaving)[0];
  if (body === undefined) throw new Error(leaving.error + leaving.text);
  return body;
}

async function hexagons(script: string, policy = 'strict'): Promise<HexBody> {
  const body = await last(script, policy);
  expect(body.type).toBe('hex');
  return body as JsonBody & HexBody;
}

const script = 'hexbin inntekt faar, gridsize(6)';

describe('hexbin', () => {
  test('DC-02/hexbin DC-18/hexbin: the axes end at protected percentiles of three digits', async () => {
    const { grid } = await hexagons(script);
    for (const end of [grid.left, grid.right, grid.bottom, grid.top]) expect(Number(end.toPrecision(3))).toBe(end);
    const largest = people.reduce((most, { inntekt }) => Math.max(most, inntekt), 0);
    expect(grid.top).toBeLessThan(largest);
    const open = await hexagons(script, 'open');
    expect(open.grid.top).toBeCloseTo(largest, 0);
  });

  test('DC-03/hexbin DC-18/hexbin: a hexagon has a class of the policy and no number', async () => {
    const { classes, hexagons: shown } = await hexagons(script);
    const limits = [5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000];
    for (const { from } of classes) expect(limits).toContain(from);
    for (const hexagon of shown) {
      expect(Object.keys(hexagon).sort()).toEqual(['class', 'x', 'y']);
      expect(classes[hexagon.class]).toBeDefined();
    }
  });

  test('DC-09/hexbin: there are as many classes as were asked for at most', async () => {
    const { classes, hexagons: shown } = await hexagons(`${script} groups(2)`);
    expect(classes.length).toBeLessThanOrEqual(2);
    for (const hexagon of shown) expect(hexagon.class).toBeLessThan(classes.length);
  });

  test('DC-04/hexbin: a hexagon of four units is as absent as one of nobody, and a large one is there', () => {
    const small = (units: number): HexBody['hexagons'] => {
      const cells = [range(0, 100), range(100, 200), [], range(300, 300 + units), range(400, 500)];
      const { body } = session('strict').release(
        {
          kind: 'hex',
          command: 'hexbin',
          population: setOf(cells.flat()),
          horizontal: { variable: 'x', display: 'number' },
          vertical: { variable: 'y', display: 'number' },
          grid: secret({ left: 0, right: 1, bottom: 0, top: 1, columns: 1, rows: 1 }),
          classes: 10,
          cells: secret(blockOf(cells)),
        },
        context,
      );
      if (body.type !== 'hex') throw new Error(body.rule);
      return body.hexagons;
    };
    expect(small(0)).toHaveLength(3);
    for (const units of [1, 2, 3, 4]) expect(small(units)).toEqual(small(0));
    expect(small(60)).toHaveLength(4);
  });

  test('DC-05/hexbin: a grid so fine that most hexagons are small is refused', async () => {
    const body = await last('hexbin inntekt faar if nr < 400, gridsize(25)');
    expect(body).toMatchObject({ type: 'refusal', rule: 'DC-05' });
    expect(numbersIn(body)).toEqual([]);
  });

  test('DC-07/hexbin: none and nine units are refused with the same bytes, twenty hundred are not', async () => {
    const [none, nine, many] = [
      await last(`hexbin inntekt faar if nr < 0, gridsize(2)`),
      await last(`hexbin inntekt faar if nr < 9, gridsize(2)`),
      await last(`hexbin inntekt faar if nr < 2000, gridsize(2)`),
    ];
    expect(none).toMatchObject({ type: 'refusal', rule: 'DC-07' });
    expect(nine).toEqual(none);
    expect(numbersIn(many).length).toBeGreaterThan(0);
  });

  test('DC-10/hexbin: the axes are as wide as those of a histogram are at most', async () => {
    const { grid } = await hexagons(script);
    const body = await last('summarize inntekt');
    const keys = body['statistics'] as readonly string[];
    const [row] = body['rows'] as { values: { v: number }[] }[];
    const of = (key: string): number => row!.values[keys.indexOf(key)]!.v;
    expect(Math.abs(grid.top - of('p99'))).toBeLessThanOrEqual(0.01 * of('p99'));
    expect(Math.abs(grid.bottom - of('p1'))).toBeLessThanOrEqual(0.01 * of('p1'));
  });

  test('DC-13/hexbin: a key has no axis', async () => {
    const { exitCode, error, text } = await attack(`${opening}import b/MOR as mor\nhexbin inntekt mor\n`, {
      policy: 'strict',
    });
    expect(exitCode).toBe(1);
    expect(error + text).toContain('mor');
  });
});
