import { Invalid, type OracleDataset, type OracleState } from './model.ts';

/** The identifier columns of the unit types that the tests use, by unit type. */
export const identifiers = { PERSON: 'PERSONID_1', FAMILIE: 'FAMILIE_ID', JOBB: 'JOBBID_1' } as const;

/** Unit types whose numbers can be compared: those of persons and of what is named after a person. */
export function idKind(unitType: string | undefined): string {
  return unitType === 'PERSON' || unitType === 'FAMILIE' ? 'FNR' : (unitType ?? '');
}

/** A name that a statement introduces must be one, and may not be one that only the system gives. */
export function checkForm(name: string): void {
  if (!/^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(name) || name === 'if') throw new Invalid(`illegal name ${name}`);
}

/** A variable that a statement introduces. */
export function checkNew(d: OracleDataset, name: string): void {
  checkForm(name);
  const isTaken = d.variables.some((v) => v.name === name) || d.identifier?.name === name;
  if (isTaken) throw new Invalid(`${name} exists`);
  checkNotOfSystem(name);
}

/** Only the system names identifiers. */
export function checkNotOfSystem(name: string): void {
  if (Object.values<string>(identifiers).includes(name)) throw new Invalid(`${name} is a name of the system`);
}

/** The time of a panel is the system's; in other datasets the name may be that of any variable. */
export function isPanelTime(d: OracleDataset, name: string): boolean {
  return d.kind === 'panel' && name === 'date@panel';
}

/** A dataset that a statement introduces. */
export function checkNewDataset(state: OracleState, name: string): void {
  checkForm(name);
  if (state.datasets.has(name)) throw new Invalid(`dataset ${name} exists`);
}

/** A dataset by name. */
export function datasetNamed(state: OracleState, name: string): OracleDataset {
  const found = state.datasets.get(name);
  if (found === undefined) throw new Invalid(`no dataset ${name}`);
  return found;
}

/** The active dataset, of any kind. */
export function anyActive(state: OracleState): { readonly name: string; readonly d: OracleDataset } {
  if (state.active === undefined) throw new Invalid('no dataset is active');
  return { name: state.active, d: datasetNamed(state, state.active) };
}

/** The active dataset, which must have units. */
export function activeOf(state: OracleState): OracleDataset {
  const { d } = anyActive(state);
  if (d.kind === 'empty') throw new Invalid('the dataset is empty');
  return d;
}

/** No name stands in the list twice. */
export function checkDistinct(names: readonly string[]): void {
  if (new Set(names).size < names.length) throw new Invalid('a name twice');
}
