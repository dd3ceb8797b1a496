import { message } from './message.ts';

const lackingWords = {
  'no-value': { nb: 'en tallvariabel med verdier (--value)', en: 'a numeric variable with values (--value)' },
  'no-property': {
    nb: 'en variabel med få verdier, der den sjeldneste har minst 50 enheter (--property)',
    en: 'a variable with few values, the rarest of which 50 units have (--property)',
  },
  'no-area': {
    nb: 'en kjent variabel med kodeliste og fire koder som har minst 100 enheter hver (--known)',
    en: 'a known variable with a code list and four codes that 100 units have each (--known)',
  },
  'no-number': {
    nb: 'en kjent tallvariabel med 10 til 500 verdier (--known)',
    en: 'a known numeric variable with 10 to 500 values (--known)',
  },
  'no-target': {
    nb: 'noen som er alene om det som er kjent (flere --known)',
    en: 'anybody who is alone with what is known (more of --known)',
  },
} as const;

/** Messages of `microdata attack`. */
export const attackMessages = {
  'attack-unknown': message<{ attack: string; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ikke noe angrep som begynner på «${p.attack}»${nearest(p.suggestions, 'mente du')}.`,
    en: (p) => `There is no attack that begins with '${p.attack}'${nearest(p.suggestions, 'did you mean')}.`,
  }),
  'attack-version-unknown': message<{ databank: string; version: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen versjon ${p.version}; se «microdata databank versions».`,
    en: (p) => `The databank '${p.databank}' has no version ${p.version}; see 'microdata databank versions'.`,
  }),
  'attack-variable-unknown': message<{ databank: string; variable: string }>({
    severity: 'error',
    nb: (p) => `Databanken «${p.databank}» har ingen variabel «${p.variable}»; se «microdata variables».`,
    en: (p) => `The databank '${p.databank}' has no variable '${p.variable}'; see 'microdata variables'.`,
  }),
  'attack-databank-unfit': message<{ databank: string; lacking: keyof typeof lackingWords }>({
    severity: 'error',
    nb: (p) => `Angrep på «${p.databank}» trenger ${lackingWords[p.lacking].nb}; oppgi den, eller en dato med --date.`,
    en: (p) => `Attacks on '${p.databank}' need ${lackingWords[p.lacking].en}; name it, or a date with --date.`,
  }),
  'attack-property-form': message<{ property: string }>({
    severity: 'error',
    nb: (p) => `«${p.property}» er ingen egenskap; skriv VARIABEL=KODE.`,
    en: (p) => `'${p.property}' is no property; write VARIABLE=CODE.`,
  }),
  'attack-date-invalid': message<{ date: string }>({
    severity: 'error',
    nb: (p) => `«${p.date}» er ingen dato; skriv ÅÅÅÅ-MM-DD.`,
    en: (p) => `'${p.date}' is no date; write YYYY-MM-DD.`,
  }),
} as const;

function nearest(suggestions: readonly string[], words: string): string {
  return suggestions.length === 0 ? '' : `; ${words} ${suggestions.slice(0, 3).join(', ')}?`;
}
