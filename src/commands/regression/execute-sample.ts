import type { SetCounts } from '../../disclosure/nodes.ts';
import type { ModelTermIr } from '../../lang/ir/model.ts';
import type { Population } from '../../runtime/dataset.ts';
import type { Exclusion } from '../../runtime/engine/reading.ts';
import type { ReadingContext } from '../../runtime/executor.ts';
import { flaggedCodesOf } from '../shared/execute-dimensions.ts';

/** The estimation sample of a model, and the levels of its factors that occur in it, ascending: the first is the base level. */
export interface ModelSample {
  readonly population: Population;
  readonly counts: SetCounts;
  readonly levels: ReadonlyMap<string, readonly (number | string)[]>;
}

/**
 * The rows of a population with a value in every variable that a model names (listwise deletion, `commands-analysis` 1.3).
 * Levels of factors and cells of interactions that too few units carry are absent, and their rows leave (rule DC-21); because
 * that can make other levels rare, it is repeated until nothing changes. `undefined` when a factor has too many levels.
 */
export async function modelSample(
  context: ReadingContext,
  population: Population,
  terms: readonly ModelTermIr[],
  others: readonly string[],
): Promise<ModelSample | undefined> {
  const { engine } = context;
  const named = [...new Set([...others, ...terms.flatMap((term) => term.factors.map((factor) => factor.variable))])];
  let sample = await engine.narrow(population, [
    ...named.map((variable) => ({ type: 'missing', variable }) as const),
    ...flaggedCodesOf(context, population, named),
  ]);
  const factors = factorsOf(terms);
  const groups = [...factors.map((factor) => [factor]), ...interactionsOf(terms)];
  for (;;) {
    const leaving: Exclusion[] = [];
    const levels = new Map<string, readonly (number | string)[]>();
    for (const group of groups) {
      // Interactions matter only where a policy can declare a cell absent; their cells are found by its rule.
      if (group.length > 1 && context.protection.policy.models.levelMinUnits <= 1) continue;
      const found = await engine.classify(
        sample,
        group.map((variable) => ({ variable, missing: 'drop' })),
      );
      if (found === undefined) return undefined;
      const cells = await engine.countCells(
        found,
        group.map(() => true),
      );
      const absent = context.protection
        .absentLevels(cells.units)
        .map((flag, cell) => (cells.rows[cell]! > 0 ? flag : 0));
      if (absent.includes(1)) leaving.push({ type: 'cells', classification: found, leaves: absent });
      const [dimension] = found.dimensions;
      if (group.length === 1)
        levels.set(
          group[0]!,
          dimension!.codes.filter((code) => code !== null),
        );
    }
    if (leaving.length === 0) return { population: sample, counts: await engine.printedSet(sample), levels };
    sample = await engine.narrow(sample, leaving);
  }
}

/** The factor variables of a model, in order of appearance. */
export function factorsOf(terms: readonly ModelTermIr[]): readonly string[] {
  return [
    ...new Set(terms.flatMap(({ factors }) => factors.filter((f) => f.role === 'factor').map((f) => f.variable))),
  ];
}

/** The sets of factor variables that stand together in a term. */
function interactionsOf(terms: readonly ModelTermIr[]): readonly (readonly string[])[] {
  return terms.map((term) => factorsOf([term])).filter((group) => group.length > 1);
}
