import type { ExpressionIr } from '../../lang/ir/expression.ts';
import { missingInt32, openStopDay } from '../../metadata/stored-column.ts';
import type { Column } from '../column.ts';
import type { Kernel } from '../fold.ts';
import type { Codes } from './dictionary.ts';
import type { Emitter, InputArray } from './emitter.ts';
import { scalarFunctions } from './scalar-functions.ts';

/** A compiled loop over rows: generated code, and the data that it works on. Can be sent to another thread. */
export interface Program {
  readonly source: string;
  readonly arrays: readonly InputArray[];
  readonly constants: readonly number[];
}

/** A program with the array that it fills. */
export interface BoundProgram extends Program {
  readonly out: InputArray;
}

/** What a block of rows tells: how many rows a mask selects, or whether a value did not fit an integer column. */
export interface ProgramSummary {
  readonly count: number;
  readonly misfit: boolean;
}

type Loop = (
  arrays: readonly InputArray[],
  constants: readonly number[],
  out: InputArray,
  start: number,
  end: number,
  functions: typeof scalarFunctions,
) => ProgramSummary;

/** Compiled loops by their code; bounded, because a long script has many. */
const loops = new Map<string, Loop>();
const mostLoops = 512;

/** Runs a program over rows `start` to `end`. */
export function runProgram(program: BoundProgram, start: number, end: number): ProgramSummary {
  let loop = loops.get(program.source);
  if (loop === undefined) {
    if (loops.size >= mostLoops) loops.clear();
    loop = makeLoop(program.source);
    loops.set(program.source, loop);
  }
  return loop(program.arrays, program.constants, program.out, start, end, scalarFunctions);
}

function makeLoop(source: string): Loop {
  const parameters = ['arrays', 'constants', 'out', 'start', 'end', 'functions'];
  // The text comes from the emitter's closed tables only; no text of a script is in it.
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  return new Function(...parameters, source) as Loop;
}

/** Runs a bound program on any thread. */
export const programKernel: Kernel<BoundProgram, ProgramSummary> = {
  name: 'expression',
  run: (program, start, end) => runProgram(program, start, end),
};

/** A loop that writes 1 where a condition holds and 0 elsewhere, and counts the ones. */
export function compileMask(emitter: Emitter, condition: ExpressionIr): Program {
  const test = emitter.condition(condition);
  const body = emitter.takeLines();
  return finish(emitter, `${body}\nconst bit = ${test} | 0;\nout[i] = bit;\ncount += bit;`);
}

/** What a row gets whose condition does not hold: missing, or its old value. */
export type Otherwise = Column | undefined;

/** A loop that writes numbers; with `rows` only where it is 1. `int32` stops at a value that is no 32-bit integer, and tells. */
export function compileNumbers(
  emitter: Emitter,
  node: ExpressionIr,
  rows: Uint8Array | undefined,
  otherwise: Otherwise,
  kind: 'int32' | 'float64',
): Program {
  const value = emitter.temporary(emitter.number(node).code);
  const body = emitter.takeLines();
  const write =
    kind === 'float64'
      ? `out[i] = ${value};`
      : `if (${value} !== ${value}) out[i] = ${missingInt32};
         else if ((${value} | 0) === ${value} && ${value} !== ${missingInt32} && ${value} !== ${openStopDay}) out[i] = ${value};
         else return { count, misfit: true };`;
  return finish(emitter, where(emitter, rows, `${body}\n${write}`, oldNumber(emitter, otherwise, kind)));
}

/** Code that copies a row's old value, open ends of spells included. */
function oldNumber(emitter: Emitter, otherwise: Otherwise, kind: 'int32' | 'float64'): string {
  const missing = kind === 'int32' ? String(missingInt32) : 'NaN';
  if (otherwise === undefined || otherwise.kind === 'dictionary' || otherwise.kind === 'unit')
    return `out[i] = ${missing};`;
  const array = emitter.array(otherwise.values);
  if (kind === otherwise.kind) return `out[i] = ${array}[i];`;
  if (kind === 'int32') throw new TypeError('a decimal column has no integer copy');
  // Decimals have no open ends: a date that becomes one loses them.
  return `out[i] = ${array}[i] === ${missingInt32} || ${array}[i] === ${openStopDay} ? NaN : ${array}[i];`;
}

/** A loop that copies values as they are where `rows` is 1, open ends of spells included. */
export function compileCopy(
  emitter: Emitter,
  values: InputArray,
  rows: Uint8Array,
  otherwise: Otherwise,
  kind: 'int32' | 'float64',
): Program {
  const old = oldNumber(emitter, otherwise, kind);
  return finish(emitter, where(emitter, rows, `out[i] = ${emitter.array(values)}[i];`, old));
}

/** A loop that writes codes: those of `code` through `table`, and elsewhere old codes through a table of theirs. */
export function compileCodes(
  emitter: Emitter,
  code: string,
  table: Codes | undefined,
  rows: Uint8Array | undefined,
  old: { readonly codes: Codes; readonly table: Codes | undefined } | undefined,
): Program {
  const through = (codes: Codes | undefined, of: string): string =>
    codes === undefined ? of : `${emitter.array(codes)}[${of}]`;
  const body = `${emitter.takeLines()}\nout[i] = ${through(table, code)};`;
  const keep = old === undefined ? 'out[i] = 0;' : `out[i] = ${through(old.table, `${emitter.array(old.codes)}[i]`)};`;
  return finish(emitter, where(emitter, rows, body, keep));
}

function where(emitter: Emitter, rows: Uint8Array | undefined, body: string, otherwise: string): string {
  return rows === undefined ? body : `if (${emitter.array(rows)}[i] === 1) {\n${body}\n} else {\n${otherwise}\n}`;
}

function finish(emitter: Emitter, body: string): Program {
  const source = `'use strict';
${emitter.prologue()}
let count = 0;
for (let i = start; i < end; i++) {
${body}
}
return { count, misfit: false };`;
  return { source, arrays: emitter.arrays, constants: emitter.constants };
}
