import { type EpochDay, isoDate } from '../../../base/epoch-day.ts';
import {
  type AnalysisContext,
  anyActiveDataset,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { exchanged, otherCommand } from '../../../lang/analyse/fixes.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import type { DatasetSchema, VariableSchema } from '../../../lang/types/schema.ts';
import type { Period } from '../../../metadata/catalogue.ts';
import { checkDay, dayOf } from '../../shared/dates.ts';
import { readOf } from '../../shared/reads.ts';
import {
  checkUnitType,
  type FoundRegister,
  findRegister,
  identifierOf,
  noteImported,
  type RegisterUse,
  registerSchema,
} from '../../shared/registers.ts';
import { aLineForEach, asName } from '../shared-lines.ts';
import { importEventSpec } from './spec.ts';

/** Fills a dataset with the spells of an event variable that overlap a period, both ends included. */
export interface ImportEventOperation extends OperationBase {
  readonly type: 'import-event';
  readonly dataset: string;
  readonly register: RegisterUse;
  readonly startDay: EpochDay;
  readonly stopDay: EpochDay;
  readonly target: string;
  /** The dataset holds units already: only their spells come in. */
  readonly ofUnits: boolean;
}

/** `import-event alias/NAME from to until [as name]`. */
export const importEventCommand = defineCommand(importEventSpec, (body, context): ImportEventOperation | undefined => {
  const dataset = anyActiveDataset(context);
  const { isValid } = analyseOptions(importEventSpec, context, dataset);
  const [reference, another] = body.variables;
  if (another !== undefined) {
    context.report('one-variable-per-import', another.span, { command: 'import-event' }, aLineForEach(body, context));
  }
  if (reference === undefined) return undefined;
  const found = findRegister(context, reference);
  const isEvent = found !== undefined && checkTemporality(found, reference.span, context);
  const period = periodOf(body, found, context);
  const target = body.alias === undefined ? nameText(reference.variable) : nameText(body.alias);
  if (dataset === undefined || target === undefined || !checkKind(dataset, context)) return undefined;
  const insertion = body.alias === undefined ? asName(body, reference) : undefined;
  if (!checkNewName(context, dataset, target, (body.alias ?? reference).span, 'variable-exists', insertion))
    return undefined;
  noteImported(body, reference, target, dataset, context);
  for (const prefix of ['START@', 'STOP@']) {
    context.trace?.derivesVariable(dataset.schema.name, prefix + target, target, prefix.length);
  }
  const fits = found !== undefined && checkUnitType(context, dataset, found, reference);
  const isCovered = found === undefined || !isEvent || checkPeriod(found, period, body, context);
  putDataset(context, eventDataset(dataset, found, target, period, context));
  if (!fits || !isEvent || !isCovered || period === undefined || !isValid || another !== undefined) return undefined;
  return {
    type: 'import-event',
    dataset: dataset.schema.name,
    register: found.use,
    startDay: period.startDay,
    stopDay: period.stopDay,
    target,
    ofUnits: dataset.schema.kind === 'units',
    reads: [readOf(found.use, { period })],
  };
});

function checkTemporality(
  { variable }: FoundRegister,
  at: { start: number; end: number },
  context: AnalysisContext,
): boolean {
  if (variable.temporality === 'EVENT') return true;
  // A period is more than `import` takes.
  const hasPeriod = context.statement.body.form === 'import' && context.statement.body.times.length > 1;
  const fixes = hasPeriod ? [] : [otherCommand(context, 'import')];
  context.report('not-an-event-variable', at, { name: variable.name }, fixes);
  return false;
}

function periodOf(
  body: BodyOf<'import'>,
  found: FoundRegister | undefined,
  context: AnalysisContext,
): Period | undefined {
  const [from, to, extra] = body.times;
  if (from === undefined || to === undefined || extra !== undefined || body.toSpan === undefined) {
    const form = 'import-event alias/NAME 2015-01-01 to 2019-12-31';
    const coverage = found?.variable.coverage;
    const end = body.variables[0]?.span.end ?? context.statement.span.end;
    const whole = coverage && ` ${isoDate(coverage.startDay)} to ${isoDate(coverage.stopDay)}`;
    const fixes = whole !== undefined && from === undefined ? [{ at: { start: end, end }, newText: whole }] : [];
    context.report('date-missing', context.statement.span, { command: 'import-event', form }, fixes);
    return undefined;
  }
  const startDay = dayOf(from);
  const stopDay = dayOf(to);
  if (startDay === undefined || stopDay === undefined) return undefined;
  if (startDay <= stopDay) return { startDay, stopDay };
  context.report('period-reversed', from.span, { from: isoDate(startDay), to: isoDate(stopDay) }, [
    exchanged(context, from.span, to.span),
  ]);
  return undefined;
}

/** Whether a variable can have spells in a period: it must not end before the first of them. */
function checkPeriod(
  { variable }: FoundRegister,
  period: Period | undefined,
  body: BodyOf<'import'>,
  context: AnalysisContext,
): boolean {
  const [from, to] = body.times;
  if (period === undefined || from === undefined || to === undefined || variable.coverage === undefined) return true;
  const { startDay, stopDay } = variable.coverage;
  if (period.stopDay < startDay) return checkDay(context, variable, period.stopDay, to.span);
  return period.startDay <= stopDay || checkDay(context, variable, period.startDay, from.span);
}

function checkKind({ schema, uncertain }: DatasetState, context: AnalysisContext): boolean {
  if (schema.kind === 'empty' || schema.kind === 'units' || uncertain) return true;
  const { name, kind } = schema;
  context.report('dataset-kind', context.statement.commandSpan, { command: 'import-event', dataset: name, kind });
  return false;
}

function eventDataset(
  dataset: DatasetState,
  found: FoundRegister | undefined,
  target: string,
  period: Period | undefined,
  context: AnalysisContext,
): DatasetState {
  const date = { type: 'numeric', subtype: 'date' } as const;
  const value: VariableSchema =
    found === undefined ? { name: target, type: { type: 'unknown' } } : registerSchema(context, found, target, period);
  const variables: readonly VariableSchema[] = [
    { name: `START@${target}`, type: date, system: true },
    { name: `STOP@${target}`, type: date, system: true, openStop: true },
    value,
  ];
  const unitType = found?.connected.catalogue.unitTypes.get(found.variable.unitType);
  const { schema } = dataset;
  const units: Pick<DatasetSchema, 'unitType' | 'identifier'> =
    schema.identifier !== undefined || unitType === undefined
      ? { unitType: schema.unitType, identifier: schema.identifier }
      : { unitType: unitType.name, identifier: identifierOf(unitType) };
  const uncertain = units.identifier === undefined;
  return { schema: { name: schema.name, kind: 'event', ...units, variables }, ...(uncertain ? { uncertain } : {}) };
}
