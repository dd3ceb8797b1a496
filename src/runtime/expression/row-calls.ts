import type { ExpressionIr } from '../../lang/ir/expression.ts';
import type { Emitter, NumberCode } from './emitter.ts';
import { finite } from './finite.ts';
import { emitMissing } from './missing.ts';

type Call = Extract<ExpressionIr, { type: 'call' }>;

const unknownBound = Number.POSITIVE_INFINITY;

/** The largest or smallest valid value; an open end of a spell wins or loses as the latest of all dates, and is then missing. */
export function emitExtreme(emitter: Emitter, node: Call, beats: '>=' | '<='): NumberCode {
  const values = node.arguments.map((argument) => emitter.number(argument, 'later'));
  let best = emitter.temporary(values[0]!.code);
  for (const { code } of values.slice(1)) {
    const next = emitter.temporary(code);
    best = emitter.temporary(`(${next} === ${next} && !(${best} ${beats} ${next}) ? ${next} : ${best})`);
  }
  return finite(emitter, best, unknownBound);
}

/** The sum of the valid values from left to right, 0 when all are missing. */
export function emitTotal(emitter: Emitter, node: Call): NumberCode {
  const values = node.arguments.map((argument) => emitter.number(argument));
  const terms = values.map(({ code }) => {
    const value = emitter.temporary(code);
    return `(${value} === ${value} ? ${value} : 0)`;
  });
  const bound = values.reduce((sum, value) => sum + value.bound, 0);
  return finite(emitter, `0 + ${terms.join(' + ')}`, bound);
}

/** How many arguments are missing (`1 : 0`) or valid (`0 : 1`). */
export function emitCount(emitter: Emitter, node: Call, outcome: '1 : 0' | '0 : 1'): string {
  const counts = node.arguments.map((argument) => `(${emitMissing(emitter, argument)} ? ${outcome})`);
  return emitter.temporary(counts.join(' + '));
}

/** The sum divided by the number of valid values. */
export function emitMean(emitter: Emitter, node: Call): NumberCode {
  const total = emitTotal(emitter, node);
  const valid = emitCount(emitter, node, '0 : 1');
  return finite(emitter, `(${valid} === 0 ? NaN : ${total.code} / ${valid})`, total.bound);
}

/** Sample standard deviation of the valid values, around their mean; missing for fewer than two. */
export function emitDeviation(emitter: Emitter, node: Call): NumberCode {
  const mean = emitMean(emitter, node).code;
  const valid = emitCount(emitter, node, '0 : 1');
  const squares = node.arguments.map((argument) => {
    const value = emitter.temporary(emitter.number(argument).code);
    const deviation = emitter.temporary(`${value} - ${mean}`);
    return `(${value} === ${value} ? ${deviation} * ${deviation} : 0)`;
  });
  const sum = emitter.temporary(`0 + ${squares.join(' + ')}`);
  return finite(emitter, `(${valid} < 2 ? NaN : Math.sqrt(${sum} / (${valid} - 1)))`, unknownBound);
}

/** More values than this are sorted by a function: the code of so many exchanges would be too long. */
const mostExchanged = 16;

/** The middle of the valid values, or the mean of the two in the middle. */
export function emitMedian(emitter: Emitter, node: Call): NumberCode {
  const values = node.arguments.map((argument) => emitter.temporary(emitter.number(argument).code));
  if (values.length > mostExchanged) {
    return { code: emitter.temporary(`${emitter.function('rowmedian')}(${values.join(', ')})`), bound: unknownBound };
  }
  const sorted = emitSorted(
    emitter,
    values.map((value) => emitter.temporary(`(${value} === ${value} ? ${value} : Infinity)`)),
  );
  const valid = emitCount(emitter, node, '0 : 1');
  // By number of valid values, which come first.
  const middles = sorted.map((_, i) =>
    i % 2 === 0 ? sorted[i / 2]! : `(${sorted[(i - 1) / 2]!} + ${sorted[(i + 1) / 2]!}) / 2`,
  );
  const choice = middles.reduceRight((rest, middle, i) => `${valid} === ${i + 1} ? ${middle} : ${rest}`, 'NaN');
  return finite(emitter, `(${choice})`, unknownBound);
}

/** Sorts values by exchanging neighbours; equal ones keep their order. */
function emitSorted(emitter: Emitter, values: readonly string[]): readonly string[] {
  const sorted = [...values];
  for (let round = 0; round < sorted.length; round++) {
    for (let i = round % 2; i + 1 < sorted.length; i += 2) {
      const [left, right] = [sorted[i]!, sorted[i + 1]!];
      sorted[i] = emitter.temporary(`(${right} < ${left} ? ${right} : ${left})`);
      sorted[i + 1] = emitter.temporary(`(${right} < ${left} ? ${left} : ${right})`);
    }
  }
  return sorted;
}
