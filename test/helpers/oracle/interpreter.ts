import { assign, cloneVariables, recode } from './assigning.ts';
import { destring } from './destringing.ts';
import { evaluation } from './evaluation.ts';
import { type Expr, namesIn } from './expression.ts';
import { aggregate } from './grouping.ts';
import { importAt, importEvents, importPanel, type Registers } from './importing.ts';
import { assignLabels, defineLabels, dropLabels } from './labelling.ts';
import { merge } from './linking.ts';
import { cellOf, Invalid, type OracleDataset, type OracleState, Refused, type Row } from './model.ts';
import { activeOf, anyActive, checkNew, checkNewDataset, datasetNamed, identifiers, isPanelTime } from './names.ts';
import { fromPanel, toPanel } from './reshaping.ts';
import { semantics } from './semantics.ts';
import type { Statement, StatementOf } from './statement.ts';
import { column, numberType } from './typing.ts';

/** What came of a statement: a state, a mistake that can be seen without data, or one that the data make. */
export type Outcome = { readonly state: OracleState } | 'invalid' | 'refused';

/** Runs one statement, row by row. */
export function runStatement(state: OracleState, s: Statement, registers: Registers): Outcome {
  try {
    return { state: run(state, s, registers) };
  } catch (error) {
    if (error instanceof Invalid) return 'invalid';
    if (error instanceof Refused) return 'refused';
    throw error;
  }
}

function run(state: OracleState, s: Statement, registers: Registers): OracleState {
  switch (s.c) {
    case 'use':
      datasetNamed(state, s.name);
      return { ...state, active: s.name };
    case 'create-dataset':
      checkNewDataset(state, s.name);
      return { ...put(state, s.name, emptyDataset), active: s.name };
    case 'delete-dataset':
      return deleteDataset(state, s.name);
    case 'rename-dataset':
    case 'clone-dataset':
    case 'clone-units':
      return copyDataset(state, s);
    case 'define-labels':
      return { ...state, lists: new Map([...state.lists, [s.name, defineLabels(state, s)]]) };
    case 'drop-labels':
      return dropLabels(state, s.names);
    case 'merge':
      return put(state, s.target, merge(state, s));
    default:
      return put(state, anyActive(state).name, change(state, s, registers));
  }
}

function put(state: OracleState, name: string, dataset: OracleDataset): OracleState {
  return { ...state, datasets: new Map([...state.datasets, [name, dataset]]) };
}

const emptyDataset: OracleDataset = {
  kind: 'empty',
  unitType: undefined,
  identifier: undefined,
  variables: [],
  rows: [],
};

function deleteDataset(state: OracleState, name: string): OracleState {
  datasetNamed(state, name);
  const datasets = new Map([...state.datasets].filter(([other]) => other !== name));
  return { ...state, datasets, active: state.active === name ? undefined : state.active };
}

function copyDataset(
  state: OracleState,
  { c, from, to }: StatementOf<'rename-dataset' | 'clone-dataset' | 'clone-units'>,
): OracleState {
  const source = datasetNamed(state, from);
  checkNewDataset(state, to);
  if (c === 'clone-dataset') return put(state, to, source);
  if (c === 'clone-units') return put(state, to, unitsOf(source));
  const renamed = put(deleteDataset(state, from), to, source);
  return { ...renamed, active: state.active === from ? to : state.active };
}

/** Each unit of a dataset once. */
function unitsOf({ identifier, unitType, rows }: OracleDataset): OracleDataset {
  if (identifier === undefined) throw new Invalid('the dataset has no units');
  const { name } = identifier;
  const units = new Set(rows.map((row) => cellOf(row, name)));
  return {
    kind: 'units',
    unitType,
    identifier,
    variables: [],
    rows: [...units].map((unit): Row => ({ [name]: unit })),
  };
}

type Changing = Exclude<
  Statement['c'],
  | 'use'
  | 'create-dataset'
  | 'delete-dataset'
  | 'rename-dataset'
  | 'clone-dataset'
  | 'clone-units'
  | 'define-labels'
  | 'drop-labels'
  | 'merge'
>;

