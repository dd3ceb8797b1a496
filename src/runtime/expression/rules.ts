import { type ExpressionIr, valueTypeOf } from '../../lang/ir/expression.ts';
import { sharedFloat64, sharedUint8 } from '../column.ts';
import { emitBoolean } from './conditions.ts';
import { type EmissionRules, Emitter } from './emitter.ts';
import { emitNumber } from './numbers.ts';
import { compileMask, compileNumbers, runProgram } from './program.ts';
import { type CellValue, textFunctions } from './text-functions.ts';
import { emitText } from './texts.ts';

/** The value of an expression that is the same in every row. */
function constantValue(node: ExpressionIr): CellValue {
  if (node.type === 'text') return node.value;
  if (node.type === 'missing') return null;
  if (node.type === 'call') {
    const compute = textFunctions.get(node.function);
    if (compute !== undefined) {
      return compute(
        node.arguments.map(constantValue),
        node.arguments.map(() => true),
      );
    }
  }
  const emitter = new Emitter(emissionRules, new Map());
  if (valueTypeOf(node) === 'boolean') {
    const out = sharedUint8(1);
    runProgram({ ...compileMask(emitter, node), out }, 0, 1);
    return out[0] === 1;
  }
  const out = sharedFloat64(1);
  runProgram({ ...compileNumbers(emitter, node, undefined, undefined, 'float64'), out }, 0, 1);
  return Number.isNaN(out[0]) ? null : out[0]!;
}

/** The rules of the language. */
export const emissionRules: EmissionRules = {
  number: emitNumber,
  condition: emitBoolean,
  text: emitText,
  constant: constantValue,
};
