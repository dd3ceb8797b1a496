import { threshold } from '../../../base/messages/message.ts';
import type { Span } from '../../../base/span.ts';
import { entriesOf } from '../../../lang/analyse/code-lists.ts';
import {
  type AnalysisContext,
  activeDataset,
  addCodeList,
  defineCommand,
  nameText,
  putDataset,
} from '../../../lang/analyse/context.ts';
import { analyseOptions } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import { checkNewName, checkNotKey } from '../../../lang/analyse/variables.ts';
import type { CodeListEntry, OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import type {
  CodeListId,
  DatasetSchema,
  PanelTime,
  VariableSchema,
  VariableSource,
  VariableType,
} from '../../../lang/types/schema.ts';
import { reshapeToPanelSpec } from './spec.ts';

const timeName = 'date@panel';

/** Turns numbered variables into a panel. */
export interface ReshapeToPanelOperation extends OperationBase {
  readonly type: 'reshape-to-panel';
  readonly dataset: string;
  /** For each series its variables by time; a time that it lacks is absent. */
  readonly series: readonly {
    readonly prefix: string;
    readonly variables: readonly { readonly time: string; readonly name: string }[];
  }[];
  /** Ascending; the texts are the suffixes, the values numbers when all suffixes are digits. */
  readonly times: readonly PanelTime[];
}

interface Member {
  readonly time: string;
  readonly variable: VariableSchema;
}

/** `reshape-to-panel prefix …`. */
export const reshapeToPanelCommand = defineCommand(
  reshapeToPanelSpec,
  (body, context): ReshapeToPanelOperation | undefined => {
    const dataset = activeDataset(context);
    if (dataset === undefined) return undefined;
    const { isValid: optionsValid } = analyseOptions(reshapeToPanelSpec, context, dataset);
    const { schema } = dataset;
    if (schema.kind !== 'cross-section' && !dataset.uncertain) {
      const { name, kind } = schema;
      context.report('dataset-kind', context.statement.commandSpan, {
        command: 'reshape-to-panel',
        dataset: name,
        kind,
      });
      return undefined;
    }
    if (body.variables.length === 0) {
      const { command, commandSpan } = context.statement;
      context.report('too-few-variables', commandSpan, { command, needed: threshold(1) });
    }
    const series = seriesOf(body, context, dataset);
    const times = timesOf([...series.values()].flat(), context);
    const areSeriesValid = checkSeries(body, series, context, dataset);
    const isValid = areSeriesValid && times.isValid && optionsValid && body.variables.length > 0;
    // After a mistake nobody knows which times were meant.
    const panelTimes = isValid ? { panelTimes: times.times } : {};
    putDataset(context, { ...dataset, schema: panelSchema(dataset, series, times, context), ...panelTimes });
    noteSeries(body, series, context, dataset);
    if (!isValid) return undefined;
    return {
      type: 'reshape-to-panel',
      dataset: schema.name,
      series: [...series].map(([prefix, members]) => ({
        prefix,
        variables: members.map(({ time, variable }) => ({ time, name: variable.name })),
      })),
      times: times.times,
    };
  },
);

/** Tells a tracer that the names of a series' variables begin with its own. */
function noteSeries(
  body: BodyOf<'variables'>,
  series: ReadonlyMap<string, readonly Member[]>,
  { trace }: AnalysisContext,
  { schema }: DatasetState,
): void {
  for (const name of trace === undefined ? [] : body.variables) {
    const prefix = nameText(name);
    if (prefix === undefined) continue;
    trace?.makesVariable(schema.name, prefix, name.span);
    for (const { variable } of series.get(prefix) ?? []) trace?.containsName(schema.name, variable.name, prefix, 0);
  }
}

/** Each variable belongs to the longest prefix that leaves a suffix without letters. */
function seriesOf(
  body: BodyOf<'variables'>,
  context: AnalysisContext,
  dataset: DatasetState,
): ReadonlyMap<string, readonly Member[]> {
  const prefixes = body.variables.flatMap((name) => nameText(name) ?? []);
  const series = new Map<string, Member[]>(prefixes.map((prefix) => [prefix, []]));
  const longestFirst = [...series.keys()].sort((a, b) => b.length - a.length);
  for (const variable of dataset.schema.variables) {
    const prefix = longestFirst.find((p) => {
      const suffix = variable.name.startsWith(p) ? variable.name.slice(p.length) : '';
      return suffix !== '' && !/\p{L}/u.test(suffix);
    });
    if (prefix !== undefined) series.get(prefix)?.push({ time: variable.name.slice(prefix.length), variable });
  }
  for (const name of body.variables) {
    const prefix = nameText(name);
    if (prefix === undefined || (series.get(prefix)?.length ?? 0) > 0 || dataset.openPrefixes !== undefined) continue;
    const found = dataset.schema.variables
      .map((v) => v.name)
      .filter((v) => v !== prefix && v.startsWith(prefix))
      .slice(0, 5);
    context.report('nothing-to-reshape', name.span, { prefix, found });
  }
  return series;
}

function checkSeries(
  body: BodyOf<'variables'>,
  series: ReadonlyMap<string, readonly Member[]>,
  context: AnalysisContext,
  dataset: DatasetState,
): boolean {
  const rest = withoutMembers(dataset, series);
  const seen = new Set<string>();
  let isValid = true;
  for (const name of body.variables) {
    const prefix = nameText(name);
    const members = prefix === undefined ? undefined : series.get(prefix);
    if (prefix === undefined || members === undefined || members.length === 0) {
      isValid = false;
      continue;
    }
    if (seen.has(prefix)) context.report('repeated-variable', name.span, { name: prefix });
    const isNew = !seen.has(prefix) && checkSeriesName(context, rest, prefix, name.span);
    isValid = checkMembers(prefix, members, name.span, context, dataset) && isNew && isValid;
    seen.add(prefix);
  }
  if (columnNamed(rest, timeName) === undefined) return isValid;
  context.report('variable-exists', context.statement.commandSpan, { name: timeName, dataset: dataset.schema.name });
  return false;
}

/** The dataset without the variables that a series takes: what the names of the panel must not be among. */
function withoutMembers(dataset: DatasetState, series: ReadonlyMap<string, readonly Member[]>): DatasetState {
  const taken = new Set([...series.values()].flat().map(({ variable }) => variable.name));
  const { schema } = dataset;
  return { ...dataset, schema: { ...schema, variables: schema.variables.filter(({ name }) => !taken.has(name)) } };
}

function columnNamed({ schema }: DatasetState, name: string): string | undefined {
  return schema.identifier?.name === name ? name : schema.variables.find((v) => v.name === name)?.name;
}

/** A series is named like its variables, which may be ones that only the system names (`STOP@x2018`). */
function checkSeriesName(context: AnalysisContext, rest: DatasetState, prefix: string, at: Span): boolean {
  if (!prefix.includes('@')) return checkNewName(context, rest, prefix, at);
  if (prefix !== timeName && columnNamed(rest, prefix) === undefined) return true;
  context.report('variable-exists', at, { name: prefix, dataset: rest.schema.name });
  return false;
}

function checkMembers(
  prefix: string,
  members: readonly Member[],
  at: Span,
  context: AnalysisContext,
  dataset: DatasetState,
): boolean {
  if (!members.every(({ variable }) => checkNotKey(context, dataset, variable, at))) return false;
  const types = new Set(members.map(({ variable }) => variable.type.type).filter((type) => type !== 'unknown'));
  if (types.size <= 1) return true;
  context.report('series-types-differ', at, { prefix, variables: members.map(({ variable }) => variable.name) });
  return false;
}

interface Times {
  readonly times: readonly PanelTime[];
  readonly type: VariableType;
  readonly isValid: boolean;
}

function timesOf(members: readonly Member[], context: AnalysisContext): Times {
  const texts = [...new Set(members.map((member) => member.time))];
  if (texts.length === 0) return { times: [], type: { type: 'unknown' }, isValid: false };
  if (!texts.every((text) => /^\d+$/u.test(text))) {
    const times = texts.sort(byCodePoint).map((text) => ({ value: text, text }));
    return { times, type: { type: 'alphanumeric' }, isValid: true };
  }
  const times = texts.map((text) => ({ value: Number(text), text })).sort((a, b) => a.value - b.value);
  const twice = times.findIndex(({ value }, i) => i > 0 && value === times[i - 1]?.value);
  if (twice !== -1) {
    const [first, second] = [times[twice - 1]?.text ?? '', times[twice]?.text ?? ''];
    context.report('times-coincide', context.statement.span, { first, second });
  }
  return { times, type: { type: 'numeric', subtype: 'integer' }, isValid: twice === -1 };
}

/** The order of texts in columns: by code points, which UTF-16 order is not for the rarest characters. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const i = left.findIndex((character, place) => character !== right[place]);
  if (i === -1) return left.length - right.length;
  return (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? -1);
}

function panelSchema(
  dataset: DatasetState,
  series: ReadonlyMap<string, readonly Member[]>,
  times: Times,
  context: AnalysisContext,
): DatasetSchema {
  const { schema } = dataset;
  // The times are parts of names of the script.
  const time: VariableSchema = { name: timeName, type: times.type, system: true, publicValues: true };
  const fixed = withoutMembers(dataset, series).schema.variables.filter((v) => !series.has(v.name));
  const made = [...series].map(([prefix, members]) => seriesSchema(prefix, members, times.times, schema.name, context));
  return { ...schema, kind: 'panel', variables: [time, ...made, ...fixed] };
}

/** One variable for a series: what all its variables have in common, and the code lists of all of them. */
function seriesSchema(
  name: string,
  members: readonly Member[],
  times: readonly PanelTime[],
  dataset: string,
  context: AnalysisContext,
): VariableSchema {
  const place = (member: Member): number => times.findIndex(({ text }) => text === member.time);
  const latestFirst = [...members].sort((a, b) => place(b) - place(a)).map(({ variable }) => variable);
  const codeList = seriesCodeList(`${dataset}.${name}`, latestFirst, context);
  const source = seriesSource(latestFirst);
  return {
    name,
    type: seriesType(latestFirst),
    ...(codeList === undefined ? {} : { codeList }),
    ...(latestFirst.some(({ openStop }) => openStop) ? { openStop: true as const } : {}),
    ...(source === undefined ? {} : { source }),
    ...(latestFirst.length > 0 && latestFirst.every(({ publicValues }) => publicValues)
      ? { publicValues: true as const }
      : {}),
  };
}

/** Whole numbers and dates are whole numbers together; with decimals among them all are decimals. */
function seriesType(variables: readonly VariableSchema[]): VariableType {
  const types = variables.map(({ type }) => type).filter(({ type }) => type !== 'unknown');
  const [first] = types;
  if (first?.type !== 'numeric') return first ?? { type: 'unknown' };
  const subtypes = new Set(types.flatMap((type) => (type.type === 'numeric' ? type.subtype : [])));
  if (subtypes.size > 1) subtypes.delete('undetermined');
  const [only, another] = subtypes;
  if (another === undefined) return { type: 'numeric', subtype: only ?? 'undetermined' };
  return { type: 'numeric', subtype: subtypes.has('decimal') ? 'decimal' : 'integer' };
}

/** The register variable that all come from, whatever their days. */
function seriesSource(variables: readonly VariableSchema[]): VariableSource | undefined {
  const [latest] = variables;
  const same = (source: VariableSource | undefined): boolean =>
    source?.databank === latest?.source?.databank &&
    source?.version === latest?.source?.version &&
    source?.variable === latest?.source?.variable;
  return variables.every(({ source }) => same(source)) ? latest?.source : undefined;
}

/** The code list of the latest time, completed with codes of earlier ones. */
function seriesCodeList(
  stem: string,
  latestFirst: readonly VariableSchema[],
  context: AnalysisContext,
): CodeListId | undefined {
  const [latest, ...earlier] = new Set(latestFirst.flatMap(({ codeList }) => codeList ?? []));
  if (latest === undefined) return undefined;
  const known = new Set(entriesOf(context, latest).map(({ code }) => code));
  const entries: CodeListEntry[] = [];
  for (const entry of earlier.flatMap((id) => entriesOf(context, id))) {
    if (known.has(entry.code)) continue;
    known.add(entry.code);
    entries.push(entry);
  }
  return entries.length === 0 ? latest : addCodeList(context, stem, { type: 'derived', from: latest, entries });
}
