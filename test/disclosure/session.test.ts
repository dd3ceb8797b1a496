import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/base/canonical-json.ts';
import { hashJson } from '../../src/base/hash.ts';
import { secret } from '../../src/disclosure/gate.ts';
import { recordKeysName } from '../../src/disclosure/keys/record-keys.ts';
import type { ExactMessage } from '../../src/disclosure/nodes.ts';
import type { AuditRecord, GroupCells, RecordKeys } from '../../src/disclosure/protection.ts';
import { openDisclosureSession } from '../../src/disclosure/session.ts';
import type { UnitType } from '../../src/disclosure/units.ts';
import {
  blockOf,
  codes,
  context,
  countTable,
  type Person,
  policy,
  range,
  rules,
  secretOf,
  session,
  setOf,
  statisticsOf,
  sum,
  testSecret,
} from './helpers.ts';

const line = (units: readonly number[]): ExactMessage & { readonly kind: 'message' } => ({
  kind: 'message',
  code: 'status-connected',
  names: { databank: 'no.ssb.fdb' },
  counts: { enheter: setOf(units) },
});

describe('DC-03 and DC-29/status lines', () => {
  test('counts are released, and small ones are not told from none', () => {
    const strict = session('strict');
    const { body } = strict.release(line(range(0, 500)), context);
    expect(body).toMatchObject({ type: 'message', code: 'status-connected', fewerThan: 5 });
    expect(JSON.stringify(strict.release(line([]), context).body)).toContain('"why":"suppressed"');
    const hardened = range(0, 5).map((n) => JSON.stringify(session('hardened').release(line(range(0, n)), context)));
    expect(new Set(hardened).size).toBe(1);
  });

  test('open tells every number, none included', () => {
    const counts = (n: number) => {
      const { body } = session('open').release(line(range(0, n)), context);
      return body.type === 'message' ? [body.counts['enheter'], body.fewerThan] : [];
    };
    expect([0, 1, 500].map(counts)).toEqual([
      [{ v: 0 }, 0],
      [{ v: 1 }, 0],
      [{ v: 500 }, 0],
    ]);
  });
});

describe('DC-28/metadata', () => {
  test('facts of the catalogue pass as they are', () => {
    const body = {
      type: 'metadata',
      command: 'list-labels',
      title: 'kjonn',
      columns: [{ nb: 'Kode', en: 'Code' }],
      rows: [['1']],
    } as const;
    expect(session('hardened').release({ kind: 'metadata', body }, context).body).toEqual(body);
  });
});

describe('the audit', () => {
  test('has a record per released and per refused node, with the hash of what was released', () => {
    const written: AuditRecord[] = [];
    const strict = openDisclosureSession({
      policy: policy('strict'),
      secret: testSecret,
      stamp: { databanks: [], trust: 'client' },
      audit: (record) => written.push(record),
    });
    const table = strict.release(
      countTable(
        range(0, 900).map((unit) => ({ unit, at: [unit % 2] })),
        [{ variable: 'v', categories: codes(1, 3) }],
      ),
      {
        statement: 3,
        iteration: 'y = 2019',
        command: 'tabulate',
      },
    );
    strict.refuse('keep', 'DC-01', { statement: 4, command: 'keep' });
    expect(strict.audit()).toEqual(written);
    expect(written.map(({ audit, statement, node, outcome }) => ({ audit, statement, node, outcome }))).toEqual([
      { audit: 'a-000001', statement: 3, node: 'countTable', outcome: 'released' },
      { audit: 'a-000002', statement: 4, node: 'refusal', outcome: 'refused' },
    ]);
    expect(written[0]).toMatchObject({ iteration: 'y = 2019', policy: 'strict@1', policyHash: policy('strict').hash });
    expect(written[0]!.bodyHash).toBe(hashJson(JSON.parse(JSON.stringify(table.body)) as Json));
    expect(table.audit).toBe('a-000001');
    expect(written[0]!.rules.map((applied) => applied.id)).toEqual(['DC-05', 'DC-08', 'DC-03', 'DC-04', 'DC-09']);
  });

  test('the stamp names policy, version, hash, data and trust', () => {
    expect(session('strict').release(line([]), context).stamp).toEqual({
      policy: 'strict',
      policyVersion: 1,
      policyHash: policy('strict').hash,
      databanks: [{ databank: 'test.bank', version: '1', nature: 'synthetic' }],
      trust: 'client',
    });
  });
});

