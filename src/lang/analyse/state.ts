import type { Catalogue } from '../../metadata/catalogue.ts';
import type { CodeListSource, DatabankBinding } from '../ir/script.ts';
import type { CodeListId, DatasetSchema, VariableSchema } from '../types/schema.ts';

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
  /** After `reshape-to-panel`: the suffixes, which name the variables when the panel is made wide again. */
  readonly timeTexts?: readonly string[];
}

/** What a script has made so far. Statements of the analysed line change it in order. */
export interface ScriptState {
  readonly databanks: Map<string, ConnectedDatabank>;
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
    datasets: new Map(),
    active: undefined,
    activeUncertain: false,
    codeLists: new Map(),
    listNames: new Map(),
    silenced: new Set(),
  };
}

const indexes = new WeakMap<DatasetSchema, ReadonlyMap<string, VariableSchema>>();

/** The variables of a dataset by name; made once per schema. */
export function variableIndex(schema: DatasetSchema): ReadonlyMap<string, VariableSchema> {
  const known = indexes.get(schema);
  if (known !== undefined) return known;
  const index = new Map(schema.variables.map((variable) => [variable.name, variable]));
  indexes.set(schema, index);
  return index;
}
