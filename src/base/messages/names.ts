import { message, type Threshold } from './message.ts';
import { quoted, suggestion } from './wording.ts';

const rowNumbers = {
  nb: 'rader har ingen nummer; antall i grupper lages med `aggregate (count) …`',
  en: 'rows have no numbers; counts in groups are made with `aggregate (count) …`',
};

/** Words that look like variables to users of other languages. */
const habits: Readonly<Record<string, Readonly<Record<'nb' | 'en', string>> | undefined>> = {
  _n: rowNumbers,
  _N: rowNumbers,
  by: {
    nb: 'variabler listes opp uten ord mellom; grupper gis av `tabulate gruppe, summarize(variabel)`',
    en: 'variables are listed without words between; `tabulate group, summarize(variable)` gives groups',
  },
  pi: { nb: 'skriv `pi()`', en: 'write `pi()`' },
};

const variables = {
  'unknown-variable': message<{
    name: string;
    dataset: string;
    suggestions: readonly string[];
    elsewhere: string | undefined;
    optionOf: string | undefined;
  }>({
    severity: 'error',
    spec: 'N001',
    nb: (p) => `Variabelen \`${p.name}\` finnes ikke i datasettet \`${p.dataset}\`.`,
    en: (p) => `There is no variable \`${p.name}\` in dataset \`${p.dataset}\`.`,
    hint: {
      nb: (p) =>
        p.optionOf !== undefined
          ? `\`${p.name}\` er et valg til \`${p.optionOf}\`; sett komma foran det`
          : p.elsewhere === undefined
            ? (habits[p.name]?.nb ?? suggestion.nb(p))
            : `den finnes i datasettet \`${p.elsewhere}\`; hent den inn med \`merge\``,
      en: (p) =>
        p.optionOf !== undefined
          ? `\`${p.name}\` is an option of \`${p.optionOf}\`; put a comma before it`
          : p.elsewhere === undefined
            ? (habits[p.name]?.en ?? suggestion.en(p))
            : `it exists in dataset \`${p.elsewhere}\`; use \`merge\` to bring it in`,
    },
  }),
  'replace-unknown-variable': message<{ name: string; dataset: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'N001',
    nb: (p) => `Variabelen \`${p.name}\` finnes ikke i datasettet \`${p.dataset}\`, så den kan ikke endres.`,
    en: (p) => `There is no variable \`${p.name}\` in dataset \`${p.dataset}\` to replace.`,
    hint: {
      nb: (p) => suggestion.nb(p) ?? `en ny variabel lages med \`generate ${p.name} = …\``,
      en: (p) => suggestion.en(p) ?? `a new variable is made with \`generate ${p.name} = …\``,
    },
  }),
  'merge-unknown-variable': message<{ name: string; dataset: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'N001',
    nb: (p) => `Variabelen \`${p.name}\` finnes ikke i det aktive datasettet \`${p.dataset}\`, som det kobles fra.`,
    en: (p) => `There is no variable \`${p.name}\` in the active dataset \`${p.dataset}\`, which is merged from.`,
    hint: {
      nb: (p) => suggestion.nb(p) ?? `velg først datasettet som har \`${p.name}\`, med \`use\``,
      en: (p) => suggestion.en(p) ?? `\`use\` the dataset that holds \`${p.name}\` first`,
    },
  }),
  'variable-exists': message<{ name: string; dataset: string }>({
    severity: 'error',
    spec: 'N002',
    nb: (p) => `Datasettet \`${p.dataset}\` har allerede en variabel som heter \`${p.name}\`.`,
    en: (p) => `Dataset \`${p.dataset}\` already has a variable \`${p.name}\`.`,
    hint: {
      nb: () => 'velg et annet navn, eller fjern den gamle med `drop`',
      en: () => 'choose another name, or `drop` the old one',
    },
  }),
  'generate-existing-variable': message<{ name: string; dataset: string }>({
    severity: 'error',
    spec: 'N002',
    nb: (p) => `Datasettet \`${p.dataset}\` har allerede en variabel som heter \`${p.name}\`.`,
    en: (p) => `Dataset \`${p.dataset}\` already has a variable \`${p.name}\`.`,
    hint: {
      nb: (p) => `verdiene endres med \`replace ${p.name} = …\``,
      en: (p) => `its values are changed with \`replace ${p.name} = …\``,
    },
  }),
  'result-name-repeated': message<{ name: string }>({
    severity: 'error',
    spec: 'N002',
    nb: (p) => `To resultater ville hete \`${p.name}\`; gi ett av dem et annet navn med \`->\`.`,
    en: (p) => `Two results would be called \`${p.name}\`; give one of them another name with \`->\`.`,
  }),
  'repeated-variable': message<{ name: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Variabelen \`${p.name}\` er nevnt to ganger; én gang er nok.`,
    en: (p) => `The variable \`${p.name}\` is listed twice; once is enough.`,
  }),
  'illegal-name': message<{ name: string }>({
    severity: 'error',
    spec: 'N003',
    nb: (p) =>
      `\`${p.name}\` kan ikke være et navn: navn begynner med en bokstav eller _ og består av bokstaver, sifre og _.`,
    en: (p) => `\`${p.name}\` cannot be a name: names start with a letter or _ and contain letters, digits and _.`,
  }),
  'system-name': message<{ name: string }>({
    severity: 'error',
    spec: 'N003',
    nb: (p) => `\`${p.name}\` er navnet på en identifikator; velg et annet navn.`,
    en: (p) => `\`${p.name}\` is the name of an identifier; choose another name.`,
  }),
  'word-as-name': message<{ name: string }>({
    severity: 'warning',
    spec: 'W-NAME',
    nb: (p) => `\`${p.name}\` har en egen betydning i språket, så navnet kan ikke brukes overalt; velg helst et annet.`,
    en: (p) =>
      `\`${p.name}\` has a meaning of its own in the language, so the name cannot be used everywhere; better choose another.`,
  }),
} as const;

