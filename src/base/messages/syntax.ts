import type { Language } from '../language.ts';
import { listing, message, type Threshold } from './message.ts';

type NoParameters = Readonly<Record<string, never>>;

/** The kinds of thing that the grammar asks for, in words; anything else is quoted as it is written. */
const kinds: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  name: { nb: 'et navn', en: 'a name' },
  $name: { nb: 'en binding', en: 'a binding' },
  number: { nb: 'et tall', en: 'a number' },
  sign: { nb: 'et tall', en: 'a number' },
  text: { nb: 'en tekst', en: 'a text' },
  date: { nb: 'en dato', en: 'a date' },
  word: { nb: 'et ord', en: 'a word' },
  comparison: { nb: 'en sammenligning', en: 'a comparison' },
  expression: { nb: 'et uttrykk', en: 'an expression' },
  'databank:version': { nb: 'databank:versjon', en: 'databank:version' },
};

function expectation(words: readonly string[], language: Language): string {
  const known = words.map((word) => kinds[word]?.[language] ?? `\`${word}\``);
  return listing([...new Set(known)], language);
}

/** The words that join a sentence and up to three suggestions. */
function didYouMean(suggestions: readonly string[], language: Language): string | undefined {
  if (suggestions.length === 0) return undefined;
  const quoted = listing(
    suggestions.map((suggestion) => `\`${suggestion}\``),
    language,
  );
  return language === 'nb' ? `mente du ${quoted}?` : `did you mean ${quoted}?`;
}

const lexical = {
  'unterminated-string': message<{ text: string }>({
    severity: 'error',
    spec: 'L001',
    nb: (p) => `Teksten \`${p.text}\` er ikke avsluttet med et anførselstegn på samme linje.`,
    en: (p) => `The text \`${p.text}\` is not closed by a quotation mark on the same line.`,
  }),
  'illegal-character': message<{ character: string }>({
    severity: 'error',
    spec: 'L002',
    nb: (p) => `Tegnet \`${p.character}\` har ingen betydning her.`,
    en: (p) => `The character \`${p.character}\` has no meaning here.`,
    hint: { nb: (p) => characterAdvice(p.character, 'nb'), en: (p) => characterAdvice(p.character, 'en') },
  }),
  'malformed-number': message<{ text: string }>({
    severity: 'error',
    spec: 'L002',
    nb: (p) => `\`${p.text}\` er verken et tall eller et navn.`,
    en: (p) => `\`${p.text}\` is neither a number nor a name.`,
    hint: {
      nb: () => 'tall skrives 12 eller 12.5; navn begynner med en bokstav eller _ og består av bokstaver, sifre og _',
      en: () => 'numbers are written 12 or 12.5; names start with a letter or _ and contain letters, digits and _',
    },
  }),
  'invalid-date': message<{ date: string }>({
    severity: 'error',
    spec: 'L003',
    nb: (p) => `Datoen \`${p.date}\` finnes ikke i kalenderen; datoer skrives ÅÅÅÅ-MM-DD.`,
    en: (p) => `The date \`${p.date}\` is not in the calendar; dates are written YYYY-MM-DD.`,
  }),
  'typographic-quote': message<{ text: string }>({
    severity: 'warning',
    spec: 'W-QUOTE',
    nb: (p) => `${p.text} har typografiske anførselstegn; de leses som rette.`,
    en: (p) => `${p.text} has typographic quotation marks; they are read as straight ones.`,
  }),
  'double-star-power': message<NoParameters>({
    severity: 'warning',
    spec: 'W-POW',
    nb: () => 'Potens skrives `^`; `**` leses som det.',
    en: () => 'A power is written `^`; `**` is read as that.',
  }),
  'name-parts-unjoined': message<{ corrected: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Navn settes sammen med \`++\`: skriv \`${p.corrected}\`.`,
    en: (p) => `Names are joined with \`++\`: write \`${p.corrected}\`.`,
  }),
  'braced-binding': message<{ written: string; name: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`${p.written}\` finnes ikke i språket.`,
    en: (p) => `\`${p.written}\` does not exist in this language.`,
    hint: {
      nb: (p) => `skriv \`$${p.name}\`, og skjøt navn med \`++\`: \`lonn_ ++ $${p.name}\``,
      en: (p) => `write \`$${p.name}\`, and join names with \`++\`: \`wage_ ++ $${p.name}\``,
    },
  }),
};

