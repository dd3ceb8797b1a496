import { equalWorlds } from './define.ts';

/** A10: whether a change is refused, or said to have changed something, tells whether anybody is concerned. */
export const a10 = [
  equalWorlds(
    ['A10a', 'Endring som orakel: replace, recode, generate', 'Refused edits as an oracle: replace, recode, generate'],
    [
      `replace $value = 1 if $HAS
summarize $value`,
      `replace $value = 1 if !$HAS
summarize $value`,
      `generate y = 1 if $HAS
generate z = 1 if !$HAS
tabulate y, missing
tabulate z, missing`,
      `generate again = $known > $middle
recode again (0 1 = 7) if $HAS
tabulate again
recode again (* = 3) if !$HAS
tabulate again`,
    ],
  ),
  equalWorlds(
    ['A10b', 'Endring som orakel: keep og drop', 'Refused edits as an oracle: keep and drop'],
    ['drop if $HAS\nsummarize $value', 'drop if !$HAS', 'keep if $HAS', 'keep if !$HAS\nsummarize $value'],
  ),
] as const;
