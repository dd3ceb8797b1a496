import type { Fix } from '../../base/diagnostic.ts';
import type { EpochDay } from '../../base/epoch-day.ts';
import { isoDate } from '../../base/epoch-day.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import { type AnalysisContext, nameText, written } from '../../lang/analyse/context.ts';
import { otherNames, statementBefore } from '../../lang/analyse/fixes.ts';
import type { ConnectedDatabank, DatasetState } from '../../lang/analyse/state.ts';
import type { CodeListSource } from '../../lang/ir/script.ts';
import type { BodyOf, RegisterReference } from '../../lang/syntax/ast.ts';
import type { CodeListId, VariableSchema, VariableType } from '../../lang/types/schema.ts';
import type { Catalogue, Period, RegisterVariable, Temporality, UnitType } from '../../metadata/catalogue.ts';

/** A register variable that an operation reads, fully resolved. */
export interface RegisterUse {
  readonly alias: string;
  readonly databank: string;
  /** Resolved version. */
  readonly version: string;
  readonly variable: string;
  readonly temporality: Temporality;
}

/** A register reference after look-up. */
export interface FoundRegister {
  readonly use: RegisterUse;
  readonly connected: ConnectedDatabank;
  readonly variable: RegisterVariable;
}

/** Looks up `alias/NAME`; reports what is unknown, once per alias. */
export function findRegister(context: AnalysisContext, reference: RegisterReference): FoundRegister | undefined {
  const name = nameText(reference.variable);
  if (name === undefined) return undefined;
  const connected = findDatabank(context, reference, name);
  if (connected === undefined) return undefined;
  const { binding, catalogue } = connected;
  const variable = catalogue.variables.get(name);
  if (variable === undefined) {
    reportUnknown(context, reference, name, catalogue);
    return undefined;
  }
  context.trace?.readsRegister(connected, name, reference.variable.span);
  const { alias, databank, version } = binding;
  return { use: { alias, databank, version, variable: name, temporality: variable.temporality }, connected, variable };
}

function findDatabank(
  context: AnalysisContext,
  reference: RegisterReference,
  name: string,
): ConnectedDatabank | undefined {
  const { databanks, silenced } = context.state;
  const known = [...databanks.keys()];
  if (reference.alias === undefined) {
    const [only, another] = known;
    const corrected = only === undefined || another !== undefined ? undefined : `${only}/${name}`;
    const having = known.filter((alias) => databanks.get(alias)?.catalogue.variables.has(name));
    const aliases = having.length > 0 ? having : known.length === 1 ? known : [];
    context.report(
      'missing-alias',
      reference.span,
      { name, corrected },
      aliases.map((alias) => ({
        at: reference.span,
        newText: `${alias}/${written(context, reference.variable.span)}`,
      })),
    );
    return only === undefined || another !== undefined ? undefined : databanks.get(only);
  }
  const alias = nameText(reference.alias);
  if (alias === undefined) return undefined;
  const connected = databanks.get(alias);
  if (connected !== undefined) context.trace?.usesAlias(connected, reference.alias.span);
  if (connected !== undefined || silenced.has(alias)) return connected;
  const suggestions = suggestionsFor(alias, known);
  const others = suggestions.length > 0 ? suggestions : known.slice(0, 3);
  context.report('unknown-alias', reference.alias.span, { alias, known, suggestions }, [
    ...otherNames(context, reference.alias.span, alias, others),
    ...(others.length > 0 ? [] : requireBefore(context, alias, name)),
  ]);
  silenced.add(alias);
  return undefined;
}

/** A line that connects the newest version of each databank that has a variable; of all where none has it. */
export function requireBefore(context: AnalysisContext, alias: string, variable?: string): readonly Fix[] {
  const { databanks } = context.directory;
  const having = databanks.filter(
    ({ name, newest }) =>
      variable !== undefined && context.directory.findCatalogue(name, newest)?.variables.has(variable),
  );
  const offered = having.length > 0 ? having : databanks;
  return offered
    .slice(0, mostDatabanks)
    .flatMap(({ name, newest }) => statementBefore(context, `require ${name}:${newest} as ${alias}`));
}

/** No fix offers more databanks than these. */
const mostDatabanks = 4;

function reportUnknown(
  context: AnalysisContext,
  reference: RegisterReference,
  name: string,
  catalogue: Catalogue,
): void {
  const { databank, version } = catalogue;
  const elsewhere = aliasThatHas(context, name);
  const otherVersion = elsewhere === undefined ? versionThatHas(context, databank, name) : undefined;
  const isFound = elsewhere !== undefined || otherVersion !== undefined;
  const suggestions = suggestionsFor(name, catalogue.variables.keys());
  context.report(
    'unknown-register-variable',
    reference.variable.span,
    {
      name,
      databank,
      version,
      suggestions,
      otherVersion,
      elsewhere: elsewhere === undefined ? undefined : `${elsewhere}/${name}`,
      otherDatabank: isFound ? undefined : databankThatHas(context, databank, name),
    },
    [
      ...(elsewhere === undefined ? [] : [{ at: reference.span, newText: `${elsewhere}/${name}` }]),
      ...otherNames(context, reference.variable.span, name, suggestions),
    ],
  );
}

/** The alias of a connected databank that has a variable. */
function aliasThatHas(context: AnalysisContext, name: string): string | undefined {
  for (const [alias, { catalogue }] of context.state.databanks) if (catalogue.variables.has(name)) return alias;
  return undefined;
}

/** The newest version of a databank that has a variable; the draft only if no released one has it. */
function versionThatHas(context: AnalysisContext, databank: string, name: string): string | undefined {
  const versions = context.directory.databanks.find((known) => known.name === databank)?.versions ?? [];
  const having = versions.filter((version) => context.directory.findCatalogue(databank, version)?.variables.has(name));
  return having.findLast((version) => version !== 'DRAFT') ?? having.at(-1);
}

