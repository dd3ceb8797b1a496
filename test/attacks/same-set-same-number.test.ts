import { describe, expect, test } from 'vitest';
import { attack, bodiesOf, type JsonBody, lastBodies, numbersIn, opening } from './attacker.ts';
import { everybody, type Person } from './population.ts';

const people = everybody();

/** The bodies of the results of the statements that read, in order. */
async function results(script: string, options: Parameters<typeof attack>[1] = {}): Promise<readonly JsonBody[]> {
  const leaving = await attack(`${opening}${script}\n`, { policy: 'strict', ...options });
  expect(leaving.exitCode, leaving.error + leaving.text).toBe(0);
  return bodiesOf(leaving).filter(({ type }) => type !== 'message');
}

/** The numbers of a body, without the names that the route has changed. */
const numbers = (body: JsonBody): readonly number[] => numbersIn(body).map(([, value]) => value);

const table = 'tabulate region kjonn, rowpct chi2';
const volume = 'tabulate region, summarize(inntekt) mean sum std gini p50 iqr';
const summary = 'summarize inntekt, gini iqr';
const interval = 'ci inntekt faar syk, level(99)';
const shape = 'normaltest inntekt syk';
const model = 'regress inntekt faar i.kjonn, vif het_iid het_fstat';
const matrix = 'correlate inntekt faar syk, covariance sig obs';
const reading = [
  table,
  volume,
  summary,
  interval,
  matrix,
  shape,
  model,
  'histogram inntekt',
  'barchart(mean) inntekt, over(region)',
  'boxplot inntekt faar, over(region) by(kjonn)',
  'hexbin inntekt faar, gridsize(6)',
].join('\n');

describe('A02: the same units give the same numbers by any route', () => {
  test('a loop of fifty repetitions', async () => {
    const bodies = await results(`for i in 1 : 50\ntabulate region syk\nend`);
    expect(bodies).toHaveLength(50);
    for (const body of bodies) expect(body).toEqual(bodies[0]);
  });

  test('DC-15: clones, other names, other orders, and a dataset that was made anew', async () => {
    const direct = await results(reading);
    const cloned = await results(`clone-dataset d other\nuse other\nrename-dataset other third\n${reading}`);
    expect(cloned).toEqual(direct);
    const reordered = await results(`generate unused = faar * 2\ntabulate utd\n${reading}`);
    expect(reordered.slice(1)).toEqual(direct);
    const renamed = await results(
      `rename inntekt pay\nrename region place\n${reading.replaceAll('inntekt', 'pay').replaceAll('region', 'place')}`,
    );
    expect(renamed.map(numbers)).toEqual(direct.map(numbers));
    const copied = await results(`clone-variables inntekt -> pay\n${reading.replaceAll('inntekt', 'pay')}`);
    expect(copied.map(numbers)).toEqual(direct.map(numbers));
  });

  test('one and four threads, and twice the same', async () => {
    const [one, again, four] = [
      await attack(`${opening}${reading}\n`, { policy: 'strict' }),
      await attack(`${opening}${reading}\n`, { policy: 'strict' }),
      await attack(`${opening}${reading}\n`, { policy: 'strict', threads: 4 }),
    ];
    expect(again).toEqual(one);
    expect(four).toEqual(one);
  });

  test('a condition, a kept population and a group of a table are one set', async () => {
    const condition = await results("summarize inntekt if kjonn == '1'\nhistogram inntekt if kjonn == '1'");
    const kept = await results("keep if kjonn == '1'\nsummarize inntekt\nhistogram inntekt");
    expect(kept).toEqual(condition);
    const [byIf, inTable] = await results("tabulate syk if kjonn == '1'\ntabulate syk kjonn");
    const cells = (body: JsonBody | undefined): readonly number[] =>
      (body?.['rows'] as { cells: { v: number }[][] }[]).map(({ cells: [first] }) => first![0]!.v);
    expect(cells(inTable)).toEqual(cells(byIf));
  });

  test('DC-14/summarize: scale, shift and sign give no second draw', async () => {
    const [plain, other] = await results(`generate other = 5000000 - 3 * inntekt
summarize inntekt
summarize other`);
    const meanOf = (body: JsonBody | undefined): number =>
      (body?.['rows'] as { values: { v: number }[] }[])[0]!.values[0]!.v;
    expect((5_000_000 - meanOf(other)) / 3).toBeCloseTo(meanOf(plain), -1);
  });

  test('another set draws anew', async () => {
    const scripts = Array.from({ length: 12 }, (_, i) => `tabulate kjonn if nr >= ${String(i * 10)}`);
    const bodies = await results(scripts.join('\n'));
    const noise = bodies.map((body, i) => (body['population'] as { v: number }).v - (people.length - i * 10));
    expect(new Set(noise).size).toBeGreaterThan(2);
  });
});

