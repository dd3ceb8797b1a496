import { type databankMessages } from '../../base/messages/databank.ts';
import { type ParametersOf, threshold } from '../../base/messages/message.ts';
import { type DatabankMessageCode, type DatabankProblem, databankProblem } from '../databank-error.ts';

/** At most so many problems of one kind are listed for a file; the rest are counted. */
const listedPerKind = 50;

/** Collects what is wrong with incoming files: all of it, not only the first. */
export class ProblemList {
  readonly #problems: DatabankProblem[] = [];
  readonly #counts = new Map<string, { readonly file: string; count: number }>();

  /** Notes a problem of a file. */
  add<C extends DatabankMessageCode>(
    file: string,
    code: C,
    parameters: ParametersOf<(typeof databankMessages)[C]>,
  ): void {
    const key = `${code} ${file}`;
    const kind = this.#counts.get(key) ?? { file, count: 0 };
    kind.count++;
    this.#counts.set(key, kind);
    if (kind.count <= listedPerKind) this.#problems.push(databankProblem(code, parameters));
  }

  /** Whether nothing was wrong. */
  get isEmpty(): boolean {
    return this.#problems.length === 0;
  }

  /** All problems in the order found, then how many more there were of each kind. */
  all(): readonly DatabankProblem[] {
    const more = [...this.#counts.values()].flatMap(({ file, count }) =>
      count <= listedPerKind
        ? []
        : [databankProblem('ingest-more-problems', { file, count: threshold(count - listedPerKind) })],
    );
    return [...this.#problems, ...more];
  }
}