/** The newest version of another databank, if that has a variable: `name:version`. */
function databankThatHas(context: AnalysisContext, databank: string, name: string): string | undefined {
  const { directory } = context;
  const found = directory.databanks.find(
    (known) => known.name !== databank && directory.findCatalogue(known.name, known.newest)?.variables.has(name),
  );
  return found === undefined ? undefined : `${found.name}:${found.newest}`;
}

/** The type that a register variable has in a dataset. */
function registerType(variable: RegisterVariable, catalogue: Catalogue): VariableType {
  const unitType = variable.keyUnitType === undefined ? undefined : catalogue.unitTypes.get(variable.keyUnitType);
  if (unitType?.pseudonymised) return { type: 'key', unitType: unitType.name, idKind: unitType.idKind };
  // Where the metadata do not say that a value identifies a unit, the name does (commands-data §1.4). Identifiers are
  // numbers: texts (`BEFOLKNING_MRK_FNR`) are codes, whether these are listed or not; and `…_I_…` names are counts of
  // members («barn i familien»).
  if (
    variable.keyUnitType === undefined &&
    variable.valueDomain.type === 'described' &&
    variable.dataType === 'LONG' &&
    /_(FNR|FAMNR|HUSHNR)$/u.test(variable.name) &&
    !variable.name.includes('_I_')
  ) {
    return { type: 'key', unitType: undefined, idKind: 'FNR' };
  }
  switch (variable.dataType) {
    case 'STRING':
      return { type: 'alphanumeric' };
    case 'LONG':
      return { type: 'numeric', subtype: 'integer' };
    case 'DOUBLE':
      return { type: 'numeric', subtype: 'decimal' };
    case 'DATE':
      return { type: 'numeric', subtype: 'date' };
  }
}

/** The identifier column of units of a type. */
export function identifierOf(unitType: UnitType): { readonly name: string; readonly type: VariableType } {
  const { name, identifier, idKind, pseudonymised } = unitType;
  return {
    name: identifier,
    type: pseudonymised ? { type: 'key', unitType: name, idKind } : { type: 'alphanumeric' },
  };
}

/** The schema of a register variable in a dataset, with its code list for the period. */
export function registerSchema(
  context: AnalysisContext,
  found: FoundRegister,
  name: string,
  period: Period | undefined,
): VariableSchema {
  const { use, variable, connected } = found;
  const type = registerType(variable, connected.catalogue);
  const codeList = type.type === 'key' ? undefined : registerCodeList(context, found, period);
  return {
    name,
    type,
    ...(codeList === undefined ? {} : { codeList }),
    source: {
      alias: use.alias,
      databank: use.databank,
      version: use.version,
      variable: use.variable,
      ...(period === undefined ? {} : { day: period.startDay }),
    },
    ...(variable.publicValues ? { publicValues: true as const } : {}),
  };
}

/** Tells a tracer where an imported variable has its name from: its own, or the register's where none is written. */
export function noteImported(
  body: BodyOf<'import'>,
  reference: RegisterReference,
  target: string,
  { schema }: DatasetState,
  { trace }: AnalysisContext,
): void {
  if (body.alias !== undefined) trace?.makesVariable(schema.name, target, body.alias.span);
  else {
    const end = (body.times.at(-1) ?? reference).span.end;
    trace?.impliesVariable(schema.name, target, reference.variable.span, end, ' as ');
  }
}

/** The id of a register variable's code list for a period, shared by all imports that see the same; none for free values. */
export function registerCodeList(
  context: AnalysisContext,
  { use, variable }: FoundRegister,
  period: Period | undefined,
): CodeListId | undefined {
  if (variable.valueDomain.type !== 'enumerated') return undefined;
  const { databank, version } = use;
  const dates = period === undefined ? '' : `@${periodText(period)}`;
  const id = `${databank}:${version}/${use.variable}${dates}`;
  const source: CodeListSource = {
    type: 'register',
    databank,
    version,
    variable: use.variable,
    ...(period === undefined ? {} : { period: { startDay: period.startDay, stopDay: period.stopDay } }),
  };
  context.state.codeLists.set(id, source);
  return id;
}

function periodText({ startDay, stopDay }: { readonly startDay: EpochDay; readonly stopDay: EpochDay }): string {
  return startDay === stopDay ? isoDate(startDay) : `${isoDate(startDay)}..${isoDate(stopDay)}`;
}

/**
 * Whether a register variable is about the units of the dataset; reports when not. An empty dataset takes any units.
 */
export function checkUnitType(
  context: AnalysisContext,
  dataset: DatasetState,
  found: FoundRegister,
  reference: RegisterReference,
): boolean {
  const { schema } = dataset;
  const { variable, connected } = found;
  if (schema.kind === 'empty' || dataset.uncertain || schema.unitType === variable.unitType) return true;
  if (schema.unitType === undefined) {
    const identifier = schema.identifier?.name ?? '';
    context.report('groups-are-no-units', reference.span, { identifier, dataset: schema.name });
    return false;
  }
  const { unitTypes } = connected.catalogue;
  const own = unitTypes.get(variable.unitType)?.label;
  const held = unitTypes.get(schema.unitType)?.label;
  context.report('unit-type-mismatch', reference.span, {
    variable: variable.name,
    variableUnits: own?.en ?? variable.unitType,
    variableUnitsNb: own?.nb ?? variable.unitType,
    dataset: schema.name,
    datasetUnits: held?.en ?? schema.unitType,
    datasetUnitsNb: held?.nb ?? schema.unitType,
  });
  return false;
}
