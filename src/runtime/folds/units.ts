/** How rows belong to units, as folds read it. Keys are signed views of the record keys: sums modulo 2^32 stay in integer registers. */
export interface UnitRows {
  readonly keysA: Int32Array;
  readonly keysB: Int32Array;
  /** Entry of the keys for each row; absent when row i is entry i. */
  readonly index: Int32Array | undefined;
  /** Whether no unit has more than one row; if not, the rows of a unit are adjacent. */
  readonly distinct: boolean;
  readonly rowCount: number;
}

/** The range of rows that a block owns when each unit belongs to the block of its first row. */
export function ownRange(units: UnitRows, start: number, end: number): { readonly from: number; readonly to: number } {
  const index = units.index;
  if (units.distinct || index === undefined) return { from: start, to: end };
  return { from: nextUnit(index, start), to: nextUnit(index, end) };
}

/** The first row at or after `row` that is not of the same unit as the row before it. */
function nextUnit(index: Int32Array, row: number): number {
  if (row === 0) return 0;
  let next = row;
  while (next < index.length && index[next] === index[next - 1]) next++;
  return next;
}
