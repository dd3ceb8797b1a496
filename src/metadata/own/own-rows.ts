import type { DatasetMetadata } from '../ingest/dataset-metadata.ts';
import type { IncomingIdentifiers, IncomingValues, RowBatch, RowSource } from '../ingest/row-batch.ts';
import { numberOf } from './own-columns.ts';
import type { OwnData, OwnVariable } from './own-data.ts';

/** Rows of one batch at most. */
const largestBatch = 65_536;

/** The rows of one variable of a table; rows without a value are left out, as registers do. */
export function ownRows(data: OwnData, variable: OwnVariable, decimalComma: boolean): RowSource {
  const { codes, texts } = variable.column;
  const isText = variable.dataType === 'STRING';
  const isEmpty = texts.map((text) => text === '');
  const numbers = isText ? [] : texts.map((text) => numberOf(text, variable.dataType, decimalComma));
  const unitNumbers = data.unitType.pseudonymised ? data.units.texts.map(Number) : undefined;
  const unitsOf = (rows: Int32Array): IncomingIdentifiers => {
    const unitCodes = rows.map((row) => data.units.codes[row]!);
    return unitNumbers === undefined
      ? { kind: 'texts', codes: unitCodes, dictionary: data.units.texts }
      : { kind: 'numbers', values: Float64Array.from(unitCodes, (code) => unitNumbers[code]!) };
  };
  const valuesOf = (rows: Int32Array): IncomingValues =>
    isText
      ? { kind: 'texts', codes: rows.map((row) => codes[row]!), dictionary: texts }
      : { kind: 'numbers', values: Float64Array.from(rows, (row) => numbers[codes[row]!]!) };
  return {
    file: data.file,
    byteLength: data.lines.length,
    // eslint-disable-next-line @typescript-eslint/require-await -- the table is in memory already
    async *batches() {
      for (const rows of runsOf(data.lines, (row) => !isEmpty[codes[row]!]!)) {
        yield {
          firstRow: data.lines[rows[0]!]!,
          rowCount: rows.length,
          units: unitsOf(rows),
          values: valuesOf(rows),
          starts: rows.map((row) => data.starts[row]!),
          stops: rows.map((row) => data.stops[row]!),
        } satisfies RowBatch;
      }
    },
  };
}

/** The rows that have a value, in portions of consecutive lines: a batch knows the line of its first row only. */
function* runsOf(lines: Int32Array, hasValue: (row: number) => boolean): Generator<Int32Array> {
  let run: number[] = [];
  for (let row = 0; row < lines.length; row++) {
    if (!hasValue(row)) continue;
    const last = run.at(-1);
    if (last !== undefined && (lines[last]! + 1 !== lines[row]! || run.length === largestBatch)) {
      yield Int32Array.from(run);
      run = [];
    }
    run.push(row);
  }
  if (run.length > 0) yield Int32Array.from(run);
}

/** The variable as a dataset; codes without a label stand for themselves. */
export function ownMetadata(data: OwnData, variable: OwnVariable): DatasetMetadata {
  const { name, column, dataType, labels } = variable;
  const labelled = new Set(labels.map(([code]) => code));
  const others = column.texts.filter((text) => text !== '' && !labelled.has(text)).sort();
  const codes = [...labels, ...others.map((code) => [code, code] as const)];
  return {
    name,
    temporality: data.temporality,
    sensitivityLevel: 'PERSON_SPECIAL',
    populationDescription: 'Enhetene i tabellen',
    subjectFields: ['Egne data'],
    unitType: data.unitType,
    title: column.name,
    description: `Kolonnen «${column.name}» i egne data`,
    dataType,
    ...(labels.length === 0 ? {} : { codes: codes.map(([code, label]) => [code, label, '', '', false] as const) }),
    domainDescription: dataType === 'STRING' ? 'Tekst' : dataType === 'DATE' ? 'Dato' : 'Tall',
  };
}
