import { exp } from '../../base/math/exp.ts';
import type { Judgement, Open } from '../gate.ts';
import type { ExactCategory, ExactDistribution, SetCounts, StatisticsBlock } from '../nodes.ts';
import type { DistributionBody, ReleasedCategory, Shown } from '../released.ts';
import { standIn, standIns } from '../rules/cells.ts';
import type { Rules } from '../rules/context.ts';
import { countsAt, releaseBlock, releaseRows, shownCount } from '../rules/counts.ts';
import { share } from '../rules/shares.ts';
import { isSparse } from '../rules/sparse-table.ts';
import { releaseStatistics } from '../rules/statistics.ts';
import { minimumForCommand } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type Facet = DistributionBody['facets'][number];
type ExactFacet = ExactDistribution['facets'][number];

/** Points of the normal curve (`commands-analysis`, 10.3). */
const curvePoints = 200;

/** Histograms: rules DC-03, DC-04, DC-05, DC-07, DC-09 and DC-18; the curve is drawn from released moments (DC-14). */
export function releaseDistribution(node: ExactDistribution, open: Open, rules: Rules): Judgement<DistributionBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForCommand(rules, population)) return refused(node.command, 'DC-07');
  const edges = open(node.edges);
  const categories = node.facetVariable === undefined ? [] : open(node.facetVariable.categories);
  const opened = node.facets
    .map((facet) => openFacet(facet, open, rules))
    .filter((facet) => facet.total.units > 0 || node.facetVariable === undefined);
  const enough = opened.filter((facet) => facet.total.units >= minimumForCommand(rules, facet.total));
  if (enough.length === 0) return refused(node.command, 'DC-07');
  const passing = enough.filter((facet) => !isSparse(rules, occupiedBins(facet)));
  if (passing.length === 0) return refused(node.command, 'DC-05');
  const listed = passing.filter((facet) => isListed(facet, categories, rules));
  if (listed.length === 0) return refused(node.command, 'DC-05');
  const populationSd = open(node.populationSd);
  const facets = listed.map((facet, at) => releaseFacet(node, facet, at, edges, populationSd, rules));
  const bars = facets.flatMap((facet) => facet.bars);
  const facetCategories: ReleasedCategory[] = listed.flatMap((facet) =>
    facet.category === undefined ? [] : [releasedCategory(categories[facet.category]!)],
  );
  const body: DistributionBody = {
    type: 'distribution',
    command: node.command,
    variable: node.variable,
    display: node.display,
    scale: node.scale,
    ...(node.facetVariable === undefined
      ? {}
      : {
          facetVariable: {
            variable: node.facetVariable.variable,
            display: node.facetVariable.display,
            categories: facetCategories,
          },
        }),
    facets,
    notes: [
      ...notesOf(
        rules,
        bars.map((bar) => bar.count),
        { winsorised: true },
      ),
      ...(node.binsNote === undefined ? [] : [node.binsNote]),
    ],
  };
  const suppressed = bars.filter((bar) => bar.count.v === null).length;
  const hidden = node.facets.length - facets.length;
  return {
    body,
    rules: [
      { id: 'DC-18' },
      { id: 'DC-07' },
      { id: 'DC-05', did: ['below'] },
      { id: 'DC-03', cells: bars.length },
      { id: 'DC-04', suppressed, hidden },
      { id: 'DC-09', did: [node.scale] },
    ],
  };
}

interface OpenFacet {
  readonly category: number | undefined;
  readonly total: SetCounts;
  readonly bins: ReturnType<typeof countsAt>[];
  readonly block: Parameters<typeof releaseBlock>[1];
  readonly statistics: StatisticsBlock | undefined;
}

function openFacet(facet: ExactFacet, open: Open, rules: Rules): OpenFacet {
  const block = standIns(rules, open(facet.bins));
  return {
    category: facet.category,
    total: standIn(rules, open(facet.total.counts)),
    block,
    bins: Array.from(block.units, (_, at) => countsAt(block, at)),
    statistics: facet.statistics === undefined ? undefined : open(facet.statistics),
  };
}

/** Rule DC-05 looks at the bins that somebody is in. */
function occupiedBins(facet: OpenFacet): SetCounts[] {
  return facet.bins.filter((bin) => bin.units > 0);
}

/** DC-04 and DC-08: a facet is shown when its total is, and a raw value must be carried by enough units to be named. */
function isListed(facet: OpenFacet, categories: readonly ExactCategory[], rules: Rules): boolean {
  if (facet.category === undefined) return true;
  const category = categories[facet.category]!;
  const isRaw = category.listed === 'raw' && category.code !== null;
  if (isRaw && facet.total.units < rules.policy.labels.valueLabelMinUnits) return false;
  return !Number.isNaN(releaseRows(rules, facet.total));
}

function releasedCategory(category: ExactCategory): ReleasedCategory {
  return category.label === undefined ? { code: category.code } : { code: category.code, label: category.label };
}

function releaseFacet(
  node: ExactDistribution,
  facet: OpenFacet,
  at: number,
  edges: Float64Array,
  populationSd: number,
  rules: Rules,
): Facet {
  const total = releaseRows(rules, facet.total);
  const counts = releaseBlock(rules, facet.block);
  const bars = Array.from(counts, (count, bin) => {
    const lower = edges[bin]!;
    const upper = edges[bin + 1]!;
    return { lower, upper, count: shownCount(count), height: heightOf(node.scale, count, total, upper - lower) };
  });
  const normal = facet.statistics === undefined ? undefined : curveOf(node, facet, total, edges, populationSd, rules);
  return {
    ...(node.facetVariable === undefined ? {} : { category: at }),
    total: shownCount(total),
    bars,
    ...(normal === undefined ? {} : { normal }),
  };
}

function heightOf(scale: ExactDistribution['scale'], count: number, total: number, width: number): Shown {
  switch (scale) {
    case 'freq':
      return shownCount(count);
    case 'percent':
      return share(count, total, 100);
    case 'fraction':
      return share(count, total, 1);
    case 'density': {
      const fraction = share(count, total, 1);
      return fraction.v === null ? fraction : { v: fraction.v / width };
    }
  }
}

/** The normal curve through released moments, in the histogram's scale. */
function curveOf(
  node: ExactDistribution,
  facet: OpenFacet,
  total: number,
  edges: Float64Array,
  populationSd: number,
  rules: Rules,
): NonNullable<Facet['normal']> {
  const [mean, sd] = releaseStatistics(rules, ['mean', 'std'], {
    unitType: node.population.unitType,
    block: facet.statistics!,
    cell: 0,
    twoValued: undefined,
    isInteger: node.isInteger,
    populationSd,
  }) as readonly [Shown, Shown];
  const curve: { x: number; y: number }[] = [];
  if (mean.v !== null && sd.v !== null && sd.v > 0 && !Number.isNaN(total)) {
    const start = edges[0]!;
    const end = edges[edges.length - 1]!;
    const width = edges[1]! - start;
    const factor = { density: 1, fraction: width, percent: 100 * width, freq: total * width }[node.scale];
    for (let at = 0; at < curvePoints; at++) {
      const x = start + ((end - start) * at) / (curvePoints - 1);
      const z = (x - mean.v) / sd.v;
      curve.push({ x, y: (factor * exp(-0.5 * z * z)) / (sd.v * Math.sqrt(2 * Math.PI)) });
    }
  }
  return { mean, sd, curve };
}
