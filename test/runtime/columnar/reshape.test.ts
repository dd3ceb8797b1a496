import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { DatasetSchema } from '../../../src/lang/types/schema.ts';
import { arrayOf } from '../../../src/metadata/stored-column.ts';
import { type Column, sharedInt32, sharedUint8 } from '../../../src/runtime/column.ts';
import { fromPanel } from '../../../src/runtime/columnar/reshape-from-panel.ts';
import { toPanel } from '../../../src/runtime/columnar/reshape-to-panel.ts';
import { keep } from '../../../src/runtime/columnar/select.ts';
import { type Table, tableOf } from '../../../src/runtime/columnar/table.ts';
import { createFoldRunner } from '../../../src/runtime/threads/runner.ts';
import { columnarDataset } from '../../helpers/columnar.ts';
import { decimals, integers, plain, texts } from '../../helpers/columns.ts';

type Cell = number | string | null;

const runner = createFoldRunner({ threads: 1 });
afterAll(() => runner.close());

/** A table of groups, which has no space of units, with the given columns. */
function tableFrom(columns: ReadonlyMap<string, Column>, open: ReadonlySet<string> = new Set()): Table {
  const size = columns.size === 0 ? 0 : arrayOf([...columns.values()][0]!).length;
  const base = columnarDataset({ '#': new Array<number>(size).fill(0) });
  return { ...base, space: undefined, schema: schemaOf([...columns.keys()], 'cross-section', open), columns };
}

function schemaOf(
  names: readonly string[],
  kind: DatasetSchema['kind'],
  open: ReadonlySet<string> = new Set(),
): DatasetSchema {
  return {
    name: 'd',
    kind,
    unitType: undefined,
    identifier: { name: 'id', type: { type: 'numeric', subtype: 'integer' } },
    variables: names.map((name) => ({
      name,
      type: { type: 'numeric', subtype: 'integer' },
      ...(open.has(name) ? { openStop: true as const } : {}),
    })),
  };
}

function selectionOf(of: Table, wanted: readonly boolean[]) {
  const mask = sharedUint8(of.rowCount);
  wanted.forEach((is, row) => (mask[row] = is ? 1 : 0));
  return { of, mask, rowCount: wanted.filter(Boolean).length };
}

const size = 30;
const maybe = <T extends Cell>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 3 });
const cells = <T extends Cell>(arbitrary: fc.Arbitrary<T>) =>
  fc.array(maybe(arbitrary), { minLength: size, maxLength: size });

/** A variable with its kind; decimals and whole numbers may stand side by side in a series. */
const number = fc.oneof(
  cells(fc.integer({ min: -1e9, max: 1e9 })).map((values) => ({ values, make: () => integers(values) })),
  cells(fc.double({ noNaN: true, noDefaultInfinity: true })).map((values) => ({
    values,
    make: () => decimals(values),
  })),
);
const text = cells(fc.constantFrom('0301', 'å', '', 'b', 'bb', '\u{1d7ce}', '\uff10')).map((values) => ({
  values,
  make: () => texts(values),
}));
/** So many texts that their codes need two bytes. */
const manyTexts = fc.integer({ min: 0, max: 9 }).map((seed) => {
  const values = Array.from({ length: 300 }, (_, i) => `t${(i * 7 + seed) % 300}`);
  return { values: values.slice(0, size), make: () => cut(texts(values), size) };
});

const times = fc.oneof(
  fc.uniqueArray(fc.integer({ min: -40_000, max: 40_000 }), { minLength: 1, maxLength: 6 }),
  fc.uniqueArray(fc.constantFrom(1, 20, 3_000_000_000, 4_000_000, 201801, 9), { minLength: 1, maxLength: 6 }),
  fc.uniqueArray(fc.constantFrom('_1', '2_', '\u{1d7ce}', '\uff10', '2021_01_01'), { minLength: 1, maxLength: 5 }),
);
const byCodePoint = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const ascending = (list: readonly (number | string)[]): (number | string)[] =>
  [...list].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : byCodePoint(String(a), String(b)),
  );

const situation = fc.record({
  rows: fc.oneof(fc.constantFrom(0, 1, size), fc.integer({ min: 2, max: size })),
  times,
  series: fc.array(
    fc.oneof(
      fc.array(number, { minLength: 6, maxLength: 6 }),
      fc.array(fc.oneof(text, manyTexts), { minLength: 6, maxLength: 6 }),
    ),
    { minLength: 1, maxLength: 3 },
  ),
  absent: fc.array(fc.boolean(), { minLength: 18, maxLength: 18 }),
  fixed: fc.array(fc.oneof(number, text), { maxLength: 2 }),
  kept: fc.option(fc.array(fc.boolean(), { minLength: size * 6, maxLength: size * 6 }), { nil: undefined }),
});

