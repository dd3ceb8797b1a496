import { afterAll, describe, expect, it } from 'vitest';
import { executeSankey } from '../../../src/commands/chart/sankey/execute.ts';
import type { FlowBody, RefusalBody, Shown } from '../../../src/disclosure/released.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { crossColumns } from '../../helpers/cross-columns.ts';
import { testDatabank } from '../../helpers/databank.ts';
import { panelDataset } from '../../helpers/panel-columns.ts';
import { readingContext, released } from '../../helpers/reading-context.ts';
import { readReference } from '../../helpers/reference-data.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const runners = [1, 4].map((threads) => createFoldRunner({ threads }));
afterAll(() => Promise.all(runners.map((runner) => runner.close())));

interface Flows {
  readonly nodes: readonly (readonly (readonly [code: number, count: number])[])[];
  readonly links: readonly (readonly (readonly number[])[])[];
}

const { flows } = readReference('panel-tables.json') as {
  readonly flows: Readonly<Record<'utd jobb kat' | 'kjonn region', Flows>>;
};
const dataset = columnarDataset(crossColumns());
const numbers = (shown: readonly Shown[]): (number | null)[] => shown.map(({ v }) => v);

describe.each(runners.map((runner) => [runner.threads, runner] as const))('with %i threads', (_, runner) => {
  it.each(['utd jobb kat', 'kjonn region'] as const)('sankey %s has the reference counts', async (names) => {
    const operation = { type: 'sankey', dataset: 'd', variables: names.split(' '), options: {} } as const;
    const body = await released(executeSankey, operation, readingContext(runner, dataset));
    if (body.type !== 'flow') throw new Error('refused');
    const expected = flows[names];
    expect(body.stages.map(({ variable }) => variable)).toEqual(names.split(' '));
    expect(body.stages.map(({ categories }) => categories.map(({ code }) => code))).toEqual(
      expected.nodes.map((stage) => stage.map(([code]) => code)),
    );
    expect(body.nodes.map(numbers)).toEqual(expected.nodes.map((stage) => stage.map(([, count]) => count)));
    expect(body.links.map((rows) => rows.map(numbers))).toEqual(expected.links);
    expect(body.population.v).toBe(1200);
  });

  it('stages of many categories are counted two by two, of the rows that are in all', async () => {
    const rows = Array.from({ length: 3000 }, (_, row) => row);
    // 300 categories at each of three stages: their combinations are more than a classification holds.
    const wide = columnarDataset({
      a: rows.map((row) => row % 300),
      b: rows.map((row) => (row * 7) % 300),
      c: rows.map((row) => (row < 30 ? null : (row * 11) % 300)),
    });
    const operation = { type: 'sankey', dataset: 'd', variables: ['a', 'b', 'c'], options: {} } as const;
    const body = await released(executeSankey, operation, readingContext(runner, wide));
    if (body.type !== 'flow') throw new Error('refused');
    expect(body.population.v).toBe(2970);
    expect(body.stages.map(({ categories }) => categories.length)).toEqual([300, 300, 300]);
    expect(body.nodes.map((stage) => stage.reduce((sum, { v }) => sum + v!, 0))).toEqual([2970, 2970, 2970]);
    expect(body.nodes[0]![5]!.v).toBe(rows.filter((row) => row >= 30 && row % 300 === 5).length);
    expect(body.links[1]![7]![11]!.v).toBe(
      rows.filter((row) => row >= 30 && (row * 7) % 300 === 7 && (row * 11) % 300 === 11).length,
    );
  });

  it('counts rows where units have several', async () => {
    const operation = { type: 'sankey', dataset: 'd', variables: ['status', 'x2'], options: {} } as const;
    const body = await released(executeSankey, operation, readingContext(runner, panelDataset()));
    if (body.type !== 'flow') throw new Error('refused');
    expect(body.population.v).toBe(696);
    expect(body.links[0]!.flat().reduce((sum, { v }) => sum + v!, 0)).toBe(696);
  });
});

const size = 4000;
const units = Array.from({ length: size }, (_, unit) => unit);
const codes = [
  { code: 'a', title: 'Upper' },
  { code: 'b', title: 'Lower' },
  { code: 'c', title: 'Rare' },
  { code: 'd', title: 'Nobody' },
];
const firstOf = (unit: number): string | null => (unit % 20 === 19 ? null : unit % 3 === 0 ? 'a' : 'b');
const secondOf = (unit: number): string | null => (unit % 20 === 18 ? null : unit < 3 ? 'c' : unit % 7 < 3 ? 'a' : 'b');
const bank = testDatabank({
  NR: { values: units },
  FIRST: { values: units.map(firstOf), codes },
  SECOND: { values: units.map(secondOf), codes },
  THIRD: { values: units.map((unit) => (unit % 5 === 0 ? 'a' : 'b')), codes },
  TEXT: { values: units.map((unit) => (unit < 9 ? `secret${unit % 2}` : `t${unit % 4}`)) },
});
const opening = `require test.bank:1 as db
create-dataset d
import db/NR as nr
import db/FIRST as first
import db/SECOND as second
import db/THIRD as third
import db/TEXT as text
`;

