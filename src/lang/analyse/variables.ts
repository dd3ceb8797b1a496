import type { Fix } from '../../base/diagnostic.ts';
import { type Span, span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import type { Accepts } from '../command-spec.ts';
import { isIdentifier, isNewName, newNameLike, positionalWords } from '../identifiers.ts';
import type { Name } from '../syntax/ast.ts';
import type { DatasetSchema, VariableSchema } from '../types/schema.ts';
import { type AnalysisContext, nameText, written } from './context.ts';
import {
  destringFirst,
  freeName,
  isWritten,
  otherCommand,
  otherNames,
  withoutPiece,
  withoutStatement,
} from './fixes.ts';
import { type DatasetState, schemaWith, variableNamed } from './state.ts';

/** The variable of a panel that says the time of its rows. */
export const timeOfPanels = 'date@panel';

function isOtherSpelling(written: string, name: string): boolean {
  return name === timeOfPanels && written === 'panel@date';
}

/** Whether a variable says the time of a panel's rows: it is the system's. In other datasets the name has no meaning of its own. */
export function isPanelTime({ schema }: DatasetState, name: string): boolean {
  return schema.kind === 'panel' && name === timeOfPanels;
}

/** The variable with this name, where names with `@` have alternative spellings. */
export function lookUpVariable(dataset: DatasetState, name: string): VariableSchema | undefined {
  const { schema } = dataset;
  const found = variableNamed(schema, name);
  if (found !== undefined || !name.includes('@')) return found;
  if (isOtherSpelling(name, timeOfPanels)) return variableNamed(schema, timeOfPanels);
  const at = name.indexOf('@');
  const prefix = name.slice(0, at).toUpperCase();
  return prefix === 'START' || prefix === 'STOP' ? variableNamed(schema, `${prefix}${name.slice(at)}`) : undefined;
}

/** Whether the schema cannot tell if a variable exists. */
function isOpenName(context: AnalysisContext, dataset: DatasetState, name: string): boolean {
  const { openPrefixes = [], families = [] } = dataset;
  return context.state.silenced.has(name) || [...openPrefixes, ...families].some((prefix) => name.startsWith(prefix));
}

/** A variable that the schema cannot tell about. */
function unknownVariable(name: string): VariableSchema {
  return { name, type: { type: 'unknown' } };
}

/** Which message says that a variable does not exist. */
export type UnknownVariableMessage = 'unknown-variable' | 'replace-unknown-variable' | 'merge-unknown-variable';

/** What `++` joins at a place, when two of it are variables: their values were meant, not their names. */
function joinedVariables(context: AnalysisContext, dataset: DatasetState, at: Span): readonly string[] | undefined {
  const parts = written(context, at)
    .split('++')
    .map((part) => part.trim());
  const variables = parts.filter((part) => lookUpVariable(dataset, part) !== undefined);
  return variables.length < 2 ? undefined : parts;
}

/**
 * A variable of the dataset, or the identifier as a key variable. Reports an unknown name and then gives `undefined`;
 * gives a variable of unknown type where the schema cannot tell.
 */
export function findColumn(
  context: AnalysisContext,
  dataset: DatasetState,
  name: Name,
  message: UnknownVariableMessage = 'unknown-variable',
): VariableSchema | undefined {
  const text = nameText(name);
  return text === undefined ? undefined : findColumnNamed(context, dataset, text, name.span, message);
}

/** Like `findColumn`, for a name that is not an AST node of its own. */
export function findColumnNamed(
  context: AnalysisContext,
  dataset: DatasetState,
  text: string,
  at: Span,
  message: UnknownVariableMessage = 'unknown-variable',
): VariableSchema | undefined {
  const role = message === 'replace-unknown-variable' ? 'write' : 'read';
  const found = lookUpVariable(dataset, text) ?? identifierColumn(dataset, text);
  if (found !== undefined) {
    context.trace?.usesVariable(role, dataset, found.name, found, at);
    return found;
  }
  if (isOpenName(context, dataset, text)) {
    context.trace?.usesVariable(role, dataset, text, undefined, at);
    return unknownVariable(text);
  }
  const joined = joinedVariables(context, dataset, at);
  if (joined !== undefined) {
    const corrected = `rowconcat(${joined.join(', ')})`;
    context.report('concatenation-of-data', at, { corrected }, [{ at, newText: corrected }]);
    return undefined;
  }
  const suggestions = suggestionsFor(
    text,
    dataset.schema.variables.map((variable) => variable.name),
  );
  const parameters = { name: text, dataset: dataset.schema.name, suggestions };
  if (message === 'unknown-variable') {
    const elsewhere = suggestions.length > 0 ? undefined : datasetWith(context, dataset, text);
    const optionOf = optionWithoutComma(context, text, at);
    const fixes =
      optionOf === undefined ? otherNames(context, at, text, suggestions) : [withCommaBefore(context, text, at)];
    context.report(message, at, { ...parameters, elsewhere, optionOf }, fixes);
  } else {
    const asNew = message === 'replace-unknown-variable' ? [otherCommand(context, 'generate')] : [];
    context.report(message, at, parameters, [...otherNames(context, at, text, suggestions), ...asNew]);
  }
  return undefined;
}

/** The command whose option stands among its variables, when no comma begins the options. */
function optionWithoutComma({ statement, spec }: AnalysisContext, text: string, at: Span): string | undefined {
  const { body, condition, options } = statement;
  if (options.length > 0 || condition !== undefined || !Object.hasOwn(spec.options, text)) return undefined;
  const listed = 'variables' in body ? body.variables : [];
  return listed.length > 1 && listed.slice(1).some(({ span }) => span.start === at.start) ? spec.name : undefined;
}

/** A comma directly behind what stands before a name. */
function withCommaBefore({ text }: AnalysisContext, name: string, at: Span): Fix {
  const before = text.slice(0, at.start).trimEnd().length;
  return { at: { start: before, end: at.end }, newText: `, ${name}` };
}

/** The identifier as a column, if that is its name. */
function identifierColumn({ schema: { identifier } }: DatasetState, text: string): VariableSchema | undefined {
  if (identifier === undefined || !(identifier.name === text || isOtherSpelling(text, identifier.name)))
    return undefined;
  const { name, type, codeList } = identifier;
  return { name, type, ...(codeList ? { codeList } : {}) };
}

function datasetWith(context: AnalysisContext, except: DatasetState, name: string): string | undefined {
  for (const other of context.state.datasets.values()) {
    if (other.schema.name !== except.schema.name && lookUpVariable(other, name) !== undefined) return other.schema.name;
  }
  return undefined;
}

/** Whether the name is that of the dataset's identifier. */
export function isIdentifierColumn(dataset: DatasetState, name: string): boolean {
  return dataset.schema.identifier?.name === name;
}

/** Reports the use of a key where values are read; true when it may be used. */
export function checkNotKey(
  context: AnalysisContext,
  dataset: DatasetState,
  variable: VariableSchema,
  at: Span,
): boolean {
  if (isIdentifierColumn(dataset, variable.name) && variable.type.type !== 'key' && variable.type.type !== 'unknown') {
    context.report('group-key-used', at, { name: variable.name });
    return false;
  }
  if (variable.type.type !== 'key') return true;
  context.report('key-variable-used', at, { name: variable.name });
  return false;
}

/** Whether a variable is what an argument takes; reports when not. `wanting` names what wants it: the command or an option. */
export function checkAccepts(
  context: AnalysisContext,
  dataset: DatasetState,
  variable: VariableSchema,
  accepts: Accepts,
  at: Span,
  wanting: { readonly command?: string; readonly textAlternative?: string | undefined } = {},
): boolean {
  if (accepts === 'key-or-any') return true;
  if (!checkNotKey(context, dataset, variable, at)) return false;
  const { name, type } = variable;
  if (accepts === 'numeric' && type.type === 'alphanumeric') {
    const { command = context.statement.command, textAlternative } = wanting;
    const alternative = textAlternative === undefined ? undefined : `${textAlternative} ${name}`;
    const other = textAlternative === undefined ? [] : [otherCommand(context, textAlternative)];
    const fixes = [...other, ...destringFirst(context, name)];
    context.report('numeric-variable-needed', at, { name, command, alternative }, fixes);
    return false;
  }
  if (accepts === 'alphanumeric' && type.type === 'numeric') {
    const isOnly = context.statement.body.form === 'variables' && context.statement.body.variables.length === 1;
    const fix = isOnly ? withoutStatement(context) : withoutPiece(context, at);
    context.report('already-numeric', at, { name }, isWritten(context, at, name) ? [fix] : []);
    return false;
  }
  return true;
}

/** Checks a name that a statement introduces; false after a mistake. `exists` words the case that the name is taken; `insertion` says where another name could be given if none is written. */
export function checkNewName(
  context: AnalysisContext,
  dataset: DatasetState,
  name: string,
  at: Span,
  exists: 'variable-exists' | 'generate-existing-variable' = 'variable-exists',
  insertion?: { readonly at: number; readonly before: string },
): boolean {
  if (!checkNameForm(context, name, at)) return false;
  const isIdentifier = isIdentifierColumn(dataset, name);
  if (!isIdentifier && lookUpVariable(dataset, name) !== undefined) {
    const free = freeName(name, (taken) => lookUpVariable(dataset, taken) !== undefined);
    const inserted = insertion && { at: span(insertion.at, insertion.at), newText: insertion.before + free };
    context.report(exists, at, { name, dataset: dataset.schema.name }, [
      ...(exists === 'generate-existing-variable' ? [otherCommand(context, 'replace')] : []),
      ...(inserted === undefined ? otherNames(context, at, name, [free]) : [inserted]),
    ]);
    return false;
  }
  // It can neither be replaced nor dropped.
  if (!isIdentifier && !isSystemName(context, name)) return true;
  context.report('system-name', at, { name });
  return false;
}

/** Whether a name is that of the identifiers of a unit type. */
export function isSystemName({ state }: AnalysisContext, name: string): boolean {
  return [...state.databanks.values()].some(({ catalogue }) => identifiersOf(catalogue.unitTypes).has(name));
}

const identifierNames = new WeakMap<object, ReadonlySet<string>>();

function identifiersOf(unitTypes: ReadonlyMap<string, { readonly identifier: string }>): ReadonlySet<string> {
  const known = identifierNames.get(unitTypes);
  if (known !== undefined) return known;
  const names = new Set([...unitTypes.values()].map((unitType) => unitType.identifier));
  identifierNames.set(unitTypes, names);
  return names;
}

/** Checks the form of a new name and warns of words with a meaning of their own. */
export function checkNameForm(context: AnalysisContext, name: string, at: Span): boolean {
  if (!isIdentifier(name) || !isNewName(name)) {
    const legal = newNameLike(name);
    context.report('illegal-name', at, { name }, legal === undefined ? [] : otherNames(context, at, name, [legal]));
    return false;
  }
  if (positionalWords.has(name)) context.report('word-as-name', at, { name });
  return true;
}

/** The dataset with a variable added at the end, or with the one of that name replaced in its place. */
export function withVariable(dataset: DatasetState, variable: VariableSchema): DatasetState {
  // The kind changes first: a schema made by copying would lose its place in the index of variables.
  const { schema } = dataset;
  const base: DatasetSchema = schema.kind === 'units' ? { ...schema, kind: 'cross-section' } : schema;
  return { ...dataset, schema: schemaWith(base, variable) };
}

/** The variables that a command without list is about: numeric, made by the user. */
export function numericVariables(dataset: DatasetState): readonly VariableSchema[] {
  return dataset.schema.variables.filter((v) => v.type.type === 'numeric' && !isPanelTime(dataset, v.name));
}
