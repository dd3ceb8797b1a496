import type { VariableSchema } from '../../../src/lang/types/schema.ts';
import type { CodeListLookup } from '../../../src/runtime/code-lists.ts';
import type { Table } from '../../../src/runtime/columnar/table.ts';
import { plain } from '../columns.ts';
import {
  type Cell,
  type CodeList,
  cellOf,
  type OracleDataset,
  type OracleState,
  type OracleVariable,
} from './model.ts';
import { idKind } from './names.ts';

/** Where engine and oracle differ, for people to read; nothing when they do not. */
export type Difference = string | undefined;

/** Compares the datasets of a run with those of the oracle, again only where one of the two has changed. */
export class Comparison {
  readonly #codeLists: CodeListLookup;
  readonly #known = new Map<Table, OracleDataset>();

  constructor(codeLists: CodeListLookup) {
    this.#codeLists = codeLists;
  }

  /** All that can be known of the datasets: names, kinds, units, variables in order with types and code lists, and values. */
  differenceOf(tables: ReadonlyMap<string, Table>, { datasets }: Pick<OracleState, 'datasets'>): Difference {
    const [found, expected] = [[...tables.keys()].sort(), [...datasets.keys()].sort()];
    if (found.join() !== expected.join()) return `datasets ${found.join()} instead of ${expected.join()}`;
    for (const [name, dataset] of datasets) {
      const table = tables.get(name);
      if (table === undefined || this.#known.get(table) === dataset) continue;
      const difference = this.#compare(table, dataset);
      if (difference !== undefined) return `dataset ${name}: ${difference}`;
      this.#known.set(table, dataset);
    }
    return undefined;
  }

  #compare(table: Table, d: OracleDataset): Difference {
    const { schema } = table;
    const found = [
      `${schema.kind} of ${schema.unitType}`,
      this.#schemaText(schema.identifier),
      ...schema.variables.map((v) => this.#schemaText(v)),
    ];
    const expected = [`${d.kind} of ${d.unitType}`, variableText(d.identifier), ...d.variables.map(variableText)];
    if (found.join('\n') !== expected.join('\n')) return `${found.join('; ')} instead of ${expected.join('; ')}`;
    if (d.identifier === undefined) return table.rowCount === 0 ? undefined : 'rows without units';
    return d.sampled === undefined ? valuesDifference(table, d) : sampleDifference(table, d, d.sampled);
  }

  #schemaText(variable: VariableSchema | Table['schema']['identifier']): string {
    if (variable === undefined) return 'no identifier';
    const { name, type, codeList } = variable;
    const openStop = 'openStop' in variable && variable.openStop;
    const typeText =
      type.type === 'numeric'
        ? `number ${type.subtype}`
        : type.type === 'key'
          ? `key ${type.unitType} ${type.unitType === undefined ? '' : idKind(type.unitType)}`
          : type.type;
    const entries = codeList === undefined ? undefined : this.#codeLists(codeList).entries;
    return `${name}: ${typeText}${openStop ? ' open' : ''}${entries === undefined ? '' : ` ${entries.map((e) => labelText(e.code, e.label, e.flaggedMissing)).join(' ')}`}`;
  }
}

function variableText(variable: OracleVariable | undefined): string {
  if (variable === undefined) return 'no identifier';
  const { name, type, subtype, unit, open, list } = variable;
  const typeText =
    type === 'number' ? `number ${subtype}` : type === 'key' ? `key ${unit} ${idKind(unit)}` : 'alphanumeric';
  return `${name}: ${typeText}${open ? ' open' : ''}${listText(list)}`;
}

function listText(list: CodeList | undefined): string {
  if (list === undefined) return '';
  return ` ${list.entries.map(({ code, label, flagged }) => labelText(code, label, flagged)).join(' ')}`;
}

function labelText(code: number | string, label: string, flagged: true | undefined): string {
  return `[${JSON.stringify(code)} ${label}${flagged ? ' flagged' : ''}]`;
}

function valuesDifference(table: Table, d: OracleDataset): Difference {
  if (table.rowCount !== d.rows.length) return `${table.rowCount} rows instead of ${d.rows.length}`;
  const key = d.identifier?.name ?? '';
  const ids = d.rows.map((row) => cellOf(row, key));
  const tableIds = plain(table.identifier);
  const [expectedOrder, foundOrder] = [orderBy(ids), orderBy(tableIds)];
  const check = (name: string, found: readonly Cell[], expected: readonly Cell[], isRough: boolean): Difference => {
    for (let i = 0; i < expected.length; i++) {
      const [x, y] = [found[foundOrder[i] ?? 0] ?? null, expected[expectedOrder[i] ?? 0] ?? null];
      if (x === y || (typeof x === 'number' && typeof y === 'number' && isClose(x, y, isRough))) continue;
      const unit = ids[expectedOrder[i] ?? 0];
      return `${name} is ${JSON.stringify(told(x))} instead of ${JSON.stringify(told(y))} for unit ${String(unit)}`;
    }
    return undefined;
  };
  const ofIdentifier = check(key, tableIds, ids, false);
  if (ofIdentifier !== undefined) return ofIdentifier;
  for (const { name, rough, unsure } of d.variables) {
    const column = table.columns.get(name);
    if (column === undefined) return `no column ${name}`;
    if (unsure) continue;
    const expected = d.rows.map((row) => cellOf(row, name));
    const difference = check(name, plain(column), expected, rough === true);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function told(cell: Cell): Cell {
  return cell === Number.POSITIVE_INFINITY ? 'open' : cell;
}

/** Numbers are the same; last digits may differ only where they depend on the order of additions. */
function isClose(x: number, y: number, isRough: boolean): boolean {
  return isRough && Math.abs(x - y) <= 1e-9 * Math.max(1, Math.abs(y));
}

/** Rows in the order of the identifier; rows of the same unit keep theirs. There is no other order. */
function orderBy(keys: readonly Cell[]): readonly number[] {
  const order = keys.map((_, row) => row);
  if (keys.every((key, i) => i === 0 || !isBefore(key, keys[i - 1] ?? null))) return order;
  return order.sort((a, b) => {
    const [x, y] = [keys[a] ?? null, keys[b] ?? null];
    return isBefore(x, y) ? -1 : isBefore(y, x) ? 1 : a - b;
  });
}

function isBefore(x: Cell, y: Cell): boolean {
  if (x === null || y === null) return x === null && y !== null;
  return x < y;
}

/** Of a sample: as many rows as were asked for, each of them one of those that were there. */
function sampleDifference(table: Table, d: OracleDataset, size: number): Difference {
  if (table.rowCount !== size) return `${table.rowCount} rows instead of ${size}`;
  const names = d.variables.filter(({ rough, unsure }) => !rough && !unsure).map(({ name }) => name);
  const ids = plain(table.identifier);
  const columns = names.map((name) => plain(table.columns.get(name)!));
  const left = new Map<string, number>();
  for (const row of d.rows) {
    const text = [cellOf(row, d.identifier?.name ?? ''), ...names.map((name) => cellOf(row, name))]
      .map(cellText)
      .join();
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  for (let i = 0; i < size; i++) {
    const text = [ids[i] ?? null, ...columns.map((cells) => cells[i] ?? null)].map(cellText).join();
    const count = left.get(text) ?? 0;
    if (count === 0) return `the row ${text}, which was not there`;
    left.set(text, count - 1);
  }
  return undefined;
}

function cellText(cell: Cell): string {
  return JSON.stringify(told(cell === 0 ? 0 : cell));
}
