import { isoDate } from '../base/epoch-day.ts';
import type { Catalogue, Code, RegisterVariable } from '../metadata/catalogue.ts';
import { validityText } from './date-text.ts';
import { sortedVariables } from './search-data.ts';
import { sourceOf } from './themes.ts';
import { branch, documentOf, leaf, type Xml } from './xml.ts';

const norwegian = { 'xml:lang': 'nb' };
const english = { 'xml:lang': 'en' };

/** The schema of our formats, which is none of those that DDI knows. */
const formatSchema = 'microdata';

/**
 * A catalogue after DDI Codebook 2.5: the databank is the study, each variable a file of its own (identifier, value, start,
 * stop) whose value is described. The same catalogue gives the same bytes.
 */
export function ddiXml(catalogue: Catalogue): string {
  const variables = sortedVariables(catalogue);
  const root = {
    xmlns: 'ddi:codebook:2_5',
    'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    'xsi:schemaLocation':
      'ddi:codebook:2_5 http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd',
    version: '2.5',
    ...norwegian,
  };
  return documentOf(
    branch('codeBook', root, [
      branch('docDscr', {}, [citation(catalogue, 'catalogue'), formatVocabulary()]),
      studyDescription(catalogue, variables),
      ...variables.map((variable) => fileDescription(variable)),
      branch('dataDscr', {}, [
        ...groupsOf(variables),
        ...variables.map((variable) => variableDescription(catalogue, variable)),
      ]),
    ]),
  );
}

function citation({ databank, version, label, versionHash }: Catalogue, what: 'study' | 'catalogue'): Xml {
  const title = what === 'study' ? label : { nb: `Katalog: ${label.nb}`, en: `Catalogue: ${label.en}` };
  return branch('citation', {}, [
    branch('titlStmt', {}, [
      leaf('titl', norwegian, title.nb),
      leaf('parTitl', english, title.en),
      leaf('IDNo', { agency: databank }, `${databank}:${version}`),
    ]),
    branch('verStmt', {}, [leaf('version', {}, version), leaf('notes', { type: 'hash' }, versionHash)]),
  ]);
}

/** DDI asks for this where `otherSchema` is used: which list its value is from, and where it stands. */
function formatVocabulary(): Xml {
  return branch('controlledVocabUsed', {}, [
    leaf('codeListID', {}, formatSchema),
    leaf('codeListName', norwegian, 'Datatypene til variablene i databanker'),
    branch('usage', {}, [
      leaf('selector', {}, '/codeBook/dataDscr/var/varFormat'),
      leaf('attribute', {}, '@otherSchema'),
    ]),
  ]);
}

function studyDescription(catalogue: Catalogue, variables: readonly RegisterVariable[]): Xml {
  const subjects = [...new Set(variables.flatMap(({ subjectFields }) => subjectFields))].sort();
  const unitTypes = [...new Set(variables.map(({ unitType }) => unitType))].sort();
  return branch('stdyDscr', {}, [
    citation(catalogue, 'study'),
    branch('stdyInfo', {}, [
      branch(
        'subject',
        {},
        subjects.map((subject) => leaf('keyword', norwegian, subject)),
      ),
      leaf(
        'abstract',
        norwegian,
        `Registervariablene i databanken ${catalogue.databank}, versjon ${catalogue.version}.`,
      ),
      leaf(
        'abstract',
        english,
        `The register variables of the databank ${catalogue.databank}, version ${catalogue.version}.`,
      ),
      branch('sumDscr', {}, [
        ...periodsOf(variables),
        ...unitTypes.map((name) =>
          leaf('anlyUnit', { ID: unitId(name), ...norwegian }, catalogue.unitTypes.get(name)?.label.nb ?? name),
        ),
        leaf('dataKind', norwegian, 'Registerdata'),
      ]),
    ]),
  ]);
}

/** When the variables' periods begin and end, each date once; variables refer to theirs. */
function periodsOf(variables: readonly RegisterVariable[]): readonly Xml[] {
  const periods = variables.flatMap(({ coverage }) => coverage ?? []);
  const events = [
    ['start', periods.map(({ startDay }) => startDay)],
    ['end', periods.map(({ stopDay }) => stopDay)],
  ] as const;
  return events.flatMap(([event, days]) =>
    [...new Set(days)]
      .sort((x, y) => x - y)
      .map(isoDate)
      .map((date) => leaf('timePrd', { ID: periodId(event, date), event, date }, date)),
  );
}

function periodId(event: 'start' | 'end', date: string): string {
  return `${event === 'start' ? 'T' : 'U'}_${date}`;
}

function unitId(name: string): string {
  return `A_${name}`;
}

function fileDescription({ name, title, description }: RegisterVariable): Xml {
  return branch('fileDscr', { ID: `F_${name}` }, [
    branch('fileTxt', {}, [
      leaf('fileName', {}, name),
      leaf('fileCont', norwegian, description === '' ? title : description),
    ]),
  ]);
}

