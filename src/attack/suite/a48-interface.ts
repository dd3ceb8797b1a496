import { letsOut } from './a32-strings.ts';
import { equalWorlds, guessing, limits } from './define.ts';

/** A48: what the session shows beside results. */
export const a48 = [
  equalWorlds(
    ['A48a', 'Grensesnittet: historikk, hjelp, variabler', 'Interface: history, help, variables'],
    [
      `generate x = $HAS
replace $value = 0 if $HAS
history
variables
help tabulate
help-function quantile
list-labels $area
configure nocache
clear
help`,
    ],
  ),
  guessing(
    ['A48b', 'Grensesnittet: verdier i historikk og feil', 'Interface: values in history and errors'],
    'data',
    limits(0, 0),
    async (stage) => ({
      success: await letsOut(
        stage,
        `generate x = $value
history
variables
tabulate x if x > 1000000
keep if $T
summarize x`,
      ),
      chance: 0,
    }),
    { costs: 5 },
  ),
] as const;