function characterAdvice(character: string, language: Language): string | undefined {
  const advice: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
    '\\': {
      nb: '`\\` fortsetter en linje bare når det er det siste tegnet på linjen',
      en: '`\\` continues a line only as the last character of the line',
    },
    '%': { nb: 'resten av en divisjon er `a - b * int(a / b)`', en: 'a remainder is `a - b * int(a / b)`' },
    '[': { nb: 'verdier kan ikke indekseres', en: 'values cannot be subscripted' },
    ']': { nb: 'verdier kan ikke indekseres', en: 'values cannot be subscripted' },
    '?': { nb: 'bruk `generate` og `replace … if`', en: 'use `generate` and `replace … if`' },
    $: { nb: 'en binding skrives `$navn`, uten mellomrom', en: 'a binding is written `$name`, without a blank' },
    '«': { nb: 'tekst står mellom \' eller "', en: 'text stands between \' or "' },
    '»': { nb: 'tekst står mellom \' eller "', en: 'text stands between \' or "' },
    '`': { nb: 'tekst står mellom \' eller "', en: 'text stands between \' or "' },
    '´': { nb: 'tekst står mellom \' eller "', en: 'text stands between \' or "' },
  };
  return advice[character.slice(0, 1)]?.[language];
}

const commands = {
  'unknown-command': message<{ command: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'S001',
    nb: (p) => `Kommandoen \`${p.command}\` finnes ikke.`,
    en: (p) => `There is no command \`${p.command}\`.`,
    hint: { nb: (p) => didYouMean(p.suggestions, 'nb'), en: (p) => didYouMean(p.suggestions, 'en') },
  }),
  'foreign-command': message<{ command: string; adviceNb: string; adviceEn: string }>({
    severity: 'error',
    spec: 'S001',
    nb: (p) => `Kommandoen \`${p.command}\` finnes ikke i dette språket.`,
    en: (p) => `There is no command \`${p.command}\` in this language.`,
    hint: { nb: (p) => p.adviceNb, en: (p) => p.adviceEn },
  }),
  'abbreviated-command': message<{ command: string; full: string }>({
    severity: 'error',
    spec: 'S014',
    nb: (p) => `Kommandoen \`${p.command}\` finnes ikke; kommandoer kan ikke forkortes.`,
    en: (p) => `There is no command \`${p.command}\`; commands cannot be abbreviated.`,
    hint: { nb: (p) => `skriv \`${p.full}\``, en: (p) => `write \`${p.full}\`` },
  }),
  'missing-command': message<{ found: string }>({
    severity: 'error',
    spec: 'S001',
    nb: (p) => `En linje begynner med en kommando; \`${p.found}\` er ikke en kommando.`,
    en: (p) => `A line starts with a command; \`${p.found}\` is not a command.`,
  }),
  'nested-command-missing': message<{ command: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Etter \`${p.command}\` må det stå en hel regresjonskommando.`,
    en: (p) => `\`${p.command}\` must be followed by a complete regression command.`,
  }),
  'loop-range-comma': message<{ found: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Sett komma mellom området og \`${p.found}\`.`,
    en: (p) => `Put a comma between the range and \`${p.found}\`.`,
  }),
  'label-missing': message<{ code: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Koden \`${p.code}\` har ingen etikett; etiketter på flere ord må stå i anførselstegn.`,
    en: (p) => `The code \`${p.code}\` has no label; labels of several words must be in quotes.`,
  }),
  'unexpected-text': message<{ found: string; expected: readonly string[] }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) =>
      p.expected.length === 0
        ? `\`${p.found}\` kan ikke stå her.`
        : `Her skulle det stå ${expectation(p.expected, 'nb')}, ikke \`${p.found}\`.`,
    en: (p) =>
      p.expected.length === 0
        ? `\`${p.found}\` cannot stand here.`
        : `Expected ${expectation(p.expected, 'en')} here, found \`${p.found}\`.`,
    hint: {
      nb: (p) => (p.found === '~' ? 'variabler listes opp uten tegn mellom: `anova y x z`' : undefined),
      en: (p) => (p.found === '~' ? 'variables are listed without signs between: `anova y x z`' : undefined),
    },
  }),
  'unexpected-end': message<{ expected: readonly string[] }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Her mangler ${expectation(p.expected, 'nb')}.`,
    en: (p) => `${capitalised(expectation(p.expected, 'en'))} is missing here.`,
  }),
};

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const parts = {
  'decimal-comma': message<{ written: string; corrected: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Desimaltall skrives med punktum: \`${p.corrected}\`, ikke \`${p.written}\`.`,
    en: (p) => `Use a decimal point: \`${p.corrected}\`, not \`${p.written}\`.`,
  }),
  'write-out-variables': message<{ written: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) =>
      `\`${p.written}\`: variabellister må skrives ut, navn for navn; de har verken jokertegn eller intervaller.`,
    en: (p) => `\`${p.written}\`: write out the variable names one by one; lists have no wildcards and no ranges.`,
  }),
  'merge-form': message<NoParameters>({
    severity: 'error',
    spec: 'S002',
    nb: () => 'Skriv `merge <variabler> into <datasett> [on <nøkkel>]`; variablene hentes fra det aktive datasettet.',
    en: () => 'Write `merge <variables> into <dataset> [on <key>]`; the active dataset is the source.',
  }),
  'one-key-only': message<{ found: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`on\` tar én nøkkel; \`${p.found}\` er en for mye.`,
    en: (p) => `\`on\` takes one key; \`${p.found}\` is one too many.`,
    hint: {
      nb: () => "lag en samlet nøkkel i begge datasettene: `generate nokkel = rowconcat(a, '_', b)`",
      en: () => "make a combined key in both datasets: `generate key = rowconcat(a, '_', b)`",
    },
  }),
  'register-name-spacing': message<{ corrected: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `En registervariabel skrives uten mellomrom: \`${p.corrected}\`.`,
    en: (p) => `A register variable is written without blanks: \`${p.corrected}\`.`,
  }),
  'register-after-time': message<{ found: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Registervariabelen \`${p.found}\` må stå foran datoene.`,
    en: (p) => `The register variable \`${p.found}\` must stand before the dates.`,
  }),
  'sign-spacing': message<{ corrected: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Fortegnet må stå inntil tallet her: \`${p.corrected}\`.`,
    en: (p) => `The sign must stand directly before the number here: \`${p.corrected}\`.`,
  }),
  'not-in-binding': message<{ operator: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`${p.operator}\` kan ikke brukes i en binding, som bare kan inneholde konstanter og regning.`,
    en: (p) => `\`${p.operator}\` cannot be used in a binding, which holds constants and arithmetic only.`,
  }),
  'mixed-interaction': message<NoParameters>({
    severity: 'error',
    spec: 'S002',
    nb: () => 'Ett ledd kan ikke blande `#` og `##`; skriv dem som to ledd.',
    en: () => 'One term cannot mix `#` and `##`; write two terms.',
  }),
  'factor-outside-model': message<{ found: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`${p.found}\` kan bare stå blant forklaringsvariablene i en modell.`,
    en: (p) => `\`${p.found}\` can only stand among the explanatory variables of a model.`,
  }),
  'factor-spacing': message<{ corrected: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Skriv \`${p.corrected}\` uten mellomrom foran navnet.`,
    en: (p) => `Write \`${p.corrected}\` directly before the name.`,
  }),
  'plain-variable-expected': message<{ found: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Her må det stå et enkelt variabelnavn, ikke \`${p.found}\`.`,
    en: (p) => `A plain variable name must stand here, not \`${p.found}\`.`,
  }),
  'if-is-reserved': message<NoParameters>({
    severity: 'error',
    spec: 'S002',
    nb: () => '`if` er reservert for betingelsen og kan ikke brukes som navn.',
    en: () => '`if` is reserved for the condition and cannot be used as a name.',
  }),
  'nesting-too-deep': message<{ limit: Threshold }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Parentesene er nestet dypere enn ${p.limit} nivåer; del uttrykket opp.`,
    en: (p) => `Parentheses are nested deeper than ${p.limit} levels; split the expression.`,
  }),
  'expression-too-long': message<{ limit: Threshold }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Uttrykket kjeder mer enn ${p.limit} operatorer; bruk \`inlist()\` eller del det opp.`,
    en: (p) => `The expression chains more than ${p.limit} operators; use \`inlist()\` or split it.`,
  }),
  'comma-before-options': message<{ option: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Det mangler et komma foran opsjonen \`${p.option}\`.`,
    en: (p) => `There is no comma before the option \`${p.option}\`.`,
  }),
  'option-comma': message<NoParameters>({
    severity: 'warning',
    spec: 'W-OPTCOMMA',
    nb: () => 'Opsjoner skilles med mellomrom; kommaet overses.',
    en: () => 'Options are separated by blanks; the comma is ignored.',
  }),
};

