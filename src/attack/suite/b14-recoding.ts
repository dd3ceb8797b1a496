import { equalWorlds } from './define.ts';

/** B14: what recoding and labels say of rules that few fit. */
export const b14 = [
  equalWorlds(
    ['B14', 'Omkoding og etiketter: statuslinjer', 'Recoding and labels: status lines'],
    [
      `generate v = rowmax($known, 9000 * $HAS)
recode v (9000 = 1) (nonmissing = 2), prefix(q_)
recode v (min/2100 = 1) (2101/max = 3)
define-labels names 1 'low' 3 'high'
assign-labels v names
list-labels names
tabulate v
drop-labels names
tabulate q_v
clone-variables v -> w
rename w u
tabulate u`,
    ],
  ),
] as const;
