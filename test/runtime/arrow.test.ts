import { tableFromIPC, tableToIPC } from 'apache-arrow';
import { expect, it } from 'vitest';
import { toArrowTable } from '../../src/runtime/arrow.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

it('any dataset is an Arrow table over the same buffers', async () => {
  const bank = testDatabank({
    A: { values: [1, 2, 3, 4] },
    B: { values: [0.5, null, 1.5, null] },
    C: { values: ['x', 'y', null, 'x'] },
    M: { values: [0, null, 1, 1], refersTo: 'PERSON' },
  });
  const { tables } = await runTestScript(
    'require test.bank:1 as t\ncreate-dataset d\nimport t/A as a\nimport t/B as b\nimport t/C as c\nimport t/M as m',
    [bank],
  );
  const dataset = tables.get('d')!;
  const table = toArrowTable(dataset);
  expect(table.schema.names).toEqual(['a', 'b', 'c']);
  const rows = [
    { a: 1, b: 0.5, c: 'x' },
    { a: 2, b: null, c: 'y' },
    { a: 3, b: 1.5, c: null },
    { a: 4, b: null, c: 'x' },
  ];
  expect(table.toArray().map((row: { toJSON(): unknown }) => row.toJSON())).toEqual(rows);
  const column = dataset.columns.get('b')!;
  expect(column.kind === 'float64' && table.getChild('b')!.data[0]!.values).toBe(
    column.kind === 'float64' && column.values,
  );
  const read = tableFromIPC(tableToIPC(table));
  expect(read.toArray().map((row: { toJSON(): unknown }) => row.toJSON())).toEqual(rows);
});
