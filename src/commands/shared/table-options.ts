import type { OptionSpec } from '../../lang/command-spec.ts';
import { giniOption, iqrOption } from './options.ts';

const flag = <N extends string, E extends string>(nb: N, en: E) =>
  ({ type: 'flag', help: { nb, en } }) as const satisfies OptionSpec;

/** What `tabulate` and `tabulate-panel` have in common: measures, totals, layout. */
export const tableOptions = {
  missing: flag('Ta med manglende verdier som egen kategori.', 'Show missing values as a category of their own.'),
  nolabels: flag('Vis koder i stedet for etiketter.', 'Show codes instead of labels.'),
  freq: flag('Vis antall (standard i frekvenstabeller).', 'Show counts (the default of frequency tables).'),
  rowpct: flag('Vis prosent innen raden.', 'Show percentages within the row.'),
  colpct: flag('Vis prosent innen kolonnen.', 'Show percentages within the column.'),
  cellpct: flag('Vis prosent av hele tabellen.', 'Show percentages of the whole table.'),
  chi2: flag('Test om radene og kolonnene er uavhengige.', 'Test whether rows and columns are independent.'),
  summarize: {
    type: 'variables',
    accepts: 'numeric',
    atLeast: 1,
    help: {
      nb: 'Vis statistikk for disse variablene i hver celle i stedet for antall.',
      en: 'Show statistics of these variables in each cell instead of counts.',
    },
  },
  mean: flag('Gjennomsnitt (standard med summarize).', 'Mean (the default with summarize).'),
  std: flag('Standardavvik.', 'Standard deviation.'),
  sum: flag('Sum.', 'Sum.'),
  p25: flag('25-prosentpunktet.', 'The 25th percentile.'),
  p50: flag('Medianen.', 'The median.'),
  p75: flag('75-prosentpunktet.', 'The 75th percentile.'),
  gini: giniOption,
  iqr: iqrOption,
  flatten: flag(
    'Vis tabellen som rutenett med en kolonne per variabel.',
    'Lay the table out as a grid with a column per variable.',
  ),
  rowsort: {
    type: 'codes',
    optionalArgument: true,
    atMost: 1,
    help: {
      nb: 'Sorter radene etter totalen eller etter kolonnen med denne koden.',
      en: 'Sort the rows by the total or by the column with this code.',
    },
  },
  colsort: {
    type: 'codes',
    optionalArgument: true,
    help: {
      nb: 'Sorter kolonnene etter totalen eller etter raden med disse kodene.',
      en: 'Sort the columns by the total or by the row with these codes.',
    },
  },
  top: {
    type: 'number',
    integer: true,
    minimum: 1,
    optionalArgument: true,
    help: {
      nb: 'Vis bare de første radene.',
      en: 'Show the first rows only.',
    },
    default: 10,
  },
  bottom: {
    type: 'number',
    integer: true,
    minimum: 1,
    optionalArgument: true,
    help: {
      nb: 'Vis bare de siste radene.',
      en: 'Show the last rows only.',
    },
    default: 10,
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;

/** Options of tables that exclude one another. */
export const tableConflicts = [
  ['rowpct', 'summarize'],
  ['colpct', 'summarize'],
  ['cellpct', 'summarize'],
  ['chi2', 'summarize'],
  ['top', 'bottom'],
] as const satisfies readonly (readonly [string, string])[];