function change(state: OracleState, s: StatementOf<Changing>, registers: Registers): OracleDataset {
  switch (s.c) {
    case 'import':
      return importAt(anyActive(state).d, s, registers);
    case 'import-event':
      return importEvents(anyActive(state).d, s, registers);
    case 'import-panel':
      return importPanel(anyActive(state).d, s, registers);
    case 'generate':
    case 'replace':
      return assign(activeOf(state), s);
    case 'keep-rows':
    case 'drop-rows':
      return selectRows(activeOf(state), s);
    case 'keep':
    case 'drop':
      return selectVariables(activeOf(state), s);
    case 'rename':
      return rename(activeOf(state), s);
    case 'clone-variables':
      return cloneVariables(activeOf(state), s);
    case 'recode':
      return recode(activeOf(state), s);
    case 'destring':
      return destring(activeOf(state), s);
    case 'collapse':
    case 'aggregate':
      return aggregate(activeOf(state), s);
    case 'reshape-to-panel':
      return toPanel(activeOf(state), s.prefixes);
    case 'reshape-from-panel':
      return fromPanel(activeOf(state));
    case 'sample':
      return sample(activeOf(state), s);
    case 'assign-labels':
      return assignLabels(activeOf(state), state, s);
  }
}

function selectRows(d: OracleDataset, { c, condition }: StatementOf<'keep-rows' | 'drop-rows'>): OracleDataset {
  numberType(condition, d);
  const holds = evaluation(condition, d, d.rows);
  const stays = (row: Row): boolean => semantics.isTrue(holds(row)) === (c === 'keep-rows');
  const kept = { ...d, rows: d.rows.filter(stays) };
  const isEmptied = d.rows.length > 0 && kept.rows.length === 0;
  if (d.times === undefined) return isEmptied ? refuse('no row is left') : kept;
  // A time at which the condition is decided whatever the data are is known to be there or not.
  const times = d.times.filter(({ value }) => atTime(condition, value, d) !== (c === 'drop-rows'));
  if (times.length === 0) throw new Invalid('no time is left');
  return isEmptied ? refuse('no row is left') : { ...kept, times };
}

function refuse(reason: string): never {
  throw new Refused(reason);
}

/** Whether a condition holds for all rows of a time; `undefined` where that depends on the data. */
function atTime(condition: Expr, time: number | string, d: OracleDataset): boolean | undefined {
  if (condition.k === 'not') {
    const inner = atTime(condition.a, time, d);
    return inner === undefined ? undefined : !inner;
  }
  if (condition.k === 'binary' && (condition.op === '&' || condition.op === '|')) {
    const deciding = condition.op === '|';
    const sides = [atTime(condition.a, time, d), atTime(condition.b, time, d)];
    if (sides.includes(deciding)) return deciding;
    return sides.includes(undefined) ? undefined : !deciding;
  }
  if (!namesIn(condition).every((name) => name === 'date@panel')) return undefined;
  return semantics.isTrue(evaluation(condition, d, [])({ 'date@panel': time }));
}

function selectVariables(d: OracleDataset, { c, names }: StatementOf<'keep' | 'drop'>): OracleDataset {
  for (const name of names) {
    const found = column(d, name);
    if (c === 'drop' && (found === d.identifier || isPanelTime(d, name))) throw new Invalid('a column of the system');
  }
  const variables = d.variables.filter(({ name }) => isPanelTime(d, name) || names.includes(name) === (c === 'keep'));
  return { ...d, variables, kind: d.kind === 'cross-section' && variables.length === 0 ? 'units' : d.kind };
}

function rename(d: OracleDataset, { from, to }: StatementOf<'rename'>): OracleDataset {
  const found = column(d, from);
  checkNew(d, to);
  const isBuiltIn = found === d.identifier && Object.values<string>(identifiers).includes(from);
  if (isPanelTime(d, from) || isBuiltIn) throw new Invalid('a column of the system');
  const rows = d.rows.map((row) => ({ ...row, [to]: cellOf(row, from) }));
  if (found === d.identifier) return { ...d, identifier: { ...found, name: to }, rows };
  return { ...d, variables: d.variables.map((v) => (v === found ? { ...v, name: to } : v)), rows };
}

/** Which rows are left is drawn by the engine; how many is known. */
function sample(d: OracleDataset, { size, seed }: StatementOf<'sample'>): OracleDataset {
  const isShare = size > 0 && size < 1;
  if (!isShare && !(Number.isInteger(size) && size >= 1)) throw new Invalid('no size of a sample');
  if (!Number.isInteger(seed) || seed < 1) throw new Invalid('no seed');
  const wanted = isShare ? Math.max(1, Math.round(size * d.rows.length)) : size;
  return wanted >= d.rows.length ? d : { ...d, sampled: wanted };
}
