import { expect } from 'vitest';
import type { Table } from '../../../src/runtime/columnar/table.ts';
import { plain } from '../columns.ts';
import type { Cell } from './expression.ts';
import type { OracleDataset, OracleState } from './interpreter.ts';

/** Columns by name, in the order of the identifier. */
type Shown = Readonly<Record<string, readonly Cell[]>>;

function shown(cell: Cell): Cell {
  return cell === 0 ? 0 : cell;
}

/** Columns in the order of the identifier; rows of the same unit keep theirs. There is no other order. */
function columnsOf(
  names: readonly string[],
  identifier: readonly Cell[],
  cell: (name: string, row: number) => Cell,
): Shown {
  const order = identifier.map((_, row) => row);
  const key = (row: number): Cell => shown(identifier[row] ?? null);
  order.sort((a, b) => (key(a) === key(b) ? a - b : (key(a) ?? '') < (key(b) ?? '') ? -1 : 1));
  const columns = names.map((name) => [name, order.map((row) => shown(cell(name, row)))] as const);
  return Object.fromEntries<readonly Cell[]>([['', order.map(key)], ...columns]);
}

function ofEngine(table: Table): Shown {
  const names = table.schema.variables.map(({ name }) => name);
  const columns = new Map(names.map((name) => [name, plain(table.columns.get(name)!)]));
  return columnsOf(names, plain(table.identifier), (name, row) => columns.get(name)?.[row] ?? null);
}

function ofOracle({ rows, variables, identifier }: OracleDataset): Shown {
  const ids = rows.map((row) => row[identifier.name] ?? null);
  return columnsOf(
    variables.map(({ name }) => name),
    ids,
    (name, row) => rows[row]?.[name] ?? null,
  );
}

function expectSame(found: Shown, expected: Shown): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, cells] of Object.entries(expected)) {
    const other = found[name] ?? [];
    const isClose = (x: Cell, y: Cell): boolean =>
      typeof x === 'number' && typeof y === 'number' && Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y));
    const differ =
      other.length !== cells.length || cells.some((y, i) => other[i] !== y && !isClose(other[i] ?? null, y));
    if (differ) expect({ name, cells: other }).toEqual({ name, cells });
  }
}

/** Expects that the engine holds the datasets that the oracle holds. */
export function expectSameDatasets(
  tables: ReadonlyMap<string, Table>,
  { datasets }: Pick<OracleState, 'datasets'>,
): void {
  expect([...tables.keys()].sort()).toEqual([...datasets.keys()].sort());
  for (const [name, dataset] of datasets) expectSame(ofEngine(tables.get(name)!), ofOracle(dataset));
}