describe('record keys', () => {
  const universe = (size: number, pseudonyms?: Float64Array): UnitType => ({
    unitType: 'PERSON',
    size,
    identifierOf: (unit) => String(pseudonyms?.[unit] ?? unit),
    ...(pseudonyms === undefined ? {} : { pseudonyms }),
    contentHash: 'sha256:x',
  });

  test('are the same for numbers and for their decimal texts', async () => {
    const numbers = Float64Array.of(
      0,
      7,
      10,
      999_999,
      1_000_000,
      1_000_001,
      999_999_999_999,
      1e12,
      1e12 + 5,
      Number.MAX_SAFE_INTEGER,
    );
    const { pseudonyms, ...texts } = universe(numbers.length, numbers);
    const strict = session('strict');
    const fromNumbers = await strict.recordKeys({ ...texts, pseudonyms: pseudonyms! });
    const fromTexts = await session('strict').recordKeys(texts);
    expect(Array.from(fromNumbers.a)).toEqual(Array.from(fromTexts.a));
    expect(Array.from(fromNumbers.b)).toEqual(Array.from(fromTexts.b));
    expect(fromNumbers.a.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  test('are made once for a universe, differ by unit type and by secret', async () => {
    const strict = session('strict');
    const first = await strict.recordKeys(universe(3));
    expect(await strict.recordKeys(universe(3))).toBe(first);
    const other = await strict.recordKeys({ ...universe(3), unitType: 'FAMILIE' });
    expect(Array.from(other.a)).not.toEqual(Array.from(first.a));
    const elsewhere = await session('strict', secretOf(1)).recordKeys(universe(3));
    expect(Array.from(elsewhere.a)).not.toEqual(Array.from(first.a));
  });

  test('are taken from a cache, which has a name for each universe and secret', async () => {
    const stored = new Map<string, RecordKeys>();
    const cache = {
      read: async (wanted: UnitType): Promise<RecordKeys | undefined> => stored.get(recordKeysName(wanted, testSecret)),
      write: async (made: UnitType, keys: RecordKeys): Promise<void> => {
        stored.set(recordKeysName(made, testSecret), keys);
      },
    };
    const open = () =>
      openDisclosureSession({
        policy: policy('strict'),
        secret: testSecret,
        stamp: { databanks: [], trust: 'client' },
        recordKeyCache: cache,
      });
    const made = await open().recordKeys(universe(50));
    expect(stored.size).toBe(1);
    const restored = await open().recordKeys(universe(50));
    expect(restored).toBe(made);
    expect(recordKeysName(universe(50), testSecret)).not.toBe(recordKeysName(universe(50), secretOf(2)));
  });

  test('of groups depend on the origin of the variable and on the value', () => {
    const keys = session('strict').groupKeys('KOMMUNE', ['0301', '1103', 301, null]);
    expect(new Set(keys.a).size).toBe(4);
    expect(session('strict').groupKeys('derived', ['0301']).a[0]).not.toBe(keys.a[0]);
  });
});

describe('DC-17/collapse and aggregate by an ordinary variable', () => {
  const persons: Person[] = range(0, 400).map((unit) => ({
    unit,
    at: [unit < 8 ? 0 : unit < 200 ? 1 : 2],
    value: 100 + ((unit * 37) % 90),
  }));
  const cells = range(0, 4).map((group) => persons.filter((person) => person.at[0] === group));
  const groups = (id: string): GroupCells => ({
    unitType: 'PERSON',
    valid: blockOf(cells.map((cell) => cell.map((person) => person.unit))),
    total: blockOf([persons.map((person) => person.unit)]),
    statistics: statisticsOf(cells, rules(id), ['p50', 'iqr', 'min', 'max']),
    populationSd: 26,
  });

  test('groups of none and of one to nine units are missing in every statistic', () => {
    const strict = session('strict');
    for (const statistic of [
      'count',
      'mean',
      'sum',
      'sd',
      'semean',
      'gini',
      'median',
      'iqr',
      'min',
      'max',
      'percent',
      'sebinomial',
    ] as const) {
      const values = strict.protectGroups(statistic, groups('strict'));
      expect([values[0], values[3]]).toEqual([Number.NaN, Number.NaN]);
      expect(Number.isFinite(values[1])).toBe(true);
    }
  });

  test('count and percent come from released counts, mean and sum from the noised mean', () => {
    const strict = session('strict');
    const [, count] = strict.protectGroups('count', groups('strict'));
    expect(Math.abs(count! - 192)).toBeLessThanOrEqual(5);
    const total = strict.releasedCount(setOf(persons.map((person) => person.unit)));
    expect(strict.protectGroups('percent', groups('strict'))[1]).toBeCloseTo((100 * count!) / total, 12);
    const [, mean] = strict.protectGroups('mean', groups('strict'));
    const exact = sum(cells[1]!.map((person) => person.value!)) / 192;
    expect(mean).not.toBe(exact);
    expect(Math.abs(mean! - exact)).toBeLessThanOrEqual((2.5 * 90) / 192);
    expect(strict.protectGroups('sum', groups('strict'))[1]).toBeCloseTo(count! * mean!, 8);
    const [, sd] = strict.protectGroups('sd', groups('strict'));
    expect(strict.protectGroups('semean', groups('strict'))[1]).toBeCloseTo(sd! / Math.sqrt(count!), 12);
  });

  test('medians are not rounded, extremes are percentiles', () => {
    const strict = session('strict');
    const values = cells[1]!.map((person) => person.value!);
    expect(strict.protectGroups('max', groups('strict'))[1]).toBeLessThan(Math.max(...values));
    expect(strict.protectGroups('min', groups('strict'))[1]).toBeGreaterThan(Math.min(...values));
    expect(strict.groupPercentiles('max')).toEqual([0.99]);
    expect(strict.groupPercentiles('iqr')).toEqual([0.25, 0.75]);
    expect(strict.groupPercentileRanks(100, 0.5).to - strict.groupPercentileRanks(100, 0.5).from).toBeGreaterThan(10);
  });

  test('open stores exact values, small groups included', () => {
    const open = session('open');
    const values = cells[0]!.map((person) => person.value!);
    expect(open.protectGroups('count', groups('open'))[0]).toBe(8);
    expect(open.protectGroups('count', groups('open'))[3]).toBe(0);
    expect(open.protectGroups('mean', groups('open'))[0]).toBeCloseTo(sum(values) / 8, 10);
    expect(open.protectGroups('max', groups('open'))[0]).toBe(Math.max(...values));
    expect(open.groupPercentiles('max')).toEqual([1]);
    expect(open.groupPercentileRanks(8, 1)).toEqual({ from: 8, to: 8 });
  });

  test('a statistic that was not accumulated surfaces as a bug', () => {
    const { unitType, valid, total, populationSd } = groups('strict');
    const without = { unitType, valid, total, populationSd };
    expect(session('strict').protectGroups('count', without)[1]).toBeGreaterThan(0);
    expect(() => session('strict').protectGroups('mean', without)).toThrow('not accumulated');
  });
});

test('sign keys of cells are those of the reference for one set', () => {
  const [units] = [range(0, 30)];
  const block = blockOf([units, units.slice(1)]);
  const keys = session('strict').signKeys(block.units, block.sumA, block.sumB);
  expect(keys.lo[0]).not.toBe(keys.lo[1]);
  expect(session('strict').signKeys(block.units, block.sumA, block.sumB).hi).toEqual(keys.hi);
});

test('a boxed set stays boxed: the session answers with decisions and released numbers only', () => {
  const box = secret({ units: 3, rows: 3, sumA: 1, sumB: 2 });
  expect(
    session('strict').resolveEdit({
      population: { unitType: 'P', counts: box },
      selected: { unitType: 'P', counts: box },
    }),
  ).toEqual({ type: 'none' });
});
