import { describe, expect, it } from 'vitest';
import { testDatabank } from '../../helpers/databank.ts';
import { runTestScript } from '../../helpers/run-script.ts';

const people = testDatabank({
  SEX: {
    values: ['1', '2'],
    codes: [
      { code: '1', title: 'Man' },
      { code: '2', title: 'Woman' },
    ],
  },
  INCOME: {
    temporality: 'ACCUMULATED',
    dataType: 'LONG',
    records: [
      { unit: 0, start: 0, stop: 364, value: 5 },
      { unit: 1, start: 365, stop: 729, value: 7 },
    ],
  },
});
const hospital = testDatabank({ STAY: { values: [1, 2], unitType: 'NPR_EPISODE' } }, { name: 'test.hospital' });
const start = 'require test.bank:1 as t\nrequire test.hospital:1 as h\n';

async function bodiesOf(script: string) {
  const { statements } = await runTestScript(start + script, [people, hospital]);
  return (statements.at(-1)?.results ?? []).map(({ body }) => {
    if (body.type !== 'metadata') throw new Error(`${body.type} is no metadata`);
    return body;
  });
}

describe('variables', () => {
  it('shows every variable of all connected databanks, a table for each', async () => {
    const bodies = await bodiesOf('variables');
    expect(bodies.map(({ title }) => title)).toEqual(['t = test.bank:1', 'h = test.hospital:1']);
    expect(bodies.map(({ rows }) => rows.map((row) => row[0]))).toEqual([['t/INCOME', 't/SEX'], ['h/STAY']]);
  });

  it('shows the named ones in the order of the script', async () => {
    const [first, second, third] = await bodiesOf('variables t/SEX h/STAY t/INCOME');
    expect(first?.rows).toEqual([['t/SEX', 'SEX', 'PERSON', 'FIXED', 'STRING', '', '', '2']]);
    expect(second?.rows[0]?.[2]).toBe('NPR_EPISODE');
    expect(third?.rows).toEqual([
      ['t/INCOME', 'INCOME', 'PERSON', 'ACCUMULATED', 'LONG', '1970-01-01', '1971-12-31', ''],
    ]);
  });

  it('reads no data', async () => {
    const { statements } = await runTestScript(`${start}variables`, [
      { ...people, reader: new Proxy(people.reader, { get: () => expect.unreachable('data were read') }) },
      hospital,
    ]);
    expect(statements.at(-1)?.outcome).toBe('done');
  });
});
