import type { ExpressionIr } from '../lang/ir/expression.ts';
import type { DatasetHandle, Population } from './dataset.ts';
import type { Engine } from './engine.ts';

/**
 * The rows of the active dataset that a statement is about. Every `if` comes through here before its executor is called, so
 * that rules which replace populations by others (DC-30) have one place to act.
 */
export async function resolvePopulation(
  engine: Engine,
  active: DatasetHandle | undefined,
  condition: ExpressionIr | undefined,
): Promise<Population | undefined> {
  if (active === undefined) return undefined;
  if (condition === undefined) return { dataset: active };
  return { dataset: active, selection: await engine.select(active, condition) };
}
