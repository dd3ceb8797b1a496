import type { ConstructSpec } from '../../../lang/command-spec.ts';

/** Declaration of `for`. */
export const forSpec = {
  name: 'for',
  usage: 'for name … in value … [; name … in value …]',
  end: 'end',
  group: 'session',
  executable: true,
  help: {
    nb: 'Gjentar linjene fram til end for hver verdi i listen. Flere nivåer skilles med semikolon.',
    en: 'Repeats the lines up to end for each value of the list. Several levels are separated by semicolons.',
  },
  examples: ['for year in 2018 : 2021\n  generate rich ++ $year = wage ++ $year > 900000\nend'],
} as const satisfies ConstructSpec;
