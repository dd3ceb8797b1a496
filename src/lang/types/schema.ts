import type { EpochDay } from '../../base/epoch-day.ts';
import type { UnitTypeName } from '../../metadata/catalogue.ts';

/** The type of a variable in a dataset. */
export type VariableType =
  | { readonly type: 'numeric'; readonly subtype: NumericSubtype }
  | { readonly type: 'alphanumeric' }
  /** An identifier of a unit: opaque, never read. */
  | { readonly type: 'key'; readonly unitType: UnitTypeName | undefined; readonly idKind: string }
  /** Follows from an error already reported; silences follow-on errors. */
  | { readonly type: 'unknown' };

/** `undetermined`: made by `generate x = .`; the first `replace` decides. `date`: days since 1970-01-01. */
export type NumericSubtype = 'integer' | 'decimal' | 'date' | 'undetermined';

/** Refers to an entry of the analysed script's code lists. */
export type CodeListId = string;

/** Where a variable came from, for reports and the run record. */
export interface VariableSource {
  readonly alias: string;
  readonly databank: string;
  readonly version: string;
  readonly variable: string;
  /** Absent for FIXED variables. */
  readonly day?: EpochDay;
}

/** One variable of a dataset as the analyser knows it. */
export interface VariableSchema {
  readonly name: string;
  readonly type: VariableType;
  readonly codeList?: CodeListId;
  /** An event's stop that may be open: missing for arithmetic, later than every date in comparisons. */
  readonly openStop?: true;
  /** Made by the system: `START@x`, `STOP@x`, `date@panel`. */
  readonly system?: true;
  readonly source?: VariableSource;
  /** The catalogue says that its values may be shown however few carry them. */
  readonly publicValues?: true;
}

/** Kinds of dataset by how rows and units relate. */
export type DatasetKind = 'empty' | 'units' | 'cross-section' | 'event' | 'panel';

/** A dataset after some statement: plain data. */
export interface DatasetSchema {
  readonly name: string;
  readonly kind: DatasetKind;
  /** The unit type; `undefined` for an empty dataset and for groups of an ordinary variable. */
  readonly unitType: UnitTypeName | undefined;
  /** The identifier column, which every non-empty dataset has. */
  readonly identifier:
    | { readonly name: string; readonly type: VariableType; readonly codeList?: CodeListId }
    | undefined;
  /** In order of creation, without the identifier. */
  readonly variables: readonly VariableSchema[];
}

/** One time of a panel: its value in `date@panel`, and the text that names it in variables that hold the values of that time. */
export interface PanelTime {
  readonly value: number | string;
  readonly text: string;
}

/** Finds a variable by name, without the identifier column. */
export function findVariable(schema: DatasetSchema, name: string): VariableSchema | undefined {
  return schema.variables.find((v) => v.name === name);
}

/** What a variable may have besides its name and type. */
export type VariableTrait = 'codeList' | 'openStop' | 'system' | 'source' | 'publicValues';

/** The variable without some of its traits. */
export function withoutTraits(variable: VariableSchema, ...gone: readonly VariableTrait[]): VariableSchema {
  const { name, type, codeList, openStop, system, source, publicValues } = variable;
  const keeps = (trait: VariableTrait): boolean => !gone.includes(trait);
  return {
    name,
    type,
    ...(codeList !== undefined && keeps('codeList') ? { codeList } : {}),
    ...(openStop && keeps('openStop') ? { openStop } : {}),
    ...(system && keeps('system') ? { system } : {}),
    ...(source !== undefined && keeps('source') ? { source } : {}),
    ...(publicValues && keeps('publicValues') ? { publicValues } : {}),
  };
}
