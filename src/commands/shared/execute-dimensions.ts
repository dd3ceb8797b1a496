import { secret } from '../../disclosure/gate.ts';
import type { ExactCategory, ExactCountTable, ExactDimension, SetCounts, SetRef } from '../../disclosure/nodes.ts';
import { findVariable, type VariableSchema } from '../../lang/types/schema.ts';
import type { Population } from '../../runtime/dataset.ts';
import type { Classification, Exclusion, Keeps } from '../../runtime/engine/reading.ts';
import type { Execution, ReadingContext } from '../../runtime/executor.ts';

/** A variable of the population's dataset; the identifier of groups of an ordinary variable counts as one. */
export function schemaOf(population: Population, name: string): VariableSchema {
  const { schema } = population.dataset;
  const found = findVariable(schema, name);
  if (found !== undefined) return found;
  if (schema.identifier?.name !== name) throw new RangeError('the dataset has no such variable');
  return schema.identifier;
}

/** The population that the session has resolved for a reading command. */
export function requirePopulation(context: ReadingContext): Population {
  if (context.population === undefined) throw new TypeError('a reading command was called without a population');
  return context.population;
}

/** A set of units of the population's dataset. */
export function setRef(context: ReadingContext, population: Population, counts: SetCounts): SetRef {
  return { unitType: context.engine.unitTypeOf(population.dataset), counts: secret(counts) };
}

/** How codes or values of a variable are displayed. */
export function displayOf(schema: VariableSchema): 'number' | 'text' | 'date' {
  if (schema.type.type !== 'numeric') return 'text';
  return schema.type.subtype === 'date' ? 'date' : 'number';
}

/** The codes that a variable's code list flags as missing. */
export function missingCodesOf(
  context: ReadingContext,
  population: Population,
  variable: string,
): readonly (number | string)[] {
  const { codeList } = schemaOf(population, variable);
  if (codeList === undefined) return [];
  return context
    .codeLists(codeList)
    .entries.filter((entry) => entry.flaggedMissing)
    .map((entry) => entry.code);
}

/** Excludes the codes of a variable that its code list flags as missing: statistics treat them like missing values. */
export function flaggedCodes(context: ReadingContext, population: Population, variable: string): Exclusion[] {
  const codes = missingCodesOf(context, population, variable);
  return codes.length === 0 ? [] : [{ type: 'codes', variable, codes }];
}

/** The same for several variables. */
export function flaggedCodesOf(
  context: ReadingContext,
  population: Population,
  variables: readonly string[],
): Exclusion[] {
  return [...new Set(variables)].flatMap((variable) => flaggedCodes(context, population, variable));
}

/** What comes instead of a classification with too many cells to be shown. */
export const tooManyCells = { type: 'failure', rule: 'DC-05', stops: false } as const satisfies Execution<never>;

/** Classifies a population by some variables; codes flagged missing count as missing unless missing values form a category. */
export async function classifyBy(
  context: ReadingContext,
  population: Population,
  variables: readonly string[],
  missing: 'drop' | 'category',
): Promise<Classification | undefined> {
  const kept =
    missing === 'category'
      ? population
      : await context.engine.narrow(population, flaggedCodesOf(context, population, variables));
  return context.engine.classify(
    kept,
    variables.map((variable) => ({ variable, missing })),
  );
}

/** The dimensions of a node, with labels from the code lists. */
export function exactDimensions(context: ReadingContext, classification: Classification): readonly ExactDimension[] {
  return classification.dimensions.map(({ variable, codes }) =>
    exactDimension(context, classification.population, variable, codes),
  );
}

/** A dimension of a node: a variable with the categories that occur, and labels from its code list. */
export function exactDimension(
  context: ReadingContext,
  population: Population,
  variable: string,
  codes: readonly (number | string | null)[],
): ExactDimension {
  const schema = schemaOf(population, variable);
  const list = schema.codeList === undefined ? undefined : context.codeLists(schema.codeList);
  const categories = codes.map((code): ExactCategory => {
    const entry = code === null ? undefined : list?.byCode.get(code);
    const listed = entry !== undefined || schema.publicValues === true ? 'public' : 'raw';
    return entry === undefined ? { code, listed } : { code, label: entry.label, listed };
  });
  return { variable, display: displayOf(schema), categories: secret(categories) };
}

/**
 * The grids of a table: every prefix of the stub with and without the column variable. Dimension 1 is the column variable
 * when there are two or more (`commands-analysis` 3.1). Where units have several rows, also each dimension alone.
 */
export function tableGrids(dimensions: number, several: boolean): readonly Keeps[] {
  const stub = Array.from({ length: dimensions }, (_, d) => d).filter((d) => d !== 1);
  const column = dimensions > 1 ? [1] : [];
  const kept: (readonly number[])[] = [];
  for (let prefix = stub.length; prefix >= 0; prefix--) {
    const rows = stub.slice(0, prefix);
    kept.push([...rows, ...column]);
    if (column.length > 0) kept.push(rows);
  }
  if (several) for (let d = 0; d < dimensions; d++) kept.push([d]);
  const seen = new Set<string>();
  return kept
    .map((list) => Array.from({ length: dimensions }, (_, d) => list.includes(d)))
    .filter((keeps) => !seen.has(keeps.join()) && seen.add(keeps.join()));
}

/** The counts of a classification's cells, grid by grid. */
export function countedGrids(
  context: ReadingContext,
  classification: Classification,
  grids: readonly Keeps[],
): Promise<ExactCountTable['grids']> {
  return Promise.all(
    grids.map(async (keeps) => ({ keeps, cells: secret(await context.engine.countCells(classification, keeps)) })),
  );
}

/** Whether the rows of a dataset can be several per unit. */
export function hasSeveralRows(population: Population): boolean {
  const { kind } = population.dataset.schema;
  return kind === 'panel' || kind === 'event';
}