function groupsOf(variables: readonly RegisterVariable[]): readonly Xml[] {
  const groups = new Map<string, string[]>();
  for (const { name } of variables) {
    const source = sourceOf(name);
    groups.set(source, [...(groups.get(source) ?? []), `V_${name}`]);
  }
  return [...groups].map(([source, members]) =>
    branch('varGrp', { ID: `G_${source}`, type: 'subject', name: source, var: members.join(' ') }, [
      leaf('labl', {}, source),
    ]),
  );
}

function variableDescription(catalogue: Catalogue, variable: RegisterVariable): Xml {
  return branch('var', attributesOf(variable), childrenOf(catalogue, variable));
}

function attributesOf(variable: RegisterVariable): Readonly<Record<string, string | undefined>> {
  const { name, dataType, valueDomain, coverage, unitType, format, temporality } = variable;
  const isCode = valueDomain.type === 'enumerated';
  const isNumber = dataType === 'LONG' || dataType === 'DOUBLE';
  const isTime = dataType === 'DATE' || format !== undefined;
  const periods = coverage && [
    periodId('start', isoDate(coverage.startDay)),
    periodId('end', isoDate(coverage.stopDay)),
  ];
  return {
    ID: `V_${name}`,
    name,
    files: `F_${name}`,
    intrvl: dataType === 'DOUBLE' ? 'contin' : 'discrete',
    sdatrefs: [...(periods ?? []), unitId(unitType)].join(' '),
    measUnit: isCode ? undefined : valueDomain.unitOfMeasure,
    nature: isCode ? 'nominal' : undefined,
    additivity: isNumber && temporality === 'ACCUMULATED' ? 'flow' : undefined,
    temporal: isTime ? 'Y' : undefined,
    representationType: isCode ? 'code' : isTime ? 'datetime' : dataType === 'STRING' ? 'text' : 'numeric',
  };
}

/** In the order that the schema asks for. */
function childrenOf(catalogue: Catalogue, variable: RegisterVariable): readonly Xml[] {
  const { title, englishTitle, description, valueDomain, subjectFields, unitType, keyUnitType } = variable;
  const { populationDescription, temporality, sensitivityLevel, temporalEnd } = variable;
  const codes = valueDomain.type === 'enumerated' ? valueDomain.codes : [];
  const ordinary = codes.filter(({ sentinel }) => sentinel !== true);
  const sentinels = codes.filter(({ sentinel }) => sentinel === true);
  const values = valueDomain.type === 'described' ? valueDomain.description : '';
  const labelOf = (name: string): string => catalogue.unitTypes.get(name)?.label.nb ?? name;
  return [
    leaf('labl', norwegian, title),
    ...(englishTitle === undefined ? [] : [leaf('labl', english, englishTitle)]),
    leaf('anlysUnit', norwegian, labelOf(unitType)),
    itemsOf('valrng', ordinary),
    itemsOf('invalrng', sentinels),
    ...(populationDescription === '' ? [] : [leaf('universe', { ...norwegian, clusion: 'I' }, populationDescription)]),
    ...(description === '' ? [] : [leaf('txt', norwegian, description)]),
    ...(values === '' ? [] : [leaf('txt', norwegian, values)]),
    ...codes.map(category),
    ...subjectFields.map((subject) => leaf('concept', norwegian, subject)),
    formatOf(variable),
    leaf('notes', { type: 'temporality' }, temporality),
    leaf('notes', { type: 'validity', ...norwegian }, validityText(variable, 'nb')),
    leaf('notes', { type: 'sensitivity' }, sensitivityLevel),
    ...(keyUnitType === undefined ? [] : [leaf('notes', { type: 'key-unit-type' }, keyUnitType)]),
    ...(temporalEnd === undefined ? [] : [leaf('notes', { type: 'closed', ...norwegian }, temporalEnd.description)]),
    ...(temporalEnd?.successors ?? []).map((name) => leaf('notes', { type: 'successor' }, name)),
  ];
}

/** The values of a list, each once: a code may come back with another title. */
function itemsOf(name: 'valrng' | 'invalrng', codes: readonly Code[]): Xml {
  const values = new Set(codes.map(({ code }) => code));
  return branch(
    name,
    {},
    [...values].map((value) => leaf('item', { VALUE: value })),
  );
}

function category({ code, title, validFromDay, validUntilDay, sentinel }: Code): Xml {
  const from = validFromDay === undefined ? '' : isoDate(validFromDay);
  const until = validUntilDay === undefined ? '' : isoDate(validUntilDay);
  return branch('catgry', { missing: sentinel === true ? 'Y' : undefined }, [
    leaf('catValu', {}, code),
    leaf('labl', norwegian, title),
    // Codes come and go; an open end is left open, as in ISO 8601 intervals.
    ...(from === '' && until === ''
      ? []
      : [leaf('txt', {}, `${from === '' ? '..' : from}/${until === '' ? '..' : until}`)]),
  ]);
}

function formatOf({ dataType, format }: RegisterVariable): Xml {
  const isDate = dataType === 'DATE' || format !== undefined;
  return leaf(
    'varFormat',
    {
      type: dataType === 'STRING' ? 'character' : 'numeric',
      formatname: format ?? (dataType === 'DATE' ? 'days since 1970-01-01' : undefined),
      schema: 'other',
      otherSchema: formatSchema,
      category: isDate ? 'date' : undefined,
    },
    dataType,
  );
}
