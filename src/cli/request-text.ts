import { isoDate } from '../base/epoch-day.ts';
import type { Language } from '../base/language.ts';
import type { UnusedImport } from '../lint/unused-imports.ts';
import type { UsedVariable } from '../record/excerpt.ts';

/** A statement that made, narrowed or widened a population, or brought data to it, with what was released of it. */
export interface RequestStep {
  readonly dataset: string;
  readonly statement: string;
  readonly outcome: string;
}

/** What an application says. */
export interface RequestFacts {
  readonly title: string;
  readonly author: string | undefined;
  /** The document's own text: what the research is about. */
  readonly prose: readonly string[];
  readonly databanks: readonly string[];
  readonly policy: string;
  readonly datasets: readonly { readonly name: string; readonly unitType: string; readonly variables: number }[];
  readonly steps: readonly RequestStep[];
  readonly used: readonly UsedVariable[];
  readonly unused: readonly UnusedImport[];
  readonly comments: readonly string[];
}

const words = {
  nb: {
    heading: 'Søknad om utlevering av et tilrettelagt datasett',
    applicant: 'Søker',
    purpose: 'Formål',
    noPurpose: 'Beskriv formålet med prosjektet her.',
    data: 'Data',
    dataText: (databanks: string, policy: string) =>
      `Datasettet hentes fra ${databanks}. Alle tall under har gått gjennom automatisk avsløringskontroll (${policy}); de er avrundet eller tilført litt støy.`,
    datasets: 'Datasett',
    dataset: 'Datasett',
    unitType: 'Enhetstype',
    count: 'Antall variabler',
    population: 'Populasjon',
    populationText: 'Populasjonene er definert trinn for trinn, slik skriptet gjør det. Skriptet ligger i `script/`.',
    step: 'Trinn',
    result: 'Hva som skjedde',
    variables: 'Variabler',
    variablesText:
      'Katalogtekster og kodelister står i `variables.json`, og en rad per variabel og tidspunkt i `variables.csv`.',
    name: 'Variabel',
    title: 'Innhold',
    times: 'Tidspunkter',
    sensitivity: 'Sensitivitet',
    always: 'fast',
    sensitivities: {
      PERSON_GENERAL: 'alminnelig',
      PERSON_SPECIAL: 'særlig kategori',
      PUBLIC: 'offentlig',
      NONPUBLIC: 'ikke offentlig',
    },
    minimisation: 'Dataminimering',
    nothingUnused: 'Alle variabler som hentes, brukes i analysen.',
    someUnused: 'Disse variablene hentes, men brukes ikke i analysen. Fjern dem fra skriptet før søknaden sendes:',
  },
  en: {
    heading: 'Application for delivery of a prepared dataset',
    applicant: 'Applicant',
    purpose: 'Purpose',
    noPurpose: 'Describe the purpose of the project here.',
    data: 'Data',
    dataText: (databanks: string, policy: string) =>
      `The dataset comes from ${databanks}. All numbers below have passed an automatic disclosure control (${policy}); they are rounded or carry a little noise.`,
    datasets: 'Datasets',
    dataset: 'Dataset',
    unitType: 'Unit type',
    count: 'Number of variables',
    population: 'Population',
    populationText: 'Populations are defined step by step, as the script does it. The script lies in `script/`.',
    step: 'Step',
    result: 'What came of it',
    variables: 'Variables',
    variablesText:
      'Catalogue texts and code lists are in `variables.json`, and a row for each variable and time in `variables.csv`.',
    name: 'Variable',
    title: 'Content',
    times: 'Times',
    sensitivity: 'Sensitivity',
    always: 'fixed',
    sensitivities: {
      PERSON_GENERAL: 'general',
      PERSON_SPECIAL: 'special category',
      PUBLIC: 'public',
      NONPUBLIC: 'not public',
    },
    minimisation: 'Data minimisation',
    nothingUnused: 'Every variable that is brought in is used in the analysis.',
    someUnused:
      'These variables are brought in but not used in the analysis. Take them out of the script before the application is sent:',
  },
} as const;

/** The application in Markdown. */
export function requestText(facts: RequestFacts, language: Language): string {
  const w = words[language];
  const purpose = facts.prose.map((text) => text.trim()).filter((text) => text !== '');
  const blocks = [
    `# ${w.heading}: ${facts.title}`,
    ...(facts.author === undefined ? [] : [`${w.applicant}: ${facts.author}`]),
    `## ${w.purpose}`,
    ...(purpose.length === 0 ? [w.noPurpose] : purpose.map(withoutHeadings)),
    `## ${w.data}`,
    w.dataText(facts.databanks.join(', '), facts.policy),
    `## ${w.datasets}`,
    table(
      [w.dataset, w.unitType, w.count],
      facts.datasets.map(({ name, unitType, variables }) => [code(name), unitType, String(variables)]),
    ),
    `## ${w.population}`,
    w.populationText,
    table(
      [w.dataset, w.step, w.result],
      facts.steps.map(({ dataset, statement, outcome }) => [code(dataset), code(statement), outcome]),
    ),
    `## ${w.variables}`,
    w.variablesText,
    table(
      [w.name, w.title, w.unitType, w.times, w.sensitivity],
      facts.used.map((used) => variableRow(used, language)),
    ),
    `## ${w.minimisation}`,
    ...(facts.unused.length === 0
      ? [w.nothingUnused]
      : [w.someUnused, facts.unused.map(({ name, variable }) => `- ${code(name)} (${variable})`).join('\n')]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function variableRow({ databank, variable, needs }: UsedVariable, language: Language): readonly string[] {
  const w = words[language];
  const times = needs.flatMap(({ days = [], period }) => [
    ...days.map(isoDate),
    ...(period === undefined ? [] : [`${isoDate(period.startDay)} – ${isoDate(period.stopDay)}`]),
  ]);
  const title = language === 'en' ? (variable.englishTitle ?? variable.title) : variable.title;
  return [
    code(`${databank}/${variable.name}`),
    title,
    variable.unitType,
    times.length === 0 ? w.always : times.join(', '),
    w.sensitivities[variable.sensitivityLevel],
  ];
}

/** The document's headings become bold lines: the application has its own. */
function withoutHeadings(markdown: string): string {
  return markdown.replace(/^#{1,6}[ \t]+(.+)$/gmu, '**$1**');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s*\n\s*/gu, ' ');
}

/** A text as code, whatever it holds: the fence is longer than any run of backticks in it. */
function code(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/gu)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = longest > 0 ? ' ' : '';
  return `${fence}${room}${text}${room}${fence}`;
}
