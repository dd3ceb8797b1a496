import type { Catalogue } from '../../metadata/catalogue.ts';
import type { CodeListSource, DatabankBinding } from '../ir/script.ts';
import {
  type CodeListId,
  type DatasetSchema,
  type PanelTime,
  type VariableSchema,
  withoutTraits,
} from '../types/schema.ts';

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
  /** After a mistake that has been reported: names that start like this may exist although the schema does not list them (`''`: any name). */
  readonly openPrefixes?: readonly string[];
  /** Beginnings of variables of which only the data know how many there are: predictions of each category. */
  readonly families?: readonly string[];
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
  /** How many lists have been registered under each stem, so that the next one finds its number at once. */
  readonly codeListCounts: Map<string, number>;
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
    codeListCounts: new Map(),
    listNames: new Map(),
    silenced: new Set(),
  };
}

/** Variables that schemas made by adding to one another share; each schema sees as many as it had, from the first. */
interface SharedVariables {
  readonly variables: VariableSchema[];
  readonly positions: Map<string, number>;
}

interface Share {
  readonly shared: SharedVariables;
  readonly count: number;
}

/** How many variables a schema holds in memory of its own: one where it shares a longer list. */
export function ownVariables(schema: DatasetSchema): number {
  return cuts.has(schema) ? 1 : schema.variables.length;
}

const cuts = new WeakSet<DatasetSchema>();

const shares = new WeakMap<DatasetSchema, Share>();

function shareOf(schema: DatasetSchema): Share {
  const known = shares.get(schema);
  if (known !== undefined) return known;
  const variables = [...schema.variables];
  const positions = new Map(variables.map((variable, position) => [variable.name, position]));
  const share = { shared: { variables, positions }, count: variables.length };
  shares.set(schema, share);
  return share;
}

/** The variable of a schema with a name, in constant time. */
export function variableNamed(schema: DatasetSchema, name: string): VariableSchema | undefined {
  const { shared, count } = shareOf(schema);
  const position = shared.positions.get(name);
  // What later schemas have added is not in this one.
  return position === undefined || position >= count ? undefined : shared.variables[position];
}

/** The schema with a variable added at the end, or with the one of that name replaced in its place. */
export function schemaWith(schema: DatasetSchema, variable: VariableSchema): DatasetSchema {
  const before = variableNamed(schema, variable.name);
  if (before === undefined) return withAdded(schema, variable);
  if (isSame(before, variable)) return schema;
  return { ...schema, variables: schema.variables.map((v) => (v === before ? variable : v)) };
}

/** Adds to the shared list when the schema is the last that did; then a script of n statements has n variables in memory, not n². */
function withAdded(schema: DatasetSchema, variable: VariableSchema): DatasetSchema {
  const { shared, count } = shareOf(schema);
  const isLatest = shared.variables.length === count;
  const variables = isLatest ? shared.variables : shared.variables.slice(0, count);
  const positions = isLatest ? shared.positions : new Map(variables.map((v, position) => [v.name, position]));
  positions.set(variable.name, count);
  variables.push(variable);
  const after = sharing(schema, variables, count + 1);
  cuts.add(after);
  shares.set(after, { shared: { variables, positions }, count: count + 1 });
  return after;
}

/** A schema whose list of variables is cut from a longer one when it is asked for. */
function sharing(facts: DatasetSchema, all: readonly VariableSchema[], count: number): DatasetSchema {
  const { name, kind, unitType, identifier } = facts;
  let cut: WeakRef<readonly VariableSchema[]> | undefined;
  return {
    name,
    kind,
    unitType,
    identifier,
    get variables() {
      const known = cut?.deref();
      if (known !== undefined) return known;
      const variables = all.slice(0, count);
      cut = new WeakRef(variables);
      return variables;
    },
  };
}

function isSame(a: VariableSchema, b: VariableSchema): boolean {
  return a === b || JSON.stringify(withoutTraits(a)) === JSON.stringify(withoutTraits(b));
}
