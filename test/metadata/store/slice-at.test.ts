import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Temporality } from '../../../src/metadata/catalogue.ts';
import { ingestFolder } from '../../../src/metadata/ingest/ingest-folder.ts';
import { openLibrary } from '../../../src/metadata/library.ts';
import { silent } from '../../../src/metadata/progress.ts';
import type { DatabankReader } from '../../../src/metadata/stored-column.ts';
import { missingCode, missingInt32, missingUnit } from '../../../src/metadata/stored-column.ts';
import { datasetJson, date, testOptions, writeDataset } from '../ingest/exchange-files.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();

interface Row {
  readonly unit: string;
  readonly value: string;
  readonly start?: number;
  readonly stop?: number;
}

/** The answer by definition: every row whose closed time contains the day. */
function naive(rows: readonly Row[], day: number | undefined): ReadonlyMap<string, string> {
  const answer = rows.filter(
    ({ start, stop }) =>
      day === undefined || (start !== undefined && start <= day && (stop === undefined || stop >= day)),
  );
  return new Map(answer.map(({ unit, value }) => [unit, value]));
}

/** A slice as values by dense unit number, whatever its layout. */
async function sliceOf(reader: DatabankReader, day: number | undefined): Promise<ReadonlyMap<number, string | number>> {
  const slice = await reader.sliceAt('PROVE', day);
  const values = new Map<number, string | number>();
  for (let i = 0; i < slice.rowCount; i++) {
    const unit = slice.layout === 'dense' ? i : slice.units[i]!;
    const column = slice.values;
    if (column.kind === 'dictionary') {
      if (column.codes[i] !== missingCode) values.set(unit, column.dictionary[column.codes[i]!]!);
    } else if (column.kind === 'unit') {
      if (column.units[i] !== missingUnit) values.set(unit, column.units[i]!);
    } else if (column.kind === 'int32') {
      if (column.values[i] !== missingInt32) values.set(unit, column.values[i]!);
    } else if (!Number.isNaN(column.values[i])) values.set(unit, column.values[i]!);
  }
  if (slice.layout === 'dense') expect(slice.recordCount).toBe(values.size);
  return values;
}

/** Histories of up to eight units: spells one after the other, with gaps, the last one perhaps open. */
function histories(temporality: Temporality, value: fc.Arbitrary<string>): fc.Arbitrary<readonly Row[]> {
  const spell = fc.record({
    gap: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 60 }),
    value,
    open: fc.boolean(),
  });
  const perUnit = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.array(spell, { minLength: 1, maxLength: 5 }));
  return fc.array(perUnit, { minLength: 1, maxLength: 8 }).map((units) =>
    units.flatMap(([begin, spells], u) => {
      const unit = `enhet ${u}`;
      const rows: Row[] = [];
      let day = begin;
      spells.forEach((one, i) => {
        if (temporality === 'FIXED') {
          if (i === 0) rows.push({ unit, value: one.value });
          return;
        }
        const start = day + one.gap;
        const stop = temporality === 'STATUS' ? start : start + one.length;
        const isOpen = temporality === 'EVENT' && one.open && i === spells.length - 1;
        rows.push({ unit, value: one.value, start, ...(isOpen ? {} : { stop }) });
        day = stop + 1;
      });
      return rows;
    }),
  );
}

const dataTypes = {
  STRING: fc.stringMatching(/^[A-ZÆØÅa-z0-9]{1,3}$/u),
  LONG: fc.integer({ min: -1000, max: 1000 }).map(String),
  DOUBLE: fc.integer({ min: -1000, max: 1000 }).map((n) => String(n / 8)),
} as const;

let serial = 0;

