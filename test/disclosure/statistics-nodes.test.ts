import { describe, expect, test } from 'vitest';
import { secret } from '../../src/disclosure/gate.ts';
import type { ExactDistribution, ExactSummary, ExactVolumeTable } from '../../src/disclosure/nodes.ts';
import type { DistributionBody, StatisticKey, SummaryBody, TableBody } from '../../src/disclosure/released.ts';
import {
  blockOf,
  codes,
  context,
  countTable,
  gridsOf,
  numberOf,
  type Person,
  range,
  rules,
  session,
  setOf,
  statisticsOf,
  sum,
} from './helpers.ts';

const all: readonly StatisticKey[] = [
  'mean',
  'std',
  'count',
  'p1',
  'p25',
  'p50',
  'p75',
  'p99',
  'gini',
  'iqr',
  'sum',
  'min',
  'max',
];
const people = (n: number, from = 0): Person[] =>
  range(from, from + n).map((unit) => ({ unit, at: [unit % 2, unit % 3], value: 100 + ((unit * 7919) % 1000) }));

const summary = (
  id: string,
  persons: readonly Person[],
  statistics = all,
): ExactSummary & { readonly kind: 'summary' } => ({
  kind: 'summary',
  command: 'summarize',
  population: setOf(persons.map((person) => person.unit)),
  statistics,
  variables: [
    {
      variable: 'inntekt',
      isInteger: true,
      display: 'number',
      cell: secret({ statistics: statisticsOf([persons], rules(id), statistics) }),
    },
  ],
});
const summaryBody = (id: string, node: ExactSummary & { readonly kind: 'summary' }): SummaryBody => {
  const { body } = session(id).release(node, context);
  if (body.type !== 'summary') throw new Error(body.rule);
  return body;
};

