import type { EpochDay } from '../../base/epoch-day.ts';
import { parseIsoDate } from '../../base/epoch-day.ts';
import { threshold } from '../../base/messages/message.ts';
import type { DataType, Temporality, UnitType } from '../catalogue.ts';
import { failDatabank } from '../databank-error.ts';
import { missingInt32 } from '../stored-column.ts';
import { unitTypes } from '../unit-types.ts';
import { ColumnCollector, dataTypeOf, type TextColumn, variableNameOf } from './own-columns.ts';
import { readTable, type TableForm } from './own-table.ts';

/** When the values of a table hold. */
export type OwnTime =
  | { readonly type: 'constant' }
  | { readonly type: 'date'; readonly day: EpochDay }
  | { readonly type: 'period'; readonly startDay: EpochDay; readonly stopDay: EpochDay }
  | { readonly type: 'date-column'; readonly column: string }
  | { readonly type: 'spells'; readonly start: string; readonly stop: string };

/** What a table of one's own does not say of itself. */
export interface OwnDataChoice extends TableForm {
  readonly unitType: string;
  /** The column with pseudonyms; the first one when absent. */
  readonly identifier?: string;
  readonly time: OwnTime;
  readonly decimalComma: boolean;
  /** Columns that are text whatever they look like. */
  readonly texts: readonly string[];
  /** A CSV file with the columns variable, code, label. */
  readonly labels?: string;
}

/** A table that was read: units, times, and a variable for each other column. */
export interface OwnData {
  readonly file: string;
  readonly unitType: UnitType;
  readonly temporality: Temporality;
  /** Lines of the rows in the file. */
  readonly lines: Int32Array;
  readonly units: TextColumn;
  /** Epoch days by row; `missingInt32` where there is none. */
  readonly starts: Int32Array;
  readonly stops: Int32Array;
  readonly variables: readonly OwnVariable[];
}

/** A column as a variable. */
export interface OwnVariable {
  /** As a register variable: `LIFE_SATISFACTION`. */
  readonly name: string;
  readonly column: TextColumn;
  readonly dataType: DataType;
  readonly labels: readonly (readonly [code: string, label: string])[];
}

/**
 * Reads a researcher's table: a CSV file with a header, one row for each unit (and time), keyed by pseudonyms.
 *
 * @throws DatabankError for the first thing that is wrong with table, labels or choice
 */
export async function readOwnData(choice: OwnDataChoice): Promise<OwnData> {
  const { file } = choice;
  const unitType =
    unitTypes.get(choice.unitType) ??
    failDatabank('own-unit-type-unknown', { unitType: choice.unitType, known: [...unitTypes.keys()] });
  const { lines, columns } = await collectTable(choice);
  const known = columns.map(({ name }) => name);
  const find = (name: string): TextColumn =>
    columns.find((column) => column.name === name) ?? failDatabank('own-column-unknown', { file, column: name, known });
  if (lines.length === 0) failDatabank('own-table-empty', { file });
  const units = choice.identifier === undefined ? columns[0]! : find(choice.identifier);
  for (const text of choice.texts) find(text);
  const times = timesOf(choice.time, find, lines, file);
  const values = columns.filter((column) => column !== units && !times.columns.includes(column));
  if (values.length === 0) failDatabank('own-no-variables', { file });
  const empty = values.find(({ texts }) => texts.every((text) => text === ''));
  if (empty !== undefined) failDatabank('own-column-empty', { file, column: empty.name });
  const labels =
    choice.labels === undefined ? new Map<string, [string, string][]>() : await readLabels(choice.labels, values);
  return {
    file,
    unitType,
    temporality: times.temporality,
    lines,
    units: checkedUnits(units, unitType, lines, file),
    starts: times.starts,
    stops: times.stops,
    variables: variablesOf(values, choice, labels),
  };
}

async function collectTable(
  form: TableForm,
): Promise<{ readonly lines: Int32Array; readonly columns: readonly TextColumn[] }> {
  let header: readonly string[] | undefined;
  let collectors: readonly ColumnCollector[] = [];
  const lines: number[] = [];
  for await (const { line, fields } of readTable(form)) {
    if (header === undefined) {
      header = fields;
      collectors = fields.map(() => new ColumnCollector());
      continue;
    }
    lines.push(line);
    for (let i = 0; i < fields.length; i++) collectors[i]!.add(fields[i]!);
  }
  const names = header ?? failDatabank('own-table-empty', { file: form.file });
  names.forEach((name, i) => {
    if (name === '') failDatabank('own-column-unnamed', { file: form.file, column: threshold(i + 1) });
  });
  return { lines: Int32Array.from(lines), columns: collectors.map((collector, i) => collector.finish(names[i]!)) };
}

