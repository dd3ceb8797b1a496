import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { databankMessages } from '../../../src/base/messages/databank.ts';
import { listDatasets } from '../../../src/metadata/ingest/dataset-files.ts';
import { ProblemList } from '../../../src/metadata/ingest/problems.ts';
import { type ValidateOptions, validateDataset } from '../../../src/metadata/ingest/validate-dataset.ts';
import { silent } from '../../../src/metadata/progress.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { datasetJson, no } from './exchange-files.ts';

const folder = temporaryFolder();
let serial = 0;

type Bytes = string | Uint8Array;
type Files = Readonly<Record<string, Bytes>>;

/** Validates everything in a folder with the given files; each problem as `code place`. Nothing may be left or changed. */
async function problemsOf(files: Files, options: Partial<ValidateOptions> = {}): Promise<readonly string[]> {
  const source = path.join(folder, `in-${++serial}`);
  const workFolder = path.join(folder, `work-${serial}`);
  for (const [name, bytes] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(source, name)), { recursive: true });
    fs.writeFileSync(path.join(source, name), bytes);
  }
  const problems = new ProblemList();
  const datasets = listDatasets(source);
  expect(datasets.length).toBeGreaterThan(0);
  for (const dataset of datasets) {
    const good = await validateDataset(dataset, problems, { workFolder, threads: 1, ...options }, silent);
    good?.dispose();
  }
  expect(fs.existsSync(workFolder) ? fs.readdirSync(workFolder) : []).toEqual([]);
  for (const [name, bytes] of Object.entries(files)) {
    expect(fs.readFileSync(path.join(source, name)).equals(Buffer.from(bytes))).toBe(true);
  }
  for (const { code, parameters } of problems.all()) {
    // The parameters fit the code: they were checked by the compiler where the problem was made.
    const { nb, en } = databankMessages[code] as { nb: (p: unknown) => string; en: (p: unknown) => string };
    for (const sentence of [nb(parameters), en(parameters)]) {
      expect(sentence).toMatch(/^\S.*[.]$/u);
      expect(sentence).not.toMatch(/undefined|NaN|\[object/u);
    }
  }
  return problems.all().map(({ code, parameters: p }) => {
    const line =
      p['line'] === undefined
        ? []
        : [`${String(p['line'])}${p['column'] === undefined ? '' : `:${String(p['column'])}`}`];
    const field = typeof p['field'] === 'string' || typeof p['field'] === 'number' ? [String(p['field'])] : [];
    return [code.replace(/^ingest-/u, ''), ...line, ...field].join(' ');
  });
}

/** A dataset with these rows. */
const data = (rows: Bytes, json: unknown = datasetJson()): Files => ({ 'P.json': JSON.stringify(json), 'P.csv': rows });
/** A dataset with good rows and this metadata, indented, so that lines tell places. */
const meta = (json: unknown): Files => ({ 'P.json': JSON.stringify(json, null, 1), 'P.csv': 'a;1;;;\n' });

const status = { temporalityType: 'STATUS' };
const event = { temporalityType: 'EVENT' };
const accumulated = { temporalityType: 'ACCUMULATED' };
const measured = (dataType: string) => datasetJson({}, { dataType });
const code = (text: unknown, more: object = {}) => ({
  code: text,
  categoryTitle: no('x'),
  validFrom: '1990-01-01',
  ...more,
});
const listed = (codes: readonly unknown[], more: object = {}, changes: object = {}) =>
  datasetJson({ ...changes }, { dataType: 'STRING', valueDomain: { codeList: codes, ...more } });
const revised = (more: object, changes: object = {}) =>
  datasetJson({ ...changes, dataRevision: { description: no('r'), ...more } });
const pseudonyms = { identifiers: 'pseudonyms' } as const;

/** Name of the case, files, what is expected, and options. */
type Case = readonly [string, Files, readonly string[], Partial<ValidateOptions>?];