describe('summarize', () => {
  test('DC-07: none and one to nine units are refused with the same bytes', () => {
    const results = range(0, 10).map((n) =>
      JSON.stringify(session('strict').release(summary('strict', people(n)), context)),
    );
    expect(new Set(results).size).toBe(1);
    expect(results[0]).toContain('DC-07');
    expect(session('strict').release(summary('strict', people(10)), context).body.type).toBe('summary');
  });

  test('DC-07: a variable with too few valid values shows no statistics beside one that has enough', () => {
    const persons = people(100);
    const few = persons.map(({ unit, at, value }, index) => (index < 6 ? { unit, at, value: value! } : { unit, at }));
    const node = summary('strict', persons);
    const second = {
      ...node.variables[0]!,
      variable: 'sjelden',
      cell: secret({ statistics: statisticsOf([few], rules('strict'), all) }),
    };
    const body = summaryBody('strict', { ...node, variables: [...node.variables, second] });
    const values = body.rows[1]!.values;
    for (const [at, key] of all.entries()) if (key !== 'count') expect(values[at]).toEqual({ v: null, why: 'few' });
    expect(numberOf(body.rows[0]!.values[0])).toBeGreaterThan(0);
    expect(body.notes).toEqual(['DC-02', 'DC-04']);
  });

  test('DC-10: percentiles have three significant digits; DC-14: magnitudes at most six, and are not exact', () => {
    const persons = people(500);
    const body = summaryBody('strict', summary('strict', persons));
    const digits = (value: number): number => value.toExponential().split('e')[0]!.replace(/[.-]/gu, '').length;
    for (const [at, key] of all.entries()) {
      const value = numberOf(body.rows[0]!.values[at]);
      if (['p1', 'p25', 'p50', 'p75', 'p99', 'iqr', 'min', 'max'].includes(key))
        expect(digits(value)).toBeLessThanOrEqual(3);
      else if (key !== 'count') expect(digits(value)).toBeLessThanOrEqual(6);
    }
    const mean = sum(persons.map((person) => person.value!)) / 500;
    expect(numberOf(body.rows[0]!.values[0])).not.toBe(Number(mean.toPrecision(6)));
    expect(Math.abs(numberOf(body.rows[0]!.values[0]) - mean)).toBeLessThan((2.5 * 600) / 500 + 0.01);
  });

  test('DC-11: no exact extreme is shown', () => {
    const persons = [...people(500), { unit: 4000, at: [0, 0], value: 987_654_321 }];
    const text = JSON.stringify(summaryBody('strict', summary('strict', persons)));
    expect(text).not.toContain('987654321');
    expect(text).not.toContain('988000000');
  });

  test('DC-14: the sum is the released count times the released mean', () => {
    const body = summaryBody('strict', summary('strict', people(300)));
    const at = (key: StatisticKey): number => numberOf(body.rows[0]!.values[all.indexOf(key)]);
    expect(Math.abs(at('sum') / (at('mean') * at('count')) - 1)).toBeLessThan(2e-5);
  });

  test('DC-02b: the note on shares comes with a two-valued variable', () => {
    const persons = people(300).map((person) => ({ ...person, value: person.unit % 2 }));
    const statistics = statisticsOf([persons], rules('strict'), all);
    const at = (value: number) =>
      blockOf([persons.filter((person) => person.value === value).map((person) => person.unit)]);
    const node = summary('strict', persons);
    const two = {
      ...node.variables[0]!,
      cell: secret({ statistics, twoValued: { low: 0, high: 1, atLow: at(0), atHigh: at(1) } }),
    };
    expect(summaryBody('strict', { ...node, variables: [two] }).notes).toContain('DC-02b');
    expect(summaryBody('strict', node).notes).toContain('DC-02');
    expect(summaryBody('open', summary('open', persons)).notes).toEqual([]);
  });

  test('DC-12: one unit that dominates withholds magnitudes of enterprises, not of persons', () => {
    const persons = [...people(30), { unit: 4001, at: [0, 0], value: 50_000_000 }];
    const node = summary('strict', persons, ['mean', 'p50', 'count']);
    const firms = { ...node, population: { ...node.population, unitType: 'FORETAK' } };
    const body = summaryBody('strict', firms);
    expect(body.rows[0]!.values.slice(0, 2)).toEqual([
      { v: null, why: 'dominance' },
      { v: null, why: 'dominance' },
    ]);
    expect(numberOf(body.rows[0]!.values[2])).toBeGreaterThan(20);
    expect(body.notes).toContain('DC-12');
    expect(numberOf(summaryBody('strict', node).rows[0]!.values[0])).not.toBeNaN();
  });

  test('DC-12/ci: where one unit dominates, nothing follows from the mean', () => {
    const persons = [...people(30), { unit: 4001, at: [0, 0], value: 50_000_000 }];
    const node = { ...summary('strict', persons, ['count', 'mean', 'std']), command: 'ci', level: 95 };
    const firms = { ...node, population: { ...node.population, unitType: 'FORETAK' } };
    const [obs, ...others] = summaryBody('strict', firms).rows[0]!.values;
    expect(numberOf(obs)).toBeGreaterThan(20);
    expect(others).toEqual(new Array(4).fill({ v: null, why: 'dominance' }));
    const values = summaryBody('strict', node).rows[0]!.values.map(numberOf);
    expect(values.every(Number.isFinite)).toBe(true);
    expect(values[3]).toBeLessThan(values[1]!);
    expect(values[4]).toBeGreaterThan(values[1]!);
  });

  test('an interval whose sources were not released surfaces as a bug', () => {
    const node = { ...summary('strict', people(100), ['count', 'mean']), level: 95 };
    expect(() => session('strict').release(node, context)).toThrow('sources');
  });

  test('open: statistics are exact, missing where there are no values', () => {
    const persons = people(41);
    const body = summaryBody('open', summary('open', persons));
    const values = persons.map((person) => person.value!).sort((a, b) => a - b);
    const at = (key: StatisticKey): number => numberOf(body.rows[0]!.values[all.indexOf(key)]);
    expect(at('count')).toBe(41);
    expect(at('mean')).toBeCloseTo(sum(values) / 41, 9);
    expect(at('p50')).toBe(values[20]);
    expect([at('min'), at('max')]).toEqual([values[0], values[40]]);
    const none = summaryBody('open', summary('open', []));
    expect(none.rows[0]!.values[0]).toEqual({ v: null, why: 'missing' });
    expect(none.rows[0]!.values[2]).toEqual({ v: 0 });
  });

  test('DC-16: several rows per unit need influences summed per unit where noise is drawn from them', () => {
    const persons = people(300);
    const doubled = (id: string) => {
      const block = statisticsOf([persons], rules(id), ['mean', 'std']);
      const rows = Float64Array.from(block.valid.rows, (n) => 2 * n);
      return { ...block, valid: { ...block.valid, rows }, m2: block.m2.map((m2) => 2 * m2) };
    };
    const node = summary('strict', persons, ['mean', 'std', 'count']);
    const withBlock = (statistics: ReturnType<typeof statisticsOf>) => ({
      ...node,
      variables: [{ ...node.variables[0]!, cell: secret({ statistics }) }],
    });
    expect(() => session('strict').release(withBlock(doubled('strict')), context)).toThrow('several rows per unit');
    const byUnit = {
      deviationSquares: Float64Array.of(4e8),
      deviationLargest: Float64Array.of(2000),
      squareSquares: Float64Array.of(1e12),
      squareLargest: Float64Array.of(1e6),
    };
    const [mean, , count] = summaryBody('strict', withBlock({ ...doubled('strict'), byUnit })).rows[0]!.values;
    const exact = sum(persons.map((person) => person.value!)) / 300;
    expect(Math.abs(numberOf(mean) - exact)).toBeLessThanOrEqual((2.5 * 2000) / 300 + 0.01);
    expect(Math.abs(numberOf(count) - 600)).toBeLessThanOrEqual(10);
    const open = summaryBody('open', withBlock(doubled('open'))).rows[0]!.values;
    expect([numberOf(open[0]), numberOf(open[2])]).toEqual([expect.closeTo(exact, 9), 600]);
  });

  test('an order statistic that was not accumulated surfaces as a bug', () => {
    const node = summary('strict', people(100), ['mean']);
    expect(() => session('strict').release({ ...node, statistics: ['p50'] }, context)).toThrow('percentile');
  });
});