const datasets = {
  'unknown-dataset': message<{ name: string; suggestions: readonly string[]; known: readonly string[] }>({
    severity: 'error',
    spec: 'N004',
    nb: (p) => `Det finnes ikke noe datasett som heter \`${p.name}\`.`,
    en: (p) => `There is no dataset \`${p.name}\`.`,
    hint: {
      nb: (p) =>
        suggestion.nb(p) ??
        (p.known.length === 0 ? 'lag det med `create-dataset`' : `datasettene er ${quoted(p.known, 'nb', 'and')}`),
      en: (p) =>
        suggestion.en(p) ??
        (p.known.length === 0 ? 'make it with `create-dataset`' : `the datasets are ${quoted(p.known, 'en', 'and')}`),
    },
  }),
  'dataset-exists': message<{ name: string }>({
    severity: 'error',
    spec: 'N005',
    nb: (p) => `Det finnes allerede et datasett som heter \`${p.name}\`.`,
    en: (p) => `There already is a dataset \`${p.name}\`.`,
    hint: {
      nb: (p) =>
        `velg et annet navn, gå til det med \`use ${p.name}\`, eller slett det med \`delete-dataset ${p.name}\``,
      en: (p) => `choose another name, go to it with \`use ${p.name}\`, or delete it with \`delete-dataset ${p.name}\``,
    },
  }),
  'no-active-dataset': message<{ command: string }>({
    severity: 'error',
    spec: 'N006',
    nb: (p) => `\`${p.command}\` trenger et aktivt datasett.`,
    en: (p) => `\`${p.command}\` needs an active dataset.`,
    hint: {
      nb: () => 'lag ett med `create-dataset`, eller velg ett med `use`',
      en: () => 'make one with `create-dataset`, or choose one with `use`',
    },
  }),
  'dataset-empty': message<{ dataset: string }>({
    severity: 'error',
    spec: 'N001',
    nb: (p) => `Datasettet \`${p.dataset}\` er tomt; hent inn en variabel med \`import\` først.`,
    en: (p) => `Dataset \`${p.dataset}\` is empty; \`import\` a variable first.`,
  }),
  'merge-into-itself': message<{ dataset: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Kilden og målet er samme datasett, \`${p.dataset}\`.`,
    en: (p) => `Source and target are the same dataset, \`${p.dataset}\`.`,
    hint: {
      nb: () => 'gå til datasettet som variablene skal hentes fra, med `use`',
      en: () => '`use` the dataset that the variables come from',
    },
  }),
} as const;

