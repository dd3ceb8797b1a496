import defaultTable from './policies/ptable-default.json' with { type: 'json' };

/** Probabilities are integers that sum to this. */
const whole = 2 ** 32;

/** One row of a perturbation table: ascending perturbations with the upper bounds of their intervals of [0, 2^32). */
export interface PerturbationRow {
  readonly perturbation: readonly number[];
  readonly upperBound: readonly number[];
}

/** A validated table: row i serves the count i, the last row every larger count (rule DC-03). */
export interface PerturbationTable {
  readonly id: string;
  readonly version: number;
  /** D: no perturbation is larger. */
  readonly maximumPerturbation: number;
  /** The smallest count that can be released, other than 0. */
  readonly smallestShown: number;
  readonly rows: readonly PerturbationRow[];
}

/**
 * Reads a perturbation table from plain data: `rows[i]` lists `[perturbation, weight]`, ascending.
 *
 * @returns the table, or every reason why it must not be used: weights that do not sum to 2^32, a biased row, a
 *          perturbation beyond D, a result that is neither 0 nor large enough, too few rows
 */
export function readPerturbationTable(
  data: unknown,
): { readonly table: PerturbationTable } | { readonly problems: readonly string[] } {
  if (!isTableData(data)) return { problems: ['not a perturbation table'] };
  const problems: string[] = [];
  if (data.rows.length < data.maximumPerturbation * 2 + 1) problems.push('too few rows');
  const rows = data.rows.map((row, count) => readRow(row, count, data, problems));
  if (problems.length > 0) return { problems };
  const { id, version, maximumPerturbation, smallestShown } = data;
  return { table: { id, version, maximumPerturbation, smallestShown, rows } };
}

type Limits = Pick<PerturbationTable, 'maximumPerturbation' | 'smallestShown'>;
type TableData = Limits & {
  readonly id: string;
  readonly version: number;
  readonly rows: readonly (readonly (readonly [number, number])[])[];
};

function readRow(
  row: readonly (readonly [number, number])[],
  count: number,
  limits: Limits,
  problems: string[],
): PerturbationRow {
  let sum = 0;
  let moment = 0;
  const perturbation: number[] = [];
  const upperBound: number[] = [];
  for (const [value, weight] of row) {
    const released = count + value;
    if (!Number.isInteger(value) || !Number.isInteger(weight) || weight <= 0)
      problems.push(`row ${count}: not integers`);
    if (Math.abs(value) > limits.maximumPerturbation) problems.push(`row ${count}: ${value} exceeds the maximum`);
    if (released !== 0 && released < limits.smallestShown) problems.push(`row ${count}: ${released} must not be shown`);
    if (perturbation.length > 0 && value <= perturbation[perturbation.length - 1]!) {
      problems.push(`row ${count}: not ascending`);
    }
    sum += weight;
    // Weights stay below 2^32 and |value| ≤ D, so that every product and sum is exact in a double.
    moment += value * weight;
    perturbation.push(value);
    upperBound.push(sum);
  }
  if (sum !== whole) problems.push(`row ${count}: the weights do not sum to 2^32`);
  if (moment !== 0) problems.push(`row ${count}: biased`);
  if (count === 0 && (perturbation.length !== 1 || perturbation[0] !== 0)) problems.push('row 0: 0 must stay 0');
  return { perturbation, upperBound };
}

function isTableData(data: unknown): data is TableData {
  if (typeof data !== 'object' || data === null) return false;
  const table = data as Partial<Record<keyof TableData, unknown>>;
  return (
    typeof table.id === 'string' &&
    Number.isInteger(table.version) &&
    Number.isInteger(table.maximumPerturbation) &&
    Number.isInteger(table.smallestShown) &&
    Array.isArray(table.rows) &&
    table.rows.every(
      (row) =>
        Array.isArray(row) &&
        row.length > 0 &&
        row.every((entry) => Array.isArray(entry) && entry.length === 2 && entry.every((n) => typeof n === 'number')),
    )
  );
}

/** The perturbation of a count for the low half of its cell key. */
export function perturbationOf(table: PerturbationTable, count: number, cellKeyLow: number): number {
  const row = table.rows[Math.min(count, table.rows.length - 1)]!;
  for (let i = 0; i < row.upperBound.length; i++) {
    if (cellKeyLow < row.upperBound[i]!) return row.perturbation[i]!;
  }
  throw new RangeError('a cell key lies outside the perturbation table');
}

const tables: ReadonlyMap<string, PerturbationTable> = new Map(
  [defaultTable].map((data) => {
    const read = readPerturbationTable(data);
    if ('problems' in read) throw new Error(`${data.id}: ${read.problems.join('; ')}`);
    return [read.table.id, read.table];
  }),
);

/** The perturbation table with this id, if the project has it. */
export function findPerturbationTable(id: string): PerturbationTable | undefined {
  return tables.get(id);
}
