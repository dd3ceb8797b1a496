import type { Json } from '../base/canonical-json.ts';
import { type CellValue, cellsOf } from './cells.ts';
import type { RecordedOutcome, RecordedStatement } from './run-record.ts';

/** A number or text of a result that is not what was recorded; `undefined` where one side lacks it. */
export interface CellDifference {
  readonly where: string;
  readonly recorded: CellValue | undefined;
  readonly now: CellValue | undefined;
}

/** A node that is not what was recorded. */
export interface Divergence {
  /** Which statement, as the record numbers it; the other fields tell people where it stands. */
  readonly statement: number;
  readonly command: string;
  readonly line: number;
  /** `y = 2019` in a pass of a loop. */
  readonly iteration: string;
  /** Which of the statement's results, from 0; absent where the statement itself ended otherwise. */
  readonly result?: number;
  /** What happened: other contents, a result that is gone or new, or a statement that ended otherwise or is another. */
  readonly kind: 'contents' | 'gone' | 'new' | 'outcome' | 'statement';
  readonly outcomes?: { readonly recorded: RecordedOutcome; readonly now: RecordedOutcome };
  /** Where both results are at hand. */
  readonly cells?: readonly CellDifference[];
}

/** One side of a comparison: statements with hashes, and the results themselves where they are at hand. */
export interface ComparedRun {
  readonly statements: readonly RecordedStatement[];
  /** JSON of the released body of a statement's result. */
  readonly bodyOf?: (statement: number, result: number) => Json | undefined;
}

/** Compares two runs node by node, in the order of the recorded one. */
export function compareRuns(recorded: ComparedRun, now: ComparedRun): readonly Divergence[] {
  const count = Math.max(recorded.statements.length, now.statements.length);
  return Array.from({ length: count }, (_, i) => i).flatMap((i) => compareStatement(i, recorded, now));
}

function compareStatement(i: number, recorded: ComparedRun, now: ComparedRun): readonly Divergence[] {
  const [before, after] = [recorded.statements[i], now.statements[i]];
  const known = before ?? after;
  if (known === undefined) return [];
  const place = {
    statement: known.index,
    command: known.command,
    line: known.at.line,
    iteration: (known.iteration ?? []).map(({ name, value }) => `${name} = ${value}`).join(', '),
  };
  if (before === undefined || after === undefined || before.command !== after.command) {
    return [{ ...place, kind: 'statement' }];
  }
  const outcomes = { recorded: before.outcome, now: after.outcome };
  if (outcomes.recorded !== outcomes.now) return [{ ...place, kind: 'outcome', outcomes }];
  const count = Math.max(before.results.length, after.results.length);
  return Array.from({ length: count }, (_, result) => result).flatMap((result): readonly Divergence[] => {
    const [was, is] = [before.results[result], after.results[result]];
    if (was === undefined) return [{ ...place, result, kind: 'new' }];
    if (is === undefined) return [{ ...place, result, kind: 'gone' }];
    if (was.hash === is.hash) return [];
    const bodies = [recorded.bodyOf?.(i, result), now.bodyOf?.(i, result)] as const;
    if (bodies[0] === undefined || bodies[1] === undefined) return [{ ...place, result, kind: 'contents' }];
    return [{ ...place, result, kind: 'contents', cells: differences(bodies[0], bodies[1]) }];
  });
}

/** The cells that differ, in the order of the recorded result; those that only the other has follow. */
export function differences(recorded: Json, now: Json): readonly CellDifference[] {
  const [before, after] = [cellsOf(recorded), cellsOf(now)];
  const where = new Set([...before.keys(), ...after.keys()]);
  return [...where].flatMap((place) => {
    const difference = { where: place, recorded: before.get(place), now: after.get(place) };
    return difference.recorded === difference.now ? [] : [difference];
  });
}
