import { listing, message, type Threshold } from './message.ts';

/** What lint says of scripts that are right but could be better; every code begins with `lint-`. The hint says why. */
export const lintMessages = {
  'lint-unused-import': message<{ name: string; variable: string }>({
    severity: 'warning',
    nb: (p) => `Ingenting bruker \`${p.name}\`, som importeres fra \`${p.variable}\`.`,
    en: (p) => `Nothing uses \`${p.name}\`, which is imported from \`${p.variable}\`.`,
    hint: {
      nb: () => 'importer bare det analysen trenger: det er et krav om dataminimering, og skriptet går fortere',
      en: () => 'import only what the analysis needs: that is data minimisation, and the script runs faster',
    },
  }),
  'lint-unused-variable': message<{ name: string }>({
    severity: 'warning',
    nb: (p) => `Ingenting bruker variabelen \`${p.name}\`, som lages her.`,
    en: (p) => `Nothing uses the variable \`${p.name}\`, which is made here.`,
    hint: {
      nb: () => 'se etter skrivefeil i navnet, eller ta bort linjen: en variabel uten bruk er ofte en glemt tanke',
      en: () => 'look for a slip in the name, or remove the line: a variable without use is often a thought forgotten',
    },
  }),
  'lint-unused-dataset': message<{ name: string }>({
    severity: 'warning',
    nb: (p) => `Datasettet \`${p.name}\` gir ingen resultater og går ikke inn i et annet datasett.`,
    en: (p) => `The dataset \`${p.name}\` gives no results and goes into no other dataset.`,
    hint: {
      nb: () => 'ta bort det som lager datasettet, eller det som mangler er en `merge` eller en tabell',
      en: () => 'remove what makes the dataset; or what is missing is a `merge` or a table',
    },
  }),
  'lint-overwritten-value': message<{ name: string }>({
    severity: 'warning',
    nb: (p) => `Verdiene som \`${p.name}\` får her, byttes ut før noe leser dem.`,
    en: (p) => `The values that \`${p.name}\` gets here are replaced before anything reads them.`,
    hint: {
      nb: () => 'ta bort den ene av de to linjene, eller gi den siste `replace` en `if`',
      en: () => 'remove one of the two lines, or give the later `replace` an `if`',
    },
  }),
  'lint-always-true': message<{ condition: string }>({
    severity: 'warning',
    nb: (p) => `Betingelsen \`${p.condition}\` er sann for alle rader.`,
    en: (p) => `The condition \`${p.condition}\` is true for every row.`,
    hint: {
      nb: () => 'en betingelse som ikke velger, er ofte en forveksling av `|` og `&`; ta den bort hvis alle er ment',
      en: () => 'a condition that does not choose is often `|` taken for `&`; remove it if everybody is meant',
    },
  }),
  'lint-always-false': message<{ condition: string }>({
    severity: 'warning',
    nb: (p) => `Betingelsen \`${p.condition}\` er usann for alle rader.`,
    en: (p) => `The condition \`${p.condition}\` is false for every row.`,
    hint: {
      nb: () => 'ingen verdi er begge deler; er `|` ment for `&`, eller er grensene byttet om?',
      en: () => 'no value is both; is `|` meant for `&`, or are the bounds the wrong way round?',
    },
  }),
  'lint-unknown-code': message<{ code: string; variable: string; suggestions: readonly string[] }>({
    severity: 'warning',
    nb: (p) => `Koden ${p.code} er ikke i kodelisten til \`${p.variable}\` på det tidspunktet variabelen gjelder for.`,
    en: (p) =>
      `The code ${p.code} is not in the code list of \`${p.variable}\` at the time that the variable is about.`,
    hint: {
      nb: (p) =>
        p.suggestions.length === 0
          ? 'sammenligningen finner ingen; `list-labels` viser kodene'
          : `sammenligningen finner ingen; mente du ${p.suggestions.join(', ')}?`,
      en: (p) =>
        p.suggestions.length === 0
          ? 'the comparison finds nobody; `list-labels` shows the codes'
          : `the comparison finds nobody; did you mean ${p.suggestions.join(', ')}?`,
    },
  }),
  'lint-too-few-units': message<{ size: Threshold; least: Threshold }>({
    severity: 'warning',
    nb: (p) => `Et utvalg på ${p.size} har færre enn de ${p.least} enhetene som en populasjon må ha.`,
    en: (p) => `A sample of ${p.size} has fewer than the ${p.least} units that a population must have.`,
    hint: {
      nb: () => 'avsløringskontrollen avviser så små populasjoner; trekk flere, eller en andel (0.25)',
      en: () => 'disclosure control refuses populations as small as that; draw more, or a share (0.25)',
    },
  }),
  'lint-loop-for-inlist': message<{ variable: string }>({
    severity: 'note',
    nb: (p) =>
      `Løkken gjør det samme for hver verdi av \`${p.variable}\`; \`inlist(${p.variable}, …)\` gjør det i én linje.`,
    en: (p) =>
      `The loop does the same for each value of \`${p.variable}\`; \`inlist(${p.variable}, …)\` does it in one line.`,
    hint: {
      nb: () => 'én betingelse er lettere å lese, og data leses én gang',
      en: () => 'one condition is easier to read, and the data are read once',
    },
  }),
  'lint-continuous-table': message<{ variable: string }>({
    severity: 'warning',
    nb: (p) =>
      `\`${p.variable}\` er en målt størrelse uten koder; nesten hver celle i tabellen blir for liten til å vises.`,
    en: (p) =>
      `\`${p.variable}\` is a measured quantity without codes; almost every cell of the table is too small to be shown.`,
    hint: {
      nb: () => 'del den inn med `recode … (a/b = 1)`, eller bruk `summarize` eller `histogram`',
      en: () => 'divide it with `recode … (a/b = 1)`, or use `summarize` or `histogram`',
    },
  }),
  'project-not-json': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `${p.file} er ikke gyldig JSON; se etter et komma eller anførselstegn som mangler.`,
    en: (p) => `${p.file} is no valid JSON; look for a missing comma or quotation mark.`,
  }),
  'project-field-unknown': message<{
    file: string;
    field: string;
    known: readonly string[];
    suggestions: readonly string[];
  }>({
    severity: 'error',
    nb: (p) =>
      p.suggestions.length === 0
        ? `${p.file}: feltet «${p.field}» finnes ikke; her kan det stå ${listing(p.known, 'nb')}.`
        : `${p.file}: feltet «${p.field}» finnes ikke; mente du ${listing(p.suggestions, 'nb')}?`,
    en: (p) =>
      p.suggestions.length === 0
        ? `${p.file}: there is no field '${p.field}'; here can stand ${listing(p.known, 'en')}.`
        : `${p.file}: there is no field '${p.field}'; did you mean ${listing(p.suggestions, 'en')}?`,
  }),
  'project-field-invalid': message<{ file: string; field: string; words: readonly string[] }>({
    severity: 'error',
    nb: (p) => `${p.file}: feltet «${p.field}» må være ${listing(p.words, 'nb')}.`,
    en: (p) => `${p.file}: the field '${p.field}' must be ${listing(p.words, 'en')}.`,
  }),
  'project-number-invalid': message<{ file: string; field: string; least: Threshold; most: Threshold }>({
    severity: 'error',
    nb: (p) => `${p.file}: feltet «${p.field}» må være et helt tall fra ${p.least} til ${p.most}.`,
    en: (p) => `${p.file}: the field '${p.field}' must be a whole number from ${p.least} to ${p.most}.`,
  }),
  'project-kind-invalid': message<{ file: string; field: string; expected: 'object' | 'texts' }>({
    severity: 'error',
    nb: (p) =>
      p.expected === 'texts'
        ? `${p.file}: feltet «${p.field}» må være en liste av mapper, slik som ["mappe"].`
        : `${p.file}: ${p.field === '' ? 'innholdet' : `feltet «${p.field}»`} må være et objekt, slik som {"lint": {}}.`,
    en: (p) =>
      p.expected === 'texts'
        ? `${p.file}: the field '${p.field}' must be a list of folders, such as ["folder"].`
        : `${p.file}: ${p.field === '' ? 'the content' : `the field '${p.field}'`} must be an object, such as {"lint": {}}.`,
  }),
  'lint-unknown-rule': message<{ rule: string; known: readonly string[]; suggestions: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `Regelen «${p.rule}» finnes ikke; ${p.suggestions.length === 0 ? `reglene er ${listing(p.known, 'nb', 'and')}.` : `mente du ${listing(p.suggestions, 'nb')}?`}`,
    en: (p) =>
      `There is no rule '${p.rule}'; ${p.suggestions.length === 0 ? `the rules are ${listing(p.known, 'en', 'and')}.` : `did you mean ${listing(p.suggestions, 'en')}?`}`,
  }),
  'lint-no-files': message({
    severity: 'error',
    nb: () => 'Si hvilke skript som skal ses over; «microdata lint --explain REGEL» forklarer en regel.',
    en: () => "Say which scripts to look over; 'microdata lint --explain RULE' explains a rule.",
  }),
  'lint-has-errors': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `${p.file} har feil; rett dem først («microdata check»).`,
    en: (p) => `${p.file} has errors; mend them first ('microdata check').`,
  }),
  'lint-clean': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: ingenting å bemerke.`,
    en: (p) => `${p.file}: nothing to remark.`,
  }),
  'lint-fixed': message<{ file: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: rettet det som er trygt å rette.`,
    en: (p) => `${p.file}: mended what is safe to mend.`,
  }),
} as const;
