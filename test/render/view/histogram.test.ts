import { describe, expect, it } from 'vitest';
import type { DistributionBody } from '../../../src/disclosure/released.ts';
import { blocksOf } from '../../../src/render/view/view-of.ts';
import { shown } from '../bodies/common.ts';

const facet = (category: number) => ({
  category,
  total: shown(100),
  bars: [
    { lower: 0.00001, upper: 0.00002, count: shown(60), height: shown(60) },
    { lower: 0.00002, upper: 0.00003, count: shown(40), height: shown(40) },
  ],
  normal: { mean: shown(0.00002), sd: shown(0.00001), curve: [{ x: 0.00001, y: 1 }] },
});

const byGroup: DistributionBody = {
  type: 'distribution',
  command: 'histogram',
  variable: 'andel',
  display: 'number',
  scale: 'freq',
  facetVariable: { variable: 'kjonn', display: 'text', categories: [{ code: '1', label: 'Mann' }, { code: '2' }] },
  facets: [facet(0), facet(1)],
  notes: [],
};

describe('the numbers behind histograms', () => {
  const blocks = blocksOf(byGroup, 'nb');

  it('say which group a normal curve is of', () => {
    const lines = blocks.flatMap((block) => (block.type === 'line' ? [block.text] : []));
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^Normalfordeling \(kjonn: Mann\): Gj\.snitt = 0\.000020/u);
    expect(lines[1]).toMatch(/^Normalfordeling \(kjonn: 2\): /u);
  });

  it('tell the ends of narrow intervals apart', () => {
    const table = blocks.find((block) => block.type === 'table');
    expect(table?.rows.slice(0, 2).map((row) => row.stub[0])).toEqual([
      '0.0000100 – 0.0000200',
      '0.0000200 – 0.0000300',
    ]);
  });
});
