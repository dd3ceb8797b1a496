import { message, type Threshold } from './message.ts';

type NoParameters = Readonly<Record<string, undefined>>;

const comparisons = {
  'text-compared-with-number': message<{
    name: string | undefined;
    type: 'number' | 'text';
    corrected: string | undefined;
  }>({
    severity: 'error',
    spec: 'T001',
    nb: (p) =>
      p.name === undefined
        ? 'Tekst og tall kan ikke sammenlignes.'
        : `\`${p.name}\` er ${p.type === 'text' ? 'alfanumerisk' : 'numerisk'} og kan ikke sammenlignes med ${p.type === 'text' ? 'et tall' : 'en tekst'}.`,
    en: (p) =>
      p.name === undefined
        ? 'Text and numbers cannot be compared.'
        : `\`${p.name}\` is ${p.type === 'text' ? 'alphanumeric' : 'numeric'} and cannot be compared with ${p.type === 'text' ? 'a number' : 'a text'}.`,
    hint: {
      nb: (p) =>
        p.corrected === undefined
          ? 'gjør tekst om til tall med `destring`, eller tall om til tekst med `string()`'
          : `skriv verdien ${p.type === 'text' ? 'i' : 'uten'} anførselstegn: \`${p.corrected}\``,
      en: (p) =>
        p.corrected === undefined
          ? 'turn text into numbers with `destring`, or numbers into text with `string()`'
          : `write the value ${p.type === 'text' ? 'in' : 'without'} quotes: \`${p.corrected}\``,
    },
  }),
  'mixed-list-types': message<{ name: string }>({
    severity: 'error',
    spec: 'T001',
    nb: (p) => `Verdiene i \`${p.name}\` må være enten tall eller tekst, som det første argumentet.`,
    en: (p) => `The values of \`${p.name}\` must be all numbers or all text, like its first argument.`,
    hint: {
      nb: () => 'koder for alfanumeriske variabler skrives i anførselstegn',
      en: () => 'codes of alphanumeric variables are written in quotes',
    },
  }),
  'text-has-no-order': message<{ operator: string; name: string | undefined }>({
    severity: 'error',
    spec: 'T003',
    nb: (p) => `Tekst har ingen rekkefølge, så \`${p.operator}\` kan ikke brukes her.`,
    en: (p) => `Text has no order, so \`${p.operator}\` cannot be used here.`,
    hint: {
      nb: (p) => (p.name === undefined ? undefined : `gjør variabelen om til tall med \`destring ${p.name}\` først`),
      en: (p) =>
        p.name === undefined ? undefined : `turn the variable into numbers with \`destring ${p.name}\` first`,
    },
  }),
  'text-arithmetic': message<{ operator: string; corrected: string | undefined }>({
    severity: 'error',
    spec: 'T002',
    nb: (p) => `\`${p.operator}\` regner med tall, ikke med tekst.`,
    en: (p) => `\`${p.operator}\` computes with numbers, not with text.`,
    hint: {
      nb: (p) =>
        p.corrected === undefined
          ? 'gjør tekst om til tall med `destring`'
          : `tekst settes sammen med \`${p.corrected}\``,
      en: (p) =>
        p.corrected === undefined
          ? 'turn text into numbers with `destring`'
          : `texts are joined with \`${p.corrected}\``,
    },
  }),
  'text-as-condition': message<NoParameters>({
    severity: 'error',
    spec: 'T008',
    nb: () => 'En tekst er verken sann eller usann; sammenlign den med en verdi.',
    en: () => 'A text is neither true nor false; compare it with a value.',
  }),
  'number-too-large': message<{ written: string }>({
    severity: 'error',
    nb: (p) => `Tallet \`${p.written}\` er for stort; det største som kan regnes med, er omtrent 1.8e308.`,
    en: (p) => `The number \`${p.written}\` is too large; the largest that can be computed with is about 1.8e308.`,
  }),
} as const;

