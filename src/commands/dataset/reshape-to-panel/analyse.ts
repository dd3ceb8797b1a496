import type { Span } from '../../../base/span.ts';
import { entriesOf, mergeEntries } from '../../../lang/analyse/code-lists.ts';
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
import { checkNotKey, lookUpVariable } from '../../../lang/analyse/variables.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { BodyOf } from '../../../lang/syntax/ast.ts';
import { type VariableSchema, withoutTraits } from '../../../lang/types/schema.ts';
import { reshapeToPanelSpec } from './spec.ts';

/** Turns numbered variables into a panel. */
export interface ReshapeToPanelOperation extends OperationBase {
  readonly type: 'reshape-to-panel';
  readonly dataset: string;
  /** For each series its variables by time; a time that it lacks is absent. */
  readonly series: readonly {
    readonly prefix: string;
    readonly variables: readonly { readonly time: string; readonly name: string }[];
  }[];
  /** The suffixes in ascending order; the values of `date@panel` are numbers when all are digits. */
  readonly times: readonly string[];
  readonly timeType: 'number' | 'text';
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
    const series = seriesOf(body, context, dataset);
    const times = timesOf([...series.values()].flat(), context);
    const isValid = checkSeries(body, series, context, dataset);
    putDataset(context, panelOf(dataset, series, times, context));
    if (!optionsValid || !isValid || !times.isValid || body.variables.length === 0) return undefined;
    return {
      type: 'reshape-to-panel',
      dataset: schema.name,
      series: [...series].map(([prefix, members]) => ({
        prefix,
        variables: members.map(({ time, variable }) => ({ time, name: variable.name })),
      })),
      times: times.texts,
      timeType: times.type,
    };
  },
);

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
      .filter((v) => v.startsWith(prefix))
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
  let isValid = true;
  for (const name of body.variables) {
    const prefix = nameText(name);
    const members = prefix === undefined ? undefined : series.get(prefix);
    if (prefix === undefined || members === undefined || members.length === 0) {
      isValid = false;
      continue;
    }
    isValid = checkMembers(prefix, members, name.span, context, dataset) && isValid;
    if (lookUpVariable(dataset, prefix) === undefined) continue;
    context.report('variable-exists', name.span, { name: prefix, dataset: dataset.schema.name });
    isValid = false;
  }
  return isValid;
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
  readonly texts: readonly string[];
  readonly type: 'number' | 'text';
  readonly isValid: boolean;
}

function timesOf(members: readonly Member[], context: AnalysisContext): Times {
  const texts = [...new Set(members.map((member) => member.time))];
  const areDigits = texts.every((text) => /^\d+$/u.test(text));
  if (!areDigits) return { texts: texts.sort(byCodePoint), type: 'text', isValid: true };
  texts.sort((a, b) => Number(a) - Number(b));
  const twice = texts.findIndex((text, i) => i > 0 && Number(text) === Number(texts[i - 1]));
  if (twice !== -1) {
    context.report('times-coincide', context.statement.span, {
      first: texts[twice - 1] ?? '',
      second: texts[twice] ?? '',
    });
  }
  return { texts, type: 'number', isValid: twice === -1 };
}

function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function panelOf(
  dataset: DatasetState,
  series: ReadonlyMap<string, readonly Member[]>,
  times: Times,
  context: AnalysisContext,
): DatasetState {
  const { schema } = dataset;
  const inSeries = new Set([...series.values()].flat().map(({ variable }) => variable.name));
  const time: VariableSchema = {
    name: 'date@panel',
    type: times.type === 'number' ? { type: 'numeric', subtype: 'integer' } : { type: 'alphanumeric' },
    system: true,
  };
  const fixed = schema.variables.filter((v) => !inSeries.has(v.name) && !series.has(v.name));
  const made = [...series].map(([prefix, members]) => seriesSchema(prefix, members, times, schema.name, context));
  return {
    ...dataset,
    schema: { ...schema, kind: 'panel', variables: [time, ...made, ...fixed] },
    timeTexts: times.texts,
  };
}

/** One variable for a series: its code list is that of the latest time, completed with codes of earlier ones. */
function seriesSchema(
  name: string,
  members: readonly Member[],
  times: Times,
  dataset: string,
  context: AnalysisContext,
): VariableSchema {
  const ordered = [...members].sort((a, b) => times.texts.indexOf(a.time) - times.texts.indexOf(b.time));
  const latest = ordered.at(-1)?.variable;
  if (latest === undefined) return { name, type: { type: 'unknown' } };
  const lists = [...new Set(ordered.flatMap(({ variable }) => variable.codeList ?? []))];
  const rest = withoutTraits(latest, 'codeList', 'source', 'openStop');
  const [only, another] = lists;
  if (another === undefined) return { ...rest, name, ...(only === undefined ? {} : { codeList: only }) };
  const entries = lists.reduce<ReturnType<typeof entriesOf>>(
    (all, id) => mergeEntries(all, entriesOf(context, id)),
    [],
  );
  const codeList = addCodeList(context, `${dataset}.${name}`, { type: 'derived', from: latest.codeList, entries });
  return { ...rest, name, codeList };
}
