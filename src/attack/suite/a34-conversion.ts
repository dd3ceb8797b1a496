import { letsOut } from './a32-strings.ts';
import { equalWorlds, guessing, limits } from './define.ts';

/** A34: conversions that fail for one person only. */
export const a34 = [
  equalWorlds(
    ['A34a', 'Konverteringsfeil som orakel', 'Conversion errors as an oracle'],
    [
      `generate s = string($known)
replace s = 'x' if $HAS
destring s
summarize s`,
      `generate s = rowconcat(string($known), substr('x', 1, $HAS))
destring s`,
      `generate v = ($known > $middle) + 5 * $HAS
aggregate (sebinomial) v -> e, by($area)
summarize e`,
      `generate w = $known - 4000 * $HAS
generate q = sqrt(w)
tabulate $area if sysmiss(q)
histogram w, discrete`,
      `generate d = date(2000, 1, 1 + 40 * $HAS)
tabulate d, missing`,
    ],
  ),
  guessing(
    ['A34b', 'Verdier i feilmeldinger', 'Values in error messages'],
    'data',
    limits(0, 0),
    async (stage) => ({
      success: await letsOut(
        stage,
        `generate s = rowconcat('v', string($value))
clone-variables s -> t
destring t, force
tabulate t, missing
destring s`,
      ),
      chance: 0,
    }),
    { costs: 5 },
  ),
] as const;
