import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { Emitter, NumberCode } from './emitter.ts';
import { finite } from './finite.ts';
import { emitMissing } from './missing.ts';
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
    case 'rowmean': {
      const total = emitTotal(emitter, node);
      const valid = emitter.temporary(emitCount(emitter, node, '0 : 1'));
      return finite(emitter, `(${valid} === 0 ? NaN : ${total.code} / ${valid})`, total.bound);
    }
    case 'rowmissing':
      return { code: emitter.temporary(emitCount(emitter, node, '1 : 0')), bound: node.arguments.length };
    case 'rowvalid':
      return { code: emitter.temporary(emitCount(emitter, node, '0 : 1')), bound: node.arguments.length };
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

/** The largest or smallest valid value; an open end of a spell wins or loses as the latest of all dates, and is then missing. */
function emitExtreme(emitter: Emitter, node: Call, beats: '>=' | '<='): NumberCode {
  const values = node.arguments.map((argument) => emitter.number(argument, 'later'));
  let best = emitter.temporary(values[0]!.code);
  for (const { code } of values.slice(1)) {
    const next = emitter.temporary(code);
    best = emitter.temporary(`(${next} === ${next} && !(${best} ${beats} ${next}) ? ${next} : ${best})`);
  }
  return finite(emitter, best, unknownBound);
}

/** The sum of the valid values from left to right, 0 when all are missing. */
function emitTotal(emitter: Emitter, node: Call): NumberCode {
  const values = node.arguments.map((argument) => emitter.number(argument));
  const terms = values.map(({ code }) => {
    const value = emitter.temporary(code);
    return `(${value} === ${value} ? ${value} : 0)`;
  });
  const bound = values.reduce((sum, value) => sum + value.bound, 0);
  return finite(emitter, `0 + ${terms.join(' + ')}`, bound);
}

function emitCount(emitter: Emitter, node: Call, outcome: '1 : 0' | '0 : 1'): string {
  return node.arguments.map((argument) => `(${emitMissing(emitter, argument)} ? ${outcome})`).join(' + ');
}
