import type { Executor } from '../../../runtime/executor.ts';
import {
  allOf,
  nameList,
  nounOf,
  plainEdit,
  requireActive,
  schemaAfter,
  setOf,
  statusLine,
} from '../../shared/execute-edits.ts';
import type { MergeOperation } from './analyse.ts';

/** Executes `merge`. Keys that several source units share fail it, unless they are few (rule DC-29). */
export const executeMerge: Executor<MergeOperation, 'message'> = async (operation, context) => {
  const { target, variables, sourceKey, targetKey } = operation;
  const before = context.dataset(target);
  const schema = schemaAfter(context, target);
  const merged = await context.engine.merge({
    source: requireActive(context),
    target: before,
    schema,
    variables,
    sourceKey: sourceKey.name,
    targetKey: targetKey.name,
  });
  if (merged === undefined) return { type: 'failure', rule: 'DC-29k', stops: true };
  const n = await allOf(context, before);
  return plainEdit(() => {
    const names = { variables: nameList(variables), dataset: target, key: targetKey.name, noun: nounOf(schema) };
    const matched = setOf(context, before, merged.matched);
    return { datasets: [merged.dataset], messages: [statusLine('status-merged', names, { matched, n })] };
  });
};
