import { type CodeList, Invalid, type OracleDataset, type OracleState, type OracleVariable } from './model.ts';
import { checkDistinct, checkForm } from './names.ts';
import type { StatementOf } from './statement.ts';
import { readable } from './typing.ts';

/** `define-labels`: codes of two types are all texts. */
export function defineLabels(state: OracleState, { name, pairs }: StatementOf<'define-labels'>): CodeList {
  checkForm(name);
  if (state.lists.has(name)) throw new Invalid(`code list ${name} exists`);
  const isMixed = new Set(pairs.map(({ code }) => typeof code)).size > 1;
  const entries = pairs.map(({ code, label }) => ({ code: isMixed ? String(code) : code, label }));
  checkDistinct(entries.map(({ code }) => String(code)));
  return { entries };
}

function listNamed(state: OracleState, name: string): CodeList {
  const found = state.lists.get(name);
  if (found === undefined) throw new Invalid(`no code list ${name}`);
  return found;
}

/** `assign-labels`. */
export function assignLabels(d: OracleDataset, state: OracleState, s: StatementOf<'assign-labels'>): OracleDataset {
  const variable = readable(d, s.name);
  const list = listNamed(state, s.list);
  return { ...d, variables: d.variables.map((v) => (v === variable ? { ...v, list } : v)) };
}

/** `drop-labels`: the variables of all datasets that use the lists lose their labels. */
export function dropLabels(state: OracleState, names: readonly string[]): OracleState {
  const gone = new Set(names.map((name) => listNamed(state, name)));
  const without = (variable: OracleVariable): OracleVariable => {
    const { list, ...rest } = variable;
    return list !== undefined && gone.has(list) ? rest : variable;
  };
  const datasets = [...state.datasets].map(([name, d]): readonly [string, OracleDataset] => {
    const identifier = d.identifier === undefined ? undefined : without(d.identifier);
    return [name, { ...d, identifier, variables: d.variables.map(without) }];
  });
  return {
    ...state,
    datasets: new Map(datasets),
    lists: new Map([...state.lists].filter(([name]) => !names.includes(name))),
  };
}
