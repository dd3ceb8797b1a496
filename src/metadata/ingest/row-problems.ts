import type { databankMessages } from '../../base/messages/databank.ts';
import type { MessageParameters, ParametersOf } from '../../base/messages/message.ts';
import type { DatabankMessageCode } from '../databank-error.ts';

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
