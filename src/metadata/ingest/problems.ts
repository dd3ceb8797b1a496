import { databankMessages } from '../../base/messages/databank.ts';
import { type MessageParameters, type ParametersOf, threshold } from '../../base/messages/message.ts';
import { type DatabankMessageCode, type DatabankProblem, databankProblem } from '../databank-error.ts';

/** At most so many problems of one kind are listed for a file; the rest are counted. */
export const listedPerKind = 50;

/** A problem of a row as a thread hands it over: its line counts from the beginning of the thread's part of the file. */
export interface RowProblem {
  readonly code: DatabankMessageCode;
  readonly line: number;
  /** All parameters but file and line. */
  readonly parameters: MessageParameters;
}

/** The parameters of a message about a row without its place. */
export type RowParameters<C extends DatabankMessageCode> = Omit<
  ParametersOf<(typeof databankMessages)[C]>,
  'file' | 'line'
>;

/** Problems of rows in the order found: at most `listedPerKind` of a kind, and how many there are of each. */
export class RowProblems {
  readonly listed: RowProblem[] = [];
  readonly counts = new Map<DatabankMessageCode, number>();

  /** Notes a problem of a row. */
  add<C extends DatabankMessageCode>(code: C, line: number, parameters: RowParameters<C> & MessageParameters): void {
    const count = (this.counts.get(code) ?? 0) + 1;
    this.counts.set(code, count);
    if (count <= listedPerKind) this.listed.push({ code, line, parameters: parameters });
  }
}

/** Collects what is wrong with incoming files: all of it, not only the first. */
export class ProblemList {
  readonly #problems: DatabankProblem[] = [];
  readonly #counts = new Map<string, { readonly file: string; readonly code: DatabankMessageCode; count: number }>();
  #errors = 0;

  /** Notes a problem of a file. */
  add<C extends DatabankMessageCode>(
    file: string,
    code: C,
    parameters: ParametersOf<(typeof databankMessages)[C]>,
  ): void {
    this.#note(file, databankProblem(code, parameters));
  }

  /** Notes problems of rows, whose lines are counted after `linesBefore` others; `counts` tells of those not listed. */
  addRows(
    file: string,
    {
      listed,
      counts,
    }: { readonly listed: readonly RowProblem[]; readonly counts: ReadonlyMap<DatabankMessageCode, number> },
    linesBefore: number,
  ): void {
    const noted = new Map<DatabankMessageCode, number>();
    for (const { code, line, parameters } of listed) {
      this.#note(file, { code, parameters: { file, line: threshold(linesBefore + line), ...parameters } });
      noted.set(code, (noted.get(code) ?? 0) + 1);
    }
    for (const [code, count] of counts) this.#count(file, code, count - (noted.get(code) ?? 0));
  }

  /** Whether nothing was noted. */
  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** Whether something is wrong; what only deserves a look does not count. */
  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  /** How many errors there are, listed or not. */
  get errorCount(): number {
    return this.#errors;
  }

  /** All problems in the order found, then how many more there were of each kind. */
  all(): readonly DatabankProblem[] {
    const more = [...this.#counts.values()].flatMap(({ file, code, count }) =>
      count <= listedPerKind
        ? []
        : [databankProblem('ingest-more-problems', { file, kind: code, count: threshold(count - listedPerKind) })],
    );
    return [...this.#problems, ...more];
  }

  #note(file: string, problem: DatabankProblem): void {
    if (this.#count(file, problem.code, 1) <= listedPerKind) this.#problems.push(problem);
  }

  #count(file: string, code: DatabankMessageCode, added: number): number {
    const key = `${code} ${file}`;
    const kind = this.#counts.get(key) ?? { file, code, count: 0 };
    kind.count += added;
    this.#counts.set(key, kind);
    if (databankMessages[code].severity === 'error') this.#errors += added;
    return kind.count;
  }
}
