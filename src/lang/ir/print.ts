import { isoDate } from '../../base/epoch-day.ts';
import { numberText } from '../expand/binding-text.ts';
import type { DatasetSchema, VariableSchema, VariableType } from '../types/schema.ts';
import type { ExpressionIr } from './expression.ts';
import type { ModelTermIr } from './model.ts';
import { printExpression } from './print-expression.ts';
import type { AnalysedScript, AnalysedStatement } from './script.ts';

/**
 * An analysed script as text, for `--explain`: one line per statement with its resolved arguments, and below it what the
 * statement changes in the schema of its datasets.
 */
export function printAnalysedScript(analysed: AnalysedScript): string {
  const lines: string[] = [];
  for (const { alias, databank, version, versionHash } of analysed.databanks) {
    lines.push(`databank ${alias} = ${databank}:${version} (${versionHash.slice(0, 19)}…)`);
  }
  const before = new Map<string, DatasetSchema>();
  for (const statement of analysed.statements) {
    lines.push(printStatement(statement));
    for (const schema of statement.changes) {
      lines.push(...schemaChanges(before.get(schema.name), schema).map((line) => `      ${line}`));
      before.set(schema.name, schema);
    }
  }
  return `${lines.join('\n')}\n`;
}

function printStatement({ index, operation, iteration }: AnalysedStatement): string {
  const { type, condition, ...rest } = operation;
  const members = Object.entries(rest).flatMap(([key, value]: [string, unknown]) => member(key, value));
  const filter = condition === undefined ? [] : [`if ${printExpression(condition)}`];
  const passes = (iteration ?? []).map(({ name, value }) => `${name} = ${value}`);
  const note = passes.length === 0 ? [] : [`{${passes.join(', ')}}`];
  return [`${String(index + 1).padStart(4)}  ${type}`, ...members, ...filter, ...note].join(' ');
}

/** One member of an operation: nothing for what is not set, nor for what it reads of databanks, which its arguments say. */
function member(key: string, value: unknown): readonly string[] {
  if (key === 'reads') return [];
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) return [];
  if (value === true) return [key];
  if ((key === 'day' || key.endsWith('Day')) && typeof value === 'number') return [`${key}=${isoDate(value)}`];
  if (key === 'days' && Array.isArray(value))
    return [`${key}=[${value.map((d: unknown) => (typeof d === 'number' ? isoDate(d) : '')).join(' ')}]`];
  return [`${key}=${printValue(value)}`];
}

function printValue(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map(printValue).join(' ')}]`;
  if (isExpression(value)) return printExpression(value);
  if (isTerm(value)) return printTerm(value);
  if (isVariableType(value)) return printType(value);
  if (typeof value !== 'object' || value === null) return '';
  const entries: [string, unknown][] = Object.entries(value);
  return `{${entries.flatMap(([key, inner]) => member(key, inner)).join(' ')}}`;
}

const expressionTypes: ReadonlySet<unknown> = new Set<ExpressionIr['type']>([
  'number',
  'text',
  'boolean',
  'missing',
  'variable',
  'arithmetic',
  'negate',
  'compare',
  'and',
  'or',
  'not',
  'to-number',
  'to-boolean',
  'call',
  'code-in',
]);

/** Some of the words name other things in operations, too: an expression has members that these have not. */
function isExpression(value: unknown): value is ExpressionIr {
  if (typeof value !== 'object' || value === null || !('type' in value) || !expressionTypes.has(value.type))
    return false;
  if (value.type === 'missing') return 'valueType' in value;
  if (value.type === 'variable') return 'valueType' in value;
  if (value.type === 'number') return 'isInteger' in value;
  return value.type !== 'text' || 'value' in value;
}

function isTerm(value: unknown): value is ModelTermIr {
  return typeof value === 'object' && value !== null && 'factors' in value;
}

function printTerm({ factors, hidden }: ModelTermIr): string {
  const text = factors.map(({ variable, role }) => `${role === 'factor' ? 'i' : 'c'}.${variable}`).join('#');
  return hidden ? `(${text})` : text;
}

const variableTypes: ReadonlySet<unknown> = new Set<VariableType['type']>([
  'numeric',
  'alphanumeric',
  'key',
  'unknown',
]);

function isVariableType(value: unknown): value is VariableType {
  return typeof value === 'object' && value !== null && 'type' in value && variableTypes.has(value.type);
}

/** A variable's type in a word: `integer`, `text`, `key PERSON`. */
function printType(type: VariableType): string {
  switch (type.type) {
    case 'numeric':
      return type.subtype;
    case 'alphanumeric':
      return 'text';
    case 'key':
      return `key ${type.unitType ?? type.idKind}`;
    case 'unknown':
      return 'unknown';
  }
}

function schemaChanges(before: DatasetSchema | undefined, after: DatasetSchema): readonly string[] {
  const lines: string[] = [];
  const units = (s: DatasetSchema): string => `${s.kind} of ${s.unitType ?? s.identifier?.name ?? 'nothing yet'}`;
  if (before === undefined || units(before) !== units(after)) lines.push(`${after.name}: ${units(after)}`);
  const old = new Map(before?.variables.map((variable) => [variable.name, printVariable(variable)]));
  for (const variable of after.variables) {
    const text = printVariable(variable);
    const was = old.get(variable.name);
    if (was === undefined) lines.push(`+ ${text}`);
    else if (was !== text) lines.push(`~ ${text}`);
    old.delete(variable.name);
  }
  for (const name of old.keys()) lines.push(`- ${name}`);
  return lines;
}

function printVariable(variable: VariableSchema): string {
  const list = variable.codeList === undefined ? '' : ` labels ${variable.codeList}`;
  return `${variable.name}: ${printType(variable.type)}${variable.openStop ? ' open' : ''}${list}`;
}
