import type { LocalText } from '../language.ts';

/** What a reader is told of a rule of disclosure control: what it does, why it exists, and how to get a result that it leaves alone. */
export interface RuleText {
  /** A few words, for lists. */
  readonly title: LocalText;
  /** Which way of finding somebody out it closes. */
  readonly why: LocalText;
  /** What to do instead; absent where a researcher can do nothing and need not. */
  readonly instead?: LocalText;
}

const text = (nb: string, en: string): LocalText => ({ nb, en });

/**
 * The rules of disclosure control, by their number in the specification. The sentences say what is public about a rule; no
 * sentence depends on data, so that whoever reads one learns nothing but the rule.
 */
export const ruleTexts = {
  'DC-01': {
    title: text('minste populasjon i et datasett', 'minimum population of a dataset'),
    why: text(
      'I en liten populasjon sier ethvert tall noe om få personer.',
      'In a small population, any figure says something about few people.',
    ),
    instead: text(
      'Velg et større område, flere år eller flere grupper, og bruk `if` til å se på deler av datasettet.',
      'Choose a larger area, more years or more groups, and use `if` to look at parts of the dataset.',
    ),
  },
  'DC-02': {
    title: text('ekstremverdier trekkes inn', 'extreme values pulled in'),
    why: text(
      'De høyeste og laveste verdiene tilhører få, og ville synes i gjennomsnitt og spredning.',
      'The highest and lowest values belong to few, and would show in means and spreads.',
    ),
    instead: text(
      'Bruk median og kvartiler for skjeve fordelinger, eller logaritmen av variabelen.',
      'Use medians and quartiles for skewed distributions, or the logarithm of the variable.',
    ),
  },
  'DC-03': {
    title: text('støy på antall', 'counts perturbed'),
    why: text(
      'Nøyaktige antall kan trekkes fra hverandre til det bare er én igjen.',
      'Exact counts can be subtracted from one another until one person is left.',
    ),
    instead: text(
      'Bruk større grupper der støyen betyr mindre: den er aldri over fem enheter.',
      'Use larger groups, where the noise matters less: it never exceeds five units.',
    ),
  },
  'DC-04': {
    title: text('små celler og tomme kategorier vises ikke', 'small cells and empty categories not shown'),
    why: text(
      'At en kategori finnes, kan røpe at noen har den.',
      'That a category is there can give away that somebody has it.',
    ),
    instead: text('Slå sammen kategorier med `recode`.', 'Merge categories with `recode`.'),
  },
  'DC-05': {
    title: text('tabeller med mange små celler vises ikke', 'sparse tables refused'),
    why: text(
      'En tabell som deler folk i svært små grupper, er et kart over enkeltpersoner.',
      'A table that splits people into very small groups is a map of individuals.',
    ),
    instead: text(
      'Slå sammen kategorier med `recode`, ta bort en dimensjon, eller bruk et større utvalg.',
      'Merge categories with `recode`, leave a dimension out, or use a larger selection.',
    ),
  },
  'DC-06': {
    title: text('endringer for få enheter har ingen virkning', 'changes of few units without effect'),
    why: text(
      'En endring som treffer én person, kan brukes til å se hva som følger den personen.',
      'A change that hits one person can be used to see what follows that person.',
    ),
    instead: text('Bruk en betingelse som treffer flere.', 'Use a condition that selects more.'),
  },
  'DC-07': {
    title: text('minste antall enheter bak en statistikk', 'minimum of units for statistics'),
    why: text(
      'Gjennomsnitt og persentiler av få enheter er nesten enhetenes egne verdier.',
      "Means and percentiles of few units are nearly the units' own values.",
    ),
    instead: text('Gjør utvalget eller gruppene større.', 'Make the selection or the groups larger.'),
  },
  'DC-08': {
    title: text('sjeldne verdier navngis ikke', 'rare values not named'),
    why: text(
      'En verdi uten kodeliste kan i seg selv være det hemmelige, som en inntekt.',
      'A value without a code list can itself be the secret, such as an income.',
    ),
    instead: text(
      'Del variabelen inn i grupper med `recode` eller `quantile()`, og gi dem navn med `define-labels`.',
      'Group the variable with `recode` or `quantile()`, and name the groups with `define-labels`.',
    ),
  },
  'DC-09': {
    title: text('andeler og rekkefølge fra publiserte tall', 'shares and orders from released numbers'),
    why: text(
      'Andeler og sortering av nøyaktige tall ville røpe tallene.',
      'Shares and orders of exact numbers would give these numbers away.',
    ),
  },
  'DC-10': {
    title: text('persentiler glattes og flyttes', 'percentiles smoothed and moved'),
    why: text(
      'En nøyaktig persentil er verdien til én enhet, og i en liten gruppe kan den regnes ut av de andre.',
      'An exact percentile is the value of one unit, and in a small group it can be worked out from the others.',
    ),
    instead: text(
      'Med flere enheter nærmer persentilen seg den nøyaktige.',
      'With more units the percentile comes close to the exact one.',
    ),
  },
  'DC-11': {
    title: text('minimum og maksimum er persentiler', 'minimum and maximum are percentiles'),
    why: text(
      'Den minste og den største verdien tilhører som regel én enhet.',
      'The smallest and the largest value belong to one unit, as a rule.',
    ),
    instead: text('Bruk persentiler.', 'Use percentiles.'),
  },
  'DC-12': {
    title: text('dominerte størrelser vises ikke', 'dominated magnitudes not shown'),
    why: text(
      'Der én eller to enheter står for nesten alt, er summen deres verdi.',
      'Where one or two units make up nearly everything, the sum is their value.',
    ),
    instead: text('Slå sammen gruppen med andre.', 'Merge the group with others.'),
  },
  'DC-13': {
    title: text('nøkkelvariabler leses aldri', 'key variables never read'),
    why: text(
      'Identifikatorer peker på enkeltenheter, og er bare til å koble med.',
      'Identifiers point at single units, and are for linking only.',
    ),
    instead: text(
      'Bruk dem i `by()` i `collapse` og `aggregate`, og i `on` i `merge`.',
      'Use them in `by()` of `collapse` and `aggregate`, and in `on` of `merge`.',
    ),
  },
  'DC-14': {
    title: text('støy på størrelser', 'noise on magnitudes'),
    why: text(
      'Nøyaktige gjennomsnitt for flere grupper kan kombineres til én enhets verdi.',
      "Exact means of several groups can be combined to one unit's value.",
    ),
    instead: text(
      'Bruk større grupper: støyen er omtrent det én enhet kan bety for tallet.',
      'Use larger groups: the noise is about what one unit can mean for the figure.',
    ),
  },
  'DC-15': {
    title: text('nøkler for enheter og celler', 'keys of units and cells'),
    why: text(
      'Ny støy ved hver gjentakelse kunne regnes bort; de samme enhetene gir derfor samme støy.',
      'New noise at each repetition could be averaged away; the same units give the same noise, therefore.',
    ),
  },
  'DC-16': {
    title: text('enheter telles, ikke rader', 'units count, not rows'),
    why: text(
      'Én person kan ha mange rader i paneler og forløp.',
      'One person can have many rows in panels and spells.',
    ),
  },
  'DC-17': {
    title: text('lagret statistikk for grupper er beskyttet', 'stored statistics of groups protected'),
    why: text(
      'Et lagret gjennomsnitt kunne ellers leses av med en betingelse.',
      'A stored mean could be read off with a condition otherwise.',
    ),
    instead: text('Bruk grupper med flere enheter.', 'Use groups with more units.'),
  },
  'DC-18': {
    title: text('figurer fra beskyttede tall', 'pictures from protected numbers'),
    why: text('Et punkt i en figur kan være én person.', 'A point in a picture can be one person.'),
    instead: text('Bruk færre og bredere intervaller.', 'Use fewer and wider intervals.'),
  },
  'DC-19': {
    title: text('overlevelseskurver i trinn av flere hendelser', 'survival curves in steps of several events'),
    why: text(
      'Et trinn ved én hendelse viser tidspunktet for én person.',
      "A step at one event shows one person's time.",
    ),
    instead: text('Bruk større grupper eller en vanligere hendelse.', 'Use larger groups or a more common event.'),
  },
  'DC-20': {
    title: text('minste antall enheter i en modell', 'minimum of units for a model'),
    why: text(
      'Med nesten like mange parametre som enheter er estimatene enhetenes egne verdier.',
      "With nearly as many parameters as units, the estimates are the units' own values.",
    ),
    instead: text(
      'Bruk færre forklaringsvariabler, grovere kategorier eller et større utvalg.',
      'Use fewer explanatory variables, coarser categories or a larger selection.',
    ),
  },
  'DC-21': {
    title: text('ledd som bare bæres av få, holdes utenfor modeller', 'terms that hang on few left out of models'),
    why: text(
      'Koeffisienten til en variabel som skiller ut én person, er den personens verdi.',
      "The coefficient of a variable that singles one person out is that person's value.",
    ),
    instead: text(
      'Slå sammen sjeldne nivåer, eller bruk logaritmen av en skjev variabel.',
      'Merge rare levels, or use the logarithm of a skewed variable.',
    ),
  },
  'DC-22': {
    title: text('modelltall fra det publiserte antallet', 'figures of a model from the released number'),
    why: text(
      'Det nøyaktige antallet kan regnes ut av frihetsgrader, R² og informasjonskriterier.',
      'The exact number can be solved from degrees of freedom, R² and information criteria.',
    ),
  },
  'DC-23': {
    title: text('avslørende konstantledd skjules', 'telling constants of models hidden'),
    why: text(
      'Konstanten er gjennomsnittet i referansegruppen, som kan være svært liten.',
      'The constant is the mean of the reference group, which may be very small.',
    ),
    instead: text('Velg en større referansegruppe.', 'Choose a larger reference group.'),
  },
  'DC-24': {
    title: text('støy i modeller', 'noise on models'),
    why: text(
      'To modeller med og uten én person ville ellers vise forskjellen.',
      'Two models with and without one person would show the difference otherwise.',
    ),
    instead: text(
      'Bruk større utvalg: støyen er mindre enn standardfeilen, og forsvinner når utvalget vokser.',
      'Use larger samples: the noise is below the standard error, and vanishes as the sample grows.',
    ),
  },
  'DC-25': {
    title: text('prediksjoner er mikrodata', 'predictions are microdata'),
    why: text(
      'Residualer og predikerte verdier hører til enkeltenheter og skrives aldri ut.',
      'Residuals and predicted values belong to single units and are never printed.',
    ),
    instead: text('Oppsummer dem som andre variabler.', 'Summarise them like other variables.'),
  },
  'DC-26': {
    title: text('intervaller og tester fra publiserte tall', 'intervals and tests from released numbers'),
    why: text(
      'Flere intervaller for samme gjennomsnitt kunne ellers løses for antall og verdi.',
      'Several intervals of one mean could be solved for number and value otherwise.',
    ),
  },
  'DC-27': {
    title: text('tilfeldige utvalg trekkes med nøkler', 'samples drawn by keys'),
    why: text(
      'Den som kjente trekningen, kunne styre hvem som er med.',
      'Whoever knew the draw could steer who is in it.',
    ),
  },
  'DC-28': {
    title: text('metadata inneholder ingenting fra data', 'metadata holds nothing of the data'),
    why: text(
      'Lister over verdier som forekommer, ville være opplysninger om dem som har dem.',
      'Lists of values that occur would be facts about those who have them.',
    ),
  },
  'DC-29': {
    title: text('meldinger sier ingenting utover publiserte antall', 'messages hold nothing but released counts'),
    why: text(
      'En feilmelding som avhenger av én verdi, er et svar på et spørsmål om den verdien.',
      'An error message that depends on one value answers a question about that value.',
    ),
    instead: text('Kod om verdiene før de brukes.', 'Recode the values before they are used.'),
  },
  'DC-30': {
    title: text('nesten like populasjoner er én populasjon', 'nearly equal populations are one'),
    why: text(
      'Den samme tabellen med og uten én person ville vise hva den personen har.',
      'The same table with and without one person would show what that person has.',
    ),
    instead: text(
      'Forskjeller på færre enn ti enheter mellom populasjoner synes aldri; sammenlign grupper som skiller seg mer.',
      'Differences of fewer than ten units between populations are never visible; compare groups that differ by more.',
    ),
  },
  'DC-31': {
    title: text('nesten like celler er én celle', 'nearly equal cells are one'),
    why: text(
      'Celler i to tabeller som skiller seg med én person, ville vise hva den personen har.',
      'Cells of two tables that differ by one person would show what that person has.',
    ),
    instead: text(
      'Endringer på færre enn ti enheter synes ikke; se på større områder.',
      'Changes of fewer than ten units do not show; look at larger areas.',
    ),
  },
  'DC-32': {
    title: text('spørsmål som nærmer seg enkeltpersoner, stanses', 'queries that close in on individuals stopped'),
    why: text(
      'Mange nesten like spørsmål etter hverandre er slik man finner én person.',
      'Many nearly equal queries in a row are how one finds one person.',
    ),
    instead: text(
      'Be den som driver tjenesten, om å se gjennom økten og åpne den igjen.',
      'Ask whoever operates the service to review the session and to open it again.',
    ),
  },
  'DC-33': {
    title: text('grense for antall resultater per dag', 'limit of results per day'),
    why: text(
      'Svært mange resultater om de samme enhetene kan settes sammen igjen til data.',
      'Very many results about the same units can be put together to data again.',
    ),
    instead: text(
      'Fortsett i morgen, eller samle spørsmålene i færre og større tabeller.',
      'Go on tomorrow, or put the questions into fewer and larger tables.',
    ),
  },
  'DC-34': {
    title: text('tid og størrelse røper ingenting', 'time and size give nothing away'),
    why: text('Hvor lenge noe varer, kan avhenge av én enhet.', 'How long something takes can depend on one unit.'),
  },
  'DC-35': {
    title: text('regler og hemmelighet kan ikke svekkes', 'policy and secret cannot be weakened'),
    why: text(
      'Den som skriver skript, skal ikke kunne velge hva som vises.',
      'Whoever writes scripts must not choose what is shown.',
    ),
  },
} as const satisfies Readonly<Record<string, RuleText>>;

/** A rule's number, as in `DC-05`. */
export type RuleCode = keyof typeof ruleTexts;

/** The rule behind a code of a refusal or note: `DC-29k` belongs to DC-29. */
export function ruleOf(code: string): RuleCode | undefined {
  const rule = code.slice(0, 'DC-00'.length);
  return isRuleCode(rule) ? rule : undefined;
}

/** Whether a text is the number of a rule. */
export function isRuleCode(text: string): text is RuleCode {
  return Object.hasOwn(ruleTexts, text);
}