const form: readonly Case[] = [
  ['an empty file', data(''), ['data-empty']],
  ['a file of empty lines', data('\n\r\n\n'), ['data-empty']],
  ['four fields', data('a;1;;\nb;2;;;\n'), ['row-fields 1']],
  ['six fields', data('a;1;;;;\n'), ['row-fields 1']],
  ['a line of blanks', data('a;1;;;\n   \n'), ['row-fields 2']],
  ['commas instead of semicolons', data('a,1,,,\nb,2,,,\n'), ['delimiter 1']],
  ['tabs instead of semicolons', data('a\t1\t\t\t\n'), ['delimiter 1']],
  ['bars instead of semicolons', data('a|1|||\n'), ['delimiter 1']],
  ['names of columns', data('unit_id;value;start;stop;attr\na;x;;;\n'), ['header-line 1', 'value-type 2']],
  ['names of columns only', data('unit_id;value;start;stop;\n'), ['header-line 1']],
  ['bytes that are not UTF-8', data(Buffer.from('a;1;;;\n\xe6;1;;;\n', 'latin1')), ['file-not-utf8 2']],
  ['a value that is not UTF-8', data(Buffer.from('a;\xe6;;;\n', 'latin1'), measured('STRING')), ['file-not-utf8 1']],
  ['UTF-16', data(Buffer.from('\ufeffa;1;;;\n', 'utf16le')), ['file-utf16 1']],
  ['a NUL byte', data('a;1;;;\nb\0;2;;;\n'), ['nul-byte 2']],
  ['a quotation mark that stays open', data('a;"1;;;\nb;2;;;\n'), ['quote-open 1 2']],
  ['text behind a quotation mark', data('"a"b;1;;;\n'), ['quote-open 1 1']],
  [
    'a line that is too long',
    data(`a;1;;;\n${'x'.repeat(2 ** 20 + 1)}\nb;x;;;\n`),
    ['line-too-long 2', 'value-type 3'],
  ],
  ['a long line without an end', data('x'.repeat(12_000_000)), ['line-too-long 1']],
  [
    'long lines one after the other',
    data(`${'x'.repeat(2 ** 20 + 9)}\n`.repeat(6)),
    [1, 2, 3, 4, 5, 6].map((n) => `line-too-long ${n}`),
  ],
  ['something in the fifth field', data('a;1;;;x\nb;1;;;\nc;1;;;y\n'), ['fifth-field 1']],
  [
    'a compressed file that is none',
    { 'P.json': JSON.stringify(datasetJson()), 'P.csv.gz': 'a;1;;;\n' },
    ['file-unreadable'],
  ],
  [
    'a compressed file that is cut off',
    { 'P.json': JSON.stringify(datasetJson()), 'P.csv.gz': gzipSync('a;1;;;\nb;2;;;\nc;3;;;\n').subarray(0, -10) },
    ['file-unreadable'],
  ],
  [
    'commas in a compressed file',
    { 'P.json': JSON.stringify(datasetJson()), 'P.csv.gz': gzipSync('a,1,,,\n') },
    ['delimiter 1'],
  ],
  ['two data files', { ...data('a;1;;;\n'), 'P.csv.gz': gzipSync('a;1;;;\n') }, ['data-ambiguous']],
  ['no data file', { 'P.json': JSON.stringify(datasetJson()) }, ['file-missing']],
  ['no metadata', { 'P.csv': 'a;1;;;\n' }, ['file-missing']],
  [
    'a dataset twice',
    { ...data('a;1;;;\n'), 'P/P.json': JSON.stringify(datasetJson()), 'P/P.csv': 'a;1;;;\n' },
    ['name-twice'],
  ],
  ['a name in small letters', { 'p.json': JSON.stringify(datasetJson()), 'p.csv': 'a;1;;;\n' }, ['name-invalid']],
];

const fields: readonly Case[] = [
  [
    'no identifier, and no value',
    data(';1;;;\na;;;;\n ; ;;;\n'),
    ['identifier-missing 1', 'value-missing 2', 'identifier-missing 3', 'value-missing 3'],
  ],
  ['a decimal for LONG', data('a;1.5;;;\n'), ['value-type 1']],
  ['an exponent for LONG', data('a;1e3;;;\n'), ['value-type 1']],
  ['a blank inside a number', data('a;1 000;;;\n'), ['value-type 1']],
  ['a decimal comma for LONG', data('a;1,5;;;\n'), ['decimal-comma 1']],
  ['a decimal comma for DOUBLE', data('a;-1,5;;;\n', measured('DOUBLE')), ['decimal-comma 1']],
  ['a text for DOUBLE', data('a;nan;;;\nb;inf;;;\nc;1e5;;;\n', measured('DOUBLE')), ['value-type 1', 'value-type 2']],
  ['a decimal without end', data('a;1e999;;;\n', measured('DOUBLE')), ['number-too-large 1']],
  ['an integer beyond 2^53', data('a;9007199254740992;;;\nb;9007199254740991;;;\n'), ['integer-too-large 1']],
  ['a date that is none, as value', data('a;2021-02-30;;;\n', measured('DATE')), ['date-invalid 1 2']],
  [
    'a code that is not listed',
    data('a;B;;;\nb;A;;;\nc;B;;;\n', listed([code('A')])),
    ['value-not-in-code-list 1', 'value-not-in-code-list 3'],
  ],
  ['a code in another case', data('a;a;;;\n', listed([code('A')])), ['value-not-in-code-list 1']],
  [
    'pseudonyms that are none',
    data('x1;1;;;\n281474976710656;1;;;\n-1;1;;;\n1.5;1;;;\n007;1;;;\n'),
    ['pseudonym-invalid 1 1', 'pseudonym-invalid 2 1', 'pseudonym-invalid 3 1', 'pseudonym-invalid 4 1'],
    pseudonyms,
  ],
  [
    'a value that is no pseudonym',
    data('1;far;;;\n', datasetJson({}, { dataType: undefined, valueDomain: undefined, unitType: 'PERSON' })),
    ['pseudonym-invalid 1 2'],
    pseudonyms,
  ],
  [
    'an identifier that must be an integer',
    data('x;1;;;\n', datasetJson({ identifierVariables: [{ unitType: 'BK_HELSESTASJONSKONSULTASJON' }] })),
    ['identifier-not-integer 1 1'],
  ],
  [
    'codes outside their validity',
    data('a;A;1980-01-01;1980-01-01;\nb;A;2000-01-01;2000-01-01;\n', listed([code('A')], {}, status)),
    ['code-not-valid-then 1'],
  ],
];

