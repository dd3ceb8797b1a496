import type { ColumnarDataset } from '../../src/runtime/dataset.ts';
import { columnarDataset, type DatasetOptions, type Values } from './columnar.ts';
import { readReferenceText } from './reference-data.ts';

/** The synthetic panel of the reference values as lists: 150 units over the years 2016 to 2020, 696 rows. */
export function panelColumns(): Readonly<Record<string, readonly number[]>> {
  const [head = '', ...lines] = readReferenceText('panel.csv').trimEnd().split('\n');
  const rows = lines.map((line) => line.split(',').map(Number));
  return Object.fromEntries(head.split(',').map((name, c) => [name, rows.map((row) => row[c]!)]));
}

/** The same as a panel dataset: units by `id`, times in `date@panel`; with variables of a test's own beside them. */
export function panelDataset(
  own: (columns: Readonly<Record<string, readonly number[]>>) => Readonly<Record<string, Values>> = () => ({}),
  options: DatasetOptions = {},
): ColumnarDataset {
  const { id = [], aar = [], ...others } = panelColumns();
  const columns = { 'date@panel': { int32: aar }, ...others, ...own({ id, aar, ...others }) };
  const times = { type: { type: 'numeric', subtype: 'integer' }, system: true, publicValues: true } as const;
  const variables = { 'date@panel': times, ...options.variables };
  const dataset = columnarDataset(columns, { ...options, units: id.map((unit) => unit - 1), variables });
  return { ...dataset, schema: { ...dataset.schema, kind: 'panel' } };
}
