import type { LocalText } from '../language.ts';

/** What a parameter of a disclosure policy may be, as it stands after «expected». Words of policy files are as they are written. */
export const expectedTexts = {
  wholeNumber: (from: number, to: number) =>
    both(`et heltall fra ${from} til ${to}`, `a whole number from ${from} to ${to}`),
  number: (from: number, to: number) => both(`et tall fra ${from} til ${to}`, `a number from ${from} to ${to}`),
  words: (words: readonly string[]) => both(words.join(' | '), words.join(' | ')),
  flag: () => both('true eller false', 'true or false'),
  shortText: (longest: number) => both(`en tekst på høyst ${longest} tegn`, `a text of at most ${longest} characters`),
  text: () => both('en tekst', 'a text'),
  orNull: (other: LocalText) => both(`${other.nb}, eller null`, `${other.en}, or null`),
  listOf: (item: LocalText) => both(`en liste av: ${item.nb}`, `a list of: ${item.en}`),
  topShares: () => both('n 1 eller 2 med k fra 0 til 100', 'n 1 or 2 with k from 0 to 100'),
  knownTable: () => both('navnet på en støytabell', 'the id of a perturbation table'),
  kebabName: () => both('et navn av små bokstaver, sifre og bindestreker', 'a kebab-case name'),
} as const satisfies Readonly<Record<string, (...parts: never[]) => LocalText>>;

/** What can be wrong with a disclosure policy, parameter by parameter: the parts of the message `policy-invalid`. */
export const policyProblemTexts = {
  noObject: () => both('et regelsett er et objekt', 'a policy is an object'),
  groupNoObject: (group: string) => both(`${group}: er ikke et objekt`, `${group}: not an object`),
  missing: (parameter: string) => both(`${parameter}: mangler`, `${parameter}: missing`),
  unknown: (parameter: string) => both(`${parameter}: ukjent`, `${parameter}: unknown`),
  expected: (parameter: string, expected: LocalText) =>
    both(`${parameter}: ventet ${expected.nb}`, `${parameter}: expected ${expected.en}`),
  baseMissing: () => both('counts.roundBase: mangler for modus round', 'counts.roundBase: missing for mode round'),
  smallRule: (words: readonly string[], mode: string) =>
    both(
      `counts.smallRule: ventet ${words.join(' | ')} med modus ${mode}`,
      `counts.smallRule: expected ${words.join(' | ')} with mode ${mode}`,
    ),
  nameTaken: (id: string) =>
    both(
      `id: ${id} er navnet på et regelsett med andre parametere`,
      `id: ${id} is the name of a policy with other parameters`,
    ),
} as const satisfies Readonly<Record<string, (...parts: never[]) => LocalText>>;

function both(nb: string, en: string): LocalText {
  return { nb, en };
}
