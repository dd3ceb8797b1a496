import { databankMessages } from '../../base/messages/databank.ts';
import { type ParametersOf, threshold } from '../../base/messages/message.ts';
import { type DatabankMessageCode, type DatabankProblem, databankProblem } from '../databank-error.ts';
import { listedPerKind, type RowProblem } from './row-problems.ts';

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