const registers = {
  'unknown-alias': message<{ alias: string; known: readonly string[]; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'N007',
    nb: (p) => `Ingen databank er koblet til som \`${p.alias}\`.`,
    en: (p) => `No databank is connected as \`${p.alias}\`.`,
    hint: {
      nb: (p) =>
        suggestion.nb(p) ??
        (p.known.length === 0
          ? 'koble til en med `require <databank>:<versjon> as <navn>`'
          : `databankene er koblet til som ${quoted(p.known, 'nb', 'and')}`),
      en: (p) =>
        suggestion.en(p) ??
        (p.known.length === 0
          ? 'connect one with `require <databank>:<version> as <name>`'
          : `the databanks are connected as ${quoted(p.known, 'en', 'and')}`),
    },
  }),
  'no-databank-connected': message<{ command: string }>({
    severity: 'error',
    spec: 'N007',
    nb: (p) => `\`${p.command}\` trenger en databank; koble til en med \`require\` først.`,
    en: (p) => `\`${p.command}\` needs a databank; connect one with \`require\` first.`,
  }),
  'missing-alias': message<{ name: string; corrected: string | undefined }>({
    severity: 'error',
    spec: 'N007',
    nb: (p) => `\`${p.name}\` mangler navnet på databanken foran; skriv navn/${p.name}.`,
    en: (p) => `\`${p.name}\` lacks the name of its databank; write name/${p.name}.`,
    hint: {
      nb: (p) => (p.corrected === undefined ? 'koble til en databank med `require` først' : `skriv \`${p.corrected}\``),
      en: (p) => (p.corrected === undefined ? 'connect a databank with `require` first' : `write \`${p.corrected}\``),
    },
  }),
  'alias-in-use': message<{ alias: string; databank: string; version: string }>({
    severity: 'error',
    spec: 'N002',
    nb: (p) => `\`${p.alias}\` står allerede for ${p.databank}:${p.version}; velg et annet navn.`,
    en: (p) => `\`${p.alias}\` already stands for ${p.databank}:${p.version}; choose another name.`,
  }),
  'alias-connected-again': message<{ alias: string }>({
    severity: 'note',
    nb: (p) => `\`${p.alias}\` er allerede koblet til denne versjonen.`,
    en: (p) => `\`${p.alias}\` is already connected to this version.`,
  }),
  'require-alias-missing': message<{ databank: string }>({
    severity: 'error',
    spec: 'S002',
    nb: (p) => `Databanken ${p.databank} trenger et kort navn: \`require ${p.databank}:… as <navn>\`.`,
    en: (p) => `The databank ${p.databank} needs a short name: \`require ${p.databank}:… as <name>\`.`,
  }),
  'unknown-databank': message<{ databank: string; known: readonly string[] }>({
    severity: 'error',
    spec: 'N007',
    nb: (p) => `Databanken \`${p.databank}\` finnes ikke.`,
    en: (p) => `There is no databank \`${p.databank}\`.`,
    hint: {
      nb: (p) => (p.known.length === 0 ? undefined : `tilgjengelig er ${quoted(p.known, 'nb', 'and')}`),
      en: (p) => (p.known.length === 0 ? undefined : `available: ${quoted(p.known, 'en', 'and')}`),
    },
  }),
  'unknown-databank-version': message<{ databank: string; version: string; newest: string; known: readonly string[] }>({
    severity: 'error',
    spec: 'N007',
    nb: (p) => `Databanken \`${p.databank}\` har ingen versjon ${p.version}; den har ${p.known.join(', ')}.`,
    en: (p) => `The databank \`${p.databank}\` has no version ${p.version}; it has ${p.known.join(', ')}.`,
    hint: {
      nb: (p) => `den nyeste er \`${p.databank}:${p.newest}\``,
      en: (p) => `the newest is \`${p.databank}:${p.newest}\``,
    },
  }),
  'databank-version-missing': message<{ databank: string; newest: string }>({
    severity: 'error',
    spec: 'N007',
    nb: (p) => `Versjonen av \`${p.databank}\` mangler; den nyeste er \`${p.databank}:${p.newest}\`.`,
    en: (p) => `The version of \`${p.databank}\` is missing; the newest is \`${p.databank}:${p.newest}\`.`,
  }),
  'databank-draft': message<{ databank: string }>({
    severity: 'warning',
    nb: (p) => `Utkastet til \`${p.databank}\` er ikke utgitt og kan endre seg; resultatene kan ikke gjentas.`,
    en: (p) => `The draft of \`${p.databank}\` is not released and may change; the results cannot be reproduced.`,
  }),
  'databank-version-old': message<{ databank: string; version: string; newest: string }>({
    severity: 'warning',
    spec: 'W-VERSION',
    nb: (p) => `Versjon ${p.version} av \`${p.databank}\` er ikke den nyeste; den er ${p.newest}.`,
    en: (p) => `Version ${p.version} of \`${p.databank}\` is not the newest, which is ${p.newest}.`,
  }),
  'unknown-register-variable': message<{
    name: string;
    databank: string;
    version: string;
    suggestions: readonly string[];
    otherVersion: string | undefined;
    /** It stands in another databank that the script has connected: the reference as it has to be. */
    elsewhere: string | undefined;
    /** It stands in a databank that the script could connect: `name:version`. */
    otherDatabank: string | undefined;
  }>({
    severity: 'error',
    spec: 'N008',
    nb: (p) => `Registervariabelen \`${p.name}\` finnes ikke i ${p.databank}:${p.version}.`,
    en: (p) => `There is no register variable \`${p.name}\` in ${p.databank}:${p.version}.`,
    hint: {
      nb: (p) => {
        if (p.elsewhere !== undefined)
          return `skriv \`${p.elsewhere}\`: den finnes i en annen databank som er koblet til`;
        if (p.otherVersion !== undefined) return `den finnes i ${p.databank}:${p.otherVersion}`;
        if (p.otherDatabank !== undefined)
          return `den finnes i ${p.otherDatabank}; koble til med \`require ${p.otherDatabank} as …\``;
        return suggestion.nb(p) ?? 'finn variabler med `microdata variables` og ord som beskriver dem';
      },
      en: (p) => {
        if (p.elsewhere !== undefined) return `write \`${p.elsewhere}\`: it is in another databank that is connected`;
        if (p.otherVersion !== undefined) return `it exists in ${p.databank}:${p.otherVersion}`;
        if (p.otherDatabank !== undefined)
          return `it exists in ${p.otherDatabank}; connect it with \`require ${p.otherDatabank} as …\``;
        return suggestion.en(p) ?? 'find variables with `microdata variables` and words that describe them';
      },
    },
  }),
  'session-command-in-loop': message<{ command: string }>({
    severity: 'warning',
    nb: (p) => `\`${p.command}\` gjelder hele skriptet; sett linjen foran løkken.`,
    en: (p) => `\`${p.command}\` holds for the whole script; put it before the loop.`,
  }),
} as const;

