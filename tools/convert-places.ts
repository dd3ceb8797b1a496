/**
 * Makes `assets/demo/places.json` from a folder with `municipalities.csv` and `municipality-crosswalk.csv`.
 *
 *     node tools/convert-places.ts FOLDER
 *
 * A place is a piece of the country that never crosses a municipal border between 1991 and 2024: the municipality codes
 * that it had, each with its first day, a county of 2024 and a share of the population. Shares: of counties and of the
 * largest municipalities after rounded published totals of 2024; the rest of a county is spread by rank.
 */
import fs from 'node:fs';
import path from 'node:path';

const folder = process.argv[2];
if (folder === undefined) throw new Error('name the folder of the code lists');

const countyShares: Readonly<Record<string, number>> = {
  '03': 12.9,
  '11': 9.0,
  '15': 4.9,
  '18': 4.4,
  '31': 5.6,
  '32': 13.1,
  '33': 4.9,
  '34': 6.8,
  '39': 4.6,
  '40': 3.2,
  '42': 5.8,
  '46': 11.7,
  '50': 8.7,
  '55': 3.1,
  '56': 1.4,
}; // prettier-ignore
/** Thousand inhabitants of the largest municipalities. */
const largest: Readonly<Record<string, number>> = {
  '0301': 718,
  '4601': 292,
  '5001': 215,
  '1103': 149,
  '3201': 131,
  '4204': 117,
  '3301': 103,
  '3203': 99,
  '3205': 93,
  '3107': 85,
  '1108': 84,
  '5501': 79,
  '3907': 66,
  '3207': 63,
  '3105': 60,
  '3905': 59,
  '1508': 58,
  '4003': 56,
  '1804': 54,
  '3103': 52,
  '3909': 49,
  '3222': 48,
  '3118': 47,
  '4203': 46,
  '3209': 44,
  '1149': 43,
  '4626': 40,
  '1106': 38,
  '4001': 37,
  '3411': 35,
  '3403': 33,
  '1506': 32,
  '3101': 32,
  '3407': 31,
  '4627': 30,
  '3405': 29,
}; // prettier-ignore
const inhabitants = 5_590;
/** Predecessors that cannot be told by an equal name. */
const predecessors: Readonly<Record<string, string>> = { '0729': '0722', '5054': '1624' };
const firstDay = '1991-12-31';

interface Row {
  readonly code: string;
  readonly label: string;
  readonly from: string;
  readonly until: string;
}
const rows: readonly Row[] = readCsv('municipalities.csv').map(([code = '', label = '', from = '', until = '']) => ({
  code,
  label,
  from,
  until: until === '' ? '9999' : until,
}));
const isValid = (code: string, date: string): boolean =>
  rows.some((row) => row.code === code && row.from <= date && date <= row.until);

const pieces = readCsv('municipality-crosswalk.csv').flatMap(([old = '', middle = '', now = '']) =>
  // Ålesund of 2020 was divided in 2024; the table names one successor only.
  now === '1507' ? ['1508', '1580'].map((part) => [old, middle, part] as const) : [[old, middle, now] as const],
);
const kept = pieces.filter(
  ([old, , now]) => !(old === '1534' && now === '1508') && !(old !== '1534' && now === '1580'),
);

const places = kept.map(([old, middle, now]) => ({ county: now.slice(0, 2), now, codes: codesOf(old, middle, now) }));
const weights = weightsByMunicipality([...new Set(places.map((place) => place.now))]);
const lines = places.map(({ county, now, codes }) => {
  const parts = places.filter((place) => place.now === now).length;
  return JSON.stringify([county, Number(((weights.get(now) ?? 0) / parts).toFixed(4)), codes.flat()]);
});
fs.writeFileSync(new URL('../assets/demo/places.json', import.meta.url), `[\n${lines.join(',\n')}\n]\n`);
console.log(`${lines.length} places written`);

/** The codes that a place has had, each with its first day, ascending. */
function codesOf(old: string, middle: string, now: string): readonly (readonly [string, string])[] {
  const codes: [string, string][] = [];
  const add = (code: string, from: string): void => {
    if (codes[0]?.[0] === code) codes[0][1] = from;
    else codes.unshift([code, from]);
  };
  add(now, '2024-01-01');
  add(middle, '2020-01-01');
  add(old, firstDay);
  for (let code = old; !isValid(code, firstDay); ) {
    const start = rows
      .filter((row) => row.code === code && row.from > firstDay)
      .map((row) => row.from)
      .sort()[0];
    const label = rows.find((row) => row.code === code && row.from === start)?.label;
    const before = rows
      .filter((row) => row.label === label && row.code !== code && start !== undefined && row.until < start)
      .sort((a, b) => (a.until < b.until ? 1 : -1))[0];
    const earlier = before?.code ?? predecessors[code];
    if (start === undefined || earlier === undefined) throw new Error(`no predecessor of ${code} ${String(label)}`);
    codes[0]![1] = start;
    codes.unshift([earlier, firstDay]);
    code = earlier;
  }
  for (const [code, from] of codes) if (!isValid(code, from)) throw new Error(`${code} is not valid on ${from}`);
  return codes;
}

function weightsByMunicipality(codes: readonly string[]): ReadonlyMap<string, number> {
  const result = new Map<string, number>();
  for (const [county, share] of Object.entries(countyShares)) {
    const inside = codes.filter((code) => code.startsWith(county)).sort();
    const total = (share / 100) * inhabitants;
    const known = inside.filter((code) => largest[code] !== undefined);
    const rest = inside.filter((code) => largest[code] === undefined);
    for (const code of known) result.set(code, largest[code] ?? 0);
    const left = Math.max(total * 0.02, total - known.reduce((sum, code) => sum + (largest[code] ?? 0), 0));
    const ranks = rest.map((_, i) => 1 / (i + 1) ** 0.8);
    const sum = ranks.reduce((a, b) => a + b, 0);
    rest.forEach((code, i) => result.set(code, Math.max(0.3, (left * (ranks[i] ?? 0)) / sum)));
  }
  return result;
}

function readCsv(file: string): readonly (readonly string[])[] {
  const text = fs.readFileSync(path.join(folder ?? '', file), 'utf8');
  return text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/"((?:[^"]|"")*)"(?:,|$)/gu)].map((match) => (match[1] ?? '').replaceAll('""', '"')),
    );
}
