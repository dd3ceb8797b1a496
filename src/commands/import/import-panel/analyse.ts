import { type EpochDay, isoDate } from '../../../base/epoch-day.ts';
import {
  type AnalysisContext,
  anyActiveDataset,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { withoutPiece } from '../../../lang/analyse/fixes.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import type { DatasetSchema, PanelTime, VariableSchema } from '../../../lang/types/schema.ts';
import { checkDay, dayOf } from '../../shared/dates.ts';
import { readOf } from '../../shared/reads.ts';
import {
  checkUnitType,
  type FoundRegister,
  findRegister,
  identifierOf,
  type RegisterUse,
  registerSchema,
} from '../../shared/registers.ts';
import { importPanelSpec } from './spec.ts';

/** Fills a dataset with register variables at several days: one row per unit and day. */
export interface ImportPanelOperation extends OperationBase {
  readonly type: 'import-panel';
  readonly dataset: string;
  /** Each variable is named like the register variable. */
  readonly registers: readonly RegisterUse[];
  /** Ascending. */
  readonly days: readonly EpochDay[];
  /** The dataset holds units already: exactly these times the days are its rows. */
  readonly ofUnits: boolean;
}

/** `import-panel alias/NAME … date …`. */
export const importPanelCommand = defineCommand(importPanelSpec, (body, context): ImportPanelOperation | undefined => {
  const dataset = anyActiveDataset(context);
  const { isValid } = analyseOptions(importPanelSpec, context, dataset);
  if (body.alias !== undefined) {
    const before = context.text.slice(0, body.alias.span.start);
    const start = before.search(/\s+as\s+$/u);
    const fixes = start === -1 ? [] : [{ at: { start, end: body.alias.span.end }, newText: '' }];
    context.report('panel-name', body.alias.span, {}, fixes);
  }
  const registers = body.variables.map((reference) => findRegister(context, reference));
  const known = registers.filter((found) => found !== undefined);
  const days = daysOf(body, known, context);
  if (dataset === undefined) return undefined;
  const { schema, uncertain } = dataset;
  if (schema.kind !== 'empty' && schema.kind !== 'units' && !uncertain) {
    context.report('dataset-not-empty', context.statement.commandSpan, {
      command: 'import-panel',
      dataset: schema.name,
    });
    return undefined;
  }
  const fits = checkRegisters(body, registers, context, dataset);
  putDataset(context, panelDataset(body, dataset, registers, days, context));
  if (!fits || days === undefined || !isValid || body.alias !== undefined) return undefined;
  return {
    type: 'import-panel',
    dataset: schema.name,
    registers: known.map((found) => found.use),
    days,
    ofUnits: schema.kind === 'units',
    reads: known.map(({ use }) => readOf(use, use.temporality === 'FIXED' ? {} : { days })),
  };
});

function daysOf(
  body: BodyOf<'import'>,
  registers: readonly FoundRegister[],
  context: AnalysisContext,
): readonly EpochDay[] | undefined {
  const days = new Set<EpochDay>();
  let isValid = true;
  for (const time of body.times) {
    const day = dayOf(time);
    if (day === undefined) {
      isValid = false;
      continue;
    }
    if (days.has(day)) {
      context.report('repeated-date', time.span, { date: isoDate(day) }, [withoutPiece(context, time.span)]);
    }
    isValid = isValid && !days.has(day);
    days.add(day);
    for (const { variable } of registers) {
      if (variable.temporality !== 'FIXED') isValid = checkDay(context, variable, day, time.span) && isValid;
    }
  }
  if (body.times.length === 0 || body.toSpan !== undefined) {
    const form = 'import-panel alias/NAME 2018-01-01 2019-01-01';
    context.report('date-missing', body.toSpan ?? context.statement.span, { command: 'import-panel', form });
    return undefined;
  }
  return isValid ? [...days].sort((a, b) => a - b) : undefined;
}

function checkRegisters(
  body: BodyOf<'import'>,
  registers: readonly (FoundRegister | undefined)[],
  context: AnalysisContext,
  dataset: DatasetState,
): boolean {
  let isValid = true;
  const first = registers.find((found) => found !== undefined);
  // In an empty dataset the first variable decides what the units are; the others must be about the same.
  const held: DatasetState =
    first === undefined || dataset.schema.kind !== 'empty'
      ? dataset
      : { schema: { ...dataset.schema, kind: 'units', unitType: first.variable.unitType } };
  const names = new Set<string>();
  for (const [i, found] of registers.entries()) {
    const reference = body.variables[i];
    const name = reference === undefined ? undefined : nameText(reference.variable);
    if (reference === undefined || name === undefined || found === undefined) {
      isValid = false;
      continue;
    }
    if (names.has(name)) {
      context.report('repeated-variable', reference.span, { name }, [withoutPiece(context, reference.span)]);
    }
    const isNew = !names.has(name) && checkNewName(context, dataset, name, reference.span);
    if (isNew) context.trace?.makesVariable(dataset.schema.name, name, reference.variable.span);
    isValid = isNew && isValid;
    names.add(name);
    isValid = checkUnitType(context, held, found, reference) && isValid;
  }
  return isValid;
}

function panelDataset(
  body: BodyOf<'import'>,
  dataset: DatasetState,
  registers: readonly (FoundRegister | undefined)[],
  days: readonly EpochDay[] | undefined,
  context: AnalysisContext,
): DatasetState {
  const [first, last] = [days?.[0], days?.at(-1)];
  const whole = first === undefined || last === undefined ? undefined : { startDay: first, stopDay: last };
  const imported = registers.flatMap((found, i): readonly VariableSchema[] => {
    const reference = body.variables[i];
    const name = reference === undefined ? undefined : nameText(reference.variable);
    if (name === undefined) return [];
    if (found === undefined) return [{ name, type: { type: 'unknown' } }];
    return [registerSchema(context, found, name, found.variable.temporality === 'FIXED' ? undefined : whole)];
  });
  // The days are written in the script.
  const time: VariableSchema = {
    name: 'date@panel',
    type: { type: 'numeric', subtype: 'date' },
    system: true,
    publicValues: true,
  };
  const decides = registers.find((found) => found !== undefined);
  const unitType = decides?.connected.catalogue.unitTypes.get(decides.variable.unitType);
  const { schema } = dataset;
  const units: Pick<DatasetSchema, 'unitType' | 'identifier'> =
    schema.identifier !== undefined || unitType === undefined
      ? { unitType: schema.unitType, identifier: schema.identifier }
      : { unitType: unitType.name, identifier: identifierOf(unitType) };
  const uncertain = units.identifier === undefined;
  const variables = [time, ...new Map(imported.map((v) => [v.name, v])).values()];
  return {
    schema: { name: schema.name, kind: 'panel', ...units, variables },
    ...(days === undefined ? {} : { panelTimes: days.map(timeOfDay) }),
    ...(uncertain ? { uncertain } : {}),
  };
}

/** A day in a name is its number; names have no minus, so that days before 1970 are `m` and their number. */
function timeOfDay(day: EpochDay): PanelTime {
  return { value: day, text: day < 0 ? `m${-day}` : String(day) };
}