const times: readonly Case[] = [
  [
    'dates that do not exist',
    data('a;1;2021-13-30;2021-02-29;\n', datasetJson(status)),
    ['date-invalid 1 3', 'date-invalid 1 4'],
  ],
  [
    'dates in another form',
    data('a;1;01.02.2021;20210201;\n', datasetJson(status)),
    ['date-invalid 1 3', 'date-invalid 1 4'],
  ],
  ['a date too early', data('a;1;1880-04-14;;\n', datasetJson(event)), ['date-out-of-range 1 3']],
  [
    'a date too late',
    data('a;1;2020-01-01;2059-09-19;\nb;1;2020-01-01;9999-12-31;\n', datasetJson(event)),
    ['date-out-of-range 1 4', 'date-out-of-range 2 4'],
  ],
  [
    'dates in the future',
    data('a;1;2020-01-01;2030-01-01;\nb;1;2031-01-01;2031-02-01;\n', datasetJson(event)),
    ['date-future 1'],
    { today: 20000 },
  ],
  ['a start for FIXED', data('a;1;2020-01-01;2020-01-01;\n'), ['times-invalid 1']],
  ['two days for STATUS', data('a;1;2020-01-01;2020-01-02;\n', datasetJson(status)), ['times-invalid 1']],
  ['no stop for STATUS', data('a;1;2020-01-01;;\n', datasetJson(status)), ['times-invalid 1']],
  ['no start for STATUS', data('a;1;;2020-01-01;\n', datasetJson(status)), ['times-invalid 1']],
  ['a period without start', data('a;1;;2020-12-31;\n', datasetJson(accumulated)), ['times-invalid 1']],
  ['a period without stop', data('a;1;2020-01-01;;\n', datasetJson(accumulated)), ['times-invalid 1']],
  ['a period of one day', data('a;1;2020-01-01;2020-01-01;\n', datasetJson(accumulated)), ['times-invalid 1']],
  ['a period backwards', data('a;1;2020-12-31;2020-01-01;\n', datasetJson(accumulated)), ['times-invalid 1']],
  ['a spell backwards', data('a;1;2020-12-31;2020-12-30;\n', datasetJson(event)), ['times-invalid 1']],
  ['a spell without start', data('a;1;;2020-12-30;\n', datasetJson(event)), ['times-invalid 1']],
  ['spells that are all open', data('a;1;2020-01-01;;\n', datasetJson(event)), ['stops-empty']],
  ['a unit twice', data('a;1;;;\nb;1;;;\na;2;;;\na;2;;;\n'), ['unit-twice 3', 'unit-twice 4']],
  [
    'a unit twice on a day',
    data('a;1;2020-01-01;2020-01-01;\na;1;2021-01-01;2021-01-01;\na;2;2020-01-01;2020-01-01;\n', datasetJson(status)),
    ['unit-twice 3'],
  ],
  [
    'periods that overlap',
    data('a;1;2020-01-01;2020-12-31;\na;2;2020-12-31;2021-12-30;\n', datasetJson(accumulated)),
    ['times-overlap 2'],
  ],
  [
    'the same period twice',
    data('a;1;2020-01-01;2020-12-31;\na;1;2020-01-01;2020-12-31;\n', datasetJson(accumulated)),
    ['times-overlap 2'],
  ],
  [
    'spells that share a day',
    data('a;1;2020-01-01;2020-02-01;\na;2;2020-02-01;;\n', datasetJson(event)),
    ['times-overlap 2'],
  ],
  [
    'a spell after an open one',
    data('a;2;2021-02-01;2021-03-01;\na;1;2020-01-01;;\n', datasetJson(event)),
    ['times-overlap 1'],
  ],
  [
    'a spell within another',
    data('a;1;2020-01-01;2020-12-31;\na;2;2020-02-01;2020-02-02;\na;3;2020-03-01;;\n', datasetJson(event)),
    ['times-overlap 2', 'times-overlap 3'],
  ],
  ['mistakes of many kinds', data('a;1;;;\na;x;;;\nb;1\na;3;;;\n'), ['value-type 2', 'row-fields 3', 'unit-twice 4']],
];

