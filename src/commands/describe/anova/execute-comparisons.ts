import { secret } from '../../../disclosure/gate.ts';
import type { ExactComparison } from '../../../disclosure/model-nodes.ts';
import type { CellBlock } from '../../../disclosure/nodes.ts';
import type { ModelTermIr } from '../../../lang/ir/model.ts';
import type { DesignValue } from '../../../runtime/engine/design.ts';
import type { Classification } from '../../../runtime/engine/reading.ts';
import type { ReadingContext } from '../../../runtime/executor.ts';
import { levelText } from '../../regression/execute-design.ts';
import type { ModelSample } from '../../regression/execute-sample.ts';

/** Values as they are: models are not winsorised. */
const unlimited = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY } as const;

/**
 * The groups that `posthoc` compares: those of each factor alone, and those of each combination of factors that the model
 * has, among all rows of the sample. `undefined` when there are too many of them.
 */
export async function comparisonsOf(
  context: ReadingContext,
  sample: ModelSample,
  response: DesignValue,
  terms: readonly ModelTermIr[],
): Promise<readonly ExactComparison[] | undefined> {
  const found: ExactComparison[] = [];
  for (const { factors } of terms) {
    if (factors.some(({ role }) => role !== 'factor')) continue;
    const variables = [...new Set(factors.map(({ variable }) => variable))];
    const classification = await context.engine.classify(
      sample.population,
      variables.map((variable) => ({ variable, missing: 'drop' })),
    );
    if (classification === undefined) return undefined;
    found.push(await comparisonOf(context, sample, response, classification));
  }
  return found;
}

async function comparisonOf(
  context: ReadingContext,
  sample: ModelSample,
  { variable, limits = unlimited }: DesignValue,
  classification: Classification,
): Promise<ExactComparison> {
  const { engine, protection } = context;
  const keeps = classification.dimensions.map(() => true);
  const whole = keeps.map(() => false);
  const [statistics, all] = await engine.statistics({
    classification,
    grids: [keeps, whole],
    variable,
    limits,
    gini: false,
    signKeys: ({ units, sumA, sumB }: CellBlock) => protection.signKeys(units, sumA, sumB),
  });
  const { two } = await engine.profile(sample.population, variable);
  const countOf = (equals: number): Promise<CellBlock> =>
    engine.countCells(classification, keeps, { variable, equals });
  const twoValued =
    two === undefined || two[0] < limits.lower || two[1] > limits.upper
      ? undefined
      : { low: two[0], high: two[1], atLow: await countOf(two[0]), atHigh: await countOf(two[1]) };
  const rows = all!.valid.rows[0]!;
  return {
    factors: classification.dimensions.map((dimension) => dimension.variable),
    groups: secret(groupsOf(context, sample, classification)),
    cells: secret({ statistics: statistics!, ...(twoValued === undefined ? {} : { twoValued }) }),
    populationSd: secret(rows < 2 ? 0 : Math.sqrt(all!.m2[0]! / (rows - 1))),
  };
}

/** Codes and labels of the cells of a classification, the last variable fastest. */
function groupsOf(context: ReadingContext, sample: ModelSample, { dimensions }: Classification) {
  let groups: { readonly codes: readonly (number | string)[]; readonly label: string }[] = [{ codes: [], label: '' }];
  for (const { variable, codes } of dimensions) {
    const levels = codes.filter((code) => code !== null);
    groups = groups.flatMap((group) =>
      levels.map((code) => {
        const label = levelText(context, sample, variable, code);
        return { codes: [...group.codes, code], label: group.label === '' ? label : `${group.label} # ${label}` };
      }),
    );
  }
  return groups;
}
