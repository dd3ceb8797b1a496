import jsonld from 'jsonld';
import { describe, expect, it } from 'vitest';
import { dcatJson } from '../../src/catalogue/dcat.ts';
import { demoDatabank } from '../../src/metadata/embedded.ts';
import { sample } from './sample.ts';

const dct = 'http://purl.org/dc/terms/';
const dcat = 'http://www.w3.org/ns/dcat#';
const skos = 'http://www.w3.org/2004/02/skos/core#';
const foaf = 'http://xmlns.com/foaf/0.1/';
const authority = 'http://publications.europa.eu/resource/authority/';

type Expanded = Awaited<ReturnType<typeof jsonld.expand>>[number];

/** Mandatory properties of DCAT-AP 3 by class, with what their values have to be. */
const mandatory: Readonly<Record<string, Readonly<Record<string, 'text' | 'node'>>>> = {
  [`${dcat}Catalog`]: { [`${dct}title`]: 'text', [`${dct}description`]: 'text', [`${dct}publisher`]: 'node' },
  [`${dcat}DatasetSeries`]: {
    [`${dct}title`]: 'text',
    [`${dct}description`]: 'text',
    [`${dcat}seriesMember`]: 'node',
  },
  [`${dcat}Dataset`]: { [`${dct}title`]: 'text', [`${dct}description`]: 'text' },
  [`${foaf}Agent`]: { [`${foaf}name`]: 'text' },
  [`${skos}Concept`]: { [`${skos}prefLabel`]: 'text' },
  [`${skos}ConceptScheme`]: { [`${dct}title`]: 'text' },
  [`${dct}LinguisticSystem`]: {},
  [`${dct}RightsStatement`]: {},
  [`${dct}Frequency`]: {},
};

/** What values of properties have to be, by class; more than one value only where that is said. */
const ranges: Readonly<Record<string, { readonly class: string; readonly many?: true }>> = {
  [`${dct}publisher`]: { class: `${foaf}Agent` },
  [`${dcat}dataset`]: { class: `${dcat}Dataset`, many: true },
  [`${dcat}resource`]: { class: `${dcat}DatasetSeries`, many: true },
  [`${dcat}seriesMember`]: { class: `${dcat}Dataset`, many: true },
  [`${dcat}inSeries`]: { class: `${dcat}DatasetSeries`, many: true },
  [`${dct}isReplacedBy`]: { class: `${dcat}Dataset`, many: true },
  [`${dcat}theme`]: { class: `${skos}Concept`, many: true },
  [`${dcat}themeTaxonomy`]: { class: `${skos}ConceptScheme`, many: true },
  [`${dct}language`]: { class: `${dct}LinguisticSystem`, many: true },
  [`${dct}accessRights`]: { class: `${dct}RightsStatement` },
  [`${dct}accrualPeriodicity`]: { class: `${dct}Frequency` },
};

/** The document as every reader of JSON-LD sees it; nothing is fetched. */
function expand(text: string): Promise<readonly Expanded[]> {
  return jsonld.expand(JSON.parse(text) as object, {
    documentLoader: (address: string) => Promise.reject(new Error(`${address} was asked for`)),
  });
}

function classOf(node: Expanded): string {
  return node['@type']?.join(' ') ?? '';
}

function identifierOf(node: Expanded): string {
  const identifier = node['@id'];
  return typeof identifier === 'string' ? identifier : '';
}

function valuesOf(node: Expanded, property: string): readonly Readonly<Record<string, unknown>>[] {
  const values = node[property];
  return values === undefined || typeof values === 'string' ? [] : values;
}

