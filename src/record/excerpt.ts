import type { Json } from '../base/canonical-json.ts';
import { type EpochDay, isoDate } from '../base/epoch-day.ts';
import type { Language } from '../base/language.ts';
import type { Catalogue, Code, RegisterVariable } from '../metadata/catalogue.ts';
import type { Need } from '../metadata/stored-column.ts';

/** A register variable that a script used, and the days or periods at which it did. */
export interface UsedVariable {
  readonly databank: string;
  readonly version: string;
  readonly variable: RegisterVariable;
  readonly needs: readonly Need[];
}

/** The variables that a script reads of a catalogue, by name. */
export function usedVariables(catalogue: Catalogue, needs: readonly Need[]): readonly UsedVariable[] {
  return [...Map.groupBy(needs, ({ variable }) => variable)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, own]) => {
      const variable = catalogue.variables.get(name);
      if (variable === undefined) return [];
      return [{ databank: catalogue.databank, version: catalogue.version, variable, needs: own }];
    });
}

/** Catalogue entries for programs; code lists hold the codes that are valid at some day that was used. */
export function excerptJson(used: readonly UsedVariable[]): Json {
  return {
    format: 'microdata-catalogue-excerpt',
    version: 1,
    variables: used.map(({ databank, version, variable, needs }) => ({
      databank,
      databankVersion: version,
      name: variable.name,
      title: variable.title,
      ...(variable.englishTitle === undefined ? {} : { englishTitle: variable.englishTitle }),
      description: variable.description,
      unitType: variable.unitType,
      temporality: variable.temporality,
      dataType: variable.dataType,
      sensitivityLevel: variable.sensitivityLevel,
      populationDescription: variable.populationDescription,
      subjectFields: [...variable.subjectFields],
      usedAt: timesOf(needs),
      ...(variable.coverage === undefined
        ? {}
        : { coverage: [isoDate(variable.coverage.startDay), isoDate(variable.coverage.stopDay)] }),
      ...domainJson(variable, needs),
    })),
  };
}

function domainJson(variable: RegisterVariable, needs: readonly Need[]): { readonly [key: string]: Json } {
  const { valueDomain } = variable;
  if (valueDomain.type === 'described') {
    const { description, unitOfMeasure } = valueDomain;
    return { values: { description, ...(unitOfMeasure === undefined ? {} : { unitOfMeasure }) } };
  }
  return { codes: codesAt(valueDomain.codes, needs).map(({ code, title }) => ({ code, title })) };
}

/** `2022-12-31`, or `2010-01-01/2020-12-31` for a period. */
function timesOf(needs: readonly Need[]): readonly string[] {
  return needs.flatMap(({ days = [], period }) => [
    ...days.map(isoDate),
    ...(period === undefined ? [] : [`${isoDate(period.startDay)}/${isoDate(period.stopDay)}`]),
  ]);
}

/** The codes that are valid at some day that was used; all of them where the variable does not change. */
function codesAt(codes: readonly Code[], needs: readonly Need[]): readonly Code[] {
  const isUsed = (from: EpochDay, until: EpochDay): boolean =>
    needs.some(
      ({ days, period }) =>
        (days === undefined && period === undefined) ||
        days?.some((day) => from <= day && day <= until) === true ||
        (period !== undefined && from <= period.stopDay && period.startDay <= until),
    );
  return codes.filter(
    ({ sentinel, validFromDay = Number.NEGATIVE_INFINITY, validUntilDay = Number.POSITIVE_INFINITY }) =>
      sentinel === true || isUsed(validFromDay, validUntilDay),
  );
}

/** How many codes of a list people are shown; the rest is in the file for programs. */
const mostCodes = 60;

const words = {
  nb: {
    title: 'Variabler som er brukt',
    unit: 'Enhetstype',
    time: 'Brukt for',
    always: 'fast opplysning',
    population: 'Populasjon',
    sensitivity: 'Sensitivitet',
    values: 'Verdier',
    more: (n: number) => `… og ${n} koder til i variables.json`,
  },
  en: {
    title: 'Variables used',
    unit: 'Unit type',
    time: 'Used for',
    always: 'does not change',
    population: 'Population',
    sensitivity: 'Sensitivity',
    values: 'Values',
    more: (n: number) => `… and ${n} more codes in variables.json`,
  },
} as const;

/** Catalogue entries for people, in Markdown. */
export function excerptText(used: readonly UsedVariable[], language: Language): string {
  const w = words[language];
  const sections = used.map(({ databank, version, variable, needs }) => {
    const title = language === 'en' ? (variable.englishTitle ?? variable.title) : variable.title;
    const times = timesOf(needs);
    const lines = [
      `## ${variable.name}`,
      '',
      `**${title}** (${databank}:${version})`,
      '',
      ...(variable.description === '' ? [] : [variable.description, '']),
      `- ${w.unit}: ${variable.unitType}`,
      `- ${w.time}: ${times.length === 0 ? w.always : times.join(', ')}`,
      ...(variable.populationDescription === '' ? [] : [`- ${w.population}: ${variable.populationDescription}`]),
      `- ${w.sensitivity}: ${variable.sensitivityLevel}`,
    ];
    return [...lines, ...valueLines(variable, needs, w), ''].join('\n');
  });
  return `# ${w.title}\n\n${sections.join('\n')}`;
}

function valueLines(
  { valueDomain }: RegisterVariable,
  needs: readonly Need[],
  w: (typeof words)[Language],
): readonly string[] {
  if (valueDomain.type === 'described') {
    const unit = valueDomain.unitOfMeasure === undefined ? '' : ` (${valueDomain.unitOfMeasure})`;
    return valueDomain.description === '' && unit === '' ? [] : [`- ${w.values}: ${valueDomain.description}${unit}`];
  }
  const codes = codesAt(valueDomain.codes, needs);
  const rows = codes.slice(0, mostCodes).map(({ code, title }) => `  - \`${code}\` ${title}`);
  return [`- ${w.values}:`, ...rows, ...(codes.length > mostCodes ? [`  - ${w.more(codes.length - mostCodes)}`] : [])];
}
