import type { ConstructSpec } from '../../../lang/command-spec.ts';

/** Declaration of `let`. */
export const letSpec = {
  name: 'let',
  usage: 'let name = expression',
  group: 'session',
  executable: true,
  help: {
    nb: 'Gir en konstant et navn. Verdien hentes fram igjen med $ foran navnet.',
    en: 'Gives a constant a name. The value is fetched with $ before the name.',
  },
  examples: ['let year = 2021', 'let target = wage_ ++ $year'],
} as const satisfies ConstructSpec;