/** Numbers of a released body that count units. */
function countsIn(body: JsonBody): readonly number[] {
  switch (body.type) {
    case 'message':
      return numbersIn(body['counts']).map(([, value]) => value);
    case 'table': {
      const measures = body['measures'] as readonly { key: string }[];
      const at = measures.findIndex(({ key }) => key === 'freq' || key === 'count');
      const rows = body['rows'] as readonly { cells: readonly (readonly { v: number | null }[])[] }[];
      const cells = at < 0 ? [] : rows.flatMap(({ cells: own }) => own.map((cell) => cell[at]?.v ?? 0));
      return [...cells, (body['population'] as { v: number | null }).v ?? 0];
    }
    case 'summary': {
      const at = (body['statistics'] as readonly string[]).indexOf('count');
      return (body['rows'] as readonly { values: readonly { v: number | null }[] }[]).map(
        (row) => row.values[at]?.v ?? 0,
      );
    }
    case 'matrix':
      return numbersIn([body['rows'], body['sample']])
        .filter(([trail]) => !/(?:value|p)\.v$/u.test(trail))
        .map(([, value]) => value);
    case 'distribution':
      return numbersIn(body['facets'])
        .filter(([trail]) => /(?:count|total)\.v$/u.test(trail))
        .map(([, value]) => value);
    default:
      return [];
  }
}

