import { keeping } from './keeping.ts';
import { readWorkCodes, type WorkCodes } from './occupations.ts';
import { type Population, spaces } from './population.ts';
import { type Numbering, numberUnits } from './pseudonyms.ts';
import { choose, draw, exponential, normalQuantile, process, type WeightedTable, weightedTable } from './random.ts';

/**
 * Enterprises and their establishments. In the identifier space of organisations the enterprises come first, then the
 * establishments, by serial number.
 */
export interface Employers {
  readonly codes: WorkCodes;
  readonly enterpriseCount: number;
  /** By establishment: index into `codes.industries`, place (see `Geography`), serial number of the enterprise. */
  readonly industry: Uint8Array;
  readonly place: Uint16Array;
  readonly enterprise: Int32Array;
  /** By enterprise: index into `sectors`. */
  readonly sector: Uint8Array;
  readonly numbering: Numbering;
  /** Establishments of an industry by size, in the whole country and by county or place. */
  readonly everywhere: readonly WeightedTable<number>[];
  readonly near: ReadonlyMap<number, WeightedTable<number>>;
}

/** Institutional sectors of enterprises that occur, by their codes of 2014. */
export const sectors = ['1110', '1120', '1510', '1520', '2100', '2300', '2500', '3200', '6100', '6500', '7000', '8200'];

/** Enterprises and establishments with employees for each person in the register. */
const enterpriseShare = 320_000 / 11_000_000;
const establishmentShare = 420_000 / 11_000_000;

/** The employers of a population. */
export const employersOf: (population: Population) => Employers = keeping(createEmployers);

function createEmployers({ people, geography }: Population): Employers {
  const codes = readWorkCodes();
  const kinds = codes.industries.length;
  // However small the country, each industry has an enterprise, and some have two establishments.
  const enterpriseCount = Math.max(kinds, Math.round(people.count * enterpriseShare));
  const count = Math.max(2 * kinds, Math.round(people.count * establishmentShare), enterpriseCount);
  const industry = new Uint8Array(count);
  const place = new Uint16Array(count);
  const enterprise = new Int32Array(count);
  const sector = new Uint8Array(enterpriseCount);
  const table = weightedTable(codes.industries.map((code, i) => [i, establishmentsOf(code)] as const));
  const ofIndustry: number[][] = codes.industries.map(() => []);
  for (let e = 0; e < count; e++) {
    const kind = e < kinds ? e : choose(table, draw(process.establishment, e, 0));
    industry[e] = kind;
    place[e] = choose(geography.everywhere, draw(process.establishment, e, 1));
    const enterprises = ofIndustry[kind]!;
    if (e < enterpriseCount) {
      enterprise[e] = e;
      enterprises.push(e);
      sector[e] = sectors.indexOf(drawSector(codes.industries[kind]!, draw(process.establishment, e, 2)));
    } else {
      // The early ones of an industry are its chains.
      enterprise[e] = enterprises[Math.floor(draw(process.establishment, e, 3) ** 3 * enterprises.length)]!;
    }
  }
  const numbering = numberUnits(spaces.ORGNR, enterpriseCount + count);
  return { codes, enterpriseCount, industry, place, enterprise, sector, numbering, ...tablesOf() };

  function tablesOf(): Pick<Employers, 'everywhere' | 'near'> {
    const all: [number, number][][] = codes.industries.map(() => []);
    const local = new Map<number, [number, number][]>();
    const file = (key: number, entry: [number, number]): void => {
      const list = local.get(key);
      if (list === undefined) local.set(key, [entry]);
      else list.push(entry);
    };
    for (let e = 0; e < count; e++) {
      const kind = industry[e]!;
      const entry: [number, number] = [e, sizeOf(e)];
      all[kind]!.push(entry);
      file(placeKey(kind, place[e]!), entry);
      file(countyKey(kind, geography.countyOf[place[e]!]!), entry);
    }
    const near = new Map([...local].map(([key, entries]) => [key, weightedTable(entries)]));
    return { everywhere: all.map((entries) => weightedTable(entries)), near };
  }
}

/** Relative number of establishments of an industry: shops, restaurants, builders and farms are many and small. */
function establishmentsOf(code: string): number {
  const division = code.slice(0, 2);
  if (['47', '56', '41', '43', '96'].includes(division)) return 3;
  return ['06', '24', '30', '35', '51', '65'].includes(division) ? 0.4 : 1;
}

/** Relative size of an establishment: log-normal, with a Pareto tail of exponent 1 as enterprises have it. */
function sizeOf(establishment: number): number {
  const uniform = draw(process.establishment, establishment, 4);
  if (uniform < 0.9) return 4 * exponential(0.9 * normalQuantile(uniform / 0.9));
  return Math.min(12_000, 1.5 / (1 - uniform));
}

const placeKey = (industry: number, place: number): number => industry * 10_000 + place;
const countyKey = (industry: number, county: number): number => industry * 10_000 + 9000 + county;

/** The sector of an enterprise by industry: administration, schools, health and care are mostly public. */
function drawSector(industry: string, uniform: number): string {
  const division = industry.slice(0, 2);
  if (division === '84') return uniform < 0.45 ? '6100' : '6500';
  if (division === '85') return uniform < 0.82 ? '6500' : uniform < 0.92 ? '6100' : '7000';
  if (industry.startsWith('86.2') || division === '72') return uniform < 0.55 ? '6100' : '2100';
  if (['86', '87', '88'].includes(division)) return uniform < 0.68 ? '6500' : uniform < 0.85 ? '2100' : '7000';
  if (division === '64') return '3200';
  if (division === '94') return uniform < 0.7 ? '7000' : '2500';
  if (division === '06' || division === '35') return uniform < 0.4 ? '1120' : uniform < 0.7 ? '1520' : '2100';
  if (division === '90' || division === '93') return uniform < 0.5 ? '7000' : uniform < 0.6 ? '1510' : '2100';
  if (uniform < 0.01) return '1110';
  return uniform < 0.82 ? '2100' : uniform < 0.88 ? '2300' : '8200';
}

/**
 * The establishment where a job of an industry is: in seven of ten cases in the place of residence, if there is any of the
 * industry, else mostly in the county.
 */
export function drawEstablishment(
  { everywhere, near }: Employers,
  { geography }: Population,
  industry: number,
  place: number,
  person: number,
  occasion: number,
): number {
  const how = draw(process.workplace, person, occasion);
  const local =
    place < 0 || how >= 0.93
      ? undefined
      : ((how < 0.72 ? near.get(placeKey(industry, place)) : undefined) ??
        near.get(countyKey(industry, geography.countyOf[place]!)));
  return choose(local ?? everywhere[industry]!, draw(process.employer, person, occasion));
}

/** Serial number of an establishment, and of its enterprise, among the organisations. */
export function organisationsOf(
  employers: Employers,
  establishment: number,
): { readonly enterprise: number; readonly establishment: number } {
  return {
    enterprise: employers.enterprise[establishment]!,
    establishment: employers.enterpriseCount + establishment,
  };
}
