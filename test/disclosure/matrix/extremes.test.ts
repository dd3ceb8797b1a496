import { describe, expect, it } from 'vitest';
import type { ReleasedBody } from '../../../src/disclosure/released.ts';
import { everyReading, opening, panel, panelReadings, people, readings, wageOf } from './forms.ts';
import { bodiesOf, once, otherSecret, run } from './runs.ts';

const size = 4000;
/** Far from the limits of what is pulled in: one of forty who lie above the 99th percentile. */
const richest = Array.from({ length: size }, (_, unit) => unit).reduce((a, b) => (wageOf(b) > wageOf(a) ? b : a));
const withRichest = (wage: number) => people({ wage: new Map([[richest, wage]]) });

const script = `${opening}clone-dataset people groups
aggregate (mean) wage -> a_mean (sum) wage -> a_sum (sd) wage -> a_sd (gini) wage -> a_gini (median) wage -> a_median, by(region)
generate hundredth = quantile(wage, 100)
generate other = 0
replace other = quantile(wage, 100)
generate capped = wage
recode capped (max = -1)
${Object.values(readings)
  .map((form) => form(''))
  .join('\n')}
${panel}${Object.values(panelReadings)
  .map((form) => form(''))
  .join('\n')}
use groups
collapse (mean) wage -> c_mean (sum) wage -> c_sum (sd) wage -> c_sd (median) wage -> c_median, by(region)
`;

const rich = once(() => run(script, withRichest(2e6)));
const richer = once(() => run(script, withRichest(2e9)));
const richOpen = once(() => run(script, withRichest(2e6), { policy: 'open' }));
const richerOpen = once(() => run(script, withRichest(2e9), { policy: 'open' }));

const reading = [
  'DC-02/summarize DC-10/summarize',
  'DC-02/tabulate DC-10/tabulate DC-11/tabulate',
  'DC-02/ci DC-10/ci',
  'DC-02/normaltest DC-10/normaltest',
  'DC-02/barchart DC-10/barchart',
  'DC-02/histogram DC-10/histogram',
  'DC-02/boxplot DC-11/boxplot',
  'DC-02/hexbin DC-10/hexbin',
  'DC-02/summarize-panel DC-10/summarize-panel',
  'DC-02/tabulate-panel DC-10/tabulate-panel DC-11/tabulate-panel',
] as const;

describe('how rich the richest person is', () => {
  it.each(reading)('%s: changes no byte, because limits are percentiles of several', async (rules) => {
    const command = rules.split(' ')[0]!.slice(6);
    const here = bodiesOf(await rich(), command);
    expect(here.some(({ type }) => type === 'refusal')).toBe(false);
    expect(bodiesOf(await richer(), command)).toEqual(here);
    expect(bodiesOf(await richerOpen(), command)).not.toEqual(bodiesOf(await richOpen(), command));
  });

  it.each([
    ['DC-02/collapse DC-10/collapse', 'groups', ['c_mean', 'c_sum', 'c_sd', 'c_median']],
    ['DC-02/aggregate DC-10/aggregate', 'people', ['a_mean', 'a_sum', 'a_sd', 'a_gini', 'a_median']],
  ] as const)('%s: changes nothing that is stored for a group', async (_, dataset, variables) => {
    for (const variable of variables) {
      const stored = (await rich()).values(dataset, variable);
      expect((await richer()).values(dataset, variable), variable).toEqual(stored);
      const exact = (await richOpen()).values(dataset, variable);
      expect(exact).not.toEqual(stored);
      if (!variable.endsWith('median'))
        expect((await richerOpen()).values(dataset, variable), variable).not.toEqual(exact);
    }
  });

  it.each([
    ['DC-02/generate DC-10/generate', 'hundredth'],
    ['DC-02/replace DC-10/replace', 'other'],
  ])('%s: extremes are pulled in before groups are made, so that no group is of them alone', async (_, variable) => {
    const groups = (await rich()).values('people', variable);
    const exact = (await richOpen()).values('people', variable);
    expect(new Set(exact).size).toBe(100);
    expect(new Set(groups).size).toBeLessThan(100);
    expect((await richer()).values('people', variable)).toEqual(groups);
  });

  it('DC-02/recode DC-10/recode: the maximum of a rule is the 99th percentile', async () => {
    const changed = (values: readonly unknown[]): number => values.filter((value) => value === -1).length;
    expect(changed((await richOpen()).values('people', 'capped'))).toBe(1);
    const many = changed((await rich()).values('people', 'capped'));
    expect(many).toBeGreaterThan(30);
    expect(many).toBeLessThan(50);
  });
});

