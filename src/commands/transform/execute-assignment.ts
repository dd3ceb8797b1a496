import type { SetRef } from '../../disclosure/nodes.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { DatasetHandle, Population } from '../../runtime/dataset.ts';
import type { AppliedDecision, Commit, Execution, ExecutionContext } from '../../runtime/executor.ts';
import {
  allOf,
  missingOf,
  nounOf,
  plainEdit,
  questionAbout,
  requireActive,
  ruledEdit,
  schemaAfter,
  setOf,
  statusLine,
  sumOfSets,
} from '../shared/execute-edits.ts';
import { falseForMissing } from './execute-false-for-missing.ts';

/** What `generate` and `replace` have in common. */
export interface Assignment {
  readonly dataset: string;
  readonly target: string;
  readonly value: ExpressionIr;
}

/** Computes a variable, for all rows or, after rule DC-06 has spoken, for those that the condition selects. */
export async function executeAssignment(
  operation: Assignment,
  context: ExecutionContext,
  status: 'status-generated' | 'status-replaced',
): Promise<Execution<'message'>> {
  const dataset = requireActive(context);
  // Two conditions that differ for few units change the same rows (rule DC-30): the counts below would tell them apart.
  const population = context.population === undefined ? undefined : await settledRows(context.population, context);
  const all = await allOf(context, dataset);
  if (population?.selection === undefined) {
    return plainEdit(() => assign(operation, context, dataset, status, { rows: undefined, changed: all }));
  }
  const question = await questionAbout(context, dataset, population.selection);
  return ruledEdit('values', [question], async ([decision = 'as-asked']) =>
    assign(operation, context, dataset, status, await rowsFor(decision, population, question.selected, all, context)),
  );
}

/** The rows that a condition selects, as rule DC-30 knows them; all rows are no question. */
function settledRows(asked: Population, context: ExecutionContext): Promise<Population> {
  return asked.selection === undefined ? Promise.resolve(asked) : context.settle(asked);
}

/** The rows that an assignment changes; without `rows` all of them. */
interface ChangedRows {
  readonly rows: Population['selection'];
  readonly changed: SetRef;
  readonly isNone?: boolean;
}

async function rowsFor(
  decision: AppliedDecision,
  population: Population,
  selected: SetRef,
  all: SetRef,
  context: ExecutionContext,
): Promise<ChangedRows> {
  switch (decision) {
    case 'as-asked':
      return { rows: population.selection, changed: selected };
    case 'all':
      return { rows: undefined, changed: all };
    case 'none': {
      const never = await context.engine.select(population.dataset, { type: 'boolean', value: false });
      const counts = await context.engine.countSet({ dataset: population.dataset, selection: never });
      return { rows: never, changed: setOf(context, population.dataset, counts), isNone: true };
    }
  }
}

async function assign(
  operation: Assignment,
  context: ExecutionContext,
  dataset: DatasetHandle,
  status: 'status-generated' | 'status-replaced',
  { rows, changed, isNone = false }: ChangedRows,
): Promise<Commit> {
  const schema = schemaAfter(context, operation.dataset);
  const keepsOthers = status === 'status-replaced';
  const result = await context.engine.derive({
    dataset,
    schema,
    name: operation.target,
    value: operation.value,
    ...(rows === undefined ? {} : { selection: rows }),
    keepsOthers,
  });
  if (isNone) return { datasets: [result], messages: [], notes: ['DC-06u'] };
  const n = await allOf(context, result);
  if (status === 'status-replaced') {
    return { datasets: [result], messages: [statusLine(status, { variable: operation.target }, { changed, n })] };
  }
  // A logical value is never missing, which need not be looked up.
  const isNeverMissing = operation.value.type === 'to-number' && rows === undefined;
  const missing = isNeverMissing
    ? setOf(context, result, sumOfSets([]))
    : await missingOf(context, result, operation.target);
  const made = statusLine(status, { variable: operation.target, noun: nounOf(schema) }, { n, missing });
  return { datasets: [result], messages: [made, ...(await falseForMissing(operation, result, context))] };
}
