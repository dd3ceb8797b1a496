import { describe, expect, it } from 'vitest';
import { plain } from '../helpers/columns.ts';
import { testDatabank } from '../helpers/databank.ts';
import { runTestScript } from '../helpers/run-script.ts';

const size = 1500;
const units = Array.from({ length: size }, (_, unit) => unit);
const scattered = (unit: number): number => ((unit * 2_654_435_761) % 4_294_967_296) / 4_294_967_296;

/** 1500 persons; the first 700 are all who have wages before the last year, and everybody has two or three spells. */
const bank = testDatabank({
  SEX: { values: units.map((unit) => String(1 + (unit % 2))) },
  REGION: { values: units.map((unit) => `0${1 + (unit % 4)}`), dataType: 'STRING' },
  WAGE: {
    temporality: 'ACCUMULATED',
    records: [0, 1, 2].flatMap((year) =>
      units
        .filter((unit) => year === 2 || unit < 700)
        .map((unit) => ({
          unit,
          start: year * 365,
          stop: year * 365 + 364,
          value: Math.round(1000 * scattered(unit + year)),
        })),
    ),
  },
  CIVIL: {
    temporality: 'EVENT',
    records: units.flatMap((unit) => [
      { unit, start: -1000 + (unit % 900), stop: 99, value: '1' },
      { unit, start: 100, stop: 400 + (unit % 50), value: '2' },
      ...(unit % 3 === 0 ? [{ unit, start: 500, stop: null, value: '3' }] : []),
    ]),
  },
});

const run = (script: string, policy: string) =>
  runTestScript(`require test.bank:1 as db\ncreate-dataset d\n${script}`, [bank], { policy });

const panel = 'import-panel db/WAGE db/SEX 1970-06-01 1971-06-01 1972-06-01\n';
const events = 'import-event db/CIVIL 1970-01-01 to 1972-12-31 as civil\n';

const commands = `generate wagelike = START@civil + 1
generate fifth = quantile(START@civil, 5)
replace wagelike = 0 if civil == '3'
recode fifth (0 1 = 0 'low') (2/4 = 1 'high')
destring civil, prefix(n_)
aggregate (mean) n_civil -> m (median) n_civil -> md (max) STOP@civil -> latest, by(civil)
aggregate (count) civil -> spells, by(PERSONID_1)
summarize START@civil STOP@civil spells
tabulate civil fifth, rowpct
tabulate civil, summarize(START@civil) mean p50 std
barchart (count) civil
histogram START@civil, bin(10)
regress START@civil spells i.civil
sample 0.95 3
keep if START@civil < 450
drop if civil == '1'
clone-dataset d e
collapse (mean) START@civil -> first (count) n_civil -> n, by(civil)
use e
collapse (max) STOP@civil -> last (count) n_civil -> n, by(PERSONID_1)
summarize n last
`;

describe('datasets of several rows per unit', () => {
  it.each(['open', 'strict'])('take every command that they can, under the policy %s', async (policy) => {
    const { statements } = await run(events + commands, policy);
    expect(statements.filter(({ outcome }) => outcome !== 'done').map(({ echo }) => echo)).toEqual([]);
    const bodies = statements.flatMap(({ results }) => results.map(({ body }) => body));
    expect(bodies.filter(({ type }) => type === 'refusal')).toEqual([]);
    expect(JSON.stringify(bodies)).not.toContain('2147483647');
  });

  it.each(['open', 'strict'])('of panels, too, under the policy %s', async (policy) => {
    const script = `${panel}generate lnw = ln(WAGE + 1)
generate year = year(date@panel)
tabulate year SEX
summarize WAGE
regress lnw i.year i.SEX
aggregate (mean) WAGE -> usual, by(PERSONID_1)
keep if year == 1972
collapse (mean) WAGE, by(SEX)
`;
    const { statements } = await run(script, policy);
    expect(statements.filter(({ outcome }) => outcome !== 'done').map(({ echo }) => echo)).toEqual([]);
    const bodies = statements.flatMap(({ results }) => results.map(({ body }) => body));
    expect(bodies.filter(({ type }) => type === 'refusal')).toEqual([]);
  });

  it('are populations by their units, not by their rows (DC-01)', async () => {
    const few = "import db/SEX as sex\nkeep if sex == '1'\n";
    const small = await run('import-panel db/WAGE 1970-06-01 1971-06-01', 'strict');
    expect(small.statements.at(-1)?.outcome).toBe('refused');
    expect(small.tables.get('d')?.rowCount).toBe(0);
    expect((await run(panel, 'strict')).statements.at(-1)?.outcome).toBe('done');
    // 1500 units with 3500 rows, of which a thousand rows of 500 units would be left.
    const rows = await run(`${events}keep if START@civil == 500 | START@civil == 100 & START@civil > 200`, 'strict');
    expect(rows.statements.at(-1)?.outcome).toBe('refused');
    expect((await run(few, 'strict')).statements.at(-1)?.outcome).toBe('refused');
  });

  it('are changed for enough units or for none (DC-06)', async () => {
    // Six persons with fourteen rows: enough rows, but too few units.
    const script = `${events}aggregate (min) START@civil -> first, by(PERSONID_1)
generate changed = STOP@civil
replace changed = -1 if first < -997`;
    const { statements, tables } = await run(script, 'strict');
    const first = plain(tables.get('d')!.columns.get('first')!).filter((x) => typeof x === 'number' && x < -997);
    expect(first.length).toBe(14);
    const codes = statements.at(-1)?.results.map(({ body }) => (body.type === 'message' ? body.code : body.type));
    expect(codes).toEqual(['status-few-units']);
  });

  it('have counts of rows and of units that are both released', async () => {
    const { statements } = await run(events, 'strict');
    const body = statements.at(-1)?.results[0]?.body;
    if (body?.type !== 'message') throw new Error('no message');
    const { records, n } = body.counts;
    expect(Math.abs((n?.v ?? 0) - 1500)).toBeLessThan(20);
    expect(Math.abs((records?.v ?? 0) - 3500)).toBeLessThan(60);
  });
});
