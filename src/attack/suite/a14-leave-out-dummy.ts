import { equalWorlds } from './define.ts';

/** A14: a dummy for one person is the same as leaving the person out. */
export const a14 = [
  equalWorlds(
    ['A14', 'Utelat én med dummy', 'Leave one out by a dummy'],
    [
      `generate z = $HAS
regress $value $known z
regress $value $known
regress $value $known i.z`,
      `generate code = string($area)
replace code = 'x' if $HAS
regress $value i.code
tabulate code`,
    ],
  ),
] as const;
