import type { Span } from '../../../base/span.ts';
import {
  type AnalysisContext,
  activeDataset,
  defineCommand,
  existingDataset,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import {
  checkNewName,
  findColumn,
  isIdentifierColumn,
  lookUpVariable,
  withVariable,
} from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import { type VariableSchema, withoutTraits } from '../../../lang/types/schema.ts';
import {
  findKeyColumn,
  identifierKey,
  isComparable,
  type KeyColumn,
  keyColumn,
  plainKey,
  type ResolvedKey,
} from '../../shared/columns.ts';
import { mergeSpec } from './spec.ts';

/** Copies variables from the active dataset into another one, whose rows stay; rows without a match get missing. */
export interface MergeOperation extends OperationBase {
  readonly type: 'merge';
  /** The active dataset. */
  readonly source: string;
  readonly target: string;
  readonly variables: readonly string[];
  /** The column of the source whose values are looked up. */
  readonly sourceKey: KeyColumn;
  /** The column of the target that says what to look up. */
  readonly targetKey: KeyColumn;
  /** The source has one row per key by construction; otherwise the run has to check it. */
  readonly isUnique: boolean;
}

/** `merge variables into target [on key]`. */
export const mergeCommand = defineCommand(mergeSpec, (body, context): MergeOperation | undefined => {
  const source = activeDataset(context);
  const target = existingDataset(context, body.into);
  if (source === undefined) return undefined;
  const variables = sourceVariables(body, context, source);
  if (target === undefined) return undefined;
  if (target.schema.name === source.schema.name) {
    // A slip whose nearest name is the active dataset has been reported as an unknown one.
    if (nameText(body.into) !== target.schema.name) return undefined;
    context.report('merge-into-itself', body.into.span, { dataset: source.schema.name });
    return undefined;
  }
  if (target.schema.kind === 'empty' && !target.uncertain) {
    context.report('dataset-empty', body.into.span, { dataset: target.schema.name });
    return undefined;
  }
  const keys = resolveKeys(body, context, source, target);
  const merged = addVariables(body, variables, context, target);
  putDataset(context, merged.dataset);
  if (keys === undefined || !merged.isValid || variables.some((variable) => variable === undefined)) return undefined;
  return {
    type: 'merge',
    source: source.schema.name,
    target: target.schema.name,
    variables: variables.flatMap((variable) => variable?.name ?? []),
    sourceKey: plainKey(keys.source),
    targetKey: plainKey(keys.target),
    isUnique: keys.source.column === 'identifier',
  };
});

function sourceVariables(
  body: BodyOf<'merge'>,
  context: AnalysisContext,
  source: DatasetState,
): readonly (VariableSchema | undefined)[] {
  const seen = new Set<string>();
  return body.variables.map((name) => {
    const variable = findColumn(context, source, name, 'merge-unknown-variable');
    if (variable === undefined) return undefined;
    if (isIdentifierColumn(source, variable.name)) {
      context.report('system-column', name.span, { name: variable.name, command: 'merge' });
      return undefined;
    }
    if (seen.has(variable.name)) context.report('repeated-variable', name.span, { name: variable.name });
    seen.add(variable.name);
    return variable;
  });
}

function addVariables(
  body: BodyOf<'merge'>,
  variables: readonly (VariableSchema | undefined)[],
  context: AnalysisContext,
  target: DatasetState,
): { readonly dataset: DatasetState; readonly isValid: boolean } {
  let dataset = target;
  let isValid = true;
  for (const [i, variable] of variables.entries()) {
    const name = body.variables[i];
    if (name === undefined) continue;
    if (variable === undefined) {
      if (name.type === 'plain-name' && lookUpVariable(dataset, name.name) === undefined)
        context.state.silenced.add(name.name);
      continue;
    }
    if (isFree(variable.name, name.span, context, dataset)) {
      context.trace?.makesVariable(target.schema.name, variable.name, name.span);
      dataset = withVariable(dataset, withoutTraits(variable, 'system'));
    } else isValid = false;
  }
  return { dataset, isValid };
}

/** A merged variable keeps its name, which may be one that only the system gives (`START@x`). */
function isFree(name: string, at: Span, context: AnalysisContext, target: DatasetState): boolean {
  if (!name.includes('@')) return checkNewName(context, target, name, at);
  if (lookUpVariable(target, name) === undefined) return true;
  context.report('variable-exists', at, { name, dataset: target.schema.name });
  return false;
}

/** Which columns are matched (commands-data §8.1): the source's identifier first, then its variable named like the target's key. */
function resolveKeys(
  body: BodyOf<'merge'>,
  context: AnalysisContext,
  source: DatasetState,
  target: DatasetState,
): { readonly source: ResolvedKey; readonly target: ResolvedKey } | undefined {
  const targetKey = body.on === undefined ? identifierKey(target.schema) : findKeyColumn(context, target, body.on);
  const identifier = identifierKey(source.schema);
  if (targetKey === undefined || identifier === undefined) return undefined;
  const at = (body.on ?? body.into).span;
  if (isComparable(identifier.variable.type, targetKey.variable.type)) {
    const { kind, name } = source.schema;
    if (kind !== 'event' && kind !== 'panel') return { source: identifier, target: targetKey };
    context.report('merge-key-not-unique', at, { source: name, key: identifier.name });
    return undefined;
  }
  const namesake = lookUpVariable(source, targetKey.name);
  if (namesake !== undefined && isComparable(namesake.type, targetKey.variable.type)) {
    if (body.on !== undefined) context.trace?.usesVariable('read', source, namesake.name, namesake, body.on.span);
    return { source: keyColumn(source, namesake), target: targetKey };
  }
  context.report('no-merge-key', at, {
    source: source.schema.name,
    sourceKey: identifier.name,
    target: target.schema.name,
    targetKey: targetKey.name,
  });
  return undefined;
}
