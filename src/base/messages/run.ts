import { listing, message } from './message.ts';

/** Messages about run. */
export const runMessages = {
  'policy-unknown': message<{ policy: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Regelsettet «${p.policy}» finnes ikke; velg ${listing(p.known, 'nb')}.`,
    en: (p) => `There is no disclosure policy '${p.policy}'; choose ${listing(p.known, 'en')}.`,
  }),
  /** What is wrong comes in both languages, from `policyProblemTexts`. */
  'policy-invalid': message<{ policy: string; problemer: readonly string[]; problems: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Regelsettet «${p.policy}» kan ikke brukes før dette er rettet: ${p.problemer.join('; ')}.`,
    en: (p) => `The disclosure policy '${p.policy}' cannot be used until this is mended: ${p.problems.join('; ')}.`,
  }),
  'policy-below-floor': message<{ policy: string; minimum: string; databank: string }>({
    severity: 'error',
    nb: (p) =>
      `Datakilden «${p.databank}» krever minst regelsettet «${p.minimum}»; «${p.policy}» er svakere, så velg «${p.minimum}».`,
    en: (p) =>
      `Databank '${p.databank}' asks for at least the policy '${p.minimum}'; '${p.policy}' is weaker, so choose '${p.minimum}'.`,
  }),
  'policy-not-admitted': message<{ policy: string; databank: string }>({
    severity: 'error',
    nb: (p) =>
      `Regelsettet «${p.policy}» gjelder bare syntetiske eller åpne data, og det er ikke «${p.databank}»; velg «strict» eller «hardened».`,
    en: (p) =>
      `The policy '${p.policy}' is for synthetic or public data only, which '${p.databank}' is not; choose 'strict' or 'hardened'.`,
  }),
  'internal-error': message<{ command: string; errorClass: string }>({
    severity: 'error',
    nb: (p) =>
      `\`${p.command}\` stanset på grunn av en feil i programmet (${p.errorClass}); meld den gjerne, med skriptet.`,
    en: (p) =>
      `\`${p.command}\` stopped because of a bug in the program (${p.errorClass}); please report it with the script.`,
  }),
} as const;
