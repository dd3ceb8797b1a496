import { describe, expect, test } from 'vitest';
import type { DisclosureSession } from '../../src/disclosure/protection.ts';
import { attack, bodiesOf, type JsonBody, lastBodies, numbersIn, opening } from '../attacks/attacker.ts';
import { everybody } from '../attacks/population.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const people = everybody();
const strict = { policy: 'strict' } as const;

async function last(script: string, policy = 'strict'): Promise<JsonBody> {
  const leaving = await attack(`${opening}${script}\n`, { policy });
  const body = lastBodies(leaving)[0];
  if (body === undefined) throw new Error(leaving.error + leaving.text);
  return body;
}

const summaryValues = (body: JsonBody): readonly (number | null)[] =>
  (body['rows'] as { values: { v: number | null }[] }[])[0]!.values.map(({ v }) => v);

const tableCells = (body: JsonBody): readonly (number | null)[] =>
  (body['rows'] as { cells: { v: number | null }[][] }[]).map(({ cells }) => cells[0]![0]!.v);

describe('DC-01', () => {
  test.each([
    ['DC-01/keep', 'keep if nr < 999'],
    ['DC-01/drop', 'drop if nr >= 999'],
    ['DC-01/sample', 'sample 999 1'],
    ['DC-01/sample share', 'sample 0.08 1'],
  ])('%s: a population of fewer than 1000 units is refused and nothing changes', async (_, script) => {
    const leaving = await attack(`${opening}${script}\ntabulate kjonn\n`, strict);
    expect(leaving.exitCode).toBe(3);
    const [refusal, ...others] = bodiesOf(leaving).slice(-1);
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({ type: 'refusal', rule: 'DC-01' });
    // The policy's own threshold is the only number.
    expect(numbersIn(refusal)).toEqual([['minimum', 1000]]);
  });

  test('DC-01/keep: a thousand units are enough', async () => {
    expect((await attack(`${opening}keep if nr < 1000\n`, strict)).exitCode).toBe(0);
  });
});

describe('DC-02: extremes do not reach what is shown', () => {
  const mean = people.reduce((sum, { inntekt }) => sum + inntekt, 0) / people.length;
  test.each([
    ['DC-02/summarize', 'summarize inntekt'],
    ['DC-02/barchart', 'barchart(mean) inntekt'],
    ['DC-02/tabulate', 'generate one = 1\ntabulate one, summarize(inntekt) mean'],
  ])('%s', async (_, script) => {
    const body = await last(script);
    const shown = body.type === 'summary' ? summaryValues(body)[0]! : tableCells(body)[0]!;
    expect(shown).toBeLessThan(0.9 * mean);
    const open = await last(script, 'open');
    const exact = open.type === 'summary' ? summaryValues(open)[0]! : tableCells(open)[0]!;
    expect(exact).toBeCloseTo(mean, 2);
  });

  test.each([
    ['DC-02/aggregate', 'generate g = kjonn\naggregate (mean) inntekt -> m, by(g)\nsummarize m'],
    ['DC-02/collapse', 'generate g = faar\ncollapse (mean) inntekt -> m, by(g)\nsummarize m'],
  ])('%s: a stored mean is winsorised', async (_, script) => {
    expect(summaryValues(await last(script))[0]!).toBeLessThan(0.93 * mean);
  });

  test('DC-02/histogram: bars end at the limits', async () => {
    const body = await last('histogram inntekt');
    const uppers = numbersIn(body['facets']).filter(([trail]) => trail.endsWith('upper'));
    expect(Math.max(...uppers.map(([, value]) => value))).toBeLessThan(1_000_000);
  });
});

