import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hashText } from '../../src/base/hash.ts';
import { cellsOf } from '../../src/record/cells.ts';
import { orcidAddress } from '../../src/record/citation.ts';
import { differences } from '../../src/record/compare.ts';
import { movementsOf, moves, relativeChange } from '../../src/record/drift.ts';
import { readRecord } from '../../src/record/read-record.ts';
import { reasonsBetween } from '../../src/record/reasons.ts';
import { type RunRecord, recordText } from '../../src/record/run-record.ts';

const hash = hashText('something');
const record: RunRecord = {
  format: 'microdata-run-record',
  version: 1,
  engine: { name: 'openmicrodata', version: '0.1.0', build: hash },
  script: { name: 'a.txt', container: 'plain', hash: hashText('let a = 1\n'), text: 'let a = 1\n' },
  ir: { version: 1, hash },
  semantics: { commands: { tabulate: 1 }, functions: { round: 1 }, parts: { disclosure: 1 } },
  databanks: [
    {
      databank: 'no.test',
      version: '1',
      nature: 'synthetic',
      hash,
      variables: [{ name: 'A', files: [hash] }],
    },
  ],
  policy: { id: 'strict', version: 1, hash },
  noiseKey: hash,
  history: hash,
  options: { language: 'nb', persons: 1000 },
  statements: [
    {
      index: 0,
      command: 'tabulate',
      at: { start: 0, end: 4, line: 1 },
      iteration: [{ name: 'y', value: '2019' }],
      outcome: 'done',
      results: [{ type: 'table', hash }],
    },
  ],
  time: '2026-11-22T12:00:00Z',
};

const schema = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../docs/reference/run-record.schema.json'), 'utf8'),
) as object;
const isValid = new Ajv2020({ allErrors: true }).compile(schema);

/** Every place in a tree of plain data. */
function placesIn(value: unknown, at: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...at, key]))];
}

/** A copy with another value at a place; `undefined` takes the member away. */
function changed(value: unknown, at: readonly (string | number)[], other: unknown): unknown {
  const [first, ...rest] = at;
  if (first === undefined) return other;
  const members = Object.entries(value as Record<string, unknown>).flatMap(([key, member]) => {
    const inner = key === String(first) ? changed(member, rest, other) : member;
    return inner === undefined ? [] : [[key, inner] as const];
  });
  return Array.isArray(value) ? members.map(([, member]) => member) : Object.fromEntries(members);
}

describe('a run record', () => {
  test('is read as it was written', () => {
    expect(readRecord(recordText(record))).toEqual({ type: 'record', record });
    expect(isValid(JSON.parse(recordText(record)))).toBe(true);
  });

  test('that was damaged is refused, by the reader and by the published schema alike', () => {
    const places = placesIn(record).filter((at) => at.length > 0);
    const others = fc.constantFrom<unknown>(undefined, null, 7.5, 'other', true, [], {});
    fc.assert(
      fc.property(fc.constantFrom(...places), others, (at, other) => {
        const damaged = JSON.stringify(changed(record, at, other));
        const read = readRecord(damaged);
        const bySchema = isValid(JSON.parse(damaged));
        // What a schema cannot say: that the script is the one that its hash names, and statements are in order.
        const beyond = read.type === 'invalid' && /script\.hash is not|out of order|is none of/u.test(read.problem);
        if (!beyond) expect(read.type === 'record', `${at.join('.')}: ${JSON.stringify(read)}`).toBe(bySchema);
      }),
      { numRuns: 2000 },
    );
  });

  test('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(readRecord(text).type).toBe('invalid');
      }),
    );
  });
});

const table = (counts: readonly number[]) => ({
  type: 'table',
  command: 'tabulate',
  dimensions: [
    {
      variable: 'sex',
      display: 'text',
      categories: [{ code: '1', label: 'Men' }, { code: '2', label: 'Women' }, { code: null }],
    },
  ],
  stub: [0],
  measures: [{ key: 'freq', display: 'number' }],
  columns: ['total'],
  rows: counts.map((v, i) => ({ key: [i === 2 ? 'total' : i], cells: [[{ v }]] })),
  notes: [],
});

