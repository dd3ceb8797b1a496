import type { EpochDay } from '../../../base/epoch-day.ts';
import {
  type AnalysisContext,
  anyActiveDataset,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { otherCommand, withoutOption, withoutPiece } from '../../../lang/analyse/fixes.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName, withVariable } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import type { VariableSchema } from '../../../lang/types/schema.ts';
import { checkDay, dayOf, reportDateRequired } from '../../shared/dates.ts';
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
import { importSpec } from './spec.ts';

/** Adds a register variable, measured at a day, to the active dataset. */
export interface ImportOperation extends OperationBase {
  readonly type: 'import';
  readonly dataset: string;
  readonly register: RegisterUse;
  /** Absent for FIXED variables. */
  readonly day?: EpochDay;
  /** The name in the dataset. */
  readonly target: string;
  /** The dataset is empty: the units that have a record become its population. */
  readonly definesPopulation: boolean;
  readonly outerJoin: boolean;
}

/** `import alias/NAME [date] [as name] [, outer_join]`. */
export const importCommand = defineCommand(importSpec, (body, context): ImportOperation | undefined => {
  const dataset = anyActiveDataset(context);
  const options = analyseOptions(importSpec, context, dataset);
  const [reference, another] = body.variables;
  if (another !== undefined) {
    context.report('one-variable-per-import', another.span, { command: 'import' }, aLineForEach(body, context));
  }
  if (reference === undefined) return undefined;
  const found = findRegister(context, reference);
  const target = body.alias === undefined ? nameText(reference.variable) : nameText(body.alias);
  const day = found === undefined ? undefined : checkTimes(body, found, context);
  if (dataset === undefined || target === undefined) return undefined;
  const { schema } = dataset;
  const at = (body.alias ?? reference).span;
  if (schema.kind === 'event' || schema.kind === 'panel') {
    const { name, kind } = schema;
    context.report('dataset-kind', context.statement.commandSpan, { command: 'import', dataset: name, kind });
    return undefined;
  }
  const insertion = body.alias === undefined ? asName(body, reference) : undefined;
  if (!checkNewName(context, dataset, target, at, 'variable-exists', insertion)) return undefined;
  noteImported(body, reference, target, dataset, context);
  if (found === undefined || !checkUnitType(context, dataset, found, reference)) {
    putDataset(context, addUnknown(dataset, target));
    return undefined;
  }
  const period = day === undefined || day === 'invalid' ? undefined : { startDay: day, stopDay: day };
  putDataset(context, addImported(dataset, registerSchema(context, found, target, period), found));
  const definesPopulation = schema.kind === 'empty';
  if (options.values.outer_join && definesPopulation) {
    const given = context.statement.options.filter(({ name }) => name === 'outer_join');
    const fixes = given.map((option) => withoutOption(context, option));
    context.report('outer-join-first', context.statement.span, {}, fixes);
  }
  if (day === 'invalid' || !options.isValid || another !== undefined) return undefined;
  return {
    type: 'import',
    dataset: schema.name,
    register: found.use,
    ...(day === undefined ? {} : { day }),
    target,
    definesPopulation,
    outerJoin: options.values.outer_join && !definesPopulation,
    reads: [readOf(found.use, day === undefined ? {} : { days: [day] })],
  };
});

/** The day of the import: none for FIXED variables, `invalid` after a mistake. */
function checkTimes(
  body: BodyOf<'import'>,
  found: FoundRegister,
  context: AnalysisContext,
): EpochDay | 'invalid' | undefined {
  const { variable } = found;
  const [time, second] = body.times;
  if (second !== undefined) {
    const isEvent = variable.temporality === 'EVENT' && body.toSpan !== undefined;
    // Two dates without `to` are one too many; a period that is no event's is not to be had.
    const isList = body.toSpan === undefined;
    const fixes = isEvent
      ? [otherCommand(context, 'import-event')]
      : isList
        ? [withoutPiece(context, second.span)]
        : [];
    context.report('period-in-import', second.span, { name: variable.name }, fixes);
    return 'invalid';
  }
  if (variable.temporality === 'FIXED') {
    if (time === undefined) return undefined;
    context.report('date-not-allowed', time.span, { name: variable.name }, [withoutPiece(context, time.span)]);
    return 'invalid';
  }
  if (time === undefined) {
    reportDateRequired(context, variable, body.variables[0]?.span ?? context.statement.span);
    return 'invalid';
  }
  const day = dayOf(time);
  return day !== undefined && checkDay(context, variable, day, time.span) ? day : 'invalid';
}

function addImported(
  dataset: DatasetState,
  variable: VariableSchema,
  { variable: register, connected }: FoundRegister,
): DatasetState {
  const unitType = connected.catalogue.unitTypes.get(register.unitType);
  const added = withVariable(dataset, variable);
  const { schema } = added;
  if (schema.identifier !== undefined || unitType === undefined) {
    return { ...added, schema: { ...schema, kind: 'cross-section' } };
  }
  const { openPrefixes } = added;
  return {
    schema: { ...schema, kind: 'cross-section', unitType: unitType.name, identifier: identifierOf(unitType) },
    ...(openPrefixes === undefined ? {} : { openPrefixes }),
  };
}

/** After a mistake: the variable exists, but nothing is known of it, nor of the units if it is the first. */
function addUnknown(dataset: DatasetState, name: string): DatasetState {
  const added = withVariable(dataset, { name, type: { type: 'unknown' } });
  const isFirst = added.schema.identifier === undefined;
  return { ...added, schema: { ...added.schema, kind: 'cross-section' }, ...(isFirst ? { uncertain: true } : {}) };
}
