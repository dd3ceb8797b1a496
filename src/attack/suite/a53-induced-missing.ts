import { equalWorlds } from './define.ts';

/** A53: missing values where one person has the property. */
export const a53 = [
  equalWorlds(
    ['A53', 'Påført manglende verdi', 'Induced missing'],
    [
      `generate x = ln(1 - $HAS)
generate y = 1 / (1 - $HAS)
generate z = $pay
replace z = . if $HAS
tabulate x, missing
tabulate $area if sysmiss(y)
summarize z
regress z $known
regress $pay x y
correlate z $known, obs
generate n = rowmissing(x, y, z)
tabulate n
generate q = quantile(z, 10)
tabulate q, missing`,
    ],
  ),
] as const;