/** What is missing or of the wrong kind in a graph, by the mandatory properties and the ranges of what we write. */
function faultsOf(nodes: readonly Expanded[]): readonly string[] {
  const classes = new Map(nodes.map((node) => [identifierOf(node), classOf(node)]));
  return nodes.flatMap((node) => {
    const faults: string[] = [];
    const about = `${classOf(node)} ${identifierOf(node)}`;
    for (const [property, kind] of Object.entries(mandatory[classOf(node)] ?? { unknown: 'node' })) {
      const values = valuesOf(node, property);
      if (values.length === 0) faults.push(`${about} lacks ${property}`);
      for (const value of values) {
        const isRight =
          kind === 'text' ? typeof value['@value'] === 'string' && value['@value'] !== '' : '@id' in value;
        if (!isRight) faults.push(`${about}: ${property} is no ${kind}`);
      }
    }
    for (const [property, range] of Object.entries(ranges)) {
      const values = valuesOf(node, property);
      if (values.length > 1 && range.many !== true) faults.push(`${about}: ${property} is there twice`);
      for (const value of values) {
        const target = classes.get(text(value['@id']));
        if (target === undefined) faults.push(`${about}: ${property} leads nowhere`);
        else if (!range.class.split(' ').includes(target)) faults.push(`${about}: ${property} is a ${target}`);
      }
    }
    return faults;
  });
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const find = (nodes: readonly Expanded[], end: string): Expanded => {
  const found = nodes.find((node) => identifierOf(node).endsWith(end));
  if (found === undefined) throw new Error(`nothing ends with ${end}`);
  return found;
};

describe('DCAT-AP', () => {
  it('has what is mandatory for every class, and every reference leads somewhere', async () => {
    const nodes = await expand(dcatJson(sample));
    expect(faultsOf(nodes)).toEqual([]);
    const kinds = nodes.map(classOf);
    expect(kinds.filter((name) => name === `${dcat}Dataset`)).toHaveLength(sample.variables.size);
    expect(kinds.filter((name) => name === `${dcat}DatasetSeries`)).toHaveLength(3);
  });

  it('so has the whole demo databank', async () => {
    const databank = demoDatabank('nowhere', 1000);
    const demo = databank.catalogue(databank.versions.at(-1) ?? '');
    if (demo === undefined) throw new Error('the demo databank has no catalogue');
    expect(faultsOf(await expand(dcatJson(demo)))).toEqual([]);
  });

  it('the check finds what is missing', async () => {
    const text = dcatJson(sample).replace(
      '"dct:publisher": "urn:microdata:no.test.bank/publisher"',
      '"dct:creator": "x"',
    );
    expect(faultsOf(await expand(text))).toContainEqual(
      expect.stringContaining('lacks http://purl.org/dc/terms/publisher'),
    );
  });

  it('a dataset has its titles in both languages, its period, its frequency and its successor', async () => {
    const node = find(await expand(dcatJson(sample)), '/3/BEFOLKNING_KOMMNR');
    expect(node[`${dct}title`]).toEqual([
      { '@language': 'nb', '@value': 'Bostedskommune' },
      { '@language': 'en', '@value': 'Municipality of residence' },
    ]);
    expect(valuesOf(node, `${dct}temporal`)[0]).toMatchObject({
      [`${dcat}startDate`]: [{ '@type': 'http://www.w3.org/2001/XMLSchema#date', '@value': '2016-01-01' }],
      [`${dcat}endDate`]: [{ '@type': 'http://www.w3.org/2001/XMLSchema#date', '@value': '2020-01-01' }],
    });
    expect(node[`${dct}accrualPeriodicity`]).toEqual([{ '@id': `${authority}frequency/ANNUAL` }]);
    expect(node[`${dct}isReplacedBy`]).toEqual([{ '@id': 'urn:microdata:no.test.bank/3/BEFOLKNING_BOSTED' }]);
    expect(node[`${dcat}inSeries`]).toEqual([{ '@id': 'urn:microdata:no.test.bank/3/series/BEFOLKNING' }]);
  });

  it('a series names the datasets that name it, and no others', async () => {
    const nodes = await expand(dcatJson(sample));
    const pairs = (kind: string, property: string, turned: boolean): readonly string[] =>
      nodes
        .filter((node) => classOf(node) === `${dcat}${kind}`)
        .flatMap((node) =>
          valuesOf(node, `${dcat}${property}`).map((value) => {
            const ends = [identifierOf(node), text(value['@id'])];
            return (turned ? ends.reverse() : ends).join(' in ');
          }),
        )
        .sort();
    const members = pairs('DatasetSeries', 'seriesMember', true);
    expect(members).toHaveLength(sample.variables.size);
    expect(members).toEqual(pairs('Dataset', 'inSeries', false));
  });

  it('identifiers may begin with an address', () => {
    expect(dcatJson(sample, 'https://example.org/katalog')).toContain(
      '"https://example.org/katalog/no.test.bank/3/INNTEKT_LONN"',
    );
  });

  it('says that confidential data are restricted', async () => {
    const rights = async (nature: 'synthetic' | 'confidential') =>
      find(await expand(dcatJson({ ...sample, nature })), '/INNTEKT_LONN')[`${dct}accessRights`];
    expect(await rights('synthetic')).toEqual([{ '@id': `${authority}access-right/PUBLIC` }]);
    expect(await rights('confidential')).toEqual([{ '@id': `${authority}access-right/RESTRICTED` }]);
  });

  it('gives the same bytes again', () => {
    expect(dcatJson(sample)).toBe(dcatJson(sample));
  });
});
