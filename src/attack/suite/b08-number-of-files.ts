import { equalWorlds } from './define.ts';

/** B08: how many files, sheets and pictures there are, where some results are refused. */
export const b08 = [
  equalWorlds(
    ['B08', 'Antall filer, ark og bilder', 'Number of files, sheets and pictures'],
    [
      `tabulate $area
tabulate $area if $HAS
summarize $value if $HAS
histogram $value if $HAS
barchart(count) $area
regress $pay $known if $HAS
ci $value if $HAS
tabulate $area, summarize($value) mean`,
      `tabulate $area if $HAS`,
      `histogram $value if $HAS`,
    ],
    { everyFormat: true, costs: 5 },
  ),
] as const;
