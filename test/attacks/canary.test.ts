import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openLibrary } from '../../src/metadata/library.ts';
import { callProgram } from '../helpers/program.ts';
import { type AttackOptions, attack, type Leaving } from './attacker.ts';
import { attackDatabank, bankName, bankSecret, canary, everybody, persons, secretsFolder } from './population.ts';

const opening = `require ${bankName}:1 as b
create-dataset d
import b/KRONER as kroner
import b/HEMMELIG as hemmelig
import b/TALLTEKST as talltekst
import b/NOKKEL as nokkel
import b/MOR as mor
import b/NR as nr
import b/KJONN as kjonn
import b/REGION as region
import b/INNTEKT as inntekt
`;

/** Scripts of someone who wants to see a value, many of them with mistakes or refused. */
const corpus: Readonly<Record<string, string>> = {
  'A31 values as labels': `tabulate kroner
tabulate kroner if nr < 20
tabulate kroner kjonn, top(3)
tabulate kroner region if inntekt > 15000000 | region == 'K01'
barchart(count) kroner
piechart kroner
sankey kroner kjonn
sankey region kjonn kroner
barchart(mean) nr, over(kroner)
boxplot nr, over(kroner)
boxplot kroner, over(kjonn)
hexbin kroner nr
hexbin kroner nr, gridsize(2)
hexbin kroner nr if nr < 300, gridsize(25)
boxplot kroner if nr < 20
histogram kroner, discrete
histogram kroner if nr < 300, discrete
generate rest = 1
replace rest = kroner if inntekt > 15000000
tabulate rest
barchart(count) rest
histogram rest, discrete
regress nr i.rest
regress nr kroner i.rest, vif`,
  'A32 values in texts': `tabulate hemmelig
tabulate hemmelig if nr < 15
barchart(count) hemmelig, over(kjonn)
piechart hemmelig
sankey kjonn hemmelig
barchart(mean) kroner, over(hemmelig)
boxplot kroner, over(hemmelig)
generate s = rowconcat(string(kroner), '/', region)
tabulate s
tabulate s kjonn, bottom(2)
generate part = substr(hemmelig, 1, 10)
replace part = 'other' if nr >= 9
tabulate part
regress nr i.hemmelig
define-labels lab 1 'one'
generate one = 1
assign-labels one lab
tabulate one hemmelig if nr < 100
list-labels lab`,
  'A22 A37 extremes and tiny bins': `histogram kroner
histogram kroner, bin(50) normal
histogram kroner, width(1)
histogram kroner if nr < 12, width(1)
histogram kroner, by(kjonn) percent
summarize kroner, gini iqr
correlate kroner nr, covariance sig
correlate kroner nr if nr < 12, sig obs
normaltest kroner
normaltest kroner if nr < 30
summarize kroner if nr < 12, gini iqr
ci kroner
ci kroner if nr < 12, level(50)
barchart(max) kroner, over(region)
barchart(min) kroner, over(region)
barchart(median) kroner
tabulate region kjonn, summarize(kroner) mean std sum p25 p50 p75 gini iqr
recode kroner (max = 0) (min = 1)
tabulate kroner
summarize kroner`,
  'A22 extremes at the times of a panel': `generate pay1 = kroner
generate pay2 = kroner if nr < 40
generate pay3 = kroner if nr >= 5
reshape-to-panel pay
summarize-panel pay, gini iqr
summarize-panel pay if nr < 300, gini iqr
summarize-panel pay if nr < 12 | date@panel == 1, iqr
ci pay if date@panel == 2`,
  'A34 conversion of texts that are no numbers': `destring hemmelig`,
  'A34 forced conversion': `destring hemmelig, force
tabulate hemmelig, missing
destring talltekst
summarize talltekst`,
  'A30 duplicate keys': `create-dataset f
import b/NR as nr2
clone-dataset d e
use e
keep if nr < 6000
collapse (max) kroner -> verdi (count) nr -> antall, by(mor)
merge verdi antall into d on mor
use d
tabulate antall
summarize verdi
tabulate verdi`,
  'A25 A26 groups and back': `aggregate (max) kroner -> m (count) nr -> antall (median) kroner -> md, by(hemmelig)
summarize m md antall
tabulate m
aggregate (mean) kroner -> rm, by(region)
tabulate rm
barchart(count) rm
collapse (max) kroner -> cm (min) kroner -> cn, by(hemmelig)
summarize cm cn
tabulate cm`,
  'near-constant nodes with a value in them': `generate x = kroner * (nr == 5)
tabulate x
summarize x
generate y = kroner
replace y = 0 if nr != 5
tabulate y
regress nr x y
generate z = quantile(kroner, 100)
tabulate z
generate w = rowmax(kroner, 0)
tabulate w, top(1)`,
  'a population that is too small': `keep if nr < 9`,
  'a model of the rows of one unit': `regress kroner nr if nr < 9
regress kroner nr if nr < 40, robust
generate late = nr > 6000
regress kroner i.kjonn##i.region late, vif het_bp het_iid het_fstat ov margins(late)`,
  'A32 values as categories of a panel': `generate v1 = kroner
generate v2 = kroner
generate w1 = hemmelig
generate w2 = hemmelig
reshape-to-panel v w
transitions-panel v w
tabulate-panel v
tabulate-panel w if nr < 15
tabulate-panel kjonn, summarize(v) mean p50
tabulate-panel kjonn w, top(3)`,
  'mistakes in the script': `tabulate kronar
generate x = hemmelig + 1
tabulate nokkel
summarize mor
generate k = string(nokkel)
tabulate region if mor == 1
regress kroner nokkel
let m = kroner
list-labels kroner
collapse (mean) kroner -> , by(region)
generate y = label_to_code(region, 'nonsense')`,
};