const conditions = {
  'condition-after-options': message<NoParameters>({
    severity: 'error',
    spec: 'S005',
    nb: () => 'Flytt if-betingelsen foran kommaet som innleder opsjonene.',
    en: () => 'Move the if-clause before the comma that starts the options.',
  }),
  'condition-not-allowed': message<{ command: string }>({
    severity: 'error',
    spec: 'S006',
    nb: (p) => `\`${p.command}\` tar ingen if-betingelse.`,
    en: (p) => `\`${p.command}\` takes no if-clause.`,
    hint: {
      nb: () => 'velg rader med `keep if` først, om nødvendig i en kopi laget med `clone-dataset`',
      en: () => 'select rows with `keep if` first, if need be in a copy made with `clone-dataset`',
    },
  }),
  'variables-or-condition': message<{ command: string }>({
    severity: 'error',
    spec: 'S006',
    nb: (p) => `\`${p.command}\` tar enten variabler eller en if-betingelse, ikke begge deler.`,
    en: (p) => `\`${p.command}\` takes either variables or an if-clause, not both.`,
  }),
  'selection-empty': message<{ command: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `\`${p.command}\` trenger variabler eller en if-betingelse.`,
    en: (p) => `\`${p.command}\` needs variables or an if-clause.`,
  }),
  'second-condition': message<NoParameters>({
    severity: 'error',
    spec: 'S002',
    nb: () => 'En setning har høyst én if-betingelse; slå dem sammen med `&`.',
    en: () => 'A statement has at most one if-clause; join them with `&`.',
  }),
  'chained-comparison': message<{ corrected: string | undefined }>({
    severity: 'error',
    spec: 'S010',
    nb: () => 'Sammenligninger kan ikke kjedes.',
    en: () => 'Comparisons cannot be chained.',
    hint: {
      nb: (p) => (p.corrected === undefined ? 'sett sammen to med `&`' : `skriv \`${p.corrected}\``),
      en: (p) => (p.corrected === undefined ? 'join two with `&`' : `write \`${p.corrected}\``),
    },
  }),
  'assignment-in-condition': message<NoParameters>({
    severity: 'error',
    spec: 'S011',
    nb: () => '`=` tildeler en verdi; bruk `==` for å sammenligne.',
    en: () => '`=` assigns a value; use `==` to compare.',
  }),
  'foreign-operator': message<{ written: string; ours: string }>({
    severity: 'error',
    spec: 'S012',
    nb: (p) => `\`${p.written}\` hører til et annet språk; skriv \`${p.ours}\`.`,
    en: (p) => `\`${p.written}\` belongs to another language; write \`${p.ours}\`.`,
  }),
  'missing-in-expression': message<{ corrected: string | undefined }>({
    severity: 'error',
    spec: 'S013',
    nb: () => 'Et enslig punktum, `.` (manglende verdi), kan ikke stå i et uttrykk eller en sammenligning.',
    en: () => 'A lone `.` (missing) cannot stand in an expression or a comparison.',
    hint: {
      nb: (p) => `bruk ${p.corrected === undefined ? '`sysmiss(x)` eller `!sysmiss(x)`' : `\`${p.corrected}\``}`,
      en: (p) => `use ${p.corrected === undefined ? '`sysmiss(x)` or `!sysmiss(x)`' : `\`${p.corrected}\``}`,
    },
  }),
  'date-in-expression': message<{ date: string; corrected: string }>({
    severity: 'error',
    spec: 'S016',
    nb: (p) => `Datoen \`${p.date}\` kan ikke stå i et uttrykk.`,
    en: (p) => `The date \`${p.date}\` cannot stand in an expression.`,
    hint: {
      nb: (p) => `bruk \`${p.corrected}\`, eller mellomrom rundt minus om det er en subtraksjon`,
      en: (p) => `use \`${p.corrected}\`, or blanks around the minus if it is a subtraction`,
    },
  }),
};