interface Times {
  readonly temporality: Temporality;
  readonly starts: Int32Array;
  readonly stops: Int32Array;
  readonly columns: readonly TextColumn[];
}

function timesOf(time: OwnTime, find: (name: string) => TextColumn, lines: Int32Array, file: string): Times {
  const all = (day: EpochDay): Int32Array => new Int32Array(lines.length).fill(day);
  switch (time.type) {
    case 'constant':
      return { temporality: 'FIXED', starts: all(missingInt32), stops: all(missingInt32), columns: [] };
    case 'date':
      return { temporality: 'STATUS', starts: all(time.day), stops: all(time.day), columns: [] };
    case 'period':
      return { temporality: 'ACCUMULATED', starts: all(time.startDay), stops: all(time.stopDay), columns: [] };
    case 'date-column': {
      const column = find(time.column);
      const days = daysOf(column, lines, file);
      return { temporality: 'STATUS', starts: days, stops: days, columns: [column] };
    }
    case 'spells': {
      const start = find(time.start);
      const stop = find(time.stop);
      const starts = daysOf(start, lines, file);
      return { temporality: 'EVENT', starts, stops: daysOf(stop, lines, file), columns: [start, stop] };
    }
  }
}

/** A column of ISO dates as days; empty ones are missing, which the rules on rows then judge. */
function daysOf({ codes, texts }: TextColumn, lines: Int32Array, file: string): Int32Array {
  const days = texts.map((text) => (text === '' ? missingInt32 : parseIsoDate(text)));
  const wrong = days.indexOf(undefined);
  if (wrong >= 0) {
    const line = threshold(lines[codes.indexOf(wrong)]!);
    failDatabank('own-cell-date', { file, line, value: texts[wrong]! });
  }
  return Int32Array.from(codes, (code) => days[code]!);
}

const largestPseudonym = 2 ** 48 - 1;

function checkedUnits(units: TextColumn, unitType: UnitType, lines: Int32Array, file: string): TextColumn {
  if (!unitType.pseudonymised) return units;
  const wrong = units.texts.findIndex((text) => !(/^[1-9]\d{0,14}$/u.test(text) && Number(text) <= largestPseudonym));
  if (wrong < 0) return units;
  const line = threshold(lines[units.codes.indexOf(wrong)]!);
  return failDatabank('own-identifier-invalid', { file, line, column: units.name, unitType: unitType.name });
}

function variablesOf(
  columns: readonly TextColumn[],
  { file, texts, decimalComma }: OwnDataChoice,
  labels: ReadonlyMap<string, readonly (readonly [string, string])[]>,
): readonly OwnVariable[] {
  const named = new Map<string, string>();
  return columns.map((column) => {
    const name = variableNameOf(column.name);
    const other = named.get(name);
    if (other !== undefined) failDatabank('own-column-name', { file, column: column.name, other, name });
    named.set(name, column.name);
    const own = labels.get(column.name) ?? [];
    // A code list is one of texts: labelled numbers are codes.
    const isText = own.length > 0 || texts.includes(column.name);
    return { name, column, dataType: isText ? 'STRING' : dataTypeOf(column.texts, decimalComma), labels: own };
  });
}

async function readLabels(file: string, columns: readonly TextColumn[]): Promise<Map<string, [string, string][]>> {
  const labels = new Map<string, [string, string][]>();
  let isHeader = true;
  for await (const { line, fields } of readTable({ file })) {
    const [column = '', code = '', label = ''] = fields;
    if (isHeader) {
      if (fields.join() !== 'variable,code,label') failDatabank('own-labels-form', { file });
      isHeader = false;
      continue;
    }
    if (!columns.some(({ name }) => name === column)) {
      failDatabank('own-label-unknown', { file, line: threshold(line), column });
    }
    labels.set(column, [...(labels.get(column) ?? []), [code, label]]);
  }
  return labels;
}
