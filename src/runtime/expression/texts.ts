import type { ExpressionIr } from '../../lang/ir/expression.ts';
import { valueTypeOf } from '../../lang/ir/expression.ts';
import { sharedFloat64, sharedUint8 } from '../column.ts';
import { codeTexts } from './dictionary.ts';
import { dictionaryOf, type Emitter, type NumberCode, type TextCode } from './emitter.ts';
import { type CellValue, textFunctions } from './text-functions.ts';

type Call = Extract<ExpressionIr, { type: 'call' }>;

/** Code of a text: the row's code into a dictionary; 0 is missing. */
export function emitText(emitter: Emitter, node: ExpressionIr): TextCode {
  const known = emitter.known.get(node);
  if (known !== undefined) {
    const { codes, dictionary } = dictionaryOf(known);
    return { code: emitter.temporary(`${emitter.array(codes)}[i]`), dictionary };
  }
  if (isConstant(node)) return constantText(emitter.valueOf(node));
  switch (node.type) {
    case 'variable': {
      const { codes, dictionary } = dictionaryOf(emitter.column(node.name));
      return { code: emitter.temporary(`${emitter.array(codes)}[i]`), dictionary };
    }
    case 'call': {
      const { source, results } = mapDictionary(emitter, node);
      if (changesNothing(source.dictionary, results)) return { code: source.code, dictionary: source.dictionary };
      const { codes, dictionary } = codeTexts(results.map((value) => (value === null ? null : String(value))));
      return { code: emitter.temporary(`${emitter.array(codes)}[${source.code}]`), dictionary };
    }
    default:
      throw new TypeError(`a text was expected, not ${node.type}`);
  }
}

/** Code of a test of texts (`startswith`), looked up by dictionary entry. */
export function emitTextTest(emitter: Emitter, node: Call): string {
  if (isConstant(node)) return emitter.valueOf(node) === true ? 'true' : 'false';
  const { source, results } = mapDictionary(emitter, node);
  const table = sharedUint8(results.length);
  results.forEach((value, code) => (table[code] = value === true ? 1 : 0));
  return emitter.temporary(`(${emitter.array(table)}[${source.code}] === 1)`);
}

/** Code of a number made from a text (`length`), looked up by dictionary entry. */
export function emitTextNumber(emitter: Emitter, node: Call): NumberCode {
  if (isConstant(node)) {
    const value = emitter.valueOf(node);
    return { code: emitter.constant(typeof value === 'number' ? value : Number.NaN), bound: 1e300 };
  }
  const { source, results } = mapDictionary(emitter, node);
  const table = sharedFloat64(results.length);
  results.forEach((value, code) => (table[code] = typeof value === 'number' ? value : Number.NaN));
  return { code: emitter.temporary(`${emitter.array(table)}[${source.code}]`), bound: 1e300 };
}

/** Whether a function leaves all texts as they are: codes keep their meaning then. */
function changesNothing(dictionary: readonly string[], results: readonly CellValue[]): boolean {
  for (let code = 1; code < dictionary.length; code++) if (results[code] !== dictionary[code]) return false;
  return results[0] === null;
}

/** Applies a function to each entry of the dictionary of its one argument that varies; the others are constants. */
function mapDictionary(
  emitter: Emitter,
  node: Call,
): { readonly source: TextCode; readonly results: readonly CellValue[] } {
  const compute = textFunctions.get(node.function);
  const varying = node.arguments.findIndex((argument) => !isConstant(argument));
  if (compute === undefined || varying < 0) throw new RangeError(`no function of texts is called ${node.function}`);
  const source = emitter.text(node.arguments[varying]!);
  const constants = node.arguments.map((argument) => isConstant(argument));
  const values = node.arguments.map((argument) => (isConstant(argument) ? emitter.valueOf(argument) : null));
  const results = source.dictionary.map((text, code) => {
    values[varying] = code === 0 ? null : text;
    return compute(values, constants);
  });
  return { source, results };
}

function constantText(value: CellValue): TextCode {
  const text = value === null ? null : String(value);
  return text === null
    ? { code: '0', dictionary: [''], constant: null }
    : { code: '1', dictionary: ['', text], constant: text };
}

/** Whether an expression has the same value in every row. */
export function isConstant(node: ExpressionIr): boolean {
  switch (node.type) {
    case 'number':
    case 'text':
    case 'boolean':
    case 'missing':
      return true;
    case 'variable':
    case 'code-in':
      return false;
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return isConstant(node.left) && isConstant(node.right);
    case 'negate':
    case 'not':
    case 'to-number':
    case 'to-boolean':
      return isConstant(node.operand);
    case 'call':
      return node.function !== 'quantile' && node.arguments.every(isConstant);
  }
}

/**
 * Whether a function of texts must be computed by combinations of values, before the loop: it takes a number that varies, or
 * several texts that do.
 */
export function needsCombinations(node: ExpressionIr): node is Call {
  if (node.type !== 'call' || !textFunctions.has(node.function)) return false;
  const varying = node.arguments.filter((argument) => !isConstant(argument));
  return varying.length > 1 || varying.some((argument) => valueTypeOf(argument) !== 'text');
}
