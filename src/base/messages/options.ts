import { message, type NoParameters, type Threshold } from './message.ts';
import { quoted, suggestion } from './wording.ts';

/** Options for shares within rows or columns, which tables of one variable do not have. */
function isShare(option: string): boolean {
  return option === 'rowpct' || option === 'colpct';
}

type AskedOption = Readonly<Record<'option' | 'command', string>>;

/** What to do instead, where a word among the options is no misspelt option. */
const optionAdvice: Readonly<
  Record<string, Readonly<Record<'nb' | 'en', (p: AskedOption) => string | undefined>> | undefined>
> = {
  variable: {
    nb: (p) => `\`${p.option}\` er en variabel; variabler står før kommaet`,
    en: (p) => `\`${p.option}\` is a variable; variables stand before the comma`,
  },
  list: {
    nb: (p) => `skriv gruppene blant variablene, før kommaet: \`${p.command} variabel gruppe\``,
    en: (p) => `write the groups among the variables, before the comma: \`${p.command} variable group\``,
  },
  volume: {
    nb: () => 'tall for grupper gis av `tabulate gruppe, summarize(variabel) mean std`',
    en: () => 'numbers for groups are given by `tabulate group, summarize(variable) mean std`',
  },
};

const options = {
  'unknown-option': message<{
    option: string;
    command: string;
    suggestions: readonly string[];
    known: readonly string[];
    advice: string | undefined;
  }>({
    severity: 'error',
    spec: 'S003',
    nb: (p) => `\`${p.command}\` har ikke noe valg som heter \`${p.option}\`.`,
    en: (p) => `\`${p.command}\` has no option \`${p.option}\`.`,
    hint: {
      nb: (p) =>
        optionAdvice[p.advice ?? '']?.nb(p) ??
        suggestion.nb(p) ??
        (p.known.length === 0 ? `\`${p.command}\` har ingen valg` : `valgene er ${p.known.join(', ')}`),
      en: (p) =>
        optionAdvice[p.advice ?? '']?.en(p) ??
        suggestion.en(p) ??
        (p.known.length === 0 ? `\`${p.command}\` takes no options` : `its options are ${p.known.join(', ')}`),
    },
  }),
  'repeated-option': message<{ option: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `Valget \`${p.option}\` er gitt to ganger; slå dem sammen til ett.`,
    en: (p) => `The option \`${p.option}\` is given twice; make one of them.`,
  }),
  'option-takes-no-argument': message<{ option: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `Valget \`${p.option}\` skrives uten parenteser.`,
    en: (p) => `The option \`${p.option}\` is written without parentheses.`,
  }),
  'option-argument-missing': message<{ option: string; written: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `Valget \`${p.option}\` trenger et argument: \`${p.written}\`.`,
    en: (p) => `The option \`${p.option}\` needs an argument: \`${p.written}\`.`,
  }),
  'option-argument-wrong': message<{ option: string; written: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `Argumentet til \`${p.option}\` passer ikke; valget skrives \`${p.written}\`.`,
    en: (p) => `The argument of \`${p.option}\` does not fit; the option is written \`${p.written}\`.`,
  }),
  'option-word-unknown': message<{ option: string; found: string; allowed: readonly string[] }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `\`${p.option}\` kan ikke være \`${p.found}\`; det kan være ${quoted(p.allowed, 'nb')}.`,
    en: (p) => `\`${p.option}\` cannot be \`${p.found}\`; it can be ${quoted(p.allowed, 'en')}.`,
  }),
  'option-number-range': message<{ option: string; range: string; rangeNb: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `Tallet i \`${p.option}\` må være ${p.rangeNb}.`,
    en: (p) => `The number in \`${p.option}\` must be ${p.range}.`,
  }),
  'option-required': message<{ command: string; option: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `\`${p.command}\` trenger valget \`${p.option}\`.`,
    en: (p) => `\`${p.command}\` needs the option \`${p.option}\`.`,
  }),
  'option-needs-option': message<{ option: string; needed: string }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) => `Valget \`${p.option}\` virker bare sammen med \`${p.needed}\`.`,
    en: (p) => `The option \`${p.option}\` works only together with \`${p.needed}\`.`,
  }),
  'option-conflict': message<{ first: string; second: string }>({
    severity: 'error',
    nb: (p) => `Valgene \`${p.first}\` og \`${p.second}\` kan ikke brukes sammen; velg ett av dem.`,
    en: (p) => `The options \`${p.first}\` and \`${p.second}\` cannot be combined; choose one of them.`,
  }),
  'too-few-variables': message<{ command: string; needed: Threshold }>({
    severity: 'error',
    nb: (p) => `\`${p.command}\` trenger minst ${p.needed} ${p.needed === 1 ? 'variabel' : 'variabler'}.`,
    en: (p) => `\`${p.command}\` needs at least ${p.needed} ${p.needed === 1 ? 'variable' : 'variables'}.`,
    hint: {
      nb: (p) => (isShare(p.command) ? 'andeler av én variabel vises med `cellpct`' : undefined),
      en: (p) => (isShare(p.command) ? 'shares of one variable are shown with `cellpct`' : undefined),
    },
  }),
  'too-many-variables': message<{ command: string; limit: Threshold }>({
    severity: 'error',
    nb: (p) => `\`${p.command}\` tar høyst ${p.limit} ${p.limit === 1 ? 'variabel' : 'variabler'}.`,
    en: (p) => `\`${p.command}\` takes at most ${p.limit} ${p.limit === 1 ? 'variable' : 'variables'}.`,
  }),
  'option-variable-count': message<{ option: string; least: Threshold; most: Threshold | undefined }>({
    severity: 'error',
    spec: 'S004',
    nb: (p) =>
      p.most === undefined
        ? `\`${p.option}\` trenger minst ${p.least} variabel.`
        : `\`${p.option}\` tar ${p.least === p.most ? '' : 'høyst '}${p.most} ${p.most === 1 ? 'variabel' : 'variabler'}.`,
    en: (p) =>
      p.most === undefined
        ? `\`${p.option}\` needs at least ${p.least} variable.`
        : `\`${p.option}\` takes ${p.least === p.most ? '' : 'at most '}${p.most} ${p.most === 1 ? 'variable' : 'variables'}.`,
  }),
  extension: message<{ what: string; whatNb: string }>({
    severity: 'warning',
    nb: (p) => `microdata.no godtar ikke ${p.whatNb}; skriptet virker bare her.`,
    en: (p) => `microdata.no does not accept ${p.what}; the script works here only.`,
  }),
  'normal-not-drawn': message<{ variable: string }>({
    severity: 'warning',
    nb: (p) =>
      `Normalfordelingen tegnes bare over intervaller, og \`${p.variable}\` vises med én søyle per verdi; fjern \`normal\` eller \`discrete\`.`,
    en: (p) =>
      `The normal curve is drawn over intervals only, and \`${p.variable}\` is shown with one bar per value; remove \`normal\` or \`discrete\`.`,
  }),
  'not-available-in-batch': message<{ command: string }>({
    severity: 'error',
    spec: 'S019',
    nb: (p) => `\`${p.command}\` finnes ikke når et skript kjøres samlet; fjern linjen.`,
    en: (p) => `\`${p.command}\` is not available in a batch run; remove the line.`,
  }),
  'session-command-in-batch': message<{ command: string }>({
    severity: 'warning',
    spec: 'W-SESSION',
    nb: (p) => `\`${p.command}\` hører til en interaktiv økt og hoppes over her; linjen kan fjernes.`,
    en: (p) => `\`${p.command}\` belongs to an interactive session and is skipped here; the line may be removed.`,
  }),
  'session-cleared': message<NoParameters>({
    severity: 'warning',
    spec: 'W-SESSION',
    nb: () => '`clear` fjerner alle datasett, bindinger, kodelister og databanker; det kan ikke angres.',
    en: () => '`clear` removes all datasets, bindings, code lists and databanks; it cannot be undone.',
  }),
  'command-not-executable': message<{ command: string }>({
    severity: 'error',
    nb: (p) => `\`${p.command}\` kan kontrolleres, men ikke kjøres i denne versjonen.`,
    en: (p) => `\`${p.command}\` can be checked but not run in this version.`,
  }),
  'unknown-topic': message<{ topic: string; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Det finnes ingen hjelp om \`${p.topic}\`.`,
    en: (p) => `There is no help about \`${p.topic}\`.`,
    hint: suggestion,
  }),
  'topic-of-other-help': message<{ topic: string; command: string }>({
    severity: 'error',
    nb: (p) => `Hjelp om \`${p.topic}\` gis av \`${p.command} ${p.topic}\`.`,
    en: (p) => `Help about \`${p.topic}\` is given by \`${p.command} ${p.topic}\`.`,
  }),
  'unknown-setting': message<{ setting: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Innstillingen \`${p.setting}\` finnes ikke; de som finnes, er ${quoted(p.known, 'nb', 'and')}.`,
    en: (p) => `There is no setting \`${p.setting}\`; there are ${quoted(p.known, 'en', 'and')}.`,
  }),
  'unexpected-word': message<{ command: string; word: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`${p.command}\` tar ikke \`${p.word}\`; fjern ordet.`,
    en: (p) => `\`${p.command}\` does not take \`${p.word}\`; remove it.`,
  }),
} as const;

