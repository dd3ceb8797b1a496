import type { Catalogue } from '../../metadata/catalogue.ts';
import type { CodeListSource, DatabankBinding } from '../ir/script.ts';
import type { CodeListId, DatasetSchema, PanelTime, VariableSchema } from '../types/schema.ts';

/** A connected databank with its catalogue. */
export interface ConnectedDatabank {
  readonly binding: DatabankBinding;
  readonly catalogue: Catalogue;
}

/** A dataset as far as the analyser knows it. */
export interface DatasetState {
  readonly schema: DatasetSchema;
  /** The units are not known, after a mistake that has been reported: nothing is said about units any more. */
  readonly uncertain?: true;
  /** Names that start like this may exist although the schema does not list them (`''`: any name). */
  readonly openPrefixes?: readonly string[];
  /** The times that rows of a panel can have, ascending; absent for other datasets, and after a mistake in the times. */
  readonly panelTimes?: readonly PanelTime[];
}

/** What a script has made so far. Statements of the analysed line change it in order. */
export interface ScriptState {
  /** By alias, those that are connected now. */
  readonly databanks: Map<string, ConnectedDatabank>;
  /** Every connection that the script has made, also those that it has given up since. */
  readonly required: DatabankBinding[];
  /** What `configure` has turned on. */
  readonly settings: Set<string>;
  readonly datasets: Map<string, DatasetState>;
  active: string | undefined;
  /** Which dataset is active is not known, after a mistake that has been reported. */
  activeUncertain: boolean;
  readonly codeLists: Map<CodeListId, CodeListSource>;
  /** Code lists that `define-labels` has named. */
  readonly listNames: Map<string, CodeListId>;
  /** Names that may have been made by a line that could not be read, or by a statement with a mistake. */
  readonly silenced: Set<string>;
}

/** The state before the first statement. */
export function emptyState(): ScriptState {
  return {
    databanks: new Map(),
    required: [],
    settings: new Set(),
    datasets: new Map(),
    active: undefined,
    activeUncertain: false,
    codeLists: new Map(),
    listNames: new Map(),
    silenced: new Set(),
  };
}

/** Where each variable stands in the list. The schema that was made last from the same list may add to it. */
interface VariableIndex {
  readonly positions: Map<string, number>;
  latest: DatasetSchema;
}

const indexes = new WeakMap<DatasetSchema, VariableIndex>();

function indexOf(schema: DatasetSchema): VariableIndex {
  const known = indexes.get(schema);
  if (known !== undefined) return known;
  const positions = new Map(schema.variables.map((variable, position) => [variable.name, position]));
  const index = { positions, latest: schema };
  indexes.set(schema, index);
  return index;
}

/** The variable of a schema with a name, in constant time. */
export function variableNamed(schema: DatasetSchema, name: string): VariableSchema | undefined {
  const position = indexOf(schema).positions.get(name);
  const variable = position === undefined ? undefined : schema.variables[position];
  // An index shared with a later schema may hold a name that is not in this one yet.
  return variable?.name === name ? variable : undefined;
}

/** The schema with a variable added at the end, or with the one of that name replaced in its place. */
export function schemaWith(schema: DatasetSchema, variable: VariableSchema): DatasetSchema {
  const index = indexOf(schema);
  const isThere = variableNamed(schema, variable.name) !== undefined;
  const variables = isThere
    ? schema.variables.map((v) => (v.name === variable.name ? variable : v))
    : [...schema.variables, variable];
  const after = { ...schema, variables };
  if (index.latest === schema) {
    index.positions.set(variable.name, isThere ? (index.positions.get(variable.name) ?? 0) : variables.length - 1);
    index.latest = after;
    indexes.set(after, index);
  }
  return after;
}
