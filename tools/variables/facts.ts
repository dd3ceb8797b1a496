import fs from 'node:fs';
import path from 'node:path';

/** A row of the list of register variables. */
export interface VariableFacts {
  readonly name: string;
  readonly databank: string;
  readonly unitType: string;
  readonly temporality: string;
  readonly dataType: string;
  readonly format: string;
  readonly validFrom: string;
  readonly validUntil: string;
  readonly title: string;
  readonly codeList: string;
  readonly codeListSize: string;
  readonly keyUnitType: string;
}

/** Rows of a comma-separated file whose fields are all quoted, by the names in its first line. */
export function readQuotedCsv(file: string): readonly Readonly<Record<string, string>>[] {
  const [header = [], ...rows] = fs
    .readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu)].map((match) => (match[1] ?? '').replaceAll('""', '"')),
    );
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}

/** Three names that scripts use for variables of the register, with the variable that each repeats. */
export const aliases: Readonly<Record<string, string>> = {
  BOSATT_KOMMUNE: 'BOSATTEFDT_BOSTED',
  KOMMNR_FAKTISK: 'BEFOLKNING_KOMMNR_FAKTISK',
  KOMMNR_FORMELL: 'BEFOLKNING_KOMMNR_FORMELL',
};

/** The variables of the register databank, in the order of their names; aliases with the facts of what they repeat. */
export function readVariableFacts(folder: string): readonly VariableFacts[] {
  const rows = readQuotedCsv(path.join(folder, 'variables.csv')).map(factsOf);
  const byName = new Map(rows.map((row) => [row.name, row]));
  return rows
    .filter(({ databank }) => databank === '' || databank === 'no.ssb.fdb')
    .map((row) => {
      const original = byName.get(aliases[row.name] ?? '');
      return original === undefined ? row : { ...original, name: row.name };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function factsOf(row: Readonly<Record<string, string>>): VariableFacts {
  const of = (column: string): string => row[column] ?? '';
  return {
    name: of('name'),
    databank: of('databank'),
    unitType: of('unit_type'),
    temporality: of('temporality'),
    dataType: of('data_type'),
    format: of('value_format'),
    validFrom: of('valid_from'),
    validUntil: of('valid_until'),
    title: of('short_title_no'),
    codeList: of('code_list_name'),
    codeListSize: of('code_list_size'),
    keyUnitType: of('key_unit_type'),
  };
}
