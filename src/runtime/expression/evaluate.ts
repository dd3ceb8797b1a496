import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { type Column, sharedCodes, sharedFloat64, sharedInt32, sharedUint8 } from '../column.ts';
import type { FoldRunner } from '../fold.ts';
import { rangeTestsKernel } from '../folds/range-tests.ts';
import { type ArgumentSlots, type Combinations, combinationsOf, slotsOf } from './combinations.ts';
import { type Codes, codeTexts, translation, unionDictionary } from './dictionary.ts';
import { Emitter } from './emitter.ts';
import {
  compileCodes,
  compileCopy,
  compileMask,
  compileNumbers,
  type Otherwise,
  type ProgramSummary,
  programKernel,
} from './program.ts';
import { rangeTestsOf } from './range-conditions.ts';
import { emissionRules } from './rules.ts';
import { type CellValue, textFunctions } from './text-functions.ts';
import { isConstant, needsCombinations } from './texts.ts';

/** Rows to compute on: columns by variable, and the threads. */
export interface RowSource {
  readonly rowCount: number;
  readonly columns: ReadonlyMap<string, Column>;
  readonly runner: FoldRunner;
  /** Divides the valid values among the rows into groups of equal size (`quantile`), numbered from 0 in an int32 column. */
  quantile(values: Float64Array, rows: Uint8Array | undefined, groups: number): Promise<Column>;
}

/** A computed column: where `rows` is 0 a row gets `otherwise` (missing by default). */
export interface ColumnRequest {
  readonly value: ExpressionIr;
  readonly rows?: Uint8Array | undefined;
  readonly otherwise?: Otherwise;
}

/** Rows that a condition selects. */
export interface Mask {
  readonly mask: Uint8Array;
  readonly count: number;
}

/** Evaluates a condition for every row. */
export async function evaluateMask(source: RowSource, condition: ExpressionIr): Promise<Mask> {
  const tests = rangeTestsOf(condition, source.columns);
  if (tests !== undefined) {
    const out = sharedUint8(source.rowCount);
    const counts = await source.runner.map(rangeTestsKernel, { tests, out }, source.rowCount);
    return { mask: out, count: counts.reduce((sum, count) => sum + count, 0) };
  }
  const known = await computeBeforehand(source, condition, undefined);
  const program = compileMask(new Emitter(emissionRules, source.columns, known), condition);
  const mask = sharedUint8(source.rowCount);
  const blocks = await source.runner.map(programKernel, { ...program, out: mask }, source.rowCount);
  return { mask, count: blocks.reduce((sum, block) => sum + block.count, 0) };
}

/**
 * Evaluates an expression for every row. An integer expression gives an `int32` column if its values fit, else `float64`;
 * a text gives dictionary codes; a condition gives 0 and 1.
 */
export async function evaluateColumn(source: RowSource, request: ColumnRequest): Promise<Column> {
  const copied = sameColumn(source, request);
  if (copied !== undefined) return copied;
  const known = await computeBeforehand(source, request.value, request.rows);
  if (valueTypeOf(request.value) === 'text') return evaluateText(source, request, known);
  return evaluateNumbers(source, request, known);
}

async function evaluateNumbers(
  source: RowSource,
  request: ColumnRequest,
  known: ReadonlyMap<ExpressionIr, Column>,
): Promise<Column> {
  if (isIntegral(request.value) && request.otherwise?.kind !== 'float64') {
    const out = sharedInt32(source.rowCount);
    const blocks = await runNumbers(source, request, known, out);
    if (!blocks.some((block) => block.misfit)) return { kind: 'int32', values: out };
  }
  const out = sharedFloat64(source.rowCount);
  await runNumbers(source, request, known, out);
  return { kind: 'float64', values: out };
}

/** `generate b = a`: columns never change, so both variables can have the same one. */
function sameColumn(source: RowSource, request: ColumnRequest): Column | undefined {
  if (request.value.type !== 'variable' || request.rows !== undefined) return undefined;
  return source.columns.get(request.value.name);
}

function runNumbers(
  source: RowSource,
  request: ColumnRequest,
  known: ReadonlyMap<ExpressionIr, Column>,
  out: Int32Array | Float64Array,
): Promise<readonly ProgramSummary[]> {
  const emitter = new Emitter(emissionRules, source.columns, known);
  const kind = out instanceof Int32Array ? 'int32' : 'float64';
  const value = keepsOpenStops(request.value) ? source.columns.get(request.value.name) : undefined;
  if (value?.kind === kind && request.rows !== undefined) {
    // Copying a STOP variable keeps its open ends, which reading it as a number would lose.
    const program = compileCopy(emitter, value.values, request.rows, request.otherwise, kind);
    return source.runner.map(programKernel, { ...program, out }, source.rowCount);
  }
  const program = compileNumbers(emitter, request.value, request.rows, request.otherwise, kind);
  return source.runner.map(programKernel, { ...program, out }, source.rowCount);
}

function keepsOpenStops(node: ExpressionIr): node is Extract<ExpressionIr, { type: 'variable' }> {
  return node.type === 'variable' && node.openStop === true;
}

