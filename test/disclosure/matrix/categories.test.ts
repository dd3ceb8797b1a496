import { describe, expect, it } from 'vitest';
import type { ReleasedBody, TableBody } from '../../../src/disclosure/released.ts';
import { countsIn } from './counts.ts';
import { each, opening, people } from './forms.ts';
import { bodiesOf, once, run } from './runs.ts';

/** A panel whose `state` is 0, 1 or 2, and 77 for some persons at the first time; `phase` is the same with labels. */
const panel = `clone-dataset people waves
use waves
keep nr sex region wage kind
generate state1 = floor(wage / 300000)
generate state2 = nr - 3 * floor(nr / 3)
generate state3 = floor(nr / 3) - 3 * floor(nr / 9)
reshape-to-panel state
generate phase = state
define-labels phases 0 Early 1 Middle 2 Late 77 Odd
assign-labels phase phases
`;

/** By command, statements whose categories are of a kind, a sex, or a state that few may have. */
const statements: Readonly<Record<string, string>> = {
  tabulate: 'tabulate kind\ntabulate sex region',
  barchart: 'barchart(count) wage, over(kind)\nbarchart(count) sex\nbarchart(mean) nr, over(kind)',
  histogram: 'histogram kind, discrete\nhistogram nr, by(kind)\nhistogram sex, discrete',
  boxplot: 'boxplot nr, over(kind)',
  piechart: 'piechart kind\npiechart sex',
  sankey: 'sankey kind region\nsankey sex region',
};
const inPanel: Readonly<Record<string, string>> = {
  'tabulate-panel': 'tabulate-panel kind\ntabulate-panel state\ntabulate-panel sex',
  'transitions-panel': 'transitions-panel state\ntransitions-panel phase',
};
const script = `${opening}${Object.values(statements).join('\n')}
${panel}${Object.values(inPanel).join('\n')}
`;

/** So many persons have the kind `odd`, the sex that is unheard of, and the state 77 at the first time. */
const worldOf = (kind: number, sex: number, state: number) =>
  people({ kind: each(300, kind, 'odd'), sex: each(1000, sex, '9'), wage: each(2000, state, 77 * 300_000 + 5) });
const few = once(() => run(script, worldOf(7, 2, 2), { policy: 'hardened' }));
const many = once(() => run(script, worldOf(90, 90, 90), { policy: 'hardened' }));

/** The places where a body names a category. */
function namesIn(body: ReleasedBody): readonly string[] {
  const named = (value: unknown): readonly string[] => {
    if (typeof value !== 'object' || value === null) return [];
    if ('code' in value && (typeof value.code === 'string' || typeof value.code === 'number'))
      return [String(value.code)];
    return Object.values(value).flatMap(named);
  };
  return named(body);
}

const namesOf = async (made: typeof few, command: string): Promise<readonly string[]> =>
  bodiesOf(await made(), command).flatMap(namesIn);

describe('categories of few', () => {
  it.each([
    'DC-08/tabulate',
    'DC-08/barchart',
    'DC-08/histogram',
    'DC-08/boxplot',
    'DC-08/piechart',
    'DC-08/sankey',
    'DC-08/tabulate-panel',
  ])('%s: a raw value that seven persons have is not named, one of ninety is', async (rule) => {
    expect(await namesOf(few, rule.slice(6))).not.toContain('odd');
    expect(await namesOf(many, rule.slice(6))).toContain('odd');
  });

  it('DC-08/transitions-panel: nor where it is the beginning of a transition', async () => {
    expect(await namesOf(few, 'transitions-panel')).not.toContain('77');
    expect(await namesOf(many, 'transitions-panel')).toContain('77');
  });

  it.each([
    'DC-04/tabulate',
    'DC-04/barchart',
    'DC-04/histogram',
    'DC-04/piechart',
    'DC-04/sankey',
    'DC-04/tabulate-panel',
  ])('%s: a code of a public list that two persons have is not there, one of ninety is', async (rule) => {
    expect(await namesOf(few, rule.slice(6))).not.toContain('9');
    expect(await namesOf(many, rule.slice(6))).toContain('9');
  });

  it('DC-04/transitions-panel: nor where it is the beginning of a transition', async () => {
    const labels = async (made: typeof few): Promise<string> =>
      JSON.stringify(bodiesOf(await made(), 'transitions-panel'));
    expect(await labels(few)).toContain('Middle');
    expect(await labels(few)).not.toContain('Odd');
    expect(await labels(many)).toContain('Odd');
  });
});