const volume = (
  id: string,
  persons: readonly Person[],
  statistics: readonly StatisticKey[],
): ExactVolumeTable & { readonly kind: 'volumeTable' } => {
  const counts = countTable(persons, [
    { variable: 'kjonn', categories: codes(1, 3) },
    { variable: 'region', categories: codes(1, 4) },
  ]);
  return {
    kind: 'volumeTable',
    command: 'tabulate',
    population: counts.population,
    dimensions: counts.dimensions,
    grids: counts.grids,
    volumes: [
      {
        variable: 'inntekt',
        isInteger: true,
        display: 'number',
        populationSd: secret(300),
        grids: gridsOf(persons, [2, 3], (cells) => ({ statistics: statisticsOf(cells, rules(id), statistics) })),
      },
    ],
    statistics,
    layout: { showCodes: false, flatten: false },
  };
};
const volumeBody = (id: string, node: ExactVolumeTable & { readonly kind: 'volumeTable' }): TableBody => {
  const { body } = session(id).release(node, context);
  if (body.type !== 'table') throw new Error(body.rule);
  return body;
};

describe('tabulate, summarize()', () => {
  test('open: cells and margins pool the rows', () => {
    const persons = people(120);
    const body = volumeBody('open', volume('open', persons, ['mean', 'freq']));
    const mean = (own: readonly Person[]): number => sum(own.map((person) => person.value!)) / own.length;
    const first = persons.filter((person) => person.at[0] === 0);
    expect(numberOf(body.rows[0]!.cells[3]![0])).toBeCloseTo(mean(first), 9);
    expect(numberOf(body.rows[0]!.cells[0]![0])).toBeCloseTo(mean(first.filter((person) => person.at[1] === 0)), 9);
    expect(numberOf(body.rows[2]!.cells[3]![1])).toBe(120);
    expect(body.measures).toEqual([
      { key: 'mean', variable: 'inntekt', display: 'number' },
      { key: 'freq', variable: 'inntekt', display: 'number' },
    ]);
  });

  test('DC-07/tabulate: cells of fewer than ten units have no statistics', () => {
    const persons = people(600).filter((person) => person.at[0] !== 0 || person.at[1] !== 0 || person.unit < 50);
    const body = volumeBody('strict', volume('strict', persons, ['mean', 'p50']));
    expect(body.rows[0]!.cells[0]).toEqual([
      { v: null, why: 'few' },
      { v: null, why: 'few' },
    ]);
    expect(numberOf(body.rows[0]!.cells[1]![0])).toBeGreaterThan(0);
  });

  test('DC-07/tabulate: small populations are refused with the same bytes', () => {
    const results = range(0, 10).map((n) =>
      JSON.stringify(session('strict').release(volume('strict', people(n), ['mean']), context)),
    );
    expect(new Set(results).size).toBe(1);
  });

  test('DC-08/tabulate: the category of pooled values has no statistics', () => {
    const place = (unit: number): number => (unit < 8 ? 0 : unit < 14 ? 1 : 2 + (unit % 4));
    const persons = people(900).map((person) => ({ ...person, at: [place(person.unit), person.at[1]!] }));
    const counts = countTable(persons, [
      { variable: 'belop', categories: codes(1, 7, 'raw') },
      { variable: 'region', categories: codes(1, 4) },
    ]);
    const { population, dimensions, grids } = counts;
    const node = volume('strict', persons.slice(0, 0), ['mean']);
    const statistics = gridsOf(persons, [6, 3], (cells) => ({
      statistics: statisticsOf(cells, rules('strict'), ['mean']),
    }));
    const volumes = [{ ...node.volumes[0]!, grids: statistics }];
    const body = volumeBody('strict', { ...node, population, dimensions, grids, volumes });
    expect(body.dimensions[0]!.categories.map((category) => category.code ?? category.pooled)).toEqual([
      3,
      4,
      5,
      6,
      true,
    ]);
    expect(body.rows[4]!.cells.flat()).toEqual(range(0, 4).map(() => ({ v: null, why: 'few' })));
    expect(numberOf(body.rows[3]!.cells[0]![0])).not.toBeNaN();
  });

  test('sorting looks at the first statistic', () => {
    const persons = people(600).map((person) => ({ ...person, value: person.at[1] === 1 ? 10 : 1000 + person.unit }));
    const node = volume('open', persons, ['mean', 'freq']);
    const body = volumeBody('open', { ...node, layout: { ...node.layout, columnSort: { codes: [] } } });
    expect(
      body.columns.map((column) => (column === 'total' ? 'T' : body.dimensions[1]!.categories[column]!.code)),
    ).toEqual([2, 1, 3, 'T']);
  });
});

