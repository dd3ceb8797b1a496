import { isoDate } from '../base/epoch-day.ts';
import type { Language } from '../base/language.ts';
import type { Catalogue, Code, RegisterVariable } from '../metadata/catalogue.ts';
import { describeVariable, titleOf, unitTypeText, type VariableSheet } from './describe.ts';
import { type SearchData, searchDataOf, sortedVariables } from './search-data.ts';
import { natureWords, temporalityWords } from './words.ts';

/** A catalogue as pages show it, in one language; plain data. */
export interface CatalogueSite {
  readonly language: Language;
  readonly databank: string;
  readonly version: string;
  readonly label: string;
  /** What kind of data the databank holds, and whether that has to be said aloud. */
  readonly nature: string;
  readonly isSynthetic: boolean;
  readonly versionHash: string;
  readonly variables: readonly SiteVariable[];
  /** Every code list once, in order of its first variable. */
  readonly codeLists: readonly SiteCodeList[];
  readonly search: SearchData;
  readonly filters: {
    readonly unitTypes: readonly FilterChoice[];
    readonly temporalities: readonly FilterChoice[];
    readonly subjects: readonly FilterChoice[];
  };
}

/** A variable on its page. */
export interface SiteVariable {
  readonly sheet: VariableSheet;
  /** Index into the site's code lists. */
  readonly codeList?: number;
  readonly successors: readonly string[];
  /** Words for filters and for the list of variables. */
  readonly unitType: string;
  readonly temporality: string;
  readonly subjects: readonly string[];
}

/** A code list with the variables that use it. */
export interface SiteCodeList {
  /** The first variable that uses it, by name: what the list is called. */
  readonly name: string;
  readonly title: string;
  readonly usedBy: readonly string[];
  readonly codes: readonly SiteCode[];
  /** Whether codes come and go. */
  readonly hasPeriods: boolean;
}

/** A code with its validity as ISO dates, empty where unlimited. */
export interface SiteCode {
  readonly code: string;
  readonly title: string;
  readonly from: string;
  readonly until: string;
  readonly isSentinel: boolean;
}

/** A choice of a filter, with how many variables it leaves. */
export interface FilterChoice {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** Everything that the pages of a catalogue show. */
export function siteOf(catalogue: Catalogue, language: Language): CatalogueSite {
  const variables = sortedVariables(catalogue);
  const lists = codeListsOf(catalogue, variables, language);
  const unitTypeLabel = (name: string): string => unitTypeText(catalogue, name, language);
  return {
    language,
    databank: catalogue.databank,
    version: catalogue.version,
    label: catalogue.label[language],
    nature: natureWords[catalogue.nature][language],
    isSynthetic: catalogue.nature === 'synthetic',
    versionHash: catalogue.versionHash,
    variables: variables.map((variable) => {
      const codeList = lists.indexOf.get(variable.name);
      return {
        sheet: describeVariable(catalogue, variable, language),
        ...(codeList === undefined ? {} : { codeList }),
        successors: (variable.temporalEnd?.successors ?? []).filter((name) => catalogue.variables.has(name)),
        unitType: variable.unitType,
        temporality: variable.temporality,
        subjects: variable.subjectFields,
      };
    }),
    codeLists: lists.lists,
    search: searchDataOf(catalogue),
    filters: {
      unitTypes: choices(
        variables.map(({ unitType }) => [unitType]),
        unitTypeLabel,
      ),
      temporalities: choices(
        variables.map(({ temporality }) => [temporality]),
        (name) => Object.entries(temporalityWords).find(([key]) => key === name)?.[1][language] ?? name,
      ),
      subjects: choices(
        variables.map(({ subjectFields }) => subjectFields),
        (name) => name,
      ),
    },
  };
}

interface NumberedLists {
  readonly lists: readonly SiteCodeList[];
  readonly indexOf: ReadonlyMap<string, number>;
}

function codeListsOf(catalogue: Catalogue, variables: readonly RegisterVariable[], language: Language): NumberedLists {
  const lists: (Omit<SiteCodeList, 'usedBy'> & { readonly usedBy: string[] })[] = [];
  const indexOf = new Map<string, number>();
  const byContent = new Map<string, number>();
  for (const variable of variables) {
    if (variable.valueDomain.type !== 'enumerated') continue;
    const codes = variable.valueDomain.codes.map(siteCode);
    const content = JSON.stringify(codes);
    const index = byContent.get(content) ?? lists.length;
    byContent.set(content, index);
    indexOf.set(variable.name, index);
    const list = lists[index];
    if (list !== undefined) list.usedBy.push(variable.name);
    else {
      const hasPeriods = codes.some(({ from, until }) => from !== '' || until !== '');
      // Municipalities are called so, whatever they are of in the first variable.
      const { keyUnitType } = variable;
      const title =
        keyUnitType === undefined ? titleOf(variable, language) : unitTypeText(catalogue, keyUnitType, language);
      lists.push({ name: variable.name, title, usedBy: [variable.name], codes, hasPeriods });
    }
  }
  return { lists, indexOf };
}

function siteCode({ code, title, validFromDay, validUntilDay, sentinel }: Code): SiteCode {
  return {
    code,
    title,
    from: validFromDay === undefined ? '' : isoDate(validFromDay),
    until: validUntilDay === undefined ? '' : isoDate(validUntilDay),
    isSentinel: sentinel === true,
  };
}

function choices(values: readonly (readonly string[])[], labelOf: (value: string) => string): readonly FilterChoice[] {
  const counts = new Map<string, number>();
  for (const value of values.flat()) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .map(([value, count]) => ({ value, label: labelOf(value), count }))
    .sort((a, b) => (a.label < b.label ? -1 : 1));
}
