import { equalWorlds } from './define.ts';

/** A30: flags brought by merge, rows brought by outer_join, and keys that occur twice. */
export const a30 = [
  equalWorlds(
    ['A30', 'Koblingstriks', 'Merge tricks'],
    [
      `clone-dataset d f
use f
generate flag = 1
replace flag = 2 if $HAS
merge flag into d
use d
tabulate flag, missing
generate there = sysmiss(flag)
tabulate there
regress $pay i.flag`,
      `tabulate $area if $known > $low
clone-dataset d f
use f
keep if $known > $low & !$HAS
generate inside = 1
merge inside into d
use d
generate without = sysmiss(inside) & $known > $low
tabulate without
tabulate $area inside, missing`,
      `clone-dataset d f
use f
generate k = $known + 5000 * $HAS
collapse (mean) $value -> m, by(k)
use d
generate k = $known
use f
merge m into d on k
use d
summarize m`,
    ],
    { dependsOnHistory: true },
  ),
] as const;
