import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `normaltest`. */
export const normaltestSpec = {
  name: 'normaltest',
  form: 'variables',
  group: 'describe',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 0 }],
  condition: 'yes',
  options: {},
  effect: 'reads',
  executable: true,
  emits: ['test'],
  help: {
    nb: 'Fem tester av om hver variabel er normalfordelt.',
    en: 'Five tests of whether each variable is normally distributed.',
  },
  examples: ['normaltest wage'],
} as const satisfies CommandSpec;