type Situation = typeof situation extends fc.Arbitrary<infer S> ? S : never;

function cut(column: Column, rows: number): Column {
  switch (column.kind) {
    case 'dictionary':
      return { ...column, codes: column.codes.slice(0, rows) };
    case 'float64':
      return { ...column, values: column.values.slice(0, rows) };
    case 'int32':
      return { ...column, values: column.values.slice(0, rows) };
    case 'unit':
      return { ...column, units: column.units.slice(0, rows) };
  }
}

/** The wide table of a situation, with its plain values by variable. */
function wideOf({ rows, series, absent, fixed, times: given }: Situation) {
  const order = ascending(given);
  const columns = new Map<string, Column>();
  const values = new Map<string, readonly Cell[]>();
  const add = (name: string, one: { readonly values: readonly Cell[]; readonly make: () => Column }): void => {
    columns.set(name, cut(one.make(), rows));
    values.set(name, one.values.slice(0, rows));
  };
  const names = series.map((variables, s) =>
    order.map((time, t) => {
      // A series has one variable at least.
      if (t > 0 && absent[s * 6 + t]) return undefined;
      add(`s${s}|${time}`, variables[t]!);
      return `s${s}|${time}`;
    }),
  );
  fixed.forEach((one, f) => add(`f${f}`, one));
  return { order, names, table: tableFrom(columns), values };
}

