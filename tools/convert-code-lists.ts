/**
 * Converts a folder of code lists (CSV: code, label, valid_from, valid_until) into `assets/demo/code-lists.json`.
 *
 *     node tools/convert-code-lists.ts FOLDER
 *
 * `index.csv` of the folder says how complete each list is; a list marked as unverified is left out.
 */
import fs from 'node:fs';
import path from 'node:path';

const lists = [
  'sex',
  'civil-status',
  'register-status',
  'immigration-category',
  'immigration-reason',
  'family-type',
  'couple-status',
  'family-person-code',
  'countries',
  'municipalities',
  'education-nus2000-selected',
  'parental-education',
  'occupation-styrk08-selected',
  'industry-sn2007-selected',
  'labour-market-status',
  'fulltime-parttime',
  'main-job',
  'vehicle-group',
  'vehicle-fuel',
  'building-type',
  'counties',
  'electricity-price-areas',
  'job-seeker-benefit',
  'job-seeker-main-group',
  'job-seeker-measures',
  'school-grades',
  'working-time-arrangement',
];

/** Codes that stand for an unknown value, by list. */
const sentinels: Readonly<Record<string, readonly string[]>> = {
  'civil-status': ['0'],
  countries: ['990'],
  municipalities: ['-1', '-2', '0000', '9999'],
  'education-nus2000-selected': ['999999'],
  'parental-education': ['9'],
  'occupation-styrk08-selected': ['0000'],
  'industry-sn2007-selected': ['00.000'],
};

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder of the code lists');

const index = new Map(readCsv('index.csv').map((row) => [row['file'] ?? '', row]));
const converted: Record<string, unknown> = {};
for (const name of lists) {
  const facts = index.get(`${name}.csv`);
  if (facts === undefined || /unverified/u.test(facts['completeness'] ?? '')) continue;
  converted[name] = {
    classification: facts['classification'],
    completeness: facts['completeness'],
    basis: facts['basis'],
    codes: readCsv(`${name}.csv`).map((row) => codeOf(name, row)),
  };
}
const target = new URL('../assets/demo/code-lists.json', import.meta.url);
const body = Object.entries(converted).map(([name, list]) => `${JSON.stringify(name)}:${JSON.stringify(list)}`);
fs.writeFileSync(target, `{\n${body.join(',\n')}\n}\n`);
console.log(`${body.length} code lists written`);

function codeOf(list: string, row: Readonly<Record<string, string>>): readonly (string | boolean)[] {
  const { code = '', label = '', valid_from: from = '', valid_until: until = '' } = row;
  const entry = [code, label, from, until, ...(sentinels[list]?.includes(code) === true ? [true] : [])];
  while (entry.at(-1) === '') entry.pop();
  return entry;
}

function readCsv(file: string): Readonly<Record<string, string>>[] {
  const text = fs.readFileSync(path.join(folder ?? '', file), 'utf8');
  const [header = [], ...rows] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu)].map((match) => (match[1] ?? '').replaceAll('""', '"')),
    );
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])));
}
