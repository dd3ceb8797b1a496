import type { DisclosureSession } from '../../disclosure/protection.ts';
import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { arrayOf, missingCode } from '../../metadata/stored-column.ts';
import { type Column, sharedCodes } from '../column.ts';
import { childrenOf, evaluateColumn, type RowSource } from '../expression/evaluate.ts';
import { areTooFew, mostDeviating, UnitCounter } from './deviating.ts';
import { type Sourced, withoutFarValues } from './far-values.ts';
import { withRememberedNode } from './remembered-node.ts';
import type { Table } from './table.ts';
import { missingOf } from './values.ts';

/** Rows that are looked at first: ordinary nodes vary enough among them, and cost nothing more. */
const firstRows = 4096;
/** How much further a node is followed that has hardly varied so far. */
const growth = 16;

/**
 * Rule DC-06 (b): a node of an expression whose value differs from the most frequent one for a few units only becomes that value.
 * Nodes are judged from the leaves up, each with its protected operands, on the rows that get a value. Where far values are
 * pulled in, those of nodes are, too. Operands are compared with earlier columns.
 */
export async function withoutNearConstants(
  protection: DisclosureSession,
  table: Table,
  { source, node }: Sourced,
  rows: Uint8Array | undefined,
): Promise<Sourced> {
  if (isAtom(node, table)) return { source, node };
  const operands = new Map<ExpressionIr, ExpressionIr>();
  let current = source;
  for (const child of childrenOf(node)) {
    const judged = await withoutNearConstants(protection, table, { source: current, node: child }, rows);
    const operand = await withRememberedNode(protection, table, judged);
    current = operand.source;
    operands.set(child, operand.node);
  }
  const protectedNode = withChildren(node, (child) => operands.get(child) ?? child);
  const constant = await majorityValue(protection, table, current, protectedNode, rows);
  if (constant !== undefined) return { source: current, node: constant };
  return withoutFarValues(protection, table, { source: current, node: protectedNode }, rows);
}

/** Variables that the dataset has and constants; what has been computed beforehand under a name of its own is no variable of it. */
function isAtom(node: ExpressionIr, table: Table): boolean {
  if (node.type === 'variable') return table.columns.has(node.name);
  return childrenOf(node).length === 0;
}

/** The value that a near-constant node takes; `undefined` when the node varies enough, or not at all. */
async function majorityValue(
  protection: DisclosureSession,
  table: Table,
  source: RowSource,
  node: ExpressionIr,
  rows: Uint8Array | undefined,
): Promise<ExpressionIr | undefined> {
  const limit = mostDeviating(protection);
  for (let count = Math.min(firstRows, table.rowCount); ; count = Math.min(count * growth, table.rowCount)) {
    const column = await evaluateColumn(firstOf(source, count), { value: node });
    const found = deviatingRows(table, column, rows, count, limit);
    if (found === undefined) return undefined;
    if (count < table.rowCount) continue;
    return (await areTooFew(source.runner, protection, table, found.rows, 'near-constant'))
      ? literal(node, column, found.value)
      : undefined;
  }
}

/** The first rows of a source. */
function firstOf(source: RowSource, count: number): RowSource {
  if (count === source.rowCount) return source;
  const columns = new Map([...source.columns].map(([name, column]) => [name, firstValues(column, count)]));
  return { ...source, rowCount: count, columns };
}

function firstValues(column: Column, count: number): Column {
  switch (column.kind) {
    case 'float64':
      return { kind: 'float64', values: column.values.subarray(0, count) };
    case 'int32':
      return { kind: 'int32', values: column.values.subarray(0, count) };
    case 'dictionary':
      return firstTexts(column, count);
    case 'unit':
      return { ...column, units: column.units.subarray(0, count) };
  }
}

/** The first rows with no more of a long dictionary than they need: functions of texts are computed for all of it. */
function firstTexts(column: Extract<Column, { kind: 'dictionary' }>, count: number): Column {
  const codes = column.codes.subarray(0, count);
  if (column.dictionary.length <= count) return { ...column, codes };
  const used = Array.from(new Set<number>(codes).add(missingCode)).sort((a, b) => a - b);
  const codeOf = new Map<number, number>(used.map((old, code) => [old, code]));
  const own = sharedCodes(count, used.length);
  for (let row = 0; row < count; row++) own[row] = codeOf.get(codes[row]!)!;
  return { kind: 'dictionary', codes: own, dictionary: used.map((code) => column.dictionary[code]!) };
}

/** The most frequent value and the rows with another one; `undefined` once enough units deviate from whatever it may be. */
function deviatingRows(
  table: Table,
  column: Column,
  rows: Uint8Array | undefined,
  count: number,
  limit: number,
): { readonly value: number; readonly rows: readonly number[] } | undefined {
  const values = arrayOf(column);
  const majority = vote(values, rows, count);
  const counter = new UnitCounter(table);
  for (let row = 0; row < count; row++) {
    if (rows?.[row] === 0 || Object.is(values[row], majority)) continue;
    counter.add(row);
    if (counter.units >= limit) return undefined;
  }
  return { value: majority, rows: counter.rows };
}

/** The value that more than half of the rows have, if there is one: Boyer and Moore's vote. Missing counts as a value. */
function vote(values: ArrayLike<number>, rows: Uint8Array | undefined, count: number): number {
  let candidate = Number.NaN;
  let lead = 0;
  for (let row = 0; row < count; row++) {
    if (rows?.[row] === 0) continue;
    const value = values[row]!;
    if (lead === 0) candidate = value;
    lead += Object.is(value, candidate) ? 1 : -1;
  }
  return candidate;
}

/** A value of a node's column as a node. */
function literal(node: ExpressionIr, column: Column, value: number): ExpressionIr {
  const valueType = valueTypeOf(node);
  if (valueType === 'boolean') return { type: 'boolean', value: value === 1 };
  if (Object.is(value, missingOf(column))) return { type: 'missing', valueType };
  if (column.kind === 'dictionary') return { type: 'text', value: column.dictionary[value]! };
  return { type: 'number', value, isInteger: column.kind === 'int32' };
}

/** The node with other nodes directly below it. */
export function withChildren(node: ExpressionIr, replace: (child: ExpressionIr) => ExpressionIr): ExpressionIr {
  switch (node.type) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'missing':
    case 'variable':
    case 'code-in':
      return node;
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return { ...node, left: replace(node.left), right: replace(node.right) };
    case 'negate':
    case 'not':
    case 'to-number':
    case 'to-boolean':
      return { ...node, operand: replace(node.operand) };
    case 'call':
      return { ...node, arguments: node.arguments.map(replace) };
  }
}
