import {
  type Cell,
  cellOf,
  Invalid,
  keyCell,
  type OracleDataset,
  type OracleState,
  type OracleVariable,
  Refused,
  type Row,
  withVariables,
} from './model.ts';
import { activeOf, checkDistinct, checkNew, datasetNamed, idKind } from './names.ts';
import { semantics } from './semantics.ts';
import type { StatementOf } from './statement.ts';
import { column } from './typing.ts';

/** `merge`: the target with the variables of the source's row of the same key. */
export function merge(state: OracleState, s: StatementOf<'merge'>): OracleDataset {
  const source = activeOf(state);
  const target = datasetNamed(state, s.target);
  if (s.target === state.active) throw new Invalid('merged into itself');
  if (target.kind === 'empty' || target.identifier === undefined) throw new Invalid('the target is empty');
  const variables = s.names.map((name) => {
    const variable = source.variables.find((v) => v.name === name);
    if (variable === undefined) throw new Invalid(`${name} cannot be merged`);
    const isSystem = name.includes('@');
    if (!isSystem) checkNew(target, name);
    else if (target.variables.some((v) => v.name === name)) throw new Invalid(`${name} exists`);
    return variable;
  });
  checkDistinct(s.names);
  const key = s.on === undefined ? target.identifier : column(target, s.on);
  const from = sourceKey(source, key);
  if (from === undefined) throw new Invalid('nothing to link by');
  const found = new Map<Cell, Row>();
  for (const row of source.rows) {
    const value = keyCell(cellOf(row, from.name));
    if (value === null) continue;
    if (found.has(value)) throw new Refused('a key twice');
    found.set(value, row);
  }
  const rows = target.rows.map((row) => {
    const match = found.get(keyCell(cellOf(row, key.name)));
    const cells = s.names.map(
      (name) => [name, match === undefined ? semantics.unmatched() : cellOf(match, name)] as const,
    );
    return { ...row, ...Object.fromEntries(cells) };
  });
  return withVariables(target, [...target.variables, ...variables], rows);
}

/** The column of the source that links to a key of the target: its identifier, else the variable of the same name. */
export function sourceKey(source: OracleDataset, key: OracleVariable): OracleVariable | undefined {
  const { identifier } = source;
  if (identifier !== undefined && isComparable(identifier, key)) {
    return source.kind === 'event' || source.kind === 'panel' ? undefined : identifier;
  }
  return source.variables.find((variable) => variable.name === key.name && isComparable(variable, key));
}

function isComparable(a: OracleVariable, b: OracleVariable): boolean {
  return a.type === 'key' && b.type === 'key' ? idKind(a.unit) === idKind(b.unit) : a.type === b.type;
}