/** The maximum by region, as a chart and stored. */
const highest = once(() =>
  run(
    `${opening}barchart(max) wage, over(region)
aggregate (max) wage -> a_max, by(region)
collapse (max) wage -> c_max, by(region)
`.replace('collapse', 'clone-dataset people groups\nuse groups\ncollapse'),
    withRichest(2e9),
  ),
);

describe('a maximum', () => {
  /** A group of five has the weight of two thirds at most, and the richest a fifth of it (DC-10). */
  const most = (2 / 15) * 2e9 + 800_000;

  it.each([
    ['DC-11/aggregate', 'people', 'a_max'],
    ['DC-11/collapse', 'groups', 'c_max'],
  ])('%s: that is stored is a percentile, of which the richest makes up little', async (_, dataset, variable) => {
    const stored = (await highest()).values(dataset, variable).map(Number);
    expect(Math.max(...stored)).toBeLessThan(most);
    expect(Math.min(...stored)).toBeGreaterThan(0);
  });

  it('DC-11/barchart: that is drawn is a percentile, of which the richest makes up little', async () => {
    const [body] = bodiesOf(await highest(), 'barchart');
    const shown = body?.type === 'table' ? body.rows.map(({ cells }) => cells[0]![0]!.v ?? Number.NaN) : [];
    expect(shown.length).toBeGreaterThan(3);
    expect(Math.max(...shown)).toBeLessThan(most);
  });
});

const ordinary = once(() => run(script, people()));
const ordinaryOther = once(() => run(script, people(), { secret: otherSecret }));
const ordinaryOpen = once(() => run(script, people(), { policy: 'open' }));

/** The means that a body shows. */
function meansIn(body: ReleasedBody): readonly number[] {
  switch (body.type) {
    case 'summary': {
      const at = body.statistics.indexOf('mean');
      return body.rows.flatMap(({ variable, values }) => (variable === 'wealth' ? [] : [values[at]!.v ?? Number.NaN]));
    }
    case 'table': {
      const at = body.measures.findIndex(({ key }) => key === 'mean');
      return at < 0 ? [] : body.rows.flatMap(({ cells }) => cells.map((cell) => cell[at]!.v ?? Number.NaN));
    }
    case 'distribution':
      return body.facets.map(({ normal }) => normal?.mean.v ?? Number.NaN);
    case 'box':
      return body.boxes.map(({ mean }) => mean);
    default:
      return [];
  }
}

/** Values lie within 300,000 of their mean, and groups have 900 persons at least; what pulling in does is less than 100. */
const largest = (2.5 * 300_000) / 900 + 100;

function expectNoised(own: readonly number[], others: readonly number[], exact: readonly number[]): void {
  expect(own.length).toBeGreaterThan(0);
  expect(own).toHaveLength(exact.length);
  for (const [i, mean] of own.entries()) {
    expect(mean).not.toBe(exact[i]);
    expect(mean).not.toBe(others[i]);
    expect(Math.abs(mean - exact[i]!)).toBeLessThan(largest);
    expect(Math.abs(others[i]! - exact[i]!)).toBeLessThan(largest);
  }
}

describe('noise on means', () => {
  it.each([
    'DC-14/summarize',
    'DC-14/tabulate',
    'DC-14/ci',
    'DC-14/histogram',
    'DC-14/boxplot',
    'DC-14/barchart',
    'DC-14/summarize-panel',
    'DC-14/tabulate-panel',
  ])('%s: is drawn by the secret, and no larger than a few persons can make it', async (rule) => {
    const means = [await ordinary(), await ordinaryOther(), await ordinaryOpen()].map((finished) =>
      bodiesOf(finished, rule.slice(6)).flatMap(meansIn),
    );
    expectNoised(means[0]!, means[1]!, means[2]!);
  });

  it.each([
    ['DC-14/collapse', 'groups', 'c_mean'],
    ['DC-14/aggregate', 'people', 'a_mean'],
  ])('%s: is on stored means, too', async (_, dataset, variable) => {
    const means = [await ordinary(), await ordinaryOther(), await ordinaryOpen()].map((finished) =>
      [...new Set(finished.values(dataset, variable))].map(Number),
    );
    expectNoised(means[0]!, means[1]!, means[2]!);
  });
});

describe('the forms', () => {
  it('hold each command once', () => {
    expect(everyReading).toHaveLength(new Set(everyReading.map(([command]) => command)).size);
  });
});
