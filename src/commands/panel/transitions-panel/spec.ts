import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `transitions-panel`. */
export const transitionsPanelSpec = {
  name: 'transitions-panel',
  form: 'variables',
  group: 'panel',
  arguments: [{ role: 'variable', accepts: 'categorical', atLeast: 1 }],
  condition: 'yes',
  options: {},
  effect: 'reads',
  executable: true,
  emits: ['countTable'],
  help: {
    nb: 'Overgangene mellom kategorier fra ett tidspunkt til det neste.',
    en: 'The transitions between categories from one time to the next.',
  },
  examples: ['transitions-panel status'],
} as const satisfies CommandSpec;