async function evaluateText(
  source: RowSource,
  request: ColumnRequest,
  known: ReadonlyMap<ExpressionIr, Column>,
): Promise<Column> {
  const done = request.rows === undefined ? known.get(request.value) : undefined;
  if (done !== undefined) return done;
  const emitter = new Emitter(emissionRules, source.columns, known);
  const text = emitter.text(request.value);
  const code = emitter.temporary(text.code);
  const old = request.otherwise?.kind === 'dictionary' && request.rows !== undefined ? request.otherwise : undefined;
  const dictionary = old === undefined ? text.dictionary : unionDictionary(old.dictionary, text.dictionary);
  const table = tableInto(text.dictionary, dictionary);
  const keep = old === undefined ? undefined : { codes: old.codes, table: tableInto(old.dictionary, dictionary) };
  const program = compileCodes(emitter, code, table, request.rows, keep);
  const codes = sharedCodes(source.rowCount, dictionary.length);
  await source.runner.map(programKernel, { ...program, out: codes }, source.rowCount);
  return { kind: 'dictionary', codes, dictionary };
}

/** Codes of one dictionary in another; none where they are the same. */
function tableInto(from: readonly string[], to: readonly string[]): Codes | undefined {
  return from === to ? undefined : translation(from, to);
}

/**
 * Computes what a loop over rows cannot: functions of several texts or of numbers that give texts (once for each combination
 * that occurs), and quantile groups (which depend on all rows).
 */
async function computeBeforehand(
  source: RowSource,
  node: ExpressionIr,
  rows: Uint8Array | undefined,
): Promise<ReadonlyMap<ExpressionIr, Column>> {
  const known = new Map<ExpressionIr, Column>();
  await visit(source, node, rows, known);
  return known;
}

async function visit(
  source: RowSource,
  node: ExpressionIr,
  rows: Uint8Array | undefined,
  known: Map<ExpressionIr, Column>,
): Promise<void> {
  for (const child of childrenOf(node)) await visit(source, child, rows, known);
  if (node.type === 'call' && node.function === 'quantile') {
    const values = await decimals(source, node.arguments[0]!, known);
    const groups = emissionRules.constant(node.arguments[1]!);
    known.set(node, await source.quantile(values, rows, Number(groups)));
  } else if (needsCombinations(node)) {
    known.set(node, await evaluateCombinations(source, node, known));
  }
}

/** The nodes directly below a node. */
export function childrenOf(node: ExpressionIr): readonly ExpressionIr[] {
  switch (node.type) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'missing':
    case 'variable':
      return [];
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'negate':
    case 'not':
    case 'to-number':
    case 'to-boolean':
      return [node.operand];
    case 'call':
      return node.arguments;
    case 'code-in':
      return [node.variable];
  }
}

async function evaluateCombinations(
  source: RowSource,
  node: Extract<ExpressionIr, { type: 'call' }>,
  known: ReadonlyMap<ExpressionIr, Column>,
): Promise<Column> {
  const varying = node.arguments.flatMap((argument, i) => (isConstant(argument) ? [] : [i]));
  const parts: ArgumentSlots[] = [];
  for (const place of varying) {
    parts.push(await slotsOf(source.runner, await argumentColumn(source, node.arguments[place]!, known), place));
  }
  const found = await combinationsOf(source.runner, parts, source.rowCount);
  const compute = textFunctions.get(node.function)!;
  const isFixed = node.arguments.map((argument) => isConstant(argument));
  const values = node.arguments.map((argument) => (isConstant(argument) ? emissionRules.constant(argument) : null));
  const results: CellValue[] = [];
  for (let i = 0; i < found.count; i++) {
    found.put(i, values);
    results.push(compute(values, isFixed));
  }
  if (valueTypeOf(node) === 'text') return textsByRow(source, found, results);
  const out = sharedInt32(source.rowCount);
  await found.spread(results.map(Number), sharedInt32, out);
  return { kind: 'int32', values: out };
}

async function textsByRow(source: RowSource, found: Combinations, results: readonly CellValue[]): Promise<Column> {
  const { dictionary, codes: table } = codeTexts(results.map((value) => (value === null ? null : String(value))));
  const codes = sharedCodes(source.rowCount, dictionary.length);
  await found.spread(table, (length) => sharedCodes(length, dictionary.length), codes);
  return { kind: 'dictionary', codes, dictionary };
}

/** The values of an argument. Open ends of spells are missing in it. */
async function argumentColumn(
  source: RowSource,
  node: ExpressionIr,
  known: ReadonlyMap<ExpressionIr, Column>,
): Promise<Column> {
  if (valueTypeOf(node) === 'text') return known.get(node) ?? evaluateText(source, { value: node }, known);
  if (keepsOpenStops(node)) return { kind: 'float64', values: await decimals(source, node, known) };
  return sameColumn(source, { value: node }) ?? evaluateNumbers(source, { value: node }, known);
}

async function decimals(
  source: RowSource,
  node: ExpressionIr,
  known: ReadonlyMap<ExpressionIr, Column>,
): Promise<Float64Array> {
  const column = node.type === 'variable' ? source.columns.get(node.name) : undefined;
  if (column?.kind === 'float64') return column.values;
  const out = sharedFloat64(source.rowCount);
  await runNumbers(source, { value: node }, known, out);
  return out;
}

/** Whether an expression's values are whole by construction, as the language defines the integer subtype. */
function isIntegral(node: ExpressionIr): boolean {
  switch (node.type) {
    case 'number':
    case 'variable':
    case 'call':
      return valueTypeOf(node) === 'boolean' || node.isInteger;
    case 'arithmetic':
      return node.operator !== '/' && node.operator !== '^' && isIntegral(node.left) && isIntegral(node.right);
    case 'negate':
      return isIntegral(node.operand);
    case 'missing':
      return true;
    case 'text':
      return false;
    case 'boolean':
    case 'compare':
    case 'and':
    case 'or':
    case 'not':
    case 'to-number':
    case 'to-boolean':
    case 'code-in':
      return true;
  }
}
