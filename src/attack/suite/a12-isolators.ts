import { equalWorlds } from './define.ts';

/** A12, A14, A15, A17: variables that single out one person, in tables and among regressors. */
export const a12 = [
  equalWorlds(
    ['A12', 'Isolerende dummyvariabel', 'Isolating dummy'],
    [
      `generate z = $HAS
tabulate z
summarize z
regress $value z
regress $value z $known
generate w = $T * $bit
regress $value w
correlate $value w`,
    ],
  ),
] as const;
