import fs from 'node:fs';
import path from 'node:path';
import { isoDate } from '../../../src/base/epoch-day.ts';
import type { IngestOptions } from '../../../src/metadata/ingest/ingest-folder.ts';

/** A text in one language, as the exchange format writes it. */
export const no = (value: string): unknown => [{ languageCode: 'no', value }];

/** Metadata of a dataset without a mistake; `changes` replaces fields of the root, `measure` of its measure. */
export function datasetJson(
  changes: Readonly<Record<string, unknown>> = {},
  measure: Readonly<Record<string, unknown>> = {},
): unknown {
  return {
    temporalityType: 'FIXED',
    sensitivityLevel: 'PERSON_GENERAL',
    populationDescription: no('Alle'),
    subjectFields: [no('PRØVE')],
    dataRevision: { description: no('Første utgave') },
    identifierVariables: [{ unitType: 'PERSON' }],
    measureVariables: [
      {
        name: no('Prøve'),
        description: no('En prøve'),
        dataType: 'LONG',
        valueDomain: { description: no('Hele tall') },
        ...measure,
      },
    ],
    ...changes,
  };
}

/** Writes a dataset's two files. */
export function writeDataset(folder: string, name: string, json: unknown, rows: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(json));
  fs.writeFileSync(path.join(folder, `${name}.csv`), rows);
}

/** A date field; empty for none. */
export const date = (day: number | undefined): string => (day === undefined ? '' : isoDate(day));

/** Options of a synthetic databank with a published secret. */
export function testOptions(changes: Partial<IngestOptions> = {}): IngestOptions {
  return {
    databank: 'no.test',
    label: { nb: 'Prøve', en: 'Test' },
    nature: 'synthetic',
    identifiers: 'raw',
    description: 'Første utgave',
    releaseTime: 1704067200,
    secretsFolder: '/nowhere',
    publishedSecret: 'ab'.repeat(32),
    ...changes,
  };
}
