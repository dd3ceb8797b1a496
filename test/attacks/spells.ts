import fs from 'node:fs';
import path from 'node:path';
import { isoDate } from '../../src/base/epoch-day.ts';
import { ingestFolder } from '../../src/metadata/ingest/ingest-folder.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';
import { bankSecret, identifierOf } from './population.ts';

/** How many persons the databank of spells and yearly values has. */
export const spellPersons = 3000;

/** The person whose rows an attacker asks about. */
export const spellTarget = 100;

/** Whether one of the target's many spells, and one of its yearly values, is of the kind asked about; and who has `FLERE`. */
export type SpellWorld = 0 | 1;

/** The name under which the databanks of spells answer. */
export const spellBank = 'test.spells';

const codes = (list: readonly string[]): Readonly<Record<string, unknown>> => ({
  dataType: 'STRING',
  valueDomain: {
    codeList: list.map((code) => ({ code, categoryTitle: no(`Kode ${code}`), validFrom: '1900-01-01' })),
  },
});

const years = [2018, 2019, 2020] as const;

/** Spells of a person: the target has 200, everybody else 1 to 3. */
function spellsOf(nr: number, world: SpellWorld): readonly (readonly [kind: string, start: string, stop: string])[] {
  if (nr !== spellTarget) {
    return Array.from({ length: 1 + (nr % 3) }, (_, i) => {
      const month = String(1 + ((nr + 4 * i) % 12)).padStart(2, '0');
      return [nr % 2 === 0 ? 'A' : 'B', `${String(2010 + i)}-${month}-01`, `${String(2010 + i)}-${month}-20`] as const;
    });
  }
  return Array.from({ length: 200 }, (_, i) => {
    const day = isoDate(14_610 + 4 * i);
    return [i === 120 && world === 1 ? 'B' : 'A', day, day] as const;
  });
}

type Rows = (nr: number, world: SpellWorld) => readonly (readonly [value: string, start: string, stop: string])[];

const number = { dataType: 'LONG', valueDomain: { description: no('Tall') } };

const sources: Readonly<
  Record<string, readonly [temporality: string, measure: Readonly<Record<string, unknown>>, Rows]>
> = {
  NR: ['FIXED', number, (nr) => [[String(nr), '', '']]],
  INNTEKT: ['FIXED', number, (nr) => [[String(200_000 + ((nr * 7919) % 600_000)), '', '']]],
  NOEN: ['FIXED', number, (nr) => (nr < 2500 ? [['1', '', '']] : [])],
  FLERE: ['FIXED', number, (nr, world) => (nr < 2500 || (nr === 2600 && world === 1) ? [['2', '', '']] : [])],
  HENDELSE: ['EVENT', codes(['A', 'B']), spellsOf],
  STATUS: [
    'STATUS',
    codes(['A', 'B']),
    (nr, world) =>
      years.map((year) => {
        const isAsked = nr === spellTarget && year === 2019;
        const code = isAsked ? (world === 1 ? 'B' : 'A') : (nr + year) % 4 === 0 ? 'B' : 'A';
        return [code, `${String(year)}-01-01`, `${String(year)}-01-01`] as const;
      }),
  ],
};

const cache = path.join(import.meta.dirname, '../../node_modules/.cache/attacks');

/** Raised when the databanks change. */
const edition = 'v2';

/** Where the secret of the databanks lies: both worlds share it. */
export const spellSecrets = path.join(cache, 'spell-secrets');

/** The folder of a databank of spells: made once per checkout. */
export async function spellDatabank(world: SpellWorld): Promise<string> {
  const folder = path.join(cache, `spells-${edition}-${String(world)}`);
  const done = `${folder}.done`;
  if (fs.existsSync(done)) return folder;
  fs.mkdirSync(spellSecrets, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(spellSecrets, `${spellBank}.key`), `${bankSecret}\n`, { mode: 0o600 });
  const own = `${folder}.${String(process.pid)}`;
  const incoming = `${own}.in`;
  for (const [name, [temporalityType, measure, rowsOf]] of Object.entries(sources)) {
    const rows = Array.from({ length: spellPersons }, (_, nr) =>
      rowsOf(nr, world)
        .map(([value, start, stop]) => `${identifierOf(nr)};${value};${start};${stop};\n`)
        .join(''),
    ).join('');
    writeDataset(incoming, name, datasetJson({ temporalityType }, measure), rows);
  }
  const options = {
    databank: spellBank,
    label: { nb: 'Forløp', en: 'Spells' },
    nature: 'synthetic',
    identifiers: 'raw',
    description: 'Angrep',
    releaseTime: 0,
    secretsFolder: spellSecrets,
  } as const;
  const problems = await ingestFolder(incoming, own, options, () => undefined);
  if (problems.length > 0) throw new Error(JSON.stringify(problems.slice(0, 5)));
  fs.rmSync(incoming, { recursive: true });
  try {
    fs.renameSync(own, folder);
  } catch {
    // Another test file has made it in the meantime.
    fs.rmSync(own, { recursive: true, force: true });
  }
  fs.writeFileSync(done, '');
  return folder;
}
