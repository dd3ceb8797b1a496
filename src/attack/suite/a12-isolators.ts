import { equalWorlds } from './define.ts';

/** A12, A14, A15, A17: variables that single out one person, in tables and among regressors. */
export const a12 = [
  equalWorlds(
    ['A12', 'Isolerende dummyvariabel', 'Isolating dummy'],
    [
      `generate z = $HAS
tabulate z
summarize z
regress $pay z
regress $pay z $known
generate w = $T * $bit
regress $pay w
correlate $pay w`,
    ],
  ),
] as const;
