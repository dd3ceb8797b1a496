import { equalWorlds } from './define.ts';

/** A42: the order of rows, bars and legends, where some are suppressed. */
export const a42 = [
  equalWorlds(
    ['A42', 'Rekkefølge', 'Order leaks'],
    [
      `generate k = string($known > $middle)
replace k = 'rare' if $HAS
tabulate $area k, rowsort('rare')
tabulate k $area, colsort('rare')
tabulate k, top(1)
tabulate k, bottom(1)
barchart(count) $area, over(k)
barchart(count) $area, over(k) stack
piechart k`,
    ],
  ),
] as const;