const blocks = {
  'unclosed-loop': message<{ container: 'file' | 'fence' }>({
    severity: 'error',
    spec: 'S007',
    nb: (p) => `Løkken mangler \`end\` før slutten av ${p.container === 'fence' ? 'kodeblokken' : 'skriptet'}.`,
    en: (p) => `The loop lacks its \`end\` before the end of the ${p.container === 'fence' ? 'code block' : 'script'}.`,
  }),
  'end-without-loop': message<NoParameters>({
    severity: 'error',
    spec: 'S007',
    nb: () => 'Det er ingen åpen `for`-løkke som denne `end` kan avslutte.',
    en: () => 'There is no open `for` loop for this `end` to close.',
  }),
  'nested-loop': message<{ corrected: string | undefined }>({
    severity: 'error',
    spec: 'S008',
    nb: () => 'En løkke kan ikke stå inne i en annen.',
    en: () => 'A loop cannot stand inside another.',
    hint: {
      nb: (p) => `bruk flere nivåer i samme linje: \`${p.corrected ?? 'for a in 1:2; b in 1:2'}\``,
      en: (p) => `use several levels in one line: \`${p.corrected ?? 'for a in 1:2; b in 1:2'}\``,
    },
  }),
  'unclosed-textblock': message<{ container: 'file' | 'fence' }>({
    severity: 'error',
    spec: 'S009',
    nb: (p) =>
      `Tekstblokken mangler \`endblock\` før slutten av ${p.container === 'fence' ? 'kodeblokken' : 'skriptet'}.`,
    en: (p) =>
      `The text block lacks its \`endblock\` before the end of the ${p.container === 'fence' ? 'code block' : 'script'}.`,
  }),
  'endblock-without-textblock': message<NoParameters>({
    severity: 'error',
    spec: 'S009',
    nb: () => 'Det er ingen åpen tekstblokk som denne `endblock` kan avslutte.',
    en: () => 'There is no open text block for this `endblock` to close.',
  }),
  'block-word-alone': message<{ word: string }>({
    severity: 'error',
    spec: 'S009',
    nb: (p) => `\`${p.word}\` må stå alene på linjen.`,
    en: (p) => `\`${p.word}\` must stand alone on its line.`,
  }),
  'loop-list-count': message<{ iterators: Threshold; lists: Threshold }>({
    severity: 'error',
    spec: 'S017',
    nb: (p) => `Løkken har ${p.iterators} løkkevariabler, men ${p.lists} lister; hver variabel trenger sin liste.`,
    en: (p) => `The loop has ${p.iterators} iterators but ${p.lists} lists; each iterator needs its own.`,
  }),
  'loop-iterator-repeated': message<{ name: string }>({
    severity: 'error',
    spec: 'S017',
    nb: (p) => `Løkkevariabelen \`${p.name}\` er brukt to ganger i samme løkke.`,
    en: (p) => `The iterator \`${p.name}\` is used twice in one loop.`,
  }),
  'loop-parentheses': message<{ corrected: string | undefined }>({
    severity: 'error',
    spec: 'S018',
    nb: () => 'Verdiene i en løkke står uten parenteser og uten `...`.',
    en: () => 'The values of a loop stand without parentheses and without `...`.',
    hint: {
      nb: (p) => `skriv \`${p.corrected ?? 'for y in 2001 : 2010'}\``,
      en: (p) => `write \`${p.corrected ?? 'for y in 2001 : 2010'}\``,
    },
  }),
};

const fences = {
  'unknown-fence-attribute': message<{ attribute: string }>({
    severity: 'warning',
    nb: (p) => `Kodeblokken har den ukjente egenskapen \`${p.attribute}\`; kjente er echo, eval, output og label.`,
    en: (p) =>
      `The code block has the unknown attribute \`${p.attribute}\`; known ones are echo, eval, output and label.`,
  }),
  'bad-fence-attribute': message<{ attribute: string; value: string; allowed: readonly string[] }>({
    severity: 'warning',
    nb: (p) => `Egenskapen \`${p.attribute}\` kan ikke være \`${p.value}\`; bruk ${listing(p.allowed, 'nb')}.`,
    en: (p) => `The attribute \`${p.attribute}\` cannot be \`${p.value}\`; use ${listing(p.allowed, 'en')}.`,
  }),
};

/** Lexical and syntactic messages: what can be said of a script without knowing any data. */
export const syntaxMessages = {
  ...lexical,
  ...commands,
  ...parts,
  ...conditions,
  ...blocks,
  ...fences,
} as const;
