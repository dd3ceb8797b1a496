import { type EpochDay, isoDate } from '../base/epoch-day.ts';
import type { Language, LocalText } from '../base/language.ts';
import type { Catalogue, Code, RegisterVariable, UnitTypeName } from '../metadata/catalogue.ts';
import { type CodePeriod, codePeriodsOf, periodAt } from './code-periods.ts';
import { validityText, yearsText } from './date-text.ts';
import { importLines, newestDayOf, requireLine } from './examples.ts';
import { dataTypeWords, sensitivityWords, temporalityExplanations, temporalityWords } from './words.ts';

/** A variable in a list: what one needs to know to choose it. */
export interface VariableLine {
  /** With the version: `no.ssb.fdb:60`. */
  readonly databank: string;
  readonly name: string;
  readonly title: string;
  readonly unitType: string;
  readonly temporality: string;
  /** First and last year with data. */
  readonly years: string;
  /** Codes of the newest period; absent for free values. */
  readonly codeCount?: number;
}

/** Everything that a catalogue says of a variable, in one language. */
export interface VariableSheet extends VariableLine {
  /** The title in the other language, where the catalogue has one. */
  readonly otherTitle?: string;
  readonly facts: readonly Fact[];
  readonly codes?: CodeSheet;
  readonly script: readonly string[];
}

/** A labelled statement about a variable. */
export interface Fact {
  readonly key: keyof typeof factLabels;
  readonly label: string;
  readonly text: string;
}

/** The codes of a variable in one period. */
export interface CodeSheet {
  /** The day that was asked for, or the newest one; absent where the list has but one period. */
  readonly day?: string;
  /** When the period begins and ends, as far as it does. */
  readonly from?: string;
  readonly until?: string;
  readonly codes: readonly CodeLine[];
  /** In how many periods the list differs. */
  readonly periodCount: number;
}

/** A code as it is shown. */
export interface CodeLine {
  readonly code: string;
  readonly title: string;
  readonly isSentinel: boolean;
}