async function check(
  temporality: Temporality,
  dataType: keyof typeof dataTypes,
  rows: readonly Row[],
  days: readonly number[],
): Promise<void> {
  const source = path.join(folder, `source-${++serial}`);
  const target = path.join(folder, `bank-${serial}`);
  const text = rows.map(({ unit, value, start, stop }) => `${unit};${value};${date(start)};${date(stop)};\n`).join('');
  writeDataset(source, 'PROVE', datasetJson({ temporalityType: temporality }, { dataType }), text);
  // Says which unit is which, for identifiers cannot be read back.
  const units = [...new Set(rows.map(({ unit }) => unit))];
  writeDataset(source, 'NUMMER', datasetJson(), units.map((unit) => `${unit};${unit.slice(6)};;;\n`).join(''));
  const problems = await ingestFolder(source, target, testOptions(), silent);
  // That all spells go on deserves a look, but is no mistake.
  expect(problems.filter(({ code }) => code !== 'ingest-stops-empty')).toEqual([]);
  const reader = await openLibrary({ folders: [target], embedded: [], secretsFolder: folder }).open('no.test', '1');
  const numbers = await reader.sliceAt('NUMMER', undefined);
  if (numbers.values.kind !== 'int32') throw new Error('another kind of column');
  const unitNames = [...numbers.values.values].map((number) => `enhet ${number}`);
  expect((await reader.universe('PERSON')).size).toBe(units.length);
  for (const day of temporality === 'FIXED' ? [undefined] : days) {
    const expected = [...naive(rows, day)].map(([unit, value]) => [
      unit,
      dataType === 'STRING' ? value : Number(value),
    ]);
    const found = [...(await sliceOf(reader, day))].map(([unit, value]) => [unitNames[unit], value]);
    expect(new Map(found as [string, unknown][])).toEqual(new Map(expected as [string, unknown][]));
  }
}

describe('a slice equals a scan over the raw rows', () => {
  it.each(['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'] as const)('%s', async (temporality) => {
    const dataType = fc.constantFrom('STRING' as const, 'LONG' as const, 'DOUBLE' as const);
    const cases = dataType.chain((type) => fc.tuple(fc.constant(type), histories(temporality, dataTypes[type])));
    await fc.assert(
      fc.asyncProperty(
        cases,
        fc.array(fc.integer({ min: -500, max: 900 }), { maxLength: 6 }),
        async ([type, rows], days) => {
          const edges = rows.flatMap(({ start, stop }) => [start, stop, start && start - 1, stop && stop + 1]);
          await check(temporality, type, rows, [...days, ...edges.filter((day) => day !== undefined)]);
        },
      ),
      { numRuns: 6 },
    );
  });

  it('gives the value to the unit that has it', async () => {
    const source = path.join(folder, 'own');
    const target = path.join(folder, 'own-bank');
    const ids = Array.from({ length: 50 }, (_, i) => `person-${i}`);
    writeDataset(source, 'PROVE', datasetJson(), ids.map((id, i) => `${id};${i};;2020-01-01;\n`).join(''));
    const mother = {
      name: [{ languageCode: 'no', value: 'Neste' }],
      description: [{ languageCode: 'no', value: 'Neste' }],
      unitType: 'PERSON',
    };
    writeDataset(
      source,
      'NESTE',
      datasetJson({ measureVariables: [mother] }),
      ids.map((id, i) => `${id};${ids[(i + 1) % 50]};;2020-01-01;\n`).join(''),
    );
    expect(await ingestFolder(source, target, testOptions(), silent)).toEqual([]);
    const reader = await openLibrary({ folders: [target], embedded: [], secretsFolder: folder }).open('no.test', '1');
    const own = await reader.sliceAt('PROVE', undefined);
    const next = await reader.sliceAt('NESTE', undefined);
    if (own.values.kind !== 'int32' || next.values.kind !== 'unit') throw new Error('another kind of column');
    const { pseudonyms } = await reader.universe('PERSON');
    expect([...pseudonyms!]).toEqual([...pseudonyms!].sort((a, b) => a - b));
    // The neighbour's own number is one more than mine, so the link leads to the right unit.
    for (let unit = 0; unit < 50; unit++) {
      expect(own.values.values[next.values.units[unit]!]).toBe((own.values.values[unit]! + 1) % 50);
    }
  });
});
