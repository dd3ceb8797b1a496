import type { ModelTermIr } from '../../../lang/ir/model.ts';
import type { Population } from '../../../runtime/dataset.ts';
import type { ReadingContext } from '../../../runtime/executor.ts';
import { flaggedCodesOf, setRef } from '../../shared/execute-dimensions.ts';

/** A bare numeric variable with more values than this is no factor. */
const mostLevels = 100;

/** Terms whose variables have their parts: those with too many values are covariates. */
export interface ResolvedTerms {
  readonly terms: readonly ModelTermIr[];
  readonly covariates: readonly string[];
}

/**
 * Makes covariates of bare numeric variables that have more than 100 values in the sample. Values that fewer units have than
 * an edit may concern do not count (rule DC-29): nobody can be seen in a variable's part in the model.
 */
export async function resolveCovariates(
  context: ReadingContext,
  population: Population,
  response: string,
  terms: readonly ModelTermIr[],
  unmarked: readonly string[],
): Promise<ResolvedTerms> {
  const named = [...new Set([response, ...terms.flatMap((term) => term.factors.map(({ variable }) => variable))])];
  const complete = await context.engine.narrow(population, [
    ...named.map((variable) => ({ type: 'missing', variable }) as const),
    ...flaggedCodesOf(context, population, named),
  ]);
  const covariates: string[] = [];
  for (const variable of unmarked) {
    if (await hasManyValues(context, complete, variable)) covariates.push(variable);
  }
  return { terms: covariates.length === 0 ? terms : withCovariates(terms, new Set(covariates)), covariates };
}

async function hasManyValues(context: ReadingContext, sample: Population, variable: string): Promise<boolean> {
  const { engine, protection } = context;
  const found = await engine.classify(sample, [{ variable, missing: 'drop' }]);
  if (found === undefined) return true;
  const { units } = await engine.countCells(found, [true]);
  if (units.length <= mostLevels) return false;
  const common = new Set([...units.keys()].sort((a, b) => units[b]! - units[a]! || a - b).slice(0, mostLevels));
  const leaves = Uint8Array.from(units, (_, cell) => (common.has(cell) ? 1 : 0));
  const rare = await engine.narrow(sample, [{ type: 'cells', classification: found, leaves }]);
  const counts = await engine.countSet(rare);
  return counts.units > 0 && counts.units >= protection.minimumEdit(setRef(context, sample, counts));
}

/** The same terms with some variables as covariates; of terms that become equal the first stays. */
function withCovariates(terms: readonly ModelTermIr[], covariates: ReadonlySet<string>): readonly ModelTermIr[] {
  const distinct = new Map<string, ModelTermIr>();
  for (const term of terms) {
    const factors = term.factors.map((factor) =>
      covariates.has(factor.variable) ? { ...factor, role: 'continuous' as const } : factor,
    );
    const key = factors
      .map(({ variable, role }) => `${role} ${variable}`)
      .sort()
      .join('\n');
    if (!distinct.has(key)) distinct.set(key, { ...term, factors });
  }
  return [...distinct.values()];
}
