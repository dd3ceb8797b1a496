import type { Catalogue, Code, RegisterVariable, Temporality } from '../metadata/catalogue.ts';

/** What is searched of one variable; plain data that a page can carry. */
export interface SearchEntry {
  readonly name: string;
  readonly title: string;
  readonly englishTitle?: string;
  readonly description: string;
  readonly subjects: readonly string[];
  readonly unitType: string;
  readonly temporality: Temporality;
  readonly population: string;
  /** Index into the lists of titles; absent for free values. */
  readonly codeList?: number;
}

/** What is searched of a databank: its variables in order of name, and the titles of each code list once. */
export interface SearchData {
  readonly entries: readonly SearchEntry[];
  readonly codeTitles: readonly (readonly string[])[];
  /** Names of unit types in both languages. */
  readonly unitTypes: Readonly<Record<string, readonly [nb: string, en: string]>>;
}

/** The searchable side of a catalogue. */
export function searchDataOf(catalogue: Catalogue): SearchData {
  const variables = sortedVariables(catalogue);
  const lists = new Map<string, number>();
  const codeTitles: (readonly string[])[] = [];
  const known = new Map<readonly Code[], number>();
  const listOf = ({ valueDomain }: RegisterVariable): number | undefined => {
    if (valueDomain.type !== 'enumerated') return undefined;
    const { codes } = valueDomain;
    const before = known.get(codes);
    if (before !== undefined) return before;
    const titles = [...new Set(codes.map(({ title }) => title))];
    const key = titles.join('\n');
    const index = lists.get(key) ?? codeTitles.push(titles) - 1;
    lists.set(key, index);
    known.set(codes, index);
    return index;
  };
  const used = new Set(variables.map(({ unitType }) => unitType));
  const unitTypes = [...used].sort().map((name) => {
    const label = catalogue.unitTypes.get(name)?.label;
    return [name, [label?.nb ?? name, label?.en ?? name]] as const;
  });
  return {
    entries: variables.map((variable) => entryOf(variable, listOf(variable))),
    codeTitles,
    unitTypes: Object.fromEntries(unitTypes),
  };
}

function entryOf(variable: RegisterVariable, codeList: number | undefined): SearchEntry {
  const { name, title, englishTitle, description, subjectFields, unitType, temporality } = variable;
  return {
    name,
    title,
    ...(englishTitle === undefined ? {} : { englishTitle }),
    description,
    subjects: subjectFields,
    unitType,
    temporality,
    population: variable.populationDescription,
    ...(codeList === undefined ? {} : { codeList }),
  };
}

/** The variables of a catalogue in code-unit order of their names. */
export function sortedVariables(catalogue: Catalogue): readonly RegisterVariable[] {
  return [...catalogue.variables.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
