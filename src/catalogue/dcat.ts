import { isoDate } from '../base/epoch-day.ts';
import type { Catalogue, RegisterVariable } from '../metadata/catalogue.ts';
import { gridOf } from './date-grid.ts';
import { sortedVariables } from './search-data.ts';
import { sourceOf, themeLabels, themeOf } from './themes.ts';

/** What identifiers begin with where nothing else is asked for. */
const usualBase = 'urn:microdata:';

/** A node of a graph in JSON-LD. */
type Node = Readonly<Record<string, unknown>>;

/** The vocabularies that are used; written into the document, so that reading it needs no network. */
const context = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  authority: 'http://publications.europa.eu/resource/authority/',
  'dcat:dataset': { '@type': '@id' },
  'dcat:inSeries': { '@type': '@id' },
  'dcat:resource': { '@type': '@id' },
  'dcat:seriesMember': { '@type': '@id' },
  'dcat:theme': { '@type': '@id' },
  'dcat:themeTaxonomy': { '@type': '@id' },
  'dcat:startDate': { '@type': 'xsd:date' },
  'dcat:endDate': { '@type': 'xsd:date' },
  'dct:accessRights': { '@type': '@id' },
  'dct:accrualPeriodicity': { '@type': '@id' },
  'dct:isReplacedBy': { '@type': '@id' },
  'dct:language': { '@type': '@id' },
  'dct:publisher': { '@type': '@id' },
} as const;

/**
 * A catalogue after DCAT-AP 3 as JSON-LD: the databank is a catalogue, a register source a dataset series, a variable a
 * dataset. The same catalogue gives the same bytes.
 *
 * @param base  what identifiers begin with; an address of the owner's makes them resolvable
 */
export function dcatJson(catalogue: Catalogue, base: string = usualBase): string {
  const variables = sortedVariables(catalogue);
  const identify = identifierMaker(catalogue, base);
  const sources = [...new Set(variables.map(({ name }) => sourceOf(name)))];
  const graph: readonly Node[] = [
    catalogueNode(catalogue, variables, sources, identify),
    publisherNode(catalogue, identify),
    ...sources.map((source) => seriesNode(catalogue, source, variables, identify)),
    ...variables.map((variable) => datasetNode(catalogue, variable, identify)),
    ...authorityNodes(variables),
  ];
  return `${JSON.stringify({ '@context': context, '@graph': graph }, undefined, 2)}\n`;
}

type Identify = (kind: 'catalogue' | 'publisher' | 'series' | 'dataset', name?: string) => string;

