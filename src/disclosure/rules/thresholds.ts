import type { RefusalCode } from '../../base/messages/refusals.ts';
import { thresholdJitter } from '../keys/cell-key.ts';
import type { SetCounts } from '../nodes.ts';
import type { EditDecision } from '../protection.ts';
import type { Rules } from './context.ts';
import { countOrZero, releaseUnits } from './counts.ts';

/** m of rule DC-06: the documented minimum, raised by the set's jitter. */
export function minimumEdit(rules: Rules, selected: SetCounts): number {
  const { edit } = rules.policy;
  return edit.min + thresholdJitter(rules.keys.cell, selected, edit.jitter);
}

/**
 * DC-06 for a change of values. Uniform outcomes: 0 and 1 … m − 1 selected units are told apart by nothing, nor are all
 * and all but 1 … m − 1. Under `refuse` an edit of few units, or of all but few, is an error, as the documentation says.
 *
 * @param rest units that have a row which is not selected; where units have several rows they may be selected, too
 */
export function decideEdit(rules: Rules, selected: SetCounts, rest: number): EditDecision {
  const minimum = minimumEdit(rules, selected);
  if (rules.policy.edit.onSmall === 'refuse') {
    const few = (units: number): boolean => units >= 1 && units < minimum;
    return few(selected.units) || few(rest) ? { type: 'refused', rule: 'DC-06' } : { type: 'as-asked' };
  }
  if (selected.units < minimum) return { type: 'none' };
  return rest < minimum ? { type: 'all' } : { type: 'as-asked' };
}

/**
 * DC-06 and DC-01 for rows that would be left of a dataset: removing fewer than m units removes nothing, leaving fewer
 * than m is refused as too small a population, and so is whatever DC-01 finds too small. A sample has a minimum removal
 * of its own (DC-27).
 *
 * @param removed units that lose a row; where units have several rows they may have others left
 */
export function decideRows(
  rules: Rules,
  population: SetCounts,
  left: SetCounts,
  removed: number,
  bySampling: boolean,
): EditDecision {
  const { policy } = rules;
  const minimum = minimumEdit(rules, left);
  const few = (units: number, limit: number): boolean => units >= 1 && units < limit;
  if (policy.edit.onSmall === 'refuse') {
    const smallestRemoval = bySampling ? policy.sample.minRemoved : minimum;
    if (!bySampling && few(left.units, minimum)) return { type: 'refused', rule: 'DC-06' };
    if (few(removed, smallestRemoval))
      return bySampling ? keepAll(rules, population) : { type: 'refused', rule: 'DC-06' };
    return afterPopulationRule(rules, left, { type: 'as-asked' });
  }
  if (left.units < minimum) return { type: 'refused', rule: 'DC-01' };
  if (removed < (bySampling ? policy.sample.minRemoved : minimum)) return keepAll(rules, population);
  if (bySampling && isNearlyAll(rules, population, left)) return keepAll(rules, population);
  return afterPopulationRule(rules, left, { type: 'as-asked' });
}

/**
 * DC-27: whether a sample leaves out so few that its size would tell the exact number of units, by a search for the largest
 * sample that is drawn. The released number decides, which is within `minRemoved` of the exact one, so that the search finds that.
 */
function isNearlyAll(rules: Rules, population: SetCounts, left: SetCounts): boolean {
  const { counts, sample } = rules.policy;
  if (counts.mode !== 'perturb' || population.rows !== population.units) return false;
  return countOrZero(releaseUnits(rules, population)) - left.units < 2 * sample.minRemoved;
}

/** DC-01: whether a population is too small to be a dataset. */
export function populationRefusal(rules: Rules, population: SetCounts): RefusalCode | undefined {
  const { min, jitter } = rules.policy.population;
  return population.units < min + thresholdJitter(rules.keys.cell, population, jitter) ? 'DC-01' : undefined;
}

/** DC-20: whether an estimation sample is too small for its model; DC-21: whether few units dominate its residuals. */
export function modelRefusal(
  rules: Rules,
  sample: SetCounts,
  parameters: number,
  residualDegreesOfFreedom: number,
  outcomes: readonly SetCounts[],
  residualShare = 0,
): 'DC-20' | 'DC-21o' | undefined {
  const { models, descriptive } = rules.policy;
  const enoughUnits = sample.units >= Math.max(descriptive.minUnits, models.unitsPerParam * parameters);
  const enoughFreedom = residualDegreesOfFreedom >= models.minResidualDf;
  const enoughOutcomes = outcomes.every((outcome) => outcome.units >= models.minPerOutcome);
  if (!enoughUnits || !enoughFreedom || !enoughOutcomes) return 'DC-20';
  return residualShare > models.outlierShare ? 'DC-21o' : undefined;
}

/** DC-21: levels that too few units carry are as absent as levels that nobody carries. */
export function absentLevels(rules: Rules, unitsPerLevel: Float64Array): Uint8Array {
  return Uint8Array.from(unitsPerLevel, (units) => (units < rules.policy.models.levelMinUnits ? 1 : 0));
}

/** DC-21: columns that hang on few units are as absent as columns that are the same for everybody. */
export function unsupportedColumns(rules: Rules, leadingShares: Float64Array): Uint8Array {
  return Uint8Array.from(leadingShares, (share) => (share > rules.policy.models.topShare ? 1 : 0));
}

/** DC-07: the smallest number of units about which a statistic of a whole command may be shown, for this set. */
export function minimumForCommand(rules: Rules, set: SetCounts): number {
  const { minUnits, jitter } = rules.policy.descriptive;
  return minUnits + thresholdJitter(rules.keys.cell, set, jitter);
}

/** DC-26: the threshold for tests of normality, whose numbers depend on single values more than a mean does: twice that of others. */
export function thresholdOfTests({ policy }: Rules): number {
  return 2 * policy.descriptive.minUnits;
}

/** DC-26: the same with the set's jitter. */
export function minimumForTests(rules: Rules, set: SetCounts): number {
  return thresholdOfTests(rules) + thresholdJitter(rules.keys.cell, set, rules.policy.descriptive.jitter);
}

/** DC-07: the same for one cell. */
export function minimumForCell(rules: Rules, set: SetCounts): number {
  const { cellMinUnits, jitter } = rules.policy.descriptive;
  return cellMinUnits + thresholdJitter(rules.keys.cell, set, jitter);
}

/**
 * DC-30, step 1: a population of fewer units than the radius is the empty one. It needs no history, and it makes "does my
 * target have the property?" as a condition give the same answer whoever has it.
 */
export function isNegligible(rules: Rules, population: SetCounts): boolean {
  const { snapPopulations, radius } = rules.policy.history;
  return snapPopulations && population.units < radius;
}

function keepAll(rules: Rules, population: SetCounts): EditDecision {
  return afterPopulationRule(rules, population, { type: 'all' });
}

function afterPopulationRule(rules: Rules, left: SetCounts, otherwise: EditDecision): EditDecision {
  const rule = populationRefusal(rules, left);
  return rule === undefined ? otherwise : { type: 'refused', rule };
}
