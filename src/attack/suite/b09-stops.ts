import { equalWorlds } from './define.ts';

/** B09: where a run stops, what it says then, and what progress was shown until there. */
export const b09 = [
  equalWorlds(
    ['B09', 'Hvor kjøringen stanser, og hva som sies', 'Where a run stops, and what is said'],
    [
      'keep if $HAS\ntabulate $area',
      'keep if !$HAS\ntabulate $known',
      `for i in 1 : 3
generate x = ln($i - $HAS)
rename x y
drop y
end
tabulate $area`,
      `generate g = 1 + $HAS
collapse (mean) $value -> m (sebinomial) $bit -> s, by(g)
summarize m`,
      `generate s = substr('12x', 1, 2 + $HAS)
destring s
tabulate s`,
    ],
  ),
] as const;
