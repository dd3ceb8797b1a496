import type { AnalysisContext } from '../../lang/analyse/context.ts';
import type { DatasetState } from '../../lang/analyse/state.ts';
import { findColumn, isIdentifierColumn } from '../../lang/analyse/variables.ts';
import type { Name } from '../../lang/syntax/ast.ts';
import type { DatasetSchema, VariableSchema, VariableType } from '../../lang/types/schema.ts';
import type { UnitTypeName } from '../../metadata/catalogue.ts';

/** A column that groups or links rows: the identifier of the units, or a variable. */
export interface KeyColumn {
  readonly column: 'identifier' | 'variable';
  readonly name: string;
}

/** A key column with what analysis knows of it. */
export interface ResolvedKey extends KeyColumn {
  readonly variable: VariableSchema;
}

/** Finds a column that may be a key: the identifier or any variable. Reports an unknown name. */
export function findKeyColumn(context: AnalysisContext, dataset: DatasetState, name: Name): ResolvedKey | undefined {
  const variable = findColumn(context, dataset, name);
  return variable === undefined ? undefined : keyColumn(dataset, variable);
}

/** A variable, or the identifier, as a key column. */
export function keyColumn(dataset: DatasetState, variable: VariableSchema): ResolvedKey {
  const column = isIdentifierColumn(dataset, variable.name) ? 'identifier' : 'variable';
  return { column, name: variable.name, variable };
}

/** The identifier of a dataset as a key column. */
export function identifierKey({ identifier }: DatasetSchema): ResolvedKey | undefined {
  if (identifier === undefined) return undefined;
  const { name, type, codeList } = identifier;
  return { column: 'identifier', name, variable: { name, type, ...(codeList ? { codeList } : {}) } };
}

/** Without what only analysis needs. */
export function plainKey({ column, name }: KeyColumn): KeyColumn {
  return { column, name };
}

/**
 * Whether values of two columns can be matched: both are keys of one pseudonym space, or neither is a key and both are numbers
 * or both text. Unknown types match everything.
 */
export function isComparable(a: VariableType, b: VariableType): boolean {
  if (a.type === 'unknown' || b.type === 'unknown') return true;
  if (a.type === 'key' && b.type === 'key') return a.idKind === b.idKind;
  return a.type === b.type;
}

/** The unit type that a column's values identify: that of a key, or of a register code that names public units (municipalities). */
export function unitTypeOf(context: AnalysisContext, variable: VariableSchema): UnitTypeName | undefined {
  if (variable.type.type === 'key') return variable.type.unitType;
  const { source } = variable;
  if (source === undefined) return undefined;
  const catalogue = context.directory.findCatalogue(source.databank, source.version);
  return catalogue?.variables.get(source.variable)?.keyUnitType;
}