describe('reshaping', () => {
  it('gives rows of units and times, and back what was there', async () => {
    await fc.assert(
      fc.asyncProperty(situation, async (s) => {
        const { order, names, table, values } = wideOf(s);
        const fixedNames = s.fixed.map((_, f) => `f${f}`);
        const seriesNames = names.map((_, i) => `s${i}`);
        const { dataset } = await toPanel(runner, {
          dataset: table,
          schema: schemaOf(['time', ...seriesNames, ...fixedNames], 'panel'),
          timeName: 'time',
          times: order,
          series: names.map((variables, i) => ({ name: `s${i}`, variables })),
        });
        const panel = tableOf(dataset);
        const expected = new Map<string, Cell[]>([
          ['time', []],
          ...[...seriesNames, ...fixedNames].map((n) => [n, []] as [string, Cell[]]),
        ]);
        const units: number[] = [];
        for (let row = 0; row < s.rows; row++) {
          for (const [t, time] of order.entries()) {
            units.push(row);
            expected.get('time')!.push(time);
            names.forEach((variables, i) => {
              const name = variables[t];
              expected.get(`s${i}`)!.push(name === undefined ? null : values.get(name)![row]!);
            });
            for (const name of fixedNames) expected.get(name)!.push(values.get(name)![row]!);
          }
        }
        expect([...panel.units.index!]).toEqual(units);
        expect([...panel.columns.keys()]).toEqual([...expected.keys()]);
        for (const [name, column] of panel.columns) expect(plain(column)).toEqual(expected.get(name));

        const kept = units.map((_, row) => s.kept?.[row] ?? true);
        const selected = tableOf(await keep(runner, selectionOf(panel, kept), panel.schema));
        const variables = [...seriesNames, ...fixedNames].map((name) => ({
          name,
          targets: order.map((time) => `${name}>${time}`),
        }));
        const back = await fromPanel(runner, {
          dataset: selected,
          schema: schemaOf(
            variables.flatMap(({ targets }) => targets),
            'cross-section',
          ),
          timeName: 'time',
          times: order,
          variables,
        });
        const wide = tableOf(back.dataset);
        const rowsLeft = Array.from({ length: s.rows }, (_, row) => row).filter((row) =>
          units.some((unit, i) => unit === row && kept[i]),
        );
        expect(wide.rowCount).toBe(rowsLeft.length);
        expect(back.units).toMatchObject({ units: rowsLeft.length, rows: rowsLeft.length });
        expect(wide.units.distinct).toBe(true);
        for (const { name, targets } of variables) {
          targets.forEach((target, t) => {
            const wanted = rowsLeft.map((row) => {
              const place = row * order.length + t;
              return kept[place] ? expected.get(name)![place]! : null;
            });
            expect(plain(wide.columns.get(target)!)).toEqual(wanted);
          });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out rows of times that are not asked for, and keeps their units', async () => {
    const columns = new Map<string, Column>([
      ['a', integers([1, 2])],
      ['b', integers([3, null])],
    ]);
    const request = { timeName: 'time', times: [5, 7], series: [{ name: 's', variables: ['a', 'b'] }] };
    const panel = await toPanel(runner, {
      dataset: tableFrom(columns),
      schema: schemaOf(['time', 's'], 'panel'),
      ...request,
    });
    const left = await keep(
      runner,
      selectionOf(tableOf(panel.dataset), [true, true, false, true]),
      panel.dataset.schema,
    );
    const back = await fromPanel(runner, {
      dataset: left,
      schema: schemaOf(['s5'], 'cross-section'),
      timeName: 'time',
      times: [5],
      variables: [{ name: 's', targets: ['s5'] }],
    });
    expect(plain(tableOf(back.dataset).columns.get('s5')!)).toEqual([1, null]);
  });

  it('keeps the open ends of spells, but not among decimals', async () => {
    const open = new Set(['a', 's']);
    const columns = new Map<string, Column>([
      ['a', integers([1, Number.POSITIVE_INFINITY])],
      ['b', integers([3, null])],
      ['c', decimals([0.5, 2])],
    ]);
    const reshaped = async (variables: readonly string[]) => {
      const { dataset } = await toPanel(runner, {
        dataset: tableFrom(columns, open),
        schema: { ...schemaOf(['time', 's'], 'panel', open) },
        timeName: 'time',
        times: [1, 2],
        series: [{ name: 's', variables }],
      });
      return plain(tableOf(dataset).columns.get('s')!);
    };
    expect(await reshaped(['a', 'b'])).toEqual([1, 3, Number.POSITIVE_INFINITY, null]);
    expect(await reshaped(['a', 'c'])).toEqual([1, 0.5, null, 2]);
  });

  it('refuses to divide a unit that has a time twice', async () => {
    const dataset = tableFrom(
      new Map<string, Column>([
        ['s', integers([1, 2])],
        ['time', integers([5, 5])],
      ]),
    );
    const index = sharedInt32(2);
    const twice: Table = { ...dataset, units: { ...dataset.units, index, distinct: false } };
    const request = { schema: schemaOf(['s5'], 'cross-section'), timeName: 'time', times: [5] };
    const variables = [{ name: 's', targets: ['s5'] }];
    await expect(fromPanel(runner, { dataset: twice, ...request, variables })).rejects.toThrow('ascend');
  });
});

describe('reshaping on several threads', () => {
  it('gives the same bytes', { timeout: 120_000 }, async () => {
    const rows = 70_000;
    const of = (value: (row: number) => number | null) => Array.from({ length: rows }, (_, row) => value(row));
    const columns = new Map<string, Column>([
      ['a1', integers(of((row) => (row % 11 === 0 ? null : row)))],
      ['a2', decimals(of((row) => (row % 7 === 0 ? null : row / 3)))],
      ['b1', texts(of((row) => row % 300).map((x) => `t${String(x)}`))],
      ['b3', texts(of((row) => row % 5).map((x) => (x === 0 ? null : `u${String(x)}`)))],
      ['c', integers(of((row) => row % 3))],
    ]);
    const run = async (threads: number) => {
      const threaded = createFoldRunner({ threads });
      try {
        const panel = await toPanel(threaded, {
          dataset: tableFrom(columns),
          schema: schemaOf(['time', 'a', 'b', 'c'], 'panel'),
          timeName: 'time',
          times: [1, 2, 3],
          series: [
            { name: 'a', variables: ['a1', 'a2', undefined] },
            { name: 'b', variables: ['b1', undefined, 'b3'] },
          ],
        });
        const table = tableOf(panel.dataset);
        const mask = Array.from({ length: table.rowCount }, (_, row) => row % 4 !== 1);
        const left = await keep(threaded, selectionOf(table, mask), table.schema);
        const wide = async (dataset: Table) => {
          const names = ['a', 'b', 'c'].map((name) => ({ name, targets: [1, 2, 3].map((time) => `${name}${time}`) }));
          const schema = schemaOf(
            names.flatMap(({ targets }) => targets),
            'cross-section',
          );
          const back = await fromPanel(threaded, {
            dataset,
            schema,
            timeName: 'time',
            times: [1, 2, 3],
            variables: names,
          });
          return tableOf(back.dataset);
        };
        return [table, await wide(table), await wide(tableOf(left))];
      } finally {
        await threaded.close();
      }
    };
    const one = await run(1);
    expect(one.map(({ rowCount }) => rowCount)).toEqual([210_000, 70_000, 70_000]);
    for (const threads of [2, 4, 8]) {
      for (const [i, table] of (await run(threads)).entries()) {
        expect(table.units.index).toEqual(one[i]!.units.index);
        for (const [name, column] of table.columns) {
          expect(arrayOf(column).constructor).toBe(arrayOf(one[i]!.columns.get(name)!).constructor);
          expect(Buffer.compare(bytes(column), bytes(one[i]!.columns.get(name)!))).toBe(0);
        }
      }
    }
  });
});

function bytes(column: Column): Uint8Array {
  const array = arrayOf(column);
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