test('DC-03: no released count is 1, 2, 3 or 4, in a table, chart, summary or sentence', async () => {
  const script = `import b/SJELDEN as sjelden
import b/HULL as hull
tabulate region faar if utd == '1' & nr < 4000, missing
tabulate region utd syk
tabulate faar syk if nr < 3000
tabulate sjelden kjonn
summarize inntekt hull
correlate inntekt hull faar if nr < 3000, pairwise obs sig
correlate inntekt hull
histogram inntekt if nr < 2000, bin(50)
histogram inntekt if nr < 1500, by(syk)
barchart(count) utd, over(region) by(syk)
generate x = ln(faar - 1941)
generate y = 1 if inntekt > 20000000
replace y = 2 if inntekt > 400000
recode utd ('1' '2' = 'low') (missing = 'none')
drop if faar == 1950 & region == 'K03'
tabulate y region, missing`;
  const counts = [];
  for (const world of [0, 1, 9] as const) {
    const leaving = await attack(`${opening}${script}\n`, { policy: 'strict', world });
    expect(leaving.exitCode, leaving.error).toBe(0);
    counts.push(...bodiesOf(leaving).flatMap(countsIn));
  }
  expect(counts.length).toBeGreaterThan(800);
  expect(counts.filter((count) => count > 0 && count < 5)).toEqual([]);
  expect(counts.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
});

test('DC-09/tabulate: percentages follow from released counts and margins', async () => {
  const bodies = await results(
    'tabulate region kjonn\ntabulate region kjonn, rowpct\ntabulate region kjonn, colpct\ntabulate region kjonn, cellpct',
  );
  type Row = { readonly cells: readonly (readonly { v: number | null }[])[] };
  const [freq, row, column, cell] = bodies.map((body) => body['rows'] as readonly Row[]);
  const at = (rows: readonly Row[] | undefined, r: number, c: number): number =>
    rows?.at(r)?.cells.at(c)?.at(-1)?.v ?? Number.NaN;
  for (let r = 0; r < 20; r++) {
    for (let c = 0; c < 2; c++) {
      expect(at(row, r, c)).toBeCloseTo((100 * at(freq, r, c)) / at(freq, r, -1), 9);
      expect(at(column, r, c)).toBeCloseTo((100 * at(freq, r, c)) / at(freq, -1, c), 9);
      expect(at(cell, r, c)).toBeCloseTo((100 * at(freq, r, c)) / at(freq, -1, -1), 9);
    }
  }
});

const meanOfGroup = (group: readonly Person[]): number =>
  group.reduce((sum, { inntekt }) => sum + inntekt, 0) / group.length;

describe('exact figures that must not be found', () => {
  test('A21 DC-14/summarize: the mean of a two-valued variable tells no more than its table', async () => {
    const [summed, counted] = await results("summarize syk if region == 'K05'\ntabulate syk if region == 'K05'");
    const mean = (summed?.['rows'] as { values: { v: number }[] }[])[0]!.values[0]!.v;
    const [none, ill] = (counted?.['rows'] as { cells: { v: number }[][] }[]).map((row) => row.cells[0]![0]!.v);
    expect(mean).toBeCloseTo(ill! / (none! + ill!), 5);
  });

  test('A22 DC-02 DC-10 DC-11 DC-18: no extreme, percentile, limit or edge is a value of the data', async () => {
    const values = new Set(people.map(({ inntekt }) => inntekt));
    const bodies = await results(`summarize inntekt, iqr
histogram inntekt
histogram inntekt, bin(50)
barchart(max) inntekt, over(region)
barchart(min) inntekt, over(region)
barchart(max) inntekt
generate capped = inntekt
recode capped (max = 999999999)
tabulate capped if capped > 900000000`);
    const shown = bodies
      .slice(0, 6)
      .flatMap(numbers)
      .filter((value) => value > 25_000);
    expect(shown.length).toBeGreaterThan(30);
    expect(shown.filter((value) => values.has(value))).toEqual([]);
    expect(Math.max(...shown)).toBeLessThan(20_000_000);
    const [row] = bodies.at(-1)?.['rows'] as { cells: { v: number }[][] }[];
    expect(row!.cells[0]![0]!.v).toBeGreaterThan(60);
  });

  test('A26 DC-17/aggregate: a stored mean is the released one', async () => {
    const group = people.filter(({ region }) => region === 'K07');
    const script = `aggregate (mean) inntekt -> m, by(region)
keep if region == 'K07' | faar > 1942
tabulate m if region == 'K07'`;
    const [body] = await results(script);
    const [stored] = (body?.['dimensions'] as { categories: { code: number }[] }[])[0]!.categories;
    expect(stored!.code).not.toBeCloseTo(meanOfGroup(group), 3);
  });

  test('A27 DC-17/aggregate: a stored count is the released one', async () => {
    const counts = people.reduce(
      (map, { region }) => map.set(region, (map.get(region) ?? 0) + 1),
      new Map<string, number>(),
    );
    const bodies = await results('aggregate (count) nr -> n, by(region)\ntabulate n\ntabulate region');
    const stored = (bodies[0]?.['dimensions'] as { categories: { code: number }[] }[])[0]!.categories.map(
      ({ code }) => code,
    );
    const tabulated = (bodies[1]?.['rows'] as { cells: { v: number }[][] }[])
      .slice(0, -1)
      .map((row) => row.cells[0]![0]!.v);
    expect([...stored].sort((a, b) => a - b)).toEqual([...new Set(tabulated)].sort((a, b) => a - b));
    expect(stored.filter((count) => ![...counts.values()].includes(count)).length).toBeGreaterThan(5);
  });

  test('A16 DC-21/regress: a saturated model has no coefficient for fewer than ten units', async () => {
    const [body] = await results('regress faar i.region##i.utd if nr < 4000');
    const sizes = new Map<string, number>();
    for (const { nr, region, utd } of people) {
      if (nr < 4000) sizes.set(`region[${region}]#utd[${utd}]`, (sizes.get(`region[${region}]#utd[${utd}]`) ?? 0) + 1);
    }
    const shown = body!['coefficients'] as { term: string; omitted: boolean }[];
    const few = shown.filter(({ term, omitted }) => !omitted && term.includes('#') && (sizes.get(term) ?? 0) < 10);
    expect(shown.length).toBeGreaterThan(100);
    expect(few).toEqual([]);
  });

  test('A18 DC-22/regress: header, intervals and tests agree with one released n', async () => {
    const leaving = await attack(`${opening}regress faar i.kjonn nr, het_iid het_fstat\n`, { policy: 'strict' });
    const [body] = lastBodies(leaving);
    const header = new Map(
      (body!['header'] as { key: string; value: { v: number } }[]).map(({ key, value }) => [key, value.v]),
    );
    const n = header.get('n')!;
    expect(n).not.toBe(people.length);
    expect(header.get('df_resid')).toBe(n - 3);
    const [lm, f] = (body!['diagnostics'] as { statistic: { v: number } }[]).map(({ statistic }) => statistic.v);
    const share = lm! / n;
    expect((share / 2 / (1 - share)) * (n - 3)).toBeCloseTo(f!, 8);
  });
});
