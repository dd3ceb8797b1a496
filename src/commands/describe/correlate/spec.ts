import type { CommandSpec } from '../../../lang/command-spec.ts';

/** Declaration of `correlate`. */
export const correlateSpec = {
  name: 'correlate',
  form: 'variables',
  group: 'describe',
  arguments: [{ role: 'variable', accepts: 'numeric', atLeast: 0 }],
  condition: 'yes',
  options: {
    covariance: {
      type: 'flag',
      help: { nb: 'Vis kovarianser i stedet for korrelasjoner.', en: 'Show covariances instead of correlations.' },
    },
    pairwise: {
      type: 'flag',
      help: { nb: 'Bruk alle radene som er gyldige for hvert par.', en: 'Use all rows that are valid for each pair.' },
    },
    obs: { type: 'flag', help: { nb: 'Vis antall observasjoner.', en: 'Show the number of observations.' } },
    sig: { type: 'flag', help: { nb: 'Vis p-verdier.', en: 'Show p-values.' } },
  },
  effect: 'reads',
  executable: true,
  emits: ['matrix'],
  help: {
    nb: 'Korrelasjonene mellom numeriske variabler.',
    en: 'The correlations between numeric variables.',
  },
  examples: ['correlate wage age hours, sig'],
} as const satisfies CommandSpec;
