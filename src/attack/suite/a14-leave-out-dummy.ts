import { equalWorlds } from './define.ts';

/** A14: a dummy for one person is the same as leaving the person out. */
export const a14 = [
  equalWorlds(
    ['A14', 'Utelat én med dummy', 'Leave one out by a dummy'],
    [
      `generate z = $HAS
regress $pay $known z
regress $pay $known
regress $pay $known i.z`,
      `generate code = string($area)
replace code = 'x' if $HAS
regress $pay i.code
tabulate code`,
    ],
  ),
] as const;