function identifierMaker({ databank, version }: Catalogue, base: string): Identify {
  const start = /[:/#]$/u.test(base) ? base : `${base}/`;
  return (kind, name = '') => {
    if (kind === 'publisher') return `${start}${databank}/publisher`;
    const root = `${start}${databank}/${version}`;
    if (kind === 'catalogue') return root;
    return kind === 'series' ? `${root}/series/${name}` : `${root}/${name}`;
  };
}

function catalogueNode(
  catalogue: Catalogue,
  variables: readonly RegisterVariable[],
  sources: readonly string[],
  identify: Identify,
): Node {
  const { databank, version, label, versionHash } = catalogue;
  return {
    '@id': identify('catalogue'),
    '@type': 'dcat:Catalog',
    'dct:identifier': `${databank}:${version}`,
    'dct:title': bothLanguages(label.nb, label.en),
    'dct:description': bothLanguages(
      `Variablene i databanken ${databank}, versjon ${version}: ${label.nb}.`,
      `The variables of the databank ${databank}, version ${version}: ${label.en}.`,
    ),
    'dct:publisher': identify('publisher'),
    'dct:language': ['authority:language/NOB', 'authority:language/ENG'],
    'dcat:version': version,
    // The content's own name, whatever the version is called.
    'adms:identifier': { '@type': 'adms:Identifier', 'skos:notation': versionHash },
    'dcat:themeTaxonomy': 'authority:data-theme',
    // To DCAT-AP a series is no dataset, so that it is listed by the more general property.
    'dcat:dataset': variables.map(({ name }) => identify('dataset', name)),
    'dcat:resource': sources.map((source) => identify('series', source)),
  };
}

/** Catalogues do not say who publishes; the databank's name, a domain backwards, does. */
function publisherNode({ databank }: Catalogue, identify: Identify): Node {
  return { '@id': identify('publisher'), '@type': 'foaf:Agent', 'foaf:name': databank };
}

function seriesNode(
  catalogue: Catalogue,
  source: string,
  variables: readonly RegisterVariable[],
  identify: Identify,
): Node {
  const members = variables.filter(({ name }) => sourceOf(name) === source);
  const subjects = [...new Set(members.flatMap(({ subjectFields }) => subjectFields))].join(', ');
  const about = subjects === '' ? '' : ` (${subjects})`;
  return {
    '@id': identify('series', source),
    '@type': 'dcat:DatasetSeries',
    'dct:identifier': `${catalogue.databank}:${catalogue.version}/series/${source}`,
    'dct:title': bothLanguages(`${source}${about}`, `${source}${about}`),
    'dct:description': bothLanguages(
      `Variabler med kildenavnet ${source} i databanken ${catalogue.databank}.`,
      `Variables with the source name ${source} in the databank ${catalogue.databank}.`,
    ),
    'dct:publisher': identify('publisher'),
    'dcat:theme': [themeIdentifier(source)],
    // The inverse of what every member says; the profile's shapes ask for both.
    'dcat:seriesMember': members.map(({ name }) => identify('dataset', name)),
  };
}

function datasetNode(catalogue: Catalogue, variable: RegisterVariable, identify: Identify): Node {
  const { name, title, englishTitle, description, populationDescription, subjectFields, coverage } = variable;
  const successors = (variable.temporalEnd?.successors ?? []).filter((each) => catalogue.variables.has(each));
  const frequency = frequencyOf(variable);
  return {
    '@id': identify('dataset', name),
    '@type': 'dcat:Dataset',
    'dct:identifier': `${catalogue.databank}:${catalogue.version}/${name}`,
    'dct:title': bothLanguages(title, englishTitle),
    'dct:description': bothLanguages(description === '' ? title : description, undefined),
    ...(populationDescription === '' ? {} : { 'skos:scopeNote': bothLanguages(populationDescription, undefined) }),
    'dct:publisher': identify('publisher'),
    'dcat:version': catalogue.version,
    'dcat:inSeries': identify('series', sourceOf(name)),
    'dcat:theme': [themeIdentifier(sourceOf(name))],
    ...(subjectFields.length === 0
      ? {}
      : { 'dcat:keyword': subjectFields.flatMap((s) => bothLanguages(s, undefined)) }),
    'dct:language': ['authority:language/NOB'],
    'dct:accessRights': `authority:access-right/${isOpen(catalogue, variable) ? 'PUBLIC' : 'RESTRICTED'}`,
    ...(coverage === undefined
      ? {}
      : {
          'dct:temporal': {
            '@type': 'dct:PeriodOfTime',
            'dcat:startDate': isoDate(coverage.startDay),
            'dcat:endDate': isoDate(coverage.stopDay),
          },
        }),
    ...(frequency === undefined ? {} : { 'dct:accrualPeriodicity': `authority:frequency/${frequency}` }),
    ...(successors.length === 0 ? {} : { 'dct:isReplacedBy': successors.map((each) => identify('dataset', each)) }),
  };
}

/** What the terms of authority lists are: readers that do not have the lists can tell. */
function authorityNodes(variables: readonly RegisterVariable[]): readonly Node[] {
  const themes = new Set(variables.map(({ name }) => themeOf(sourceOf(name))));
  const frequencies = new Set(variables.flatMap((variable) => frequencyOf(variable) ?? []));
  const node = (term: string, type: string, more: Node = {}): Node => {
    return { '@id': `authority:${term}`, '@type': type, ...more };
  };
  return [
    ...['NOB', 'ENG'].map((language) => node(`language/${language}`, 'dct:LinguisticSystem')),
    ...['PUBLIC', 'RESTRICTED'].map((right) => node(`access-right/${right}`, 'dct:RightsStatement')),
    ...[...frequencies].sort().map((frequency) => node(`frequency/${frequency}`, 'dct:Frequency')),
    node('data-theme', 'skos:ConceptScheme', { 'dct:title': bothLanguages('Datatema', 'Data theme') }),
    ...[...themes].sort().map((theme) => {
      const { nb, en } = themeLabels[theme];
      return node(`data-theme/${theme}`, 'skos:Concept', {
        'skos:prefLabel': bothLanguages(nb, en),
        'skos:inScheme': { '@id': 'authority:data-theme' },
      });
    }),
  ];
}

/** Whether anyone may see the values themselves. */
function isOpen({ nature }: Catalogue, { sensitivityLevel }: RegisterVariable): boolean {
  return nature !== 'confidential' || sensitivityLevel === 'PUBLIC';
}

function frequencyOf({ statusDays }: RegisterVariable): string | undefined {
  const grid = statusDays === undefined ? undefined : gridOf(statusDays);
  if (grid?.type === 'monthly') return 'MONTHLY';
  if (grid?.type !== 'yearly') return undefined;
  return { 1: 'ANNUAL', 2: 'ANNUAL_2', 4: 'QUARTERLY' }[grid.dates.length];
}

function themeIdentifier(source: string): string {
  return `authority:data-theme/${themeOf(source)}`;
}

/** A text in Norwegian and, where there is one, in English. */
function bothLanguages(nb: string, en: string | undefined): readonly Node[] {
  const norwegian = { '@value': nb, '@language': 'nb' };
  return en === undefined ? [norwegian] : [norwegian, { '@value': en, '@language': 'en' }];
}
