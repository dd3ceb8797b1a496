import { threshold } from '../../../base/messages/message.ts';
import { analyseIf, analyseVariables } from '../../../lang/analyse/arguments.ts';
import { type AnalysisContext, activeDataset, defineCommand } from '../../../lang/analyse/context.ts';
import { withoutOption, withoutPiece } from '../../../lang/analyse/fixes.ts';
import { type AnalysedOptions, analyseOptions, optionSpan } from '../../../lang/analyse/options.ts';
import type { DatasetState } from '../../../lang/analyse/state.ts';
import type { CommandSpec } from '../../../lang/command-spec.ts';
import type { OperationBase } from '../../../lang/ir/script.ts';
import type { Name } from '../../../lang/syntax/ast.ts';
import type { tableOptions } from '../../shared/table-options.ts';
import { tabulateSpec } from './spec.ts';

/** What a cell of a frequency table shows. */
export type FrequencyMeasure = 'freq' | 'rowpct' | 'colpct' | 'cellpct';

/** What a cell of a volume table shows of a summarised variable; `freq` counts its valid values. */
export type VolumeMeasure = 'mean' | 'std' | 'sum' | 'p25' | 'p50' | 'p75' | 'gini' | 'iqr' | 'freq';

/** How rows or columns are sorted: by the totals, or by the column or row with these codes. */
export type TableSort =
  | { readonly by: 'total' }
  | { readonly by: 'codes'; readonly codes: readonly (number | string)[] };

/** `tabulate`: a table over classifying variables. */
export interface TabulateOperation extends OperationBase, TableOperation {
  readonly type: 'tabulate';
}

/** A table over classifying variables, whatever its command: counts, or statistics of other variables. */
export interface TableOperation extends Pick<OperationBase, 'condition'> {
  readonly dataset: string;
  /** The first stands in the rows, the second in the columns, the others are nested in the rows. */
  readonly variables: readonly string[];
  readonly content:
    | { readonly type: 'counts'; readonly measures: readonly FrequencyMeasure[]; readonly chi2: boolean }
    | { readonly type: 'volumes'; readonly measures: readonly VolumeMeasure[]; readonly summarized: readonly string[] };
  /** Missing values form a category of their own. */
  readonly missing: boolean;
  /** Codes are shown instead of labels. */
  readonly nolabels: boolean;
  readonly flatten: boolean;
  readonly rowSort?: TableSort;
  readonly columnSort?: TableSort;
  /** Only so many of the first or last body rows are shown. */
  readonly cut?: { readonly end: 'top' | 'bottom'; readonly rows: number };
}

/** The declaration of a command that makes tables. */
type TableSpec = CommandSpec & { readonly options: typeof tableOptions };

const frequencyMeasures = ['freq', 'rowpct', 'colpct', 'cellpct'] as const;
const volumeMeasures = ['mean', 'std', 'sum', 'p25', 'p50', 'p75', 'gini', 'iqr', 'freq'] as const;
const statistics = volumeMeasures.filter((measure) => measure !== 'freq');

/** How many rows `top()` and `bottom()` keep when they do not say. */
const defaultCut = 10;

/** `tabulate variables [if condition] [, options]`. */
export const tabulateCommand = defineCommand(tabulateSpec, (body, context): TabulateOperation | undefined => {
  const dataset = activeDataset(context);
  if (dataset === undefined) return undefined;
  const table = analyseTable(tabulateSpec, body.variables, context, dataset);
  return table === undefined ? undefined : { type: 'tabulate', ...table };
});

/**
 * A statement that asks for a table, whatever its command.
 *
 * @param column a variable that the command puts second itself, beside those that are listed
 */