const loops = {
  'loop-list-lengths': message<{ lengths: string }>({
    severity: 'error',
    spec: 'S017',
    nb: (p) => `Listene i løkken må være like lange; de har ${p.lengths} verdier.`,
    en: (p) => `The lists of the loop must be of equal length; they have ${p.lengths} values.`,
  }),
  'loop-range-empty': message<{ from: string; to: string }>({
    severity: 'error',
    spec: 'S017',
    nb: (p) => `Området ${p.from} : ${p.to} er tomt; skriv det minste tallet først.`,
    en: (p) => `The range ${p.from} : ${p.to} is empty; write the smaller number first.`,
  }),
  'loop-range-not-integer': message<{ found: string }>({
    severity: 'error',
    spec: 'S017',
    nb: (p) => `\`${p.found}\` kan ikke være en grense i et område; grensene er hele tall.`,
    en: (p) => `\`${p.found}\` cannot be a bound of a range; bounds are whole numbers.`,
  }),
  'loop-too-long': message<{ limit: Threshold }>({
    severity: 'error',
    nb: (p) => `Løkkene i skriptet gir flere enn ${p.limit} setninger; gjør listene kortere.`,
    en: (p) => `The loops of the script make more than ${p.limit} statements; shorten the lists.`,
  }),
  'script-too-large': message<{ limit: Threshold }>({
    severity: 'error',
    nb: (p) =>
      `Skriptet endrer store datasett så ofte at variablene til sammen blir flere enn ${p.limit}; del det opp, eller gjør listene kortere.`,
    en: (p) =>
      `The script changes large datasets so often that their variables add up to more than ${p.limit}; divide it, or shorten the lists.`,
  }),
  'loop-text-too-long': message<{ limit: Threshold }>({
    severity: 'error',
    nb: (p) => `Løkkene i skriptet gir mer enn ${p.limit} tegn tekst; gjør listene eller linjene kortere.`,
    en: (p) => `The loops of the script make more than ${p.limit} characters of text; shorten the lists or the lines.`,
  }),
} as const;

/** Messages about what a statement was given beside names: options, arguments, loops. */
export const optionMessages = {
  ...options,
  ...loops,
} as const;
