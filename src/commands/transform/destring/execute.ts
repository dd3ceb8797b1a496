import { secret } from '../../../disclosure/gate.ts';
import type { Conversion } from '../../../runtime/engine/changing.ts';
import type { Executor } from '../../../runtime/executor.ts';
import { allOf, requireActive, ruledEdit, schemaAfter, setOf, statusLine } from '../../shared/execute-edits.ts';
import type { DestringOperation } from './analyse.ts';

/**
 * Executes `destring`. Values that are no numbers fail the statement unless `force` is given; if only few units have such
 * values they become missing without a word (rule DC-29).
 */
export const executeDestring: Executor<DestringOperation, 'message'> = async (operation, context) => {
  const dataset = requireActive(context);
  const { ignore, decimalComma, force, items } = operation;
  const conversions: { readonly conversion: Conversion; readonly target: string }[] = [];
  for (const { source, target } of items) {
    conversions.push({
      conversion: await context.engine.planConversion(dataset, source, { ignore, decimalComma }),
      target,
    });
  }
  if (!force) {
    const isTooMany = conversions.some(({ conversion: { failed } }) => {
      const set = { unitType: context.engine.unitTypeOf(dataset), counts: secret(failed) };
      return failed.units > 0 && failed.units >= context.protection.minimumEdit(set);
    });
    if (isTooMany) return { type: 'failure', rule: 'DC-29n', stops: true };
  }
  const all = await allOf(context, dataset);
  const questions = conversions.map(({ conversion: { failed, others } }) => ({
    population: all,
    selected: setOf(context, dataset, failed),
    ...(others === undefined ? {} : { others: setOf(context, dataset, others) }),
  }));
  return ruledEdit(force ? 'values' : 'none', force ? questions : [], async (decisions) => {
    const decided = conversions.map((item, i) => ({ ...item, isAllMissing: decisions[i] === 'all' }));
    const result = await context.engine.convert(schemaAfter(context, operation.dataset), decided);
    const messages = conversions.map(({ conversion: { variable }, target }, i) => {
      // Few values that are no numbers look like none (rule DC-06): the line with their number is for many of them only.
      if (force && decisions[i] !== 'none') {
        const failed = decisions[i] === 'all' ? all : questions[i]!.selected;
        return variable === target
          ? statusLine('status-destring-forced', { variable }, { failed })
          : statusLine('status-destring-forced-into', { variable, target }, { failed });
      }
      return variable === target
        ? statusLine('status-destringed', { variable }, {})
        : statusLine('status-destringed-into', { variable, target }, {});
    });
    const isAnyNone = force && decisions.includes('none');
    return { datasets: [result], messages, ...(isAnyNone ? { notes: ['DC-06u'] as const } : {}) };
  });
};