describe('histogram', () => {
  const histogram = (
    id: string,
    persons: readonly Person[],
    scale: ExactDistribution['scale'],
    normal = false,
  ): ExactDistribution & { readonly kind: 'distribution' } => {
    const edges = Float64Array.of(0, 250, 500, 750, 1000, 1250);
    const binOf = (value: number): number => Math.min(4, Math.floor(value / 250));
    const bins = range(0, 5).map((bin) =>
      persons.filter((person) => binOf(person.value!) === bin).map((person) => person.unit),
    );
    return {
      kind: 'distribution',
      command: 'histogram',
      population: setOf(persons.map((person) => person.unit)),
      variable: 'inntekt',
      isInteger: true,
      display: 'number',
      edges: secret(edges),
      scale,
      facets: [
        {
          bins: secret(blockOf(bins)),
          total: setOf(persons.map((person) => person.unit)),
          ...(normal ? { statistics: secret(statisticsOf([persons], rules(id), ['mean', 'std'])) } : {}),
        },
      ],
      populationSd: secret(290),
    };
  };
  const bodyOf = (id: string, node: ExactDistribution & { readonly kind: 'distribution' }): DistributionBody => {
    const { body } = session(id).release(node, context);
    if (body.type !== 'distribution') throw new Error(body.rule);
    return body;
  };

  test('open: the four scales', () => {
    const persons = people(400);
    const inFirst = persons.filter((person) => person.value! < 250).length;
    const height = (scale: ExactDistribution['scale']): number =>
      numberOf(bodyOf('open', histogram('open', persons, scale)).facets[0]!.bars[0]!.height);
    expect(height('freq')).toBe(inFirst);
    expect(height('fraction')).toBeCloseTo(inFirst / 400, 12);
    expect(height('percent')).toBeCloseTo((100 * inFirst) / 400, 12);
    expect(height('density')).toBeCloseTo(inFirst / 400 / 250, 14);
  });

  test('DC-18: bars and heights follow from released counts', () => {
    const body = bodyOf('strict', histogram('strict', people(400), 'percent'));
    const [facet] = body.facets;
    for (const bar of facet!.bars) {
      expect(numberOf(bar.height)).toBeCloseTo((100 * numberOf(bar.count)) / numberOf(facet!.total), 12);
    }
  });

  test('DC-05/histogram: mostly small bins are refused, DC-07: so are small populations, none and nine alike', () => {
    const sparse = people(12).map((person, at) => ({
      ...person,
      value: at < 6 ? 10 : at < 8 ? 300 : at < 10 ? 600 : 900,
    }));
    expect(session('literal').release(histogram('literal', sparse, 'freq'), context).body).toMatchObject({
      rule: 'DC-05',
    });
    const results = range(0, 10).map((n) =>
      JSON.stringify(session('strict').release(histogram('strict', people(n), 'freq'), context)),
    );
    expect(new Set(results).size).toBe(1);
  });

  test('the normal curve is drawn from released moments, in the scale of the bars', () => {
    const body = bodyOf('strict', histogram('strict', people(400), 'percent', true));
    const { normal } = body.facets[0]!;
    const peak = Math.max(...normal!.curve.map((point) => point.y));
    expect(normal!.curve.length).toBe(200);
    expect(peak / ((100 * 250) / (numberOf(normal!.sd) * Math.sqrt(2 * Math.PI)))).toBeCloseTo(1, 2);
  });

  test('DC-04 and DC-08: facets that few units are in are not shown', () => {
    const persons = people(400);
    const node = histogram('strict', persons, 'freq');
    const small = {
      ...node.facets[0]!,
      category: 1,
      total: setOf(range(0, 8)),
      bins: secret(blockOf([range(0, 8), [], [], [], []])),
    };
    const body = bodyOf('strict', {
      ...node,
      facetVariable: { variable: 'v', display: 'number', categories: secret(codes(1, 3, 'raw')) },
      facets: [{ ...node.facets[0]!, category: 0 }, small],
    });
    expect(body.facetVariable?.categories).toEqual([{ code: 1 }]);
    expect(body.facets.length).toBe(1);
  });

  test('DC-18: edges are whole multiples of a round width around protected percentiles', () => {
    const strict = session('strict');
    const { edges, note } = strict.histogramEdges({ count: 1000, low: 123_456, high: 987_654, isInteger: true });
    expect(note).toBeUndefined();
    const width = edges[1]! - edges[0]!;
    expect(width).toBe(100_000);
    expect(edges[0]).toBe(100_000);
    expect(edges.at(-1)).toBe(1_000_000);
    const wide = strict.histogramEdges({ count: 1000, low: 0, high: 1000, width: 1, isInteger: true });
    expect(wide.note).toBe('bins-limited');
    expect(wide.edges.length - 1).toBeLessThanOrEqual(30);
    expect(strict.histogramEdges({ count: 1000, low: 0, high: 1000, bins: 99, isInteger: true }).note).toBe(
      'bins-limited',
    );
    const asked = (bins: number) =>
      strict.histogramEdges({ count: 9000, low: 0, high: 1_240_000, bins, isInteger: true });
    expect(asked(12)).toEqual({ edges: multiplesOf(100_000, 13), note: 'bins-rounded' });
    expect(asked(8)).toEqual({ edges: multiplesOf(200_000, 7), note: 'bins-rounded' });
    expect(asked(7)).toEqual({ edges: multiplesOf(200_000, 7) });
    expect(asked(30)).toEqual({ edges: multiplesOf(50_000, 25), note: 'bins-rounded' });
    expect(Array.from(strict.histogramEdges({ count: 50, low: 3, high: 3, isInteger: true }).edges)).toEqual([
      2.5, 3.5,
    ]);
    expect(strict.histogramEdges({ count: 0, low: Number.NaN, high: Number.NaN, isInteger: false }).edges.length).toBe(
      2,
    );
  });

  test('open: equal widths from the smallest to the largest value', () => {
    const open = session('open');
    const { edges } = open.histogramEdges({ count: 100, low: 3, high: 23, isInteger: true });
    expect([edges.length - 1, edges[0], edges.at(-1)]).toEqual([10, 3, 23]);
    expect(Array.from(open.histogramEdges({ count: 100, low: 3, high: 23, width: 10, isInteger: true }).edges)).toEqual(
      [0, 10, 20, 30],
    );
    expect(open.histogramEdges({ count: 100, low: 3, high: 23, bins: 31, isInteger: true }).note).toBe('bins-limited');
  });
});

/** The first edges of bins of a width. */
function multiplesOf(width: number, bins: number): Float64Array {
  return Float64Array.from({ length: bins + 1 }, (_, at) => at * width);
}
