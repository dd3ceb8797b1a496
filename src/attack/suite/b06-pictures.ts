import { letsOut } from './a32-strings.ts';
import { equalWorlds, guessing, limits } from './define.ts';

/** B06, B07: everything that pictures are made of: paths, axes, tooltips, the data that an interactive report carries. */
export const b06 = [
  equalWorlds(
    ['B06', 'Bilder: alle formater, alle figurtyper', 'Pictures: every format, every chart'],
    [
      `generate few = $value if $HAS
generate group = string($known > $middle)
replace group = 'few' if $HAS
histogram few
boxplot few
boxplot $value, over(group)
barchart(mean) $value, over(group)
barchart(percent) group
piechart group
sankey group $area
hexbin few $known
histogram $known, by(group)
regress $pay $known i.group`,
    ],
    { everyFormat: true, costs: 5 },
  ),
  guessing(
    ['B07', 'Bilder: verdier i interaktive data', 'Pictures: values in interactive data'],
    'data',
    limits(0, 0),
    async (stage) => ({
      success: await letsOut(
        stage,
        `histogram $value
histogram $value if $value > 1000000
boxplot $value, over($area)
hexbin $value $known
barchart(max) $value, over($area)
barchart(sum) $value, over($area)
summarize $value`,
      ),
      chance: 0,
    }),
    { costs: 5 },
  ),
] as const;