const factLabels = {
  description: { nb: 'Beskrivelse', en: 'Description' },
  databank: { nb: 'Databank', en: 'Databank' },
  unitType: { nb: 'Enhetstype', en: 'Unit type' },
  keyUnitType: { nb: 'Viser til', en: 'Refers to' },
  temporality: { nb: 'Temporalitet', en: 'Temporality' },
  dataType: { nb: 'Datatype', en: 'Data type' },
  values: { nb: 'Verdier', en: 'Values' },
  validity: { nb: 'Gyldig', en: 'Valid' },
  end: { nb: 'Avsluttet', en: 'Closed' },
  successors: { nb: 'Etterfølgere', en: 'Successors' },
  population: { nb: 'Populasjon', en: 'Population' },
  subjects: { nb: 'Emner', en: 'Subjects' },
  sensitivity: { nb: 'Følsomhet', en: 'Sensitivity' },
  versions: { nb: 'Versjoner', en: 'Versions' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** A fact with its label in a language. */
export function factOf(key: keyof typeof factLabels, text: string, language: Language): Fact {
  return { key, label: factLabels[key][language], text };
}

/** A variable as it stands in a list. */
export function lineOf(catalogue: Catalogue, variable: RegisterVariable, language: Language): VariableLine {
  const { name, valueDomain } = variable;
  const codes = valueDomain.type === 'enumerated' ? codesAt(valueDomain.codes, newestDayOf(variable)) : undefined;
  return {
    databank: `${catalogue.databank}:${catalogue.version}`,
    name,
    title: titleOf(variable, language),
    unitType: unitTypeText(catalogue, variable.unitType, language),
    temporality: temporalityWords[variable.temporality][language],
    years: yearsText(variable),
    ...(codes === undefined ? {} : { codeCount: codes.codes.length }),
  };
}

/** Everything about a variable; its codes are those of a day, the newest one unless another is asked for. */
export function describeVariable(
  catalogue: Catalogue,
  variable: RegisterVariable,
  language: Language,
  day: EpochDay | undefined = newestDayOf(variable),
): VariableSheet {
  const { title, englishTitle, valueDomain } = variable;
  const shown = titleOf(variable, language);
  const other = language === 'nb' ? englishTitle : title;
  return {
    ...lineOf(catalogue, variable, language),
    ...(other === undefined || other === shown ? {} : { otherTitle: other }),
    facts: factsOf(catalogue, variable, language),
    ...(valueDomain.type === 'enumerated' ? { codes: codeSheetOf(valueDomain.codes, day) } : {}),
    script: [requireLine(catalogue), ...importLines(variable, day)],
  };
}

/** The title in a language; registers speak Norwegian where there is no translation. */
export function titleOf({ title, englishTitle }: RegisterVariable, language: Language): string {
  return language === 'en' ? (englishTitle ?? title) : title;
}

/** What units of a type are called. */
export function unitTypeText(catalogue: Catalogue, name: UnitTypeName, language: Language): string {
  return catalogue.unitTypes.get(name)?.label[language] ?? name;
}

function factsOf(catalogue: Catalogue, variable: RegisterVariable, language: Language): readonly Fact[] {
  const { description, keyUnitType, temporality, valueDomain, temporalEnd } = variable;
  const named = (type: UnitTypeName): string => `${unitTypeText(catalogue, type, language)} (${type})`;
  const facts: Fact[] = [];
  const add = (key: keyof typeof factLabels, text: string): void => {
    if (text !== '') facts.push(factOf(key, text, language));
  };
  add('description', description);
  add('databank', `${catalogue.databank}:${catalogue.version} – ${catalogue.label[language]}`);
  add('unitType', named(variable.unitType));
  if (keyUnitType !== undefined) add('keyUnitType', named(keyUnitType));
  const explained = `${temporalityWords[temporality][language]} (${temporality}): ${temporalityExplanations[temporality][language]}`;
  add('temporality', explained);
  add('dataType', dataTypeText(variable, language));
  if (valueDomain.type === 'described') {
    const { description: values, unitOfMeasure } = valueDomain;
    add('values', unitOfMeasure === undefined ? values : `${values} (${unitOfMeasure})`);
  }
  add('validity', validityText(variable, language));
  if (temporalEnd !== undefined) {
    add('end', temporalEnd.description);
    add(
      'successors',
      (temporalEnd.successors ?? []).map((name) => successorText(catalogue, name, language)).join('; '),
    );
  }
  add('population', variable.populationDescription);
  add('subjects', variable.subjectFields.join(', '));
  add('sensitivity', `${sensitivityWords[variable.sensitivityLevel][language]} (${variable.sensitivityLevel})`);
  return facts;
}

function dataTypeText({ dataType, format }: RegisterVariable, language: Language): string {
  const word = `${dataTypeWords[dataType][language]} (${dataType})`;
  return format === undefined ? word : `${word}, ${format}`;
}

function successorText(catalogue: Catalogue, name: string, language: Language): string {
  const variable = catalogue.variables.get(name);
  return variable === undefined ? name : `${name} (${titleOf(variable, language)})`;
}

/** The period of a code list at a day; without a day the last one. */
function codesAt(codes: readonly Code[], day: EpochDay | undefined): CodePeriod {
  const periods = codePeriodsOf(codes);
  const period = day === undefined ? periods.at(-1) : periodAt(periods, day);
  return period ?? { codes: [] };
}

function codeSheetOf(codes: readonly Code[], day: EpochDay | undefined): CodeSheet {
  const periodCount = codePeriodsOf(codes).length;
  const period = codesAt(codes, day);
  return {
    ...(day === undefined || periodCount < 2 ? {} : { day: isoDate(day) }),
    ...(period.startDay === undefined ? {} : { from: isoDate(period.startDay) }),
    ...(period.stopDay === undefined ? {} : { until: isoDate(period.stopDay) }),
    codes: period.codes.map(({ code, title, sentinel }) => ({ code, title, isSentinel: sentinel === true })),
    periodCount,
  };
}
