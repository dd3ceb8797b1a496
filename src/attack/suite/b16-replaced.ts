import { equalWorlds } from './define.ts';

/** B16: whether anything tells that a population was replaced by an earlier one: notes, rules, progress, numbers of results. */
export const b16 = [
  equalWorlds(
    ['B16', 'Merkes det at en populasjon er byttet ut?', 'Does it show that a population was replaced?'],
    [
      `tabulate $area if $known > $middle
tabulate $area if ($known > $middle & !$T) | $HAS | ($T & $bit == 0 & $known > $middle)
clone-dataset d e
use e
keep if ($known > $middle | $T) & !$HAS
history
summarize $value
tabulate $area
use d
summarize $value if $known > $middle`,
    ],
    { dependsOnHistory: true },
  ),
] as const;
