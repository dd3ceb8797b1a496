import fs from 'node:fs';
import path from 'node:path';
import type { Temporality } from '../../metadata/catalogue.ts';

/** A variable of the population as the exchange format carries it. */
export interface Source {
  readonly name: string;
  readonly unitType: 'PERSON' | 'FORETAK';
  readonly temporality: Temporality;
  readonly measure: Readonly<Record<string, unknown>>;
  /** `identifier;value;start;stop;` for each row, each with a line feed. */
  readonly rows: string;
}

const text = (value: string): unknown => [{ languageCode: 'no', value }];

/** Numbers that stand for themselves. */
export const numbers = { dataType: 'LONG', valueDomain: { description: text('Tall') } };

/** Codes of a public list. */
export function codes(list: readonly string[]): Readonly<Record<string, unknown>> {
  return {
    dataType: 'STRING',
    valueDomain: {
      codeList: list.map((code) => ({ code, categoryTitle: text(`Kode ${code}`), validFrom: '1900-01-01' })),
    },
  };
}

/** Units of another kind: what datasets are collapsed to and merged by. */
export function unitsOf(unitType: string): Readonly<Record<string, unknown>> {
  return { unitType };
}

/** Writes a variable's two files into a folder of the exchange format. */
export function writeSource(folder: string, { name, unitType, temporality, measure, rows }: Source): void {
  const document = {
    temporalityType: temporality,
    sensitivityLevel: 'PERSON_GENERAL',
    populationDescription: text('Alle'),
    subjectFields: [text('ANGREP')],
    dataRevision: { description: text('Første utgave') },
    identifierVariables: [{ unitType }],
    measureVariables: [{ name: text(name), description: text(name), ...measure }],
  };
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(document));
  fs.writeFileSync(path.join(folder, `${name}.csv`), rows);
}
