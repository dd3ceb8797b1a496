import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { Emitter, NumberCode } from './emitter.ts';
import { emitCount, emitDeviation, emitExtreme, emitMean, emitMedian, emitTotal } from './row-calls.ts';
import { scalarFunctions } from './scalar-functions.ts';
import { emitTextNumber } from './texts.ts';

type Call = Extract<ExpressionIr, { type: 'call' }>;

const unknownBound = Number.POSITIVE_INFINITY;

/** Functions that IEEE arithmetic fixes to the last bit and engines have as one instruction. */
const inlined: Readonly<Record<string, string>> = {
  abs: 'Math.abs',
  ceil: 'Math.ceil',
  floor: 'Math.floor',
  int: 'Math.trunc',
  sqrt: 'Math.sqrt',
};

/** Code of a function that yields a number. */
export function emitNumberCall(emitter: Emitter, node: Call): NumberCode {
  const native = inlined[node.function];
  if (native !== undefined) {
    const argument = emitter.number(node.arguments[0]!);
    return { code: emitter.temporary(`${native}(${argument.code})`), bound: argument.bound + 1 };
  }
  switch (node.function) {
    case 'pi':
      return { code: emitter.constant(Math.PI), bound: 4 };
    case 'length':
      return emitTextNumber(emitter, node);
    case 'rowmax':
      return emitExtreme(emitter, node, '>=');
    case 'rowmin':
      return emitExtreme(emitter, node, '<=');
    case 'rowtotal':
      return emitTotal(emitter, node);
    case 'rowmean':
      return emitMean(emitter, node);
    case 'rowmedian':
      return emitMedian(emitter, node);
    case 'rowstd':
      return emitDeviation(emitter, node);
    case 'rowmissing':
      return { code: emitCount(emitter, node, '1 : 0'), bound: node.arguments.length };
    case 'rowvalid':
      return { code: emitCount(emitter, node, '0 : 1'), bound: node.arguments.length };
    default:
      return emitScalarCall(emitter, node);
  }
}

function emitScalarCall(emitter: Emitter, node: Call): NumberCode {
  if (!Object.hasOwn(scalarFunctions, node.function)) throw new RangeError(`no function is called ${node.function}`);
  const list = node.arguments.map((argument) => emitter.number(argument).code);
  return {
    code: emitter.temporary(`${emitter.function(node.function)}(${list.join(', ')})`),
    bound: unknownBound,
  };
}