describe('the cells of a result', () => {
  test('have names that last: categories, variables, statistics', () => {
    expect(Object.fromEntries(cellsOf(table([10, 20, 30])))).toMatchObject({
      'rows · Men · total · freq': 10,
      'rows · Women · total · freq': 20,
      'rows · total · total · freq': 30,
    });
    const summary = {
      type: 'summary',
      statistics: ['mean', 'count'],
      rows: [{ variable: 'wage', display: 'number', values: [{ v: 3.5 }, { v: null, why: 'few' }] }],
    };
    expect([...cellsOf(summary)].slice(1)).toEqual([
      ['rows · wage · mean', 3.5],
      ['rows · wage · count', '(few)'],
    ]);
    const matrix = { type: 'matrix', variables: ['a', 'b'], rows: [[{ value: { v: 1 } }, { value: { v: 0.5 } }]] };
    expect(cellsOf(matrix).get('rows · a, b · value')).toBe(0.5);
  });

  test('are compared one by one; equal results differ in none', () => {
    expect(differences(table([10, 20, 30]), table([10, 20, 30]))).toEqual([]);
    expect(differences(table([10, 20, 30]), table([10, 25, 35]))).toEqual([
      { where: 'rows · Women · total · freq', recorded: 20, now: 25 },
      { where: 'rows · total · total · freq', recorded: 30, now: 35 },
    ]);
    expect(differences(table([10, 20, 30]), table([10, 20]))).toEqual([
      { where: 'rows · total · total · freq', recorded: 30, now: undefined },
    ]);
  });
});

describe('drift', () => {
  const run = (version: string, counts: readonly number[]) => ({
    version,
    statements: record.statements,
    bodyOf: () => table(counts),
  });

  test('follows each number over the versions', () => {
    const movements = movementsOf([run('1', [10, 20, 30]), run('2', [10, 25, 35])]);
    expect(movements.map(({ where, values }) => [where, ...values])).toEqual([
      ['rows · Men · total · freq', 10, 10],
      ['rows · Women · total · freq', 20, 25],
      ['rows · total · total · freq', 30, 35],
    ]);
    expect(movements.map(moves)).toEqual([false, true, true]);
    expect(movements.map(relativeChange)).toEqual([0, 0.25, 5 / 30]);
  });
});

describe('reasons', () => {
  const other = hashText('other');
  const cases: readonly (readonly [string, Partial<RunRecord>])[] = [
    ['script', { script: { ...record.script, hash: other } }],
    ['meaning', { ir: { version: 1, hash: other } }],
    ['databank-version', { databanks: [{ ...record.databanks[0]!, version: '2' }] }],
    ['column', { databanks: [{ ...record.databanks[0]!, hash: other, variables: [{ name: 'A', files: [other] }] }] }],
    ['catalogue', { databanks: [{ ...record.databanks[0]!, hash: other }] }],
    ['policy', { policy: { ...record.policy, hash: other } }],
    ['noise-key', { noiseKey: other }],
    ['history', { history: other }],
    ['semantics', { semantics: { ...record.semantics, functions: { round: 2 } } }],
    ['build', { engine: { ...record.engine, build: other } }],
    ['arithmetic', {}],
  ];

  test.each(cases)('%s is told alone', (type, change) => {
    expect(reasonsBetween(record, { ...record, ...change }).map((reason) => reason.type)).toEqual([type]);
  });

  test('a change of semantics names the release that brought it', () => {
    const subject = { kind: 'command', name: 'tabulate' } as const;
    const changes = [
      { subject, release: '0.2.0', text: { nb: 'En.', en: 'One.' } },
      { subject, release: '0.5.0', text: { nb: 'To.', en: 'Two.' } },
    ];
    const now = { ...record, semantics: { ...record.semantics, commands: { tabulate: 3 } } };
    expect(reasonsBetween(record, now, changes)).toEqual([
      { type: 'semantics', subject, recorded: 1, now: 3, release: '0.2.0' },
    ]);
  });
});

test('an ORCID has a check digit', () => {
  expect(orcidAddress('0000-0002-1825-0097')).toBe('https://orcid.org/0000-0002-1825-0097');
  expect(orcidAddress('https://orcid.org/0000-0002-1694-233X')).toBe('https://orcid.org/0000-0002-1694-233X');
  expect(orcidAddress('0000-0002-1825-0098')).toBeUndefined();
  expect(orcidAddress('Kari')).toBeUndefined();
});