describe('DC-03: counts in sentences are released counts', () => {
  test.each([
    ['DC-03/generate', 'generate y = 1 if faar > 1990'],
    ['DC-03/replace', 'replace inntekt = 1 if faar > 1990'],
    ['DC-03/recode', "recode utd ('1' '2' '3' = 'low') ('8' = 'high')"],
    ['DC-03/destring', 'generate t = region\ndestring t, force'],
    ['DC-03/keep', 'keep if faar > 1990'],
    ['DC-03/drop', 'drop if faar > 1990'],
    ['DC-03/sample', 'sample 0.31 4'],
    ['DC-03/collapse', 'collapse (mean) inntekt -> m, by(faar)'],
    ['DC-03/aggregate', 'aggregate (mean) inntekt -> m, by(faar)'],
    ['DC-03/merge', 'create-dataset e\nimport b/NR as nr2\nmerge nr2 into d'],
    ['DC-03/import', 'import b/MOR as mor'],
    ['DC-03/clone-dataset', 'clone-dataset d e'],
    ['DC-03/clone-units', 'clone-units d e'],
  ])('%s', async (_, script) => {
    const [released, exact] = [await last(script), await last(script, 'open')];
    const [shown, truth] = [numbersIn(released['counts']), numbersIn(exact['counts'])];
    const large = truth.filter(([, value]) => value > 0);
    expect(shown.map(([trail]) => trail)).toEqual(large.map(([trail]) => trail));
    expect(shown.some(([, value], i) => value !== large[i]![1])).toBe(large.length > 0);
    for (const [i, [, value]] of shown.entries()) {
      expect(Math.abs(value - large[i]![1])).toBeLessThanOrEqual(5);
      expect(value).toBeGreaterThan(4);
    }
  });
});

describe('DC-04: what is suppressed has no number, and empty categories are not named', () => {
  test('DC-04/tabulate', async () => {
    const body = await last('tabulate faar syk if nr < 2500');
    const cells = (body['rows'] as { cells: { v: number | null; why?: string }[][] }[]).flatMap(({ cells: own }) =>
      own.map(([cell]) => cell!),
    );
    const hidden = cells.filter(({ v }) => v === null);
    expect(hidden.length).toBeGreaterThan(0);
    for (const cell of hidden) expect(cell).toEqual({ v: null, why: 'suppressed' });
    expect(cells.some(({ v }) => v === 0)).toBe(false);
  });

  test.each([
    ['DC-04/tabulate', 'tabulate sjelden kjonn'],
    ['DC-04/barchart', 'barchart(count) kjonn, over(sjelden)'],
    ['DC-04/histogram', 'histogram inntekt, by(sjelden)'],
  ])('%s: a category that nobody has is in no output', async (_, script) => {
    const leaving = await attack(`${opening}import b/SJELDEN as sjelden\n${script}\n`, strict);
    expect(leaving.exitCode).toBe(0);
    for (const stream of [leaving.text, leaving.html, leaving.json]) {
      expect(stream).toContain('Kode A');
      expect(stream).not.toContain('Kode Z');
    }
  });
});

describe('DC-05: tables of mostly small cells are refused without a number', () => {
  test.each([
    ['DC-05/tabulate', 'tabulate region faar if nr < 3000'],
    ['DC-05/tabulate summarize', 'tabulate region faar if nr < 3000, summarize(inntekt) mean'],
    ['DC-05/barchart', 'barchart(count) inntekt'],
    ['DC-05/barchart mean', 'barchart(mean) syk, over(inntekt)'],
    ['DC-05/histogram', 'histogram inntekt, discrete'],
  ])('%s', async (_, script) => {
    const body = await last(script);
    expect(body).toMatchObject({ type: 'refusal', rule: 'DC-05' });
    expect(numbersIn(body)).toEqual([]);
  });
});

