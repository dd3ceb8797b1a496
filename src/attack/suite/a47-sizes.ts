import { equalWorlds } from './define.ts';

/** A47: number and size of everything that is put out, warnings and charts included. */
export const a47 = [
  equalWorlds(
    ['A47a', 'Størrelser: utskrift, varsler, bildefiler', 'Sizes: output, warnings, chart files'],
    [
      `generate x = ln(1 - $HAS)
generate y = $value / (1 - $HAS)
histogram y
boxplot y, over($area)
hexbin y $known
regress $pay $known x
tabulate $area if sysmiss(x)
summarize x y`,
    ],
  ),
] as const;
