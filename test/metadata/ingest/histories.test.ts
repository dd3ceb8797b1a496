import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '../../../src/base/epoch-day.ts';
import type { ColumnValues, VariableSlice } from '../../../src/metadata/stored-column.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { datasetJson, date, no } from './exchange-files.ts';
import { storeAlone, subFolder, validateOnly } from './store-dataset.ts';

const folder = temporaryFolder();
let serial = 0;

/** A raw row: absent days are empty fields. */
interface Row {
  readonly unit: string;
  readonly value: string;
  readonly start?: number;
  readonly stop?: number;
}

const day = fc.integer({ min: 0, max: 400 });

/** Rows of a unit without overlap: gaps and lengths in turn. */
function spells(temporality: string): fc.Arbitrary<readonly { start?: number; stop?: number }[]> {
  if (temporality === 'FIXED') return fc.constantFrom([{}], [{ stop: 19000 }]);
  if (temporality === 'STATUS') {
    return fc
      .uniqueArray(fc.constantFrom(10, 40, 80, 200), { minLength: 1, maxLength: 4 })
      .map((days) => days.map((start) => ({ start, stop: start })));
  }
  const shortest = temporality === 'EVENT' ? 0 : 1;
  return fc
    .array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: shortest, max: 60 })), {
      minLength: 1,
      maxLength: 5,
    })
    .chain((steps) => fc.tuple(fc.constant(steps), fc.boolean()))
    .map(([steps, isOpen]) => {
      let at = 0;
      return steps.map(([gap, length], i) => {
        const start = at + gap;
        at = start + length + 1;
        return isOpen && temporality === 'EVENT' && i === steps.length - 1
          ? { start }
          : { start, stop: start + length };
      });
    });
}

const values = {
  STRING: fc.constantFrom('0301', '1', 'æøå', 'B"b', 'a b', '💧', '99'),
  LONG: fc.oneof(fc.integer({ min: -2000000, max: 2000000 }), fc.constantFrom(2 ** 40, -(2 ** 52))).map(String),
  DOUBLE: fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }).map(String),
  DATE: fc.integer({ min: -100000, max: 60000 }).map(isoDate),
};

type DataType = keyof typeof values;

function rows(temporality: string, dataType: DataType): fc.Arbitrary<readonly Row[]> {
  const unit = fc.oneof(fc.integer({ min: 0, max: 40 }).map(String), fc.constantFrom('007', 'x_9', '281474976710655'));
  const history = fc
    .uniqueArray(unit, { minLength: 1, maxLength: 12 })
    .chain((units) => fc.tuple(...units.map((each) => fc.tuple(fc.constant(each), spells(temporality)))));
  return history.chain((units) => {
    const bare = units.flatMap(([each, its]) => its.map((times) => ({ unit: each, ...times })));
    return fc
      .tuple(
        fc.shuffledSubarray(bare, { minLength: 1 }),
        fc.array(values[dataType], { minLength: bare.length, maxLength: bare.length }),
      )
      .map(([some, drawn]) => some.map((row, i) => ({ ...row, value: drawn[i]! })));
  });
}

function csv(all: readonly Row[]): string {
  return all.map(({ unit, value, start, stop }) => `${unit};${value};${date(start)};${date(stop)};\n`).join('');
}

/** The value that a scan over the raw rows finds for a unit at a day. */
function scan(all: readonly Row[], unit: string, at: number, temporality: string): string | undefined {
  const found = all.filter(
    (row) => row.unit === unit && (temporality === 'FIXED' || (row.start! <= at && at <= (row.stop ?? Infinity))),
  );
  expect(found.length).toBeLessThan(2);
  return found[0]?.value;
}

function valueAt(slice: VariableSlice, unit: number, dataType: DataType): string | undefined {
  const at = slice.layout === 'dense' ? unit : slice.units.indexOf(unit);
  return at < 0 ? undefined : textOf(slice.values, at, dataType);
}

function textOf(column: ColumnValues, at: number, dataType: DataType): string | undefined {
  if (column.kind === 'dictionary') return column.codes[at] === 0 ? undefined : column.dictionary[column.codes[at]!];
  if (column.kind === 'unit') throw new Error('no units here');
  const value = column.values[at]!;
  if (Number.isNaN(value) || value === -2147483648) return undefined;
  return dataType === 'DATE' ? isoDate(value) : String(value);
}

const temporalities = ['FIXED', 'STATUS', 'ACCUMULATED', 'EVENT'];
const cases = temporalities.flatMap((temporality) =>
  (Object.keys(values) as DataType[]).map((type) => [temporality, type] as const),
);

describe('stored histories', () => {
  it.each(cases)('of %s and %s answer at any day as a scan over the raw rows', async (temporality, dataType) => {
    await fc.assert(
      fc.asyncProperty(
        rows(temporality, dataType),
        fc.array(day, { minLength: 6, maxLength: 6 }),
        async (all, days) => {
          const source = subFolder(folder, `in-${++serial}`);
          const json = datasetJson(
            { temporalityType: temporality },
            { dataType, valueDomain: { description: no('Alt') } },
          );
          fs.writeFileSync(path.join(source, 'PROVE.json'), JSON.stringify(json));
          const isCompressed = serial % 2 === 0;
          const bytes = Buffer.from(csv(all));
          fs.writeFileSync(
            path.join(source, `PROVE.csv${isCompressed ? '.gz' : ''}`),
            isCompressed ? gzipSync(bytes) : bytes,
          );
          const dataset = await validateOnly(source, folder);
          const stored = await storeAlone(dataset, path.join(folder, `out-${serial}`));
          dataset.dispose();
          const units = [...new Set(all.map(({ unit }) => unit))];
          for (const at of temporality === 'FIXED' ? [0] : days) {
            const slice = await stored.reader.sliceAt('PROVE', temporality === 'FIXED' ? undefined : at);
            for (const unit of units) {
              const raw = scan(all, unit, at, temporality);
              const expected =
                raw === undefined || dataType === 'STRING' || dataType === 'DATE' ? raw : String(Number(raw) + 0);
              expect(valueAt(slice, stored.unitOf('FNR', unit), dataType)).toBe(expected);
            }
          }
          fs.rmSync(source, { recursive: true });
        },
      ),
      { numRuns: 6 },
    );
  });

  it('leave nothing behind in the folder of temporary files', () => {
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('reading-'))).toEqual([]);
  });
});