const metadata: readonly Case[] = [
  ['metadata that break off', { 'P.json': '{\n "a": 1,\n', 'P.csv': 'a;1;;;\n' }, ['json-invalid 3:1']],
  ['a comma too many', { 'P.json': '{"a": [1,]}', 'P.csv': 'a;1;;;\n' }, ['json-invalid 1:10']],
  ['metadata that are no object', meta([]), ['json-no-object 1:1']],
  [
    'metadata that are not UTF-8',
    { 'P.json': Buffer.from('{"a": "\xe6"}', 'latin1'), 'P.csv': 'a;1;;;\n' },
    ['file-not-utf8 1'],
  ],
  [
    'a field twice',
    { ...meta(datasetJson()), 'P.json': JSON.stringify(datasetJson()).replace('{', '{"temporalityType":"EVENT",') },
    ['key-twice 1:28 temporalityType'],
  ],
  [
    'missing fields',
    meta({}),
    [
      'temporalityType',
      'sensitivityLevel',
      'populationDescription',
      'subjectFields',
      'dataRevision',
      'identifierVariables',
      'measureVariables',
    ].map((f) => `field-missing 1:1 ${f}`),
  ],
  [
    'an unknown temporality',
    meta(datasetJson({ temporalityType: 'MONTHLY' })),
    ['field-not-listed 2:21 temporalityType'],
  ],
  [
    'an unknown unit type',
    meta(datasetJson({ identifierVariables: [{ unitType: 'KATT' }] })),
    ['field-not-listed 24:16 identifierVariables.0.unitType'],
  ],
  [
    'an unknown language',
    meta(datasetJson({ populationDescription: [...(no('x') as unknown[]), { languageCode: 'se', value: 'x' }] })),
    ['field-not-listed 10:20 populationDescription.1.languageCode'],
  ],
  [
    'a text without Norwegian',
    meta(datasetJson({ populationDescription: [{ languageCode: 'nb', value: 'x' }] })),
    ['text-without-no 4:27 populationDescription'],
  ],
  [
    'an empty text',
    meta(datasetJson({ populationDescription: no('') })),
    ['field-invalid 7:13 populationDescription.0.value'],
  ],
  [
    'a text that is a text',
    meta(datasetJson({ populationDescription: 'Alle' })),
    ['field-invalid 4:27 populationDescription'],
  ],
  ['no subjects', meta(datasetJson({ subjectFields: [] })), ['field-invalid 10:19 subjectFields']],
  [
    'two identifiers',
    meta(datasetJson({ identifierVariables: [{ unitType: 'PERSON' }, { unitType: 'JOBB' }] })),
    ['field-invalid 26:25 identifierVariables'],
  ],
  [
    'a field that the identifier does not have',
    meta(datasetJson({ identifierVariables: [{ unitType: 'PERSON', title: 'x' }] })),
    ['field-not-allowed 29:13 identifierVariables.0.title'],
  ],
  [
    'a field that the revision does not have',
    meta(revised({ author: 'x' })),
    ['field-not-allowed 25:13 dataRevision.author'],
  ],
  [
    'a series end without a reason',
    meta(revised({ temporalEnd: {} })),
    ['field-missing 25:18 dataRevision.temporalEnd.description'],
  ],
  [
    'successors that are no names',
    meta(revised({ temporalEnd: { description: no('x'), successors: ['x y'] } })),
    ['field-invalid 31:18 dataRevision.temporalEnd.successors'],
  ],
  ['the older series end', meta(revised({ temporalEndOfSeries: true })), ['series-end-old-form 25:26']],
  ['no data type', meta(datasetJson({}, { dataType: undefined })), ['field-missing dataType']],
  ['no value domain', meta(datasetJson({}, { valueDomain: undefined })), ['field-missing valueDomain']],
  ['a value domain without anything', meta(datasetJson({}, { valueDomain: {} })), ['domain-neither valueDomain']],
  [
    'a code list with a description',
    meta(listed([code('1')], { description: no('x') })),
    ['field-not-allowed description'],
  ],
  [
    'a code list with a unit of measure',
    meta(listed([code('1')], { measurementType: 'WEIGHT', measurementUnitDescription: no('kg') })),
    ['field-not-allowed measurementType', 'field-not-allowed measurementUnitDescription'],
  ],
  [
    'a type of measurement that is no text',
    meta(datasetJson({}, { valueDomain: { description: no('x'), measurementType: 1 } })),
    ['field-invalid measurementType'],
  ],
  [
    'a sentinel that is a number',
    meta(listed([code('1')], { sentinelAndMissingValues: [{ code: 9, categoryTitle: no('x') }] })),
    ['code-not-text code'],
  ],
  [
    'a sentinel that is a code, too',
    meta(listed([code('1')], { sentinelAndMissingValues: [{ code: '1', categoryTitle: no('x') }] })),
    ['code-duplicate'],
  ],
  [
    'sentinels without a code list',
    meta(datasetJson({}, { valueDomain: { description: no('x'), sentinelAndMissingValues: [] } })),
    ['field-not-allowed sentinelAndMissingValues'],
  ],
  [
    'a type and a unit type',
    meta(datasetJson({}, { unitType: 'PERSON' })),
    ['field-of-unit-type dataType', 'field-of-unit-type valueDomain'],
  ],
  [
    'a code list of LONG',
    meta(datasetJson({}, { valueDomain: { codeList: [code(1)] } })),
    ['code-list-not-string 47:17'],
  ],
  ['a code that is a number', meta(listed([code(1)])), ['code-not-text code']],
  ['an empty code list', meta(listed([])), ['field-invalid codeList']],
  ['an empty code', meta(listed([code('')])), ['field-invalid code']],
  ['a code twice at a time', meta(listed([code('1'), code('1', { validFrom: '2000-01-01' })])), ['code-duplicate']],
  ['a code without a date', meta(listed([code('1', { validFrom: undefined })])), ['field-missing validFrom']],
  [
    'a code with a date that is none',
    meta(listed([code('1', { validUntil: '2000-02-30' })])),
    ['field-invalid validUntil'],
  ],
  [
    'a code that ends before it begins',
    meta(listed([code('1', { validUntil: '1980-01-01' })])),
    ['code-validity-reversed'],
  ],
  ['a code with a field of its own', meta(listed([code('1', { parent: '0' })])), ['field-not-allowed parent']],
  [
    'a sentinel with dates',
    meta(listed([code('1')], { sentinelAndMissingValues: [code('9')] })),
    ['field-not-allowed validFrom'],
  ],
  ['another short name', meta(datasetJson({ shortName: 'Q' })), ['field-differs shortName']],
  [
    'coverage that the rows exceed',
    data(
      'a;1;2020-01-01;2020-01-01;\n',
      revised({ temporalCoverageStart: '2020-01-02', temporalCoverageLatest: '2020-12-31' }, status),
    ),
    ['coverage-differs'],
  ],
  [
    'a day of measurement that is not listed',
    data('a;1;2020-01-01;2020-01-01;\n', revised({ temporalStatusDates: ['2021-01-01'] }, status)),
    ['status-date-unlisted'],
  ],
];

/** Expected places in metadata may leave out line and column, and all of a path but its end. */
function matches(found: string, expected: string): boolean {
  const [kind, ...place] = found.split(' ');
  const [expectedKind, ...expectedPlace] = expected.split(' ');
  if (kind !== expectedKind) return false;
  const last = expectedPlace.at(-1);
  return (
    found === expected ||
    last === undefined ||
    (expectedPlace.length === 1 && (place.at(-1) ?? '').endsWith(`.${last}`)) ||
    place.at(-1) === last
  );
}

const rowCases = { 'the form of files': form, 'fields of rows': fields, 'times of rows': times };

for (const [area, cases] of Object.entries(rowCases)) {
  describe(`mistakes in ${area}`, () => {
    for (const [name, files, expected, options] of cases) {
      it(name, async () => {
        expect(await problemsOf(files, options)).toEqual(expected);
      });
    }
  });
}

describe('mistakes in metadata', () => {
  for (const [name, files, expected] of metadata) {
    it(name, async () => {
      const found = await problemsOf(files);
      const fits = found.length === expected.length && found.every((each, i) => matches(each, expected[i]!));
      expect({ found, fits }).toEqual({ found, fits: true });
    });
  }
});