/** Groups of three persons each. */
const sparse = once(() =>
  run(
    `${opening}generate fine = floor(nr / 3)
tabulate fine
barchart(count) fine
histogram fine, discrete
piechart fine
sankey fine sex
hexbin nr wage if nr < 60, gridsize(25)
clone-dataset people waves
use waves
keep nr
generate fine1 = floor(nr / 3)
generate fine2 = floor(nr / 4)
reshape-to-panel fine
tabulate-panel fine
transitions-panel fine
`,
    people(),
  ),
);

describe('tables with many small cells', () => {
  it.each([
    'DC-05/tabulate',
    'DC-05/barchart',
    'DC-05/histogram',
    'DC-05/piechart',
    'DC-05/sankey',
    'DC-05/hexbin',
    'DC-05/tabulate-panel',
    'DC-05/transitions-panel',
  ])('%s: are refused as a whole', async (rule) => {
    expect(bodiesOf(await sparse(), rule.slice(6))).toEqual([
      { type: 'refusal', command: rule.slice(6), rule: 'DC-05', notes: [] },
    ]);
  });
});

const shares = once(() =>
  run(
    `${opening}tabulate region kind
piechart region
barchart(count) region
barchart(percent) region
histogram kind, discrete percent
histogram kind, discrete freq
sankey region kind
${panel}tabulate-panel sex
tabulate-panel sex, colpct
transitions-panel state
`,
    people(),
  ),
);

const tablesOf = async (command: string): Promise<readonly TableBody[]> =>
  bodiesOf(await shares(), command).flatMap((body) => (body.type === 'table' ? [body] : []));

/** The numbers of a table by row, the first column's. */
const columnOf = ({ rows, measures }: TableBody, key: string): readonly number[] => {
  const at = measures.findIndex((measure) => measure.key === key);
  return rows.map(({ cells }) => cells[0]![at]!.v ?? Number.NaN);
};

describe('shares and pictures', () => {
  it('DC-09/sankey DC-18/sankey: nodes and links are the counts of the table of the same two variables', async () => {
    const [table] = await tablesOf('tabulate');
    const [flow] = bodiesOf(await shares(), 'sankey');
    const drawn = countsIn(flow!);
    const counted = countsIn(table!);
    for (const region of ['1', '2', '3', '4'].map((code) => `0${code}`)) {
      expect(drawn.get(`0 ${region}`)).toBe(counted.get(`${region} | total | `));
      for (const kind of 'abcd') expect(drawn.get(`0 ${region}→${kind}`)).toBe(counted.get(`${region} | ${kind} | `));
    }
  });

  it('DC-09/tabulate-panel: percentages have released margins as their whole', async () => {
    const [counts, percentages] = await tablesOf('tabulate-panel');
    const total = counts!.rows.findIndex(({ key }) => key[0] === 'total');
    for (const [r, { cells }] of percentages!.rows.entries()) {
      for (const [c, [share]] of cells.entries()) {
        const count = counts!.rows[r]!.cells[c]![0]!.v!;
        expect(share!.v).toBeCloseTo((100 * count) / counts!.rows[total]!.cells[c]![0]!.v!, 9);
      }
    }
  });

  it('DC-18/barchart DC-18/piechart DC-18/histogram: what is drawn are the counts of the table', async () => {
    const [table] = await tablesOf('tabulate');
    const all = table!.rows.map(({ cells }) => cells.at(-1)![0]!.v!).slice(0, 4);
    const [pie] = await tablesOf('piechart');
    const [bars, percent] = await tablesOf('barchart');
    expect(columnOf(pie!, 'freq').slice(0, 4)).toEqual(all);
    expect(columnOf(bars!, 'freq').slice(0, 4)).toEqual(all);
    const whole = pie!.population.v!;
    expect(columnOf(percent!, 'cellpct').slice(0, 4)).toEqual(all.map((count) => (100 * count) / whole));
    const kinds = table!.rows
      .at(-1)!
      .cells.map(([cell]) => cell!.v!)
      .slice(0, 4);
    const [, frequencies] = await tablesOf('histogram');
    expect(columnOf(frequencies!, 'freq').slice(0, 4)).toEqual(kinds);
  });
});