describe('DC-07: fewer than ten units have no statistics', () => {
  test.each([
    ['DC-07/summarize', 'summarize inntekt if nr < '],
    ['DC-07/histogram', 'histogram inntekt if nr < '],
    ['DC-07/barchart', 'barchart(mean) inntekt if nr < '],
    ['DC-07/tabulate', 'generate one = 1\ntabulate one if nr < N, summarize(inntekt) mean'],
  ])('%s', async (_, script) => {
    const at = (n: number): string => (script.includes('N') ? script.replace('N', String(n)) : `${script}${String(n)}`);
    const [none, nine, twenty] = [await last(at(0)), await last(at(9)), await last(at(20))];
    expect(nine).toEqual(none);
    expect(numbersIn(nine)).toEqual([['minimum', 10]]);
    expect(numbersIn(twenty).length).toBeGreaterThan(0);
  });
});

describe('DC-09: shares follow from released counts', () => {
  test('DC-09/histogram', async () => {
    const body = await last('histogram inntekt, percent');
    type Bar = { readonly count: { readonly v: number | null }; readonly height: { readonly v: number | null } };
    const [facet] = body['facets'] as readonly { readonly total: { v: number }; readonly bars: readonly Bar[] }[];
    for (const { count, height } of facet!.bars) {
      if (count.v !== null) expect(height.v).toBeCloseTo((100 * count.v) / facet!.total.v, 9);
    }
  });

  test('DC-09/barchart', async () => {
    const [percent, freq] = [await last('barchart(percent) region'), await last('barchart(count) region')];
    const [shares, counts] = [tableCells(percent), tableCells(freq)];
    for (const [i, share] of shares.slice(0, -1).entries()) {
      expect(share).toBeCloseTo((100 * counts[i]!) / counts.at(-1)!, 9);
    }
  });
});

describe('DC-10: percentiles are smoothed and have three digits', () => {
  test.each([
    ['DC-10/summarize', 'summarize inntekt', 3],
    ['DC-10/tabulate', 'generate one = 1\ntabulate one, summarize(inntekt) p25 p50 p75', 0],
    ['DC-10/barchart', 'barchart(median) inntekt', 0],
  ])('%s', async (_, script, from) => {
    const body = await last(script);
    const values = body.type === 'summary' ? summaryValues(body).slice(from) : tableCells(body);
    expect(values.length).toBeGreaterThan(0);
    for (const value of values) expect(Number(value!.toPrecision(3))).toBe(value);
  });
});

describe('DC-13: no command reads a key', () => {
  test.each([
    ['DC-13/tabulate', 'tabulate mor'],
    ['DC-13/summarize', 'summarize mor'],
    ['DC-13/histogram', 'histogram mor'],
    ['DC-13/barchart', 'barchart(count) mor'],
    ['DC-13/barchart', 'barchart(mean) inntekt, over(mor)'],
    ['DC-13/regress', 'regress inntekt mor'],
    ['DC-13/regress', 'regress inntekt i.mor'],
    ['DC-13/generate', 'generate x = mor'],
    ['DC-13/generate', 'generate x = sysmiss(mor)'],
    ['DC-13/replace', 'replace inntekt = mor'],
    ['DC-13/recode', 'recode mor (1 = 2)'],
    ['DC-13/destring', 'destring mor'],
    ['DC-13/keep', 'keep if mor > 5'],
    ['DC-13/drop', 'drop if mor == 5'],
    ['DC-13/collapse', 'collapse (max) mor -> m, by(region)'],
    ['DC-13/aggregate', 'aggregate (count) mor -> m, by(region)'],
    ['DC-13/tabulate', 'tabulate region if mor == 1'],
    ['DC-13/tabulate', 'tabulate region, summarize(mor) mean'],
  ])('%s: %s', async (_, statement) => {
    const leaving = await attack(`${opening}import b/MOR as mor\n${statement}\n`, strict);
    expect(leaving.exitCode).toBe(1);
    expect(leaving.text + leaving.json + leaving.html).toBe('');
    expect(leaving.error).toContain('mor');
  });
});

