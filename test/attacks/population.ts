import fs from 'node:fs';
import path from 'node:path';
import { ingestFolder } from '../../src/metadata/ingest/ingest-folder.ts';
import { datasetJson, no, writeDataset } from '../metadata/ingest/exchange-files.ts';

/** Size of the attack population. */
export const persons = 12_000;

/** How many of the nine target units have the property that an attacker asks about. */
export type World = 0 | 1 | 9;

/** The units whose property differs between worlds: `nr` 100 … 108. */
export const firstTarget = 100;

/** Digits that every income of the canary databank ends in, and every identifier begins with. */
export const canary = '73918264';

/** The name under which the attack databanks answer; they share one secret. */
export const bankName = 'test.attack';

/** The secret of the attack databanks. */
export const bankSecret = Array.from({ length: 32 }, (_, i) =>
  ((i * 37 + 11) & 255).toString(16).padStart(2, '0'),
).join('');

/** A person of the population, as the attacker's victims see themselves. */
export interface Person {
  readonly nr: number;
  readonly region: string;
  readonly kjonn: string;
  readonly faar: number;
  readonly utd: string;
  readonly syk: number;
  readonly inntekt: number;
}

/** All persons in the order of `nr`; the same in every world and on every machine. */
export function everybody(): readonly Person[] {
  const random = stream(20_260_101);
  return Array.from({ length: persons }, (_, nr): Person => {
    const region = `K${String(1 + Math.floor(20 * random() ** 1.6)).padStart(2, '0')}`;
    const faar = 1940 + Math.floor(66 * random());
    const utd = 1 + Math.floor(8 * random());
    const syk = random() < (faar < 1961 ? 0.13 : 0.03) ? 1 : 0;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const usual = Math.exp(11.4 + 0.05 * utd + 0.6 * normal);
    const top = nr % 1000 === 7 ? 20_000_000 + 5_000_000 * Math.floor(nr / 1000) : 0;
    return {
      nr,
      region,
      kjonn: random() < 0.5 ? '1' : '2',
      faar,
      utd: String(utd),
      syk: nr >= firstTarget && nr < firstTarget + 9 ? 0 : syk,
      inntekt: Math.round(usual + top),
    };
  });
}

/** Uniform numbers in [0, 1) from a 32-bit generator. */
function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const codes = (list: readonly string[]): unknown => ({
  dataType: 'STRING',
  valueDomain: {
    codeList: list.map((code) => ({ code, categoryTitle: no(`Kode ${code}`), validFrom: '1900-01-01' })),
  },
});

const describedText = { dataType: 'STRING', valueDomain: { description: no('Tekst') } };
const describedNumber = { dataType: 'LONG', valueDomain: { description: no('Tall') } };
const describedDecimal = { dataType: 'DOUBLE', valueDomain: { description: no('Tall') } };

/** Identifier of a person in the incoming files: what no output may contain. */
export const identifierOf = (nr: number): string => `${canary}${String(10_000 + nr)}`;

/** Income as the canary databank has it. */
export const canaryIncome = (person: Person): string => `${String(person.inntekt)}.${canary}`;

/** A variable of the exchange format: how its measure is described and each person's value. */
type Source = readonly [measure: Readonly<Record<string, unknown>>, value: (person: Person, has: boolean) => string];

const sources: Readonly<Record<string, Source>> = {
  NR: [describedNumber, ({ nr }) => String(nr)],
  REGION: [
    codes(Array.from({ length: 20 }, (_, i) => `K${String(i + 1).padStart(2, '0')}`)) as Source[0],
    (p) => p.region,
  ],
  KJONN: [codes(['1', '2']) as Source[0], (p) => p.kjonn],
  FAAR: [describedNumber, (p) => String(p.faar)],
  UTD: [codes(['1', '2', '3', '4', '5', '6', '7', '8']) as Source[0], (p) => p.utd],
  INNTEKT: [describedNumber, (p) => String(p.inntekt)],
  KRONER: [describedDecimal, canaryIncome],
  HEMMELIG: [describedText, (p) => `XQ${canary}-${String(p.nr)}`],
  SYK: [describedNumber, (p, has) => String(has ? 1 : p.syk)],
  SJELDEN: [codes(['A', 'B', 'Z']) as Source[0], (p, has) => (has ? 'Z' : p.nr % 2 === 0 ? 'A' : 'B')],
  RATEKST: [describedText, (p, has) => (has ? 'zz' : `r${String(p.nr % 3)}`)],
  RATALL: [describedNumber, (p, has) => (has ? '-77' : String(p.nr % 4))],
  TALLTEKST: [describedText, (p, has) => (has ? `x${canary}` : String(p.nr % 50))],
  HULL: [describedNumber, (p, has) => (has ? '' : String(p.nr % 7))],
  NOKKEL: [
    { unitType: 'PERSON', dataType: undefined, valueDomain: undefined },
    (p, has) => identifierOf(has ? firstTarget : p.nr),
  ],
  MOR: [
    { unitType: 'PERSON', dataType: undefined, valueDomain: undefined },
    (p) => (p.nr < 4000 ? '' : identifierOf(p.nr % 4000)),
  ],
};

const builtIn = path.join(import.meta.dirname, '../../node_modules/.cache/attacks');

/** Where the attack databanks' secret lies. */
export const secretsFolder = path.join(builtIn, 'secrets');

/** Raised when the population changes, so that no old databank is taken for a new one. */
const edition = 'v3';

/** The folder of an attack databank: made once per checkout. */
export async function attackDatabank(
  world: World,
  nature: 'synthetic' | 'confidential' = 'synthetic',
): Promise<string> {
  const folder = path.join(builtIn, `${edition}-${nature}-${String(world)}`);
  const done = `${folder}.done`;
  if (fs.existsSync(done)) return folder;
  fs.mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  fs.writeFileSync(path.join(secretsFolder, `${bankName}.key`), `${bankSecret}\n`, { mode: 0o600 });
  const own = `${folder}.${String(process.pid)}`;
  const incoming = `${own}.in`;
  const people = everybody();
  for (const [name, [measure, value]] of Object.entries(sources)) {
    const rows = people
      .map((p) => {
        const text = value(p, p.nr >= firstTarget && p.nr < firstTarget + world);
        return text === '' ? '' : `${identifierOf(p.nr)};${text};;;\n`;
      })
      .join('');
    writeDataset(incoming, name, datasetJson({}, measure), rows);
  }
  const options = {
    databank: bankName,
    label: { nb: 'Angrep', en: 'Attack' },
    nature,
    identifiers: 'raw',
    description: 'Angrep',
    releaseTime: 0,
    secretsFolder,
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
