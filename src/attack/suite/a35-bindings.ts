import { filled, guessing, limits } from './define.ts';

/** Each of these would make a constant of a value or a count. */
const scripts = [
  'let m = $value + 1\ngenerate x = $m',
  'let m = rowmax($value, 0)\ngenerate x = $m',
  'summarize $value\nlet m = mean($value)\ngenerate x = $m',
  'let n = quantile($value, 2)\ngenerate x = $n',
  'let c = label_to_code($area, $home)\ntabulate $area if $known == $value:$c',
  'for i in $value : 3\ngenerate x$i = 1\nend',
  'for i in 1 : $known\ngenerate x = $i\nend',
  'histogram $value, bin($known)',
  'sample $bit 1',
  'tabulate $area, top($known)',
  'ci $value, level($bit)',
  'import b/KOMMUNE date($known) as again',
];

/** A35: bindings, loops and options from data. */
export const a35 = [
  guessing(
    ['A35', 'Bindinger fra data', 'Bindings from data'],
    'data',
    limits(0, 0),
    async (stage) => {
      for (const script of scripts) {
        const shown = await stage.account.try(filled(script, stage));
        if (shown.errors.length === 0 && shown.lacking.length === 0) return { success: true, chance: 0 };
      }
      return { success: false, chance: 0 };
    },
    { costs: 25 },
  ),
] as const;