describe('DC-14: magnitudes carry the noise of one unit', () => {
  const limited = "if region == 'K09' & inntekt < 500000";
  const group = people.filter(({ region, inntekt }) => region === 'K09' && inntekt < 500_000);
  const mean = group.reduce((sum, { inntekt }) => sum + inntekt, 0) / group.length;
  test.each([
    ['DC-14/summarize', `summarize inntekt ${limited}`],
    ['DC-14/tabulate', `generate one = 1\ntabulate one ${limited}, summarize(inntekt) mean`],
    ['DC-14/barchart', `barchart(mean) inntekt ${limited}`],
  ])('%s: the same draw for the same units, within its limit', async (_, script) => {
    const body = await last(script);
    const shown = body.type === 'summary' ? summaryValues(body)[0]! : tableCells(body)[0]!;
    expect(shown).not.toBeCloseTo(mean, 0);
    expect(Math.abs(shown - mean)).toBeLessThan((2.5 * 400_000) / group.length + 0.02 * mean);
    const [again] = summaryValues(await last(`summarize inntekt ${limited}`));
    expect(shown).toBeCloseTo(again!, 6);
  });
});

describe('DC-20/regress', () => {
  test.each(['nr < 0', 'nr < 9', 'nr < 19'])('too small a sample is refused in one way: %s', async (condition) => {
    const body = await last(`regress inntekt faar syk if ${condition}`);
    expect(body).toEqual(await last('regress inntekt faar syk if nr < 1'));
    expect(body).toMatchObject({ type: 'refusal', rule: 'DC-20' });
  });
});

describe('DC-29: what a refusal or an exception says', () => {
  test('DC-29/destring: many texts that are no numbers stop the run without a number or an example', async () => {
    const leaving = await attack(
      `${opening}generate t = region\nreplace t = '5' if kjonn == '1'\ndestring t\n`,
      strict,
    );
    expect(leaving.exitCode).toBe(3);
    const [refusal] = bodiesOf(leaving).slice(-1);
    expect(refusal).toMatchObject({ type: 'refusal', rule: 'DC-29n' });
    expect(numbersIn(refusal)).toEqual([]);
    expect(JSON.stringify(refusal)).not.toMatch(/K\d/u);
  });
});

test('audit records name rules and released facts, never an exact number', async () => {
  const n = 3137;
  const all = Array.from({ length: n }, (_, i) => i);
  const bank = testDatabank({
    ID: { values: all },
    GROUP: { values: all.map((i) => (i < 1511 ? 'a' : i < 3134 ? 'b' : 'c')) },
    PAY: { values: all.map((i) => 1000 + ((i * 7919) % 3001)) },
  });
  let session: DisclosureSession | undefined;
  const run = await runTestScript(
    `require test.bank:1 as t
create-dataset d
import t/ID as id
import t/GROUP as g
import t/PAY as pay
replace pay = 5 if id < 1511
tabulate g
tabulate g pay
summarize pay if id < 3
summarize pay
histogram pay
regress pay id i.g
keep if id < 20`,
    [bank],
    {
      policy: 'strict',
      watch: (opened) => {
        session = opened;
        return opened;
      },
    },
  );
  const records = session!.audit();
  expect(records).toHaveLength(run.statements.flatMap(({ results }) => results).length);
  expect(new Set(records.map(({ outcome }) => outcome))).toEqual(new Set(['released', 'refused']));
  for (const { bodyHash, policyHash, ...record } of records) {
    expect(bodyHash + policyHash).toMatch(/^(?:sha256:[0-9a-f]{64}){2}$/u);
    const text = JSON.stringify(record);
    for (const exact of [n, 1511, n - 1511, 3134 - 1511])
      expect(text).not.toMatch(new RegExp(`\\b${String(exact)}\\b`, 'u'));
    for (const [trail] of numbersIn(record))
      expect(trail).toMatch(/(?:statement|cells|suppressed|hidden\w*|pooled|score\.added)$/u);
  }
});
