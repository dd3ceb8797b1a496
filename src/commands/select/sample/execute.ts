import type { Executor } from '../../../runtime/executor.ts';
import {
  attemptOf,
  nounOf,
  questionAbout,
  requireActive,
  ruledEdit,
  schemaAfter,
  statusLine,
} from '../../shared/execute-edits.ts';
import type { SampleOperation } from './analyse.ts';

/** Executes `sample`: the rows with the smallest keyed hashes (rule DC-27); the rest must be a large enough population. */
export const executeSample: Executor<SampleOperation, 'message'> = async (operation, context) => {
  const before = requireActive(context);
  const { size, seed, dataset } = operation;
  const schema = schemaAfter(context, dataset);
  const drawn = await context.engine.sample(before, size.type === 'share' ? size.share : size.count, seed);
  const left = (await context.settle({ dataset: before, selection: drawn })).selection ?? drawn;
  const question = await questionAbout(context, before, left);
  const { population: n, selected: kept } = question;
  const attempt = attemptOf(context, { dataset: before, selection: drawn });
  return ruledEdit('rows', [{ ...question, attempt, bySampling: true }], async ([decision]) => {
    if (decision !== 'as-asked')
      return { datasets: [context.engine.project(before, schema)], messages: [], notes: ['DC-06u'] };
    const noun = nounOf(schema);
    const messages = [statusLine('status-sampled', { noun, seed: String(seed) }, { kept, n })];
    if (noun === 'observations') messages.push(statusLine('status-sampled-observations', {}, {}));
    return { datasets: [await context.engine.keep(left, schema)], messages };
  });
};