const variables = {
  'numeric-variable-needed': message<{ name: string; command: string; alternative: string | undefined }>({
    severity: 'error',
    spec: 'T004',
    nb: (p) => `\`${p.command}\` trenger en numerisk variabel, men \`${p.name}\` er alfanumerisk.`,
    en: (p) => `\`${p.command}\` needs a numeric variable, but \`${p.name}\` is alphanumeric.`,
    hint: {
      nb: (p) =>
        `bruk ${p.alternative === undefined ? '' : `\`${p.alternative}\`, eller `}\`destring ${p.name}\` først`,
      en: (p) => `use ${p.alternative === undefined ? '' : `\`${p.alternative}\`, or `}\`destring ${p.name}\` first`,
    },
  }),
  'count-only-for-text': message<{ name: string; statistic: string }>({
    severity: 'error',
    spec: 'T004',
    nb: (p) => `\`${p.name}\` er alfanumerisk, og da kan bare \`count\` brukes, ikke \`${p.statistic}\`.`,
    en: (p) => `\`${p.name}\` is alphanumeric, so only \`count\` can be used, not \`${p.statistic}\`.`,
    hint: {
      nb: (p) => `gjør den om til tall med \`destring ${p.name}\` først`,
      en: (p) => `turn it into numbers with \`destring ${p.name}\` first`,
    },
  }),
  'already-numeric': message<{ name: string }>({
    severity: 'error',
    spec: 'T005',
    nb: (p) => `\`${p.name}\` er allerede numerisk; fjern den fra listen.`,
    en: (p) => `\`${p.name}\` is already numeric; remove it from the list.`,
  }),
  'replacement-type': message<{ name: string; type: 'number' | 'text'; corrected: string | undefined }>({
    severity: 'error',
    spec: 'T006',
    nb: (p) =>
      `\`${p.name}\` er ${p.type === 'text' ? 'alfanumerisk' : 'numerisk'}, så noen av verdiene kan ikke bli ${p.type === 'text' ? 'tall' : 'tekst'}.`,
    en: (p) =>
      `\`${p.name}\` is ${p.type === 'text' ? 'alphanumeric' : 'numeric'}, so some of its values cannot become ${p.type === 'text' ? 'numbers' : 'text'}.`,
    hint: {
      nb: (p) => (p.corrected === undefined ? undefined : `skriv \`${p.corrected}\``),
      en: (p) => (p.corrected === undefined ? undefined : `write \`${p.corrected}\``),
    },
  }),
  'series-types-differ': message<{ prefix: string; variables: readonly string[] }>({
    severity: 'error',
    spec: 'T006',
    nb: (p) => `Variablene i serien \`${p.prefix}\` må være av samme type: ${p.variables.join(', ')}.`,
    en: (p) => `The variables of the series \`${p.prefix}\` must be of the same type: ${p.variables.join(', ')}.`,
  }),
} as const;

const functions = {
  'argument-type': message<{
    function: string;
    argument: string;
    expected: 'number' | 'text' | 'variable';
    corrected: string | undefined;
  }>({
    severity: 'error',
    spec: 'T005',
    nb: (p) =>
      `Argumentet \`${p.argument}\` til \`${p.function}\` må være ${{ number: 'et tall', text: 'en tekst', variable: 'navnet på en variabel' }[p.expected]}.`,
    en: (p) =>
      `The argument \`${p.argument}\` of \`${p.function}\` must be ${{ number: 'a number', text: 'a text', variable: 'the name of a variable' }[p.expected]}.`,
    hint: {
      nb: (p) => (p.corrected === undefined ? undefined : `skriv \`${p.corrected}\``),
      en: (p) => (p.corrected === undefined ? undefined : `write \`${p.corrected}\``),
    },
  }),
  'argument-not-constant': message<{ function: string; argument: string }>({
    severity: 'error',
    spec: 'T005',
    nb: (p) => `Argumentet \`${p.argument}\` til \`${p.function}\` må være en konstant: en verdi eller en binding.`,
    en: (p) => `The argument \`${p.argument}\` of \`${p.function}\` must be a constant: a value or a binding.`,
  }),
  'quantile-groups': message<NoParameters>({
    severity: 'error',
    spec: 'T005',
    nb: () => 'Antall grupper i `quantile` må være et helt tall fra 2 til 100.',
    en: () => 'The number of groups of `quantile` must be a whole number from 2 to 100.',
  }),
  'round-unit': message<{ unit: string }>({
    severity: 'warning',
    nb: (p) =>
      `Det andre argumentet til \`round\` er enheten det rundes av til, her ${p.unit}; to desimaler skrives \`round(x, 0.01)\`.`,
    en: (p) =>
      `The second argument of \`round\` is the rounding unit, here ${p.unit}; for two decimals write \`round(x, 0.01)\`.`,
  }),
  'range-never-true': message<{ low: string; high: string }>({
    severity: 'warning',
    nb: (p) => `Ingen verdi ligger mellom ${p.low} og ${p.high}; sett den minste grensen først.`,
    en: (p) => `No value lies between ${p.low} and ${p.high}; put the smaller bound first.`,
  }),
  'constant-is-missing': message<{ written: string }>({
    severity: 'warning',
    nb: (p) => `\`${p.written}\` har ingen verdi for noen rad.`,
    en: (p) => `\`${p.written}\` has no value for any row.`,
  }),
} as const;

