import { letsOut } from './a32-strings.ts';
import { filled, guessing, limits } from './define.ts';

/** A33: functions and commands that look labels up. */
export const a33 = [
  guessing(
    ['A33', 'Etikettfunksjoner', 'Label functions'],
    'data',
    limits(0, 0),
    async (stage) => {
      const scripts = [
        `generate x = label_to_code($value, 'nonsense')`,
        `generate x = inlabels($value, 'nonsense')\ntabulate x`,
        `list-labels $value`,
        `define-labels own 1 'one'
clone-variables $value -> copy
assign-labels copy own
list-labels copy
list-labels own
tabulate copy if $value > 2000000`,
        `variables b\nhistory`,
      ];
      for (const script of scripts) {
        if (await letsOut(stage, filled(script, stage))) return { success: true, chance: 0 };
      }
      return { success: false, chance: 0 };
    },
    { costs: 10 },
  ),
] as const;
