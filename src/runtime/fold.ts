/**
 * A statistic over rows as a fold. `step` sees a range of rows; `merge` joins the states of two adjacent ranges, in row order.
 * Inputs are structured-cloneable and their arrays shared, so that the same fold runs in any thread.
 */
export interface Fold<Input, State> {
  /** Unique name under which worker threads find it. */
  readonly name: string;
  init(input: Input): State;
  /** Takes in rows `start` to `end` (exclusive). Must touch `state` only. */
  step(state: State, input: Input, start: number, end: number): void;
  /**
   * Takes in what steps have left in the thread's own memory; called once for each state, after its last step. A thread has one
   * state at a time: `init` clears what is left there of a state that was given up.
   */
  finish?(state: State, input: Input): void;
  /** Adds the later range's state to the earlier one's and returns the sum; may reuse `earlier`. */
  merge(earlier: State, later: State, input: Input): State;
  /**
   * Whether the state is made of integers (counts, sums modulo 2^32, minima) so that the order of additions cannot show.
   * Then a thread keeps one state; otherwise there is one state per block, merged in block order.
   */
  readonly isExact: boolean;
  /** Approximate bytes of one state: large states get fewer blocks. */
  stateBytes(input: Input): number;
}

/** A loop over rows that writes shared output arrays and yields nothing but a small summary per block, in block order. */
export interface Kernel<Input, Summary> {
  readonly name: string;
  /** Works on rows `start` to `end`; output arrays are part of the input. */
  run(input: Input, start: number, end: number): Summary;
}

/** Runs folds and kernels over rows, on one thread or several, with the same result to the bit. */
export interface FoldRunner {
  readonly threads: number;
  /** Says that loops over so many rows will follow, so that threads can start while data is read. */
  prepare?(rowCount: number): void;
  fold<Input, State>(fold: Fold<Input, State>, input: Input, rowCount: number): Promise<State>;
  map<Input, Summary>(kernel: Kernel<Input, Summary>, input: Input, rowCount: number): Promise<readonly Summary[]>;
}

/** Rows per block: depends on the row count (and the size of a state) only, never on the number of threads. */
export function blockSize(rowCount: number, stateBytes: number): number {
  const affordable = Math.max(1, Math.min(128, Math.floor(64_000_000 / Math.max(1, stateBytes))));
  const rows = Math.ceil(rowCount / affordable);
  return Math.max(16_384, Math.ceil(rows / 4096) * 4096);
}