export function analyseTable(
  spec: TableSpec,
  names: readonly Name[],
  context: AnalysisContext,
  dataset: DatasetState,
  column?: string,
): TableOperation | undefined {
  const options = analyseOptions(spec, context, dataset);
  const { variables, isValid } = analyseVariables(names, context, dataset);
  const { condition, failed } = analyseIf(context, dataset);
  const fits = checkCombination(options, names.length + (column === undefined ? 0 : 1), context);
  if (!isValid || !options.isValid || failed || !fits) return undefined;
  const { values, order } = options;
  const isSorted = values.rowsort !== undefined || values.colsort !== undefined;
  const listed = variables.map((variable) => variable.name);
  const twice = names[listed.findIndex((name) => name === column)];
  if (twice !== undefined && column !== undefined) {
    context.report('panel-time-in-columns', twice.span, { command: spec.name, time: column }, [
      withoutPiece(context, twice.span),
    ]);
    return undefined;
  }
  return {
    dataset: dataset.schema.name,
    variables: column === undefined ? listed : listed.toSpliced(1, 0, column),
    content: contentOf(options),
    missing: values.missing,
    nolabels: values.nolabels,
    flatten: values.flatten || isSorted,
    ...(values.rowsort === undefined ? {} : { rowSort: sortBy(values.rowsort) }),
    ...(values.colsort === undefined ? {} : { columnSort: sortBy(values.colsort) }),
    ...cutOf(order, values.top, values.bottom),
    ...(condition === undefined ? {} : { condition }),
  };
}

/** What the declaration cannot say: which measures need a second variable, and which a summarised one. */
function checkCombination(options: AnalysedOptions<TableSpec>, dimensions: number, context: AnalysisContext): boolean {
  const { order, values } = options;
  let fits = true;
  const addressed = Math.max(1, dimensions - 1);
  if (values.colsort !== undefined && values.colsort.length > 0 && values.colsort.length !== addressed) {
    const written = `colsort(${new Array<string>(addressed).fill('code').join(', ')})`;
    context.report('option-argument-wrong', optionSpan(context, 'colsort'), { option: 'colsort', written });
    fits = false;
  }
  for (const option of ['rowpct', 'colpct', 'chi2']) {
    if (!order.includes(option) || dimensions !== 1 || order.includes('summarize')) continue;
    context.report('too-few-variables', optionSpan(context, option), { command: option, needed: threshold(2) });
    fits = false;
  }
  if (order.includes('summarize')) return fits;
  for (const option of statistics) {
    if (!order.includes(option)) continue;
    const given = context.statement.options.filter(({ name }) => name === option);
    const fixes = given.map((each) => withoutOption(context, each));
    context.report('option-needs-option', optionSpan(context, option), { option, needed: 'summarize()' }, fixes);
    fits = false;
  }
  return fits;
}

/** The measures in the order typed; a list that is typed replaces the default. */
function contentOf({ values, order }: AnalysedOptions<TableSpec>): TabulateOperation['content'] {
  const typed = <M extends string>(measures: readonly M[]): readonly M[] =>
    order.flatMap((option) => measures.filter((measure) => measure === option));
  if (values.summarize === undefined) {
    const measures = typed(frequencyMeasures);
    return { type: 'counts', measures: measures.length === 0 ? ['freq'] : measures, chi2: values.chi2 };
  }
  const measures = typed(volumeMeasures);
  return { type: 'volumes', measures: measures.length === 0 ? ['mean'] : measures, summarized: values.summarize };
}

function sortBy(codes: readonly (number | string)[]): TableSort {
  return codes.length === 0 ? { by: 'total' } : { by: 'codes', codes };
}

function cutOf(
  order: readonly string[],
  top: number | 'given' | undefined,
  bottom: number | 'given' | undefined,
): Pick<TabulateOperation, 'cut'> {
  const end = order.includes('top') ? 'top' : order.includes('bottom') ? 'bottom' : undefined;
  if (end === undefined) return {};
  const rows = end === 'top' ? top : bottom;
  return { cut: { end, rows: typeof rows === 'number' ? rows : defaultCut } };
}
