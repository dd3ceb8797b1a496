import type { Json } from '../base/canonical-json.ts';
import { type CellValue, cellsOf } from './cells.ts';
import type { RecordedStatement } from './run-record.ts';

/** The same script run on one of several versions. */
export interface VersionRun {
  readonly version: string;
  readonly statements: readonly RecordedStatement[];
  /** JSON of the released body of a statement's result. */
  readonly bodyOf: (statement: number, result: number) => Json | undefined;
}

/** A released number in each of several versions. */
export interface Movement {
  readonly statement: number;
  readonly command: string;
  readonly line: number;
  /** `y = 2019` in a pass of a loop. */
  readonly iteration: string;
  readonly result: number;
  readonly where: string;
  /** In the order of the versions; a text says why a number is withheld, `undefined` is a version without it. */
  readonly values: readonly (CellValue | undefined)[];
}

/** Every released number of some runs of one script, in the order of the script; all runs together. */
export function movementsOf(runs: readonly VersionRun[]): readonly Movement[] {
  const longest = Math.max(0, ...runs.map(({ statements }) => statements.length));
  return Array.from({ length: longest }, (_, i) => i).flatMap((i) => movementsAt(i, runs));
}

function movementsAt(i: number, runs: readonly VersionRun[]): readonly Movement[] {
  const known = runs.map(({ statements }) => statements[i]).find((statement) => statement !== undefined);
  if (known === undefined) return [];
  const count = Math.max(...runs.map(({ statements }) => statements[i]?.results.length ?? 0));
  return Array.from({ length: count }, (_, result) => result).flatMap((result): readonly Movement[] => {
    const cells = runs.map((run) => {
      // Another command at the place means another number.
      if (run.statements[i]?.command !== known.command) return new Map<string, CellValue>();
      const body = run.bodyOf(i, result);
      return body === undefined ? new Map<string, CellValue>() : cellsOf(body);
    });
    const places = new Set(cells.flatMap((own) => [...own].filter(isNumber).map(([where]) => where)));
    return [...places].map((where) => ({
      statement: i,
      command: known.command,
      line: known.at.line,
      iteration: (known.iteration ?? []).map(({ name, value }) => `${name} = ${value}`).join(', '),
      result,
      where,
      values: cells.map((own) => own.get(where)),
    }));
  });
}

/** Numbers of the data: the threshold that a status line names is none. */
function isNumber([where, value]: readonly [string, CellValue]): boolean {
  return typeof value === 'number' && !where.endsWith(' · fewerThan') && where !== 'fewerThan';
}

/** Whether a number is not the same in all versions. */
export function moves({ values }: Movement): boolean {
  return values.some((value) => value !== values[0]);
}

/** The change from the first to the last version that have the number, as a share of the first; `undefined` where there is none to tell. */
export function relativeChange({ values }: Movement): number | undefined {
  const numbers = values.filter((value) => typeof value === 'number');
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === undefined || last === undefined || first === 0 ? undefined : (last - first) / Math.abs(first);
}