async function bodyOf(statement: string, policy: string, threads = 1): Promise<FlowBody | RefusalBody> {
  const run = await runTestScript(opening + statement, [bank], { policy, threads });
  const body = run.statements.at(-1)!.results[0]!.body;
  if (body.type !== 'flow' && body.type !== 'refusal') throw new Error(`no flow: ${body.type}`);
  return body;
}

async function flowOf(statement: string, policy: string, threads = 1): Promise<FlowBody> {
  const body = await bodyOf(statement, policy, threads);
  if (body.type === 'refusal') throw new Error(`refused: ${body.rule}`);
  return body;
}

describe('sankey in a script', () => {
  it('is of the rows that have a value at every stage', async () => {
    const complete = units.filter((unit) => firstOf(unit) !== null && secondOf(unit) !== null);
    const body = await flowOf('sankey first second third', 'open');
    expect(body.population.v).toBe(complete.length);
    expect(body.nodes[2]![0]!.v).toBe(complete.filter((unit) => unit % 5 === 0).length);
    const links = ['a', 'b'].map((from) =>
      ['a', 'b', 'c'].map((to) => complete.filter((u) => firstOf(u) === from && secondOf(u) === to).length),
    );
    expect(body.links[0]!.map(numbers)).toEqual(links);
    expect(body.stages[1]!.categories.map(({ label }) => label)).toEqual(['Upper', 'Lower', 'Rare']);
  });

  it.each(['strict', 'hardened'])(
    'DC-03 DC-18/sankey: %s draws released counts of the sets themselves',
    async (policy) => {
      const [exact, body] = [await flowOf('sankey first third', 'open'), await flowOf('sankey first third', policy)];
      const [truth, shown] = [exact, body].map(({ nodes, links }) =>
        [...nodes.flat(), ...links.flat(2)].map(({ v }) => v!),
      );
      expect(shown).not.toEqual(truth);
      for (const [i, count] of shown!.entries()) expect(Math.abs(count - truth![i]!)).toBeLessThanOrEqual(5);
      // The same sets in a table carry the same noise.
      const run = await runTestScript(`${opening}tabulate first third`, [bank], { policy });
      const table = run.statements.at(-1)!.results[0]!.body;
      if (table.type !== 'table') throw new Error('refused');
      for (const [r, row] of body.links[0]!.entries()) {
        expect(table.rows[r]!.cells.map(([cell]) => cell!.v)).toEqual([...numbers(row), body.nodes[0]![r]!.v]);
      }
    },
  );

  it('DC-03/sankey: a category has one number on both of its sides', async () => {
    const body = await flowOf('sankey first second third', 'strict');
    const run = await runTestScript(
      `${opening}tabulate second third if !sysmiss(first)\ntabulate first second`,
      [bank],
      { policy: 'strict' },
    );
    const [left, right] = run.statements.slice(-2).map(({ results }) => results[0]!.body);
    if (left?.type !== 'table' || right?.type !== 'table') throw new Error('refused');
    const second = body.stages[1]!.categories.map(({ code }) => code);
    expect(left.rows.slice(0, second.length).map(({ cells }) => cells.at(-1)![0]!.v)).toEqual(numbers(body.nodes[1]!));
    expect(
      right.rows
        .at(-1)!
        .cells.slice(0, -1)
        .map(([cell]) => cell!.v),
    ).toEqual(numbers(body.nodes[1]!));
  });

  it('DC-04/sankey: who nobody or few are is not named, their links have no number', async () => {
    const body = await flowOf('sankey first second third', 'hardened');
    expect(JSON.stringify(body)).not.toMatch(/Nobody|Rare/u);
    const shown = [...body.nodes.flat(), ...body.links.flat(2)];
    for (const { v } of shown) expect(v === null || v >= 5).toBe(true);
  });

  it('DC-05/sankey: mostly small links withhold the whole picture', async () => {
    expect(await bodyOf('sankey first second third if nr < 12', 'strict')).toMatchObject({
      type: 'refusal',
      rule: 'DC-05',
    });
    expect(await bodyOf('sankey first second if nr < 0', 'strict')).toEqual(
      await bodyOf('sankey first second if nr < 1', 'strict'),
    );
  });

  it('DC-08/sankey: values that few have are one category, and not named', async () => {
    expect(JSON.stringify(await flowOf('sankey text third', 'open'))).toContain('secret');
    const body = await flowOf('sankey third text first', 'strict');
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(body.notes).toContain('DC-08');
  });

  it.each(['acro', 'acro-round', 'literal'])('works under %s', async (policy) => {
    const body = await flowOf('sankey first second third', policy);
    expect(body.links).toHaveLength(2);
    for (const [at, rows] of body.links.entries()) {
      expect(rows).toHaveLength(body.stages[at]!.categories.length);
      for (const row of rows) expect(row).toHaveLength(body.stages[at + 1]!.categories.length);
    }
  });

  it('needs two variables', async () => {
    await expect(bodyOf('sankey first', 'open')).rejects.toThrow(/2/u);
  });

  it('is the same for any number of threads', async () => {
    const first = await flowOf('sankey first second third', 'strict');
    for (const threads of [2, 4, 8])
      expect(await flowOf('sankey first second third', 'strict', threads)).toEqual(first);
  });
});