const bindings = {
  'binding-not-a-name': message<{ value: string }>({
    severity: 'error',
    spec: 'T007',
    nb: (p) => `Her trengs et navn, men \`${p.value}\` er en verdi; \`to_symbol(…)\` gjør en tekst om til et navn.`,
    en: (p) => `A name is needed here, but \`${p.value}\` is a value; \`to_symbol(…)\` turns a text into a name.`,
  }),
  'binding-arithmetic': message<{ operator: string; value: string; corrected: string | undefined }>({
    severity: 'error',
    spec: 'T007',
    nb: (p) => `\`${p.operator}\` regner med tall, og \`${p.value}\` er ikke et tall.`,
    en: (p) => `\`${p.operator}\` computes with numbers, and \`${p.value}\` is not a number.`,
    hint: {
      nb: (p) =>
        p.corrected === undefined
          ? '`to_int()` gjør tekst om til tall'
          : `\`+\` binder sterkere enn \`++\`; skriv \`${p.corrected}\``,
      en: (p) =>
        p.corrected === undefined
          ? '`to_int()` converts text to a number'
          : `\`+\` binds tighter than \`++\`; write \`${p.corrected}\``,
    },
  }),
  'binding-has-no-value': message<NoParameters>({
    severity: 'error',
    spec: 'T007',
    nb: () => 'Utregningen har ingen verdi.',
    en: () => 'The computation has no value.',
    hint: {
      nb: () => 'se etter deling på null eller tall utenfor funksjonens område',
      en: () => 'look for a division by zero or a number outside the domain of the function',
    },
  }),
  'binding-too-long': message<{ limit: Threshold }>({
    severity: 'error',
    spec: 'T007',
    nb: (p) => `Teksten som \`++\` setter sammen her, blir lengre enn ${p.limit} tegn; gjør delene kortere.`,
    en: (p) => `The text that \`++\` joins here is longer than ${p.limit} characters; shorten its parts.`,
  }),
  'binding-argument-type': message<{ function: string; expected: 'number' | 'text' | 'symbol' }>({
    severity: 'error',
    spec: 'T007',
    nb: (p) => `\`${p.function}\` trenger ${{ number: 'et tall', text: 'en tekst', symbol: 'et navn' }[p.expected]}.`,
    en: (p) => `\`${p.function}\` needs ${{ number: 'a number', text: 'a text', symbol: 'a name' }[p.expected]}.`,
  }),
  'binding-not-a-value': message<{ name: string }>({
    severity: 'error',
    spec: 'T007',
    nb: (p) => `Her trengs et tall eller en tekst, men \`${p.name}\` er et navn; sett teksten i anførselstegn.`,
    en: (p) => `A number or a text is needed here, but \`${p.name}\` is a name; put the text in quotes.`,
  }),
  'no-such-date': message<{ date: string }>({
    severity: 'error',
    spec: 'L003',
    nb: (p) => `Datoen \`${p.date}\` finnes ikke; datoer skrives ÅÅÅÅ-MM-DD.`,
    en: (p) => `There is no date \`${p.date}\`; dates are written YYYY-MM-DD.`,
  }),
  'concatenation-of-data': message<{ corrected: string | undefined }>({
    severity: 'error',
    spec: 'T009',
    nb: () => '`++` setter sammen bindinger og navn, ikke verdiene i en variabel.',
    en: () => '`++` joins bindings and names, not the values of a variable.',
    hint: {
      nb: (p) => (p.corrected === undefined ? 'tekster settes sammen med `rowconcat(…)`' : `skriv \`${p.corrected}\``),
      en: (p) => (p.corrected === undefined ? 'texts are joined with `rowconcat(…)`' : `write \`${p.corrected}\``),
    },
  }),
} as const;

/** Messages about the types of values, variables and bindings. */
export const typeMessages = { ...comparisons, ...variables, ...functions, ...bindings } as const;
