import { equalWorlds } from './define.ts';

/** A04: a copy of the dataset without one person, and the same statistics of both. */
export const a04 = [
  equalWorlds(
    ['A04', 'Behold/dropp én', 'Keep or drop one'],
    [
      `clone-dataset d e
use e
drop if $HAS
summarize $value
tabulate $area
regress $pay $known
correlate $pay $known
use d
summarize $value
tabulate $area
regress $pay $known
correlate $pay $known`,
      `keep if !$HAS
summarize $value, gini iqr
tabulate $area
histogram $value`,
    ],
    { dependsOnHistory: true },
  ),
] as const;