const bindings = {
  'unknown-binding': message<{ name: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'N009',
    nb: (p) => `Bindingen \`$${p.name}\` finnes ikke.`,
    en: (p) => `There is no binding \`$${p.name}\`.`,
    hint: {
      nb: (p) => suggestion.nb(p) ?? `lag den med \`let ${p.name} = …\``,
      en: (p) => suggestion.en(p) ?? `make it with \`let ${p.name} = …\``,
    },
  }),
  'unused-binding': message<{ name: string }>({
    severity: 'warning',
    spec: 'W-UNUSED',
    nb: (p) => `Ingenting bruker bindingen \`$${p.name}\`.`,
    en: (p) => `Nothing uses the binding \`$${p.name}\`.`,
    hint: {
      nb: () => 'se etter skrivefeil i navnet, eller ta bort linjen',
      en: () => 'look for a slip in the name, or remove the line',
    },
  }),
  'unknown-function': message<{ name: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'N010',
    nb: (p) => `Funksjonen \`${p.name}\` finnes ikke.`,
    en: (p) => `There is no function \`${p.name}\`.`,
    hint: suggestion,
  }),
  'function-not-in-binding': message<{ name: string }>({
    severity: 'error',
    spec: 'N010',
    nb: (p) => `\`${p.name}\` kan ikke brukes i en binding, som bare regner med konstanter.`,
    en: (p) => `\`${p.name}\` cannot be used in a binding, which computes with constants only.`,
  }),
  'wrong-argument-count': message<{ name: string; given: Threshold; signature: string }>({
    severity: 'error',
    spec: 'N011',
    nb: (p) => `\`${p.name}\` har fått ${p.given} argumenter; den skrives \`${p.signature}\`.`,
    en: (p) =>
      `\`${p.name}\` was given ${p.given} ${p.given === 1 ? 'argument' : 'arguments'}; it is written \`${p.signature}\`.`,
  }),
} as const;

const lists = {
  'unknown-code-list': message<{ name: string; suggestions: readonly string[] }>({
    severity: 'error',
    spec: 'N012',
    nb: (p) => `Kodelisten \`${p.name}\` finnes ikke.`,
    en: (p) => `There is no code list \`${p.name}\`.`,
    hint: {
      nb: (p) => suggestion.nb(p) ?? `lag den med \`define-labels ${p.name} …\``,
      en: (p) => suggestion.en(p) ?? `make it with \`define-labels ${p.name} …\``,
    },
  }),
  'code-list-exists': message<{ name: string }>({
    severity: 'error',
    spec: 'N013',
    nb: (p) => `Det finnes allerede en kodeliste som heter \`${p.name}\`.`,
    en: (p) => `There already is a code list \`${p.name}\`.`,
    hint: {
      nb: (p) => `slett den med \`drop-labels ${p.name}\` først`,
      en: (p) => `delete it with \`drop-labels ${p.name}\` first`,
    },
  }),
  'repeated-code': message<{ code: string }>({
    severity: 'error',
    spec: 'N002',
    nb: (p) => `Koden \`${p.code}\` står to ganger; hver kode kan ha én etikett.`,
    en: (p) => `The code \`${p.code}\` occurs twice; each code can have one label.`,
  }),
} as const;

/** Messages about names: variables, datasets, databanks, bindings, functions and code lists. */
export const nameMessages = {
  ...variables,
  ...datasets,
  ...registers,
  ...bindings,
  ...lists,
} as const;
