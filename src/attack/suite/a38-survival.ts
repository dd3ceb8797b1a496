import { equalWorlds } from './define.ts';

/** A38: steps of a survival curve. */
export const a38 = [
  equalWorlds(
    ['A38', 'Trinn i overlevelseskurver', 'Survival steps'],
    [
      `import b/VARIGHET as varighet
import b/HENDELSE as hendelse
generate g = $known > $middle
replace g = 2 if $HAS
kaplan-meier hendelse varighet if $HAS
kaplan-meier hendelse varighet, by(g)`,
    ],
    { onlySdc: true },
  ),
] as const;
