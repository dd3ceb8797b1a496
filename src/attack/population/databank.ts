import fs from 'node:fs';
import path from 'node:path';
import { isoDate } from '../../base/epoch-day.ts';
import { ingestFolder } from '../../metadata/ingest/ingest-folder.ts';
import { silent } from '../../metadata/progress.ts';
import { randomStream } from '../random.ts';
import { industries, sdcEnterprises } from './enterprises.ts';
import { codes, numbers, type Source, unitsOf, writeSource } from './exchange.ts';
import { municipalities, type Person, sdcPersons } from './persons.ts';

/** The name under which SDCPOP-1 answers. */
export const sdcBank = 'angrep.sdcpop1';

/** Raised whenever the population changes, so that no old databank is taken for the new one. */
const edition = '1';

/** Years of the yearly values. */
export const panelYears: readonly number[] = [2015, 2016, 2017, 2018, 2019, 2020];

/** Codes of spells. */
const spellKinds: readonly string[] = ['A', 'B', 'C'];

/** Spells of each person. */
const spellsPerPerson = 3;

/**
 * The folder of SDCPOP-1, made on first use: the population of the attack suite, written as the exchange format and read in
 * like the data of every owner. Whoever attacks gets many secrets and worlds from `worlds.ts`, without another folder.
 */
export async function sdcDatabank(cacheFolder: string): Promise<string> {
  const parent = path.join(cacheFolder, 'attack');
  const folder = path.join(parent, `sdcpop1-${edition}`);
  if (fs.existsSync(folder)) return folder;
  fs.mkdirSync(parent, { recursive: true });
  const incoming = fs.mkdtempSync(path.join(parent, 'incoming-'));
  const own = path.join(incoming, 'databank');
  try {
    for (const source of sources()) writeSource(path.join(incoming, 'files'), source);
    const problems = await ingestFolder(
      path.join(incoming, 'files'),
      own,
      {
        databank: sdcBank,
        label: { nb: 'Angrepsbefolkning', en: 'Attack population' },
        nature: 'synthetic',
        identifiers: 'pseudonyms',
        description: 'SDCPOP-1',
        releaseTime: 0,
        secretsFolder: path.join(incoming, 'secrets'),
        publishedSecret: '5d'.repeat(32),
      },
      silent,
    );
    if (problems.length > 0) throw new Error(`the attack population cannot be read in: ${problems[0]?.code ?? ''}`);
    putInPlace(own, folder);
  } finally {
    fs.rmSync(incoming, { recursive: true, force: true });
  }
  return folder;
}

/** Somebody else may have made it in the meantime; then theirs, which is the same, stays. */
function putInPlace(own: string, folder: string): void {
  try {
    fs.renameSync(own, folder);
  } catch (error) {
    if (!fs.existsSync(folder)) throw error;
  }
}

/** Ascending with the number, so that a person's number is the place in the universe. */
const personId = (nr: number): string => String(100_000_000_000 + 7919 * nr);
const enterpriseId = (nr: number): string => String(200_000_000_000 + 7919 * nr);

function sources(): readonly Source[] {
  const persons = sdcPersons();
  const fixed = (name: string, measure: Source['measure'], value: (p: Person) => string | number): Source => ({
    name,
    unitType: 'PERSON',
    temporality: 'FIXED',
    measure,
    rows: persons
      .map((p) => [p.nr, String(value(p))] as const)
      .filter(([, text]) => text !== '')
      .map(([nr, text]) => `${personId(nr)};${text};;;\n`)
      .join(''),
  });
  return [
    fixed('KOMMUNE', codes(municipalities), (p) => p.kommune),
    fixed('KJONN', codes(['1', '2']), (p) => p.kjonn),
    fixed('FAAR', numbers, (p) => p.faar),
    fixed('UTD', codes(['1', '2', '3', '4', '5', '6', '7', '8']), (p) => p.utd),
    fixed('SIVSTAND', codes(['1', '2', '3', '4']), (p) => p.sivstand),
    fixed('SYK', numbers, (p) => p.syk),
    fixed('INNTEKT', numbers, (p) => p.inntekt),
    fixed('VARIGHET', numbers, (p) => p.varighet),
    fixed('HENDELSE', numbers, (p) => p.hendelse),
    fixed('MOR', unitsOf('PERSON'), (p) => (p.mor === undefined ? '' : personId(p.mor))),
    fixed('HUSHOLD', unitsOf('HUSHOLDNING'), (p) => personId(p.husholdning)),
    fixed('FAMILIE', unitsOf('FAMILIE'), (p) => personId(p.husholdning)),
    yearly(persons),
    spells(persons),
    ...enterprises(),
  ];
}

/** Yearly pay: income with a trend and a shock, at the first day of each year. */
function yearly(persons: readonly Person[]): Source {
  const random = randomStream('SDCPOP-1 pay');
  const rows = persons.flatMap(({ nr, inntekt }) =>
    panelYears.map((year, i) => {
      const value = Math.round(inntekt * (0.85 + 0.03 * i + 0.1 * (random.next() - 0.5)));
      const day = `${String(year)}-01-01`;
      return `${personId(nr)};${String(value)};${day};${day};\n`;
    }),
  );
  return { name: 'LONN', unitType: 'PERSON', temporality: 'STATUS', measure: numbers, rows: rows.join('') };
}

/** Three spells for everybody. */
function spells(persons: readonly Person[]): Source {
  const random = randomStream('SDCPOP-1 spells');
  const firstDay = 16_436;
  const rows = persons.flatMap(({ nr }) =>
    Array.from({ length: spellsPerPerson }, (_, i) => {
      const start = firstDay + 700 * i + random.below(300);
      const stop = start + 30 + random.below(300);
      const kind = spellKinds[random.below(spellKinds.length)] ?? 'A';
      return `${personId(nr)};${kind};${isoDate(start)};${isoDate(stop)};\n`;
    }),
  );
  return {
    name: 'FORLOP',
    unitType: 'PERSON',
    temporality: 'EVENT',
    measure: codes(spellKinds),
    rows: rows.join(''),
  };
}

function enterprises(): readonly Source[] {
  const firms = sdcEnterprises();
  const fixed = (name: string, measure: Source['measure'], value: (i: number) => string): Source => ({
    name,
    unitType: 'FORETAK',
    temporality: 'FIXED',
    measure,
    rows: firms.map(({ nr }) => `${enterpriseId(nr)};${value(nr)};;;\n`).join(''),
  });
  return [
    fixed('NAERING', codes(industries), (nr) => firms[nr]?.naering ?? ''),
    fixed('OMSETNING', numbers, (nr) => String(firms[nr]?.omsetning ?? 0)),
    fixed('FIRMANR', numbers, (nr) => String(nr)),
  ];
}
