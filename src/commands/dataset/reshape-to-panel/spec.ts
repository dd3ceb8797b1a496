import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `reshape-to-panel`. */
export const reshapeToPanelSpec = {
  name: 'reshape-to-panel',
  form: 'variables',
  group: 'dataset',
  arguments: [
    {
      role: 'prefix',
      accepts: 'any',
      atLeast: 1,
      help: { nb: 'Starten på navnene i hver serie.', en: 'The start of the names of each series.' },
    },
  ],
  names: 'prefixes',
  condition: 'no',
  options: {},
  effect: 'changes',
  executable: true,
  emits: ['message'],
  help: {
    nb: 'Gjør om nummererte variabler til en paneltabell: én rad per enhet og tidspunkt. Tidspunktet står bak prefikset i navnet og har ingen bokstaver; alle andre variabler gjentas.',
    en: 'Turns numbered variables into a panel: one row per unit and time. The time follows the prefix in the name and has no letters; all other variables repeat.',
  },
  examples: ['reshape-to-panel wage status'],
} as const satisfies CommandSpec;
