import type { DisclosureSession } from '../../disclosure/protection.ts';
import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { evaluateColumn } from '../expression/evaluate.ts';
import { affineIn, type Sourced } from './far-values.ts';
import { asRememberedMade } from './remembered-sides.ts';
import type { Table } from './table.ts';

/**
 * A node inside an expression as an earlier column has it, made by a node or a whole expression, where the two differ for few units
 * (rule DC-06 c, `ledger`): else `-2 * (a > 1)` would tell whom `a > 1` has more than `b > 1` had in another expression, for
 * multiples and sums of columns are other columns. What is linear in one variable says nothing that the variable does not.
 */
export async function withRememberedNode(
  protection: DisclosureSession,
  table: Table,
  { source, node }: Sourced,
): Promise<Sourced> {
  if (!protection.comparesColumns || isPlain(node, table)) return { source, node };
  const column = await evaluateColumn(source, { value: node });
  const settled = await asRememberedMade(source.runner, protection, table, column);
  if (settled === column) return { source, node };
  // No variable of a script can have such a name.
  const name = `#${source.columns.size}`;
  const columns = new Map([...source.columns, [name, settled] as const]);
  return { source: { ...source, columns }, node: readingOf(name, node, settled.kind === 'int32') };
}

/** Constants, and linear functions of a variable of the dataset: not of groups or of nodes whose far values have been pulled in. */
function isPlain(node: ExpressionIr, table: Table): boolean {
  if (node.type === 'text' || node.type === 'boolean' || node.type === 'missing') return true;
  const variable = affineIn(node);
  return variable !== undefined && (variable === '' || table.columns.has(variable));
}

/** A node that reads a column in the place of another node. */
function readingOf(name: string, node: ExpressionIr, isInteger: boolean): ExpressionIr {
  const valueType = valueTypeOf(node);
  if (valueType === 'text') return { type: 'variable', name, valueType, isInteger: false };
  const number: ExpressionIr = { type: 'variable', name, valueType: 'number', isInteger };
  return valueType === 'boolean' ? { type: 'to-boolean', operand: number } : number;
}
