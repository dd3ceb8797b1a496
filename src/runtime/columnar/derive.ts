import type { DisclosureSession } from '../../disclosure/protection.ts';
import type { ExpressionIr } from '../../lang/ir/expression.ts';
import { findVariable } from '../../lang/types/schema.ts';
import type { DatasetHandle } from '../dataset.ts';
import type { DeriveRequest } from '../engine/changing.ts';
import { childrenOf, evaluateColumn, type RowSource } from '../expression/evaluate.ts';
import type { FoldRunner } from '../fold.ts';
import { isJudgedByUnits } from './deviating.ts';
import type { Sourced } from './far-values.ts';
import { withoutInducedMissing } from './induced-missing.ts';
import { withChildren, withoutNearConstants } from './near-constant.ts';
import { withoutNearEquals } from './near-equal.ts';
import { quantileColumn } from './quantile.ts';
import { selectionOf, type Table, tableOf, withColumns } from './table.ts';

/** The rows of a dataset as expressions read them. */
export function rowSource(runner: FoldRunner, protection: DisclosureSession, table: Table): RowSource {
  return {
    rowCount: table.rowCount,
    columns: table.columns,
    runner,
    quantile: (values, rows, groups) => quantileColumn(runner, protection, table, values, rows, groups),
  };
}

/** Computes a variable from others and puts it into a dataset. */
export async function derive(
  runner: FoldRunner,
  protection: DisclosureSession,
  request: DeriveRequest,
): Promise<DatasetHandle> {
  const table = tableOf(request.dataset);
  const rows = request.selection === undefined ? undefined : selectionOf(request.selection).mask;
  const isJudged = isJudgedByUnits(protection, table);
  const protect = (asked: Sourced): Promise<Sourced> =>
    isJudged && protection.policy.edit.nearConstantNodes
      ? withoutNearConstants(protection, table, asked, rows)
      : Promise.resolve(asked);
  const divided = await withQuantiles(
    { source: rowSource(runner, protection, table), node: request.value },
    rows,
    protect,
  );
  const old = request.keepsOthers ? table.columns.get(request.name) : undefined;
  const { source, node: value } = await protect(divided);
  const evaluated = await evaluateColumn(source, { value, rows, otherwise: old });
  const computed =
    isJudged && protection.policy.edit.inducedMissing === 'fill'
      ? await withoutInducedMissing(runner, protection, table, request.value, rows, evaluated)
      : evaluated;
  const isOpen = findVariable(request.schema, request.name)?.openStop === true;
  const isCopy = isVariable(request.value) && rows === undefined;
  const column =
    protection.policy.edit.nearEqualColumns === 'off' || isCopy
      ? computed
      : await withoutNearEquals(runner, protection, table, computed, isOpen);
  return withColumns(table, request.schema, new Map([[request.name, column]]));
}

/**
 * Computes the quantile groups of an expression, which depend on all rows, and puts variables in their place. What is divided into
 * groups is protected before (rule DC-06 b), and the groups afterwards with the expression that they are part of.
 */
async function withQuantiles(
  { source, node }: Sourced,
  rows: Uint8Array | undefined,
  protect: (asked: Sourced) => Promise<Sourced>,
): Promise<Sourced> {
  let current = source;
  const replaced = new Map<ExpressionIr, ExpressionIr>();
  for (const child of childrenOf(node)) {
    const inner = await withQuantiles({ source: current, node: child }, rows, protect);
    current = inner.source;
    replaced.set(child, inner.node);
  }
  const rebuilt = withChildren(node, (child) => replaced.get(child) ?? child);
  if (rebuilt.type !== 'call' || rebuilt.function !== 'quantile') return { source: current, node: rebuilt };
  const dividends = new Map<ExpressionIr, ExpressionIr>();
  for (const argument of rebuilt.arguments) {
    const dividend = await protect({ source: current, node: argument });
    current = dividend.source;
    dividends.set(argument, dividend.node);
  }
  // No variable of a script can have such a name.
  const name = `#${current.columns.size}`;
  const value = withChildren(rebuilt, (argument) => dividends.get(argument) ?? argument);
  const column = await evaluateColumn(current, { value, rows });
  const columns = new Map([...current.columns, [name, column] as const]);
  return { source: { ...current, columns }, node: { type: 'variable', name, valueType: 'number', isInteger: true } };
}

function isVariable(node: ExpressionIr): boolean {
  return node.type === 'variable';
}
