import { pairAt } from '../../stats/descriptive/correlation.ts';
import type { Judgement, Open } from '../gate.ts';
import type { ExactMatrix, PairBlock } from '../nodes.ts';
import type { MatrixBody, Shown } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { countsAt, releaseRows, shownCount } from '../rules/counts.ts';
import { isSupported, releaseCorrelation, releaseCovariance, releasePValue, releaseVariance } from '../rules/pairs.ts';
import { minimumForCell, minimumForCommand } from '../rules/thresholds.ts';
import { notesOf } from './notes.ts';
import { refused } from './refusal.ts';

type MatrixCell = MatrixBody['rows'][number][number];

/** Correlations and covariances: rules DC-03, DC-07, DC-14 and DC-26, pair by pair; each pair is judged once and shown twice. */
export function releaseMatrix(node: ExactMatrix, open: Open, rules: Rules): Judgement<MatrixBody> {
  const population = open(node.population.counts);
  if (population.units < minimumForCommand(rules, population)) return refused(node.command, 'DC-07');
  const pairs = open(node.pairs);
  const { variables } = node;
  const alone = variables.map((_, i) => pairAt(i, i, variables.length));
  const isTooFew = (pair: number): boolean => {
    const valid = countsAt(pairs.valid, pair);
    return valid.units < minimumForCommand(rules, valid);
  };
  if (alone.every(isTooFew)) return refused(node.command, 'DC-07');
  const supported = alone.map((pair) => isSupported(rules, pairs, pair));
  const released = Array.from(pairs.products, () => emptyCell);
  for (let i = 0; i < variables.length; i++) {
    for (let j = i; j < variables.length; j++) {
      const pair = pairAt(i, j, variables.length);
      const isLeftOut = !supported[i]! || !supported[j]! || !isSupported(rules, pairs, pair);
      released[pair] = releasePair(node, pairs, rules, { pair, variable: i === j ? i : undefined, isLeftOut });
    }
  }
  const rows = variables.map((_, i) =>
    variables.map((__, j) => released[pairAt(Math.min(i, j), Math.max(i, j), variables.length)]!),
  );
  const shown = released.flatMap(({ value, p, n }) => [value, p, n].filter((entry) => entry !== undefined));
  const notes = notesOf(rules, shown, {});
  if (rules.policy.models.topShare <= 1 && released.some(({ value }) => isMissing(value))) notes.push('DC-21n');
  const body: MatrixBody = {
    type: 'matrix',
    command: node.command,
    measure: node.measure,
    pairwise: node.pairwise,
    variables,
    rows,
    ...(node.pairwise ? {} : { sample: shownCount(releaseRows(rules, countsAt(pairs.valid, 0))) }),
    notes,
  };
  return { body, rules: matrixRules(released) };
}

const emptyCell: MatrixCell = { value: { v: null, why: 'missing' } };

/** One pair; `variable` is set where it is a variable with itself. */
function releasePair(
  node: ExactMatrix,
  pairs: PairBlock,
  rules: Rules,
  at: { readonly pair: number; readonly variable: number | undefined; readonly isLeftOut: boolean },
): MatrixCell {
  const { pair, variable, isLeftOut } = at;
  const valid = countsAt(pairs.valid, pair);
  const rows = releaseRows(rules, valid);
  const isFew = valid.units < minimumForCell(rules, valid) || Number.isNaN(rows);
  const number = (of: () => number): Shown => {
    if (isFew) return { v: null, why: 'few' };
    const value = isLeftOut ? Number.NaN : of();
    return Number.isFinite(value) ? { v: value } : { v: null, why: 'missing' };
  };
  const value = number(() => {
    if (node.measure === 'correlation') {
      const r = releaseCorrelation(rules, pairs, pair);
      return variable === undefined || Number.isNaN(r) ? r : 1;
    }
    return variable === undefined
      ? releaseCovariance(rules, pairs, pair)
      : releaseVariance(rules, pairs, pair, variable);
  });
  const hasP = node.significance && variable === undefined;
  return {
    value,
    ...(hasP ? { p: number(() => releasePValue(releaseCorrelation(rules, pairs, pair), rows)) } : {}),
    ...(node.observations ? { n: shownCount(rows) } : {}),
  };
}

function isMissing(shown: Shown): boolean {
  return shown.v === null && shown.why === 'missing';
}

function matrixRules(released: readonly MatrixCell[]): Judgement<MatrixBody>['rules'] {
  const withheld = (why: 'few' | 'missing'): number =>
    released.filter(({ value }) => value.v === null && value.why === why).length;
  return [
    { id: 'DC-03' },
    { id: 'DC-07', suppressed: withheld('few') },
    { id: 'DC-14' },
    { id: 'DC-26', suppressed: withheld('missing') },
  ];
}