const mistakes = 'mistakes in the script';

/** Digits of every number in a text, as a reader may write them. */
function digitsIn(text: string): string {
  return text.replaceAll(/(?<=\d)[\s.,\u00a0\u202f_](?=\d)/gu, '');
}

function expectClean(leaving: Leaving): void {
  for (const stream of [leaving.text, leaving.html, leaving.json, leaving.error]) {
    expect(stream).not.toContain(canary);
    expect(digitsIn(stream)).not.toContain(canary);
    expect(stream).not.toContain(bankSecret);
    expect(stream).not.toContain(`XQ`);
  }
}

async function pseudonyms(): Promise<ReadonlySet<string>> {
  const folder = await attackDatabank(0);
  const library = openLibrary({ folders: [folder], embedded: [], secretsFolder });
  const reader = await library.open(bankName, '1', () => undefined);
  const universe = await reader.universe('PERSON');
  return new Set(Array.from(universe.pseudonyms ?? [], String));
}

const ways: readonly AttackOptions[] = [
  { policy: 'strict' },
  { policy: 'hardened' },
  { policy: 'strict', language: 'no', world: 9, threads: 2 },
];

describe.each(Object.entries(corpus))('no value leaves: %s', (name, script) => {
  test.each(ways)('%o', async (options) => {
    const leaving = await attack(`${opening}${script}\n`, options);
    expect(leaving.exitCode, leaving.error).toBeLessThan(70);
    expect(leaving.exitCode === 1, leaving.error).toBe(name === mistakes);
    expectClean(leaving);
    const hidden = await pseudonyms();
    expect(hidden.size).toBe(persons);
    const long = /\d{7,}/gu;
    for (const stream of [leaving.text, leaving.json, leaving.error]) {
      for (const [digits] of stream.replaceAll(/\d+\.\d+(?:e-?\d+)?|HASH/gu, '').matchAll(long)) {
        expect(hidden.has(digits), digits).toBe(false);
      }
    }
  });
});

test('the canary sings where nothing is protected', async () => {
  const leaving = await attack(`${opening}tabulate kroner hemmelig if nr < 9\n`, { policy: 'open' });
  for (const stream of [leaving.text, leaving.html, leaving.json]) expect(digitsIn(stream)).toContain(canary);
});

describe('other ways out of the program', () => {
  test('check, --explain and progress tell nothing of the data', async () => {
    const databank = await attackDatabank(9);
    const folder = fs.mkdtempSync(path.join(path.dirname(databank), 'canary-'));
    try {
      for (const [i, script] of Object.values(corpus).entries()) {
        const file = path.join(folder, `script-${String(i)}.txt`);
        fs.writeFileSync(file, `${opening}${script}\n`);
        const environment = { MICRODATA_SECRETS: secretsFolder };
        for (const argv of [
          ['check', file, '--format', 'json'],
          ['check', file],
          ['run', file, '--explain', '--format', 'json'],
          ['run', file, '--explain'],
          ['run', file, '--progress', '--threads', '1'],
        ]) {
          const called = await callProgram([...argv, '--databank', databank], { environment });
          for (const stream of [called.output, called.error]) {
            expect(stream).not.toContain(canary);
            expect(stream).not.toContain(bankSecret);
          }
        }
      }
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });

  test('neither the secret nor an identifier lies in a file of the databank', async () => {
    const folder = await attackDatabank(0);
    const secret = Buffer.from(bankSecret, 'hex');
    const first = everybody()[0]!;
    for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const bytes = fs.readFileSync(path.join(entry.parentPath, entry.name));
      expect(bytes.includes(secret), entry.name).toBe(false);
      expect(bytes.includes(bankSecret), entry.name).toBe(false);
      expect(bytes.includes(`${canary}${String(10_000 + first.nr)}`), entry.name).toBe(false);
      expect(entry.name).not.toContain(canary);
    }
  });
});
