import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBInstance,
  type DuckDBType,
  INTEGER,
  VARCHAR,
} from '@duckdb/node-api';
import { openStop16 } from '../src/metadata/store/spells.ts';
import type { ColumnValues, Spells, UnitUniverse, VariableSlice } from '../src/metadata/stored-column.ts';
import { missingCode, missingInt32, missingUnit } from '../src/metadata/stored-column.ts';

/**
 * The peer: DuckDB in memory, holding the same register variables as tables of (unit, value). In memory, so that it writes its
 * results as fast as it can: a database file costs it several times as much.
 */
export interface Peer {
  readonly connection: DuckDBConnection;
  close(): void;
}

/** Opens the peer, with the tables of a database file within reach as `stored`: to read only, or to make them, too. */
export async function openPeer(path: string, threads: number, makes = true): Promise<Peer> {
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  const connection = await instance.connect();
  await connection.run(`ATTACH '${path}' AS stored${makes ? '' : ' (READ_ONLY)'}`);
  return {
    connection,
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

const rowsPerChunk = 2048;

/** Stores a slice as a table `name(unit_id BIGINT, value …)`, in ascending order of the unit's identifier. */
export async function storeSlice(
  peer: Peer,
  name: string,
  universe: UnitUniverse,
  slice: VariableSlice,
): Promise<void> {
  const [type, sqlType] = columnType(slice.values);
  await peer.connection.run(`CREATE OR REPLACE TABLE stored.${name} (unit_id BIGINT, value ${sqlType})`);
  const appender = await peer.connection.createAppender(name, 'main', 'stored');
  const read = valueReader(slice.values, universe);
  let units: bigint[] = [];
  let values: (number | string | bigint | null)[] = [];
  const flush = (): void => {
    if (units.length === 0) return;
    const chunk = DuckDBDataChunk.create([BIGINT, type], units.length);
    chunk.setColumnValues(0, units);
    chunk.setColumnValues(1, values);
    appender.appendDataChunk(chunk);
    units = [];
    values = [];
  };
  for (let i = 0; i < slice.rowCount; i++) {
    const value = read(i);
    if (value === null) continue;
    units.push(identifier(universe, slice.layout === 'sparse' ? slice.units[i]! : i));
    values.push(value);
    if (units.length === rowsPerChunk) flush();
  }
  flush();
  appender.closeSync();
}

/** Stores a history as a table `name(unit_id BIGINT, start DATE, stop DATE, value …)`; the stop of an open spell is null. */
export async function storeSpells(peer: Peer, name: string, universe: UnitUniverse, spells: Spells): Promise<void> {
  const [type, sqlType] = columnType(spells.values);
  await peer.connection.run(
    `CREATE OR REPLACE TABLE stored.${name} (unit_id BIGINT, start DATE, stop DATE, value ${sqlType})`,
  );
  await peer.connection.run(
    `CREATE OR REPLACE TEMP TABLE days (unit_id BIGINT, start INTEGER, stop INTEGER, value ${sqlType})`,
  );
  const appender = await peer.connection.createAppender('days');
  const read = valueReader(spells.values, universe);
  let unit = 0;
  const spellCount = spells.offsets.at(-1) ?? 0;
  for (let first = 0; first < spellCount; first += rowsPerChunk) {
    const count = Math.min(rowsPerChunk, spellCount - first);
    const columns: (number | string | bigint | null)[][] = [[], [], [], []];
    for (let spell = first; spell < first + count; spell++) {
      while (spells.offsets[unit + 1]! <= spell) unit++;
      columns[0]!.push(identifier(universe, unit));
      columns[1]!.push(spells.starts[spell]!);
      columns[2]!.push(spells.stops[spell] === openStop16 ? null : spells.stops[spell]!);
      columns[3]!.push(read(spell));
    }
    const chunk = DuckDBDataChunk.create([BIGINT, INTEGER, INTEGER, type], count);
    columns.forEach((values, i) => chunk.setColumnValues(i, values));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
  await peer.connection.run(
    `INSERT INTO stored.${name} SELECT unit_id, DATE '1970-01-01' + start, DATE '1970-01-01' + stop, value FROM days`,
  );
  await peer.connection.run('DROP TABLE days');
}

function identifier(universe: UnitUniverse, unit: number): bigint {
  return universe.pseudonyms === undefined ? BigInt(unit) : BigInt(universe.pseudonyms[unit]!);
}

function columnType(values: ColumnValues): readonly [DuckDBType, string] {
  switch (values.kind) {
    case 'float64':
      return [DOUBLE, 'DOUBLE'];
    case 'int32':
      return [INTEGER, 'INTEGER'];
    case 'dictionary':
      return [VARCHAR, 'VARCHAR'];
    case 'unit':
      return [BIGINT, 'BIGINT'];
  }
}

function valueReader(values: ColumnValues, universe: UnitUniverse): (row: number) => number | string | bigint | null {
  switch (values.kind) {
    case 'float64':
      return (i) => (Number.isNaN(values.values[i]!) ? null : values.values[i]!);
    case 'int32':
      return (i) => (values.values[i]! === missingInt32 ? null : values.values[i]!);
    case 'dictionary':
      return (i) => (values.codes[i]! === missingCode ? null : values.dictionary[values.codes[i]!]!);
    case 'unit':
      return (i) => (values.units[i]! === missingUnit ? null : identifier(universe, values.units[i]!));
  }
}

/** Brings the stored tables into memory. */
export async function loadTables(peer: Peer, names: readonly string[]): Promise<void> {
  for (const name of names)
    await peer.connection.run(`CREATE OR REPLACE TABLE ${name} AS SELECT * FROM stored.${name}`);
}
