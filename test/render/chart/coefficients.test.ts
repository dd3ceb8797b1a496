import { describe, expect, test } from 'vitest';
import { coefficientChartData, coefficientRange } from '../../../src/render/chart/coefficient-data.ts';
import { chartSvg } from '../../../src/render/chart/svg.ts';
import { drawIntervals } from '../../../src/render/text/intervals.ts';
import { plainStyle } from '../../../src/render/text/style.ts';
import { intervalsView } from '../../../src/render/view/coefficient-view.ts';
import { coefficientPlot } from '../bodies/model.ts';

describe('a plot of coefficients', () => {
  test('has a row for each coefficient in the model, in its order, and reaches to 0', () => {
    const chart = coefficientChartData(coefficientPlot, 'en');
    expect(chart.coefficients.map(({ label }) => label)).toEqual([
      'alder',
      'sivstand: Gift',
      'sivstand: Skilt',
      'naering: Overnattings- og serveringsvirksomhet # kjonn: Kvinne',
    ]);
    expect(coefficientRange(chart)).toEqual({ from: -4567.8 - 2345.6, to: 6321.25 + 2750 });
    const positive = { ...coefficientPlot, coefficients: coefficientPlot.coefficients.slice(0, 1) };
    expect(coefficientRange(coefficientChartData(positive, 'en')).from).toBe(0);
  });

  test('tells terms of the same name apart', () => {
    const [first] = coefficientPlot.coefficients;
    const twice = { ...coefficientPlot, coefficients: [first!, { ...first!, term: 'c.alder' }] };
    const labels = coefficientChartData(twice, 'en').coefficients.map(({ label }) => label);
    expect(labels).toEqual(['alder (alder)', 'alder (c.alder)']);
  });

  test('draws a point alone where there is no interval, and the same bytes for the same plot', async () => {
    const without = coefficientPlot.coefficients.map((row) => ({
      ...row,
      lower: { v: null, why: 'missing' } as const,
      upper: { v: null, why: 'missing' } as const,
    }));
    const chart = coefficientChartData({ ...coefficientPlot, coefficients: without }, 'nb');
    expect(chart.coefficients.filter(({ interval }) => interval !== undefined)).toEqual([]);
    const svg = await chartSvg(chart);
    expect(svg).not.toContain('NaN');
    expect(await chartSvg(chart)).toBe(svg);
    expect(drawIntervals(intervalsView(chart), 80, plainStyle).join('\n')).not.toMatch(/[├┤]/u);
  });

  test('of no coefficient is an empty picture', async () => {
    const chart = coefficientChartData({ ...coefficientPlot, coefficients: [] }, 'nb');
    expect(await chartSvg(chart)).not.toMatch(/NaN|Infinity/u);
    expect(drawIntervals(intervalsView(chart), 80, plainStyle).join('\n')).not.toMatch(/NaN|Infinity/u);
  });
});
