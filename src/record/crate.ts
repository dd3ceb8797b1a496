import type { Json } from '../base/canonical-json.ts';
import { archivePaths } from './archive-layout.ts';
import { type Citation, licenceAddress } from './citation.ts';
import type { RunRecord } from './run-record.ts';

/** A file of an archive. */
export interface CrateFile {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hexadecimal digits. */
  readonly hash: string;
}

/**
 * The archive's description of itself: RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), with the run as a `CreateAction` of the
 * program on the script, as the profile for workflow runs has it.
 */
export function crateText(citation: Citation, record: RunRecord, files: readonly CrateFile[]): string {
  const listed = files.filter(({ path }) => path !== archivePaths.crate);
  const licenceId = citation.licence === undefined ? '#no-licence' : licenceAddress(citation.licence);
  const authors = citation.authors.map(({ name, orcid }, i) => ({
    '@id': orcid ?? `#author-${i + 1}`,
    '@type': 'Person',
    name,
  }));
  const script = `${archivePaths.scripts}${record.script.name}`;
  const versions = record.databanks.map(({ databank, version, hash }) => ({
    '@id': `#databank-${databank}-${version}`,
    '@type': 'CreativeWork',
    name: `${databank}:${version}`,
    version,
    identifier: hash,
  }));
  const results = listed.filter(({ path }) => path.startsWith('results/')).map(({ path }) => ({ '@id': path }));
  const graph: Json[] = [
    {
      '@id': archivePaths.crate,
      '@type': 'CreativeWork',
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
      about: { '@id': './' },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: citation.title,
      description:
        citation.description ??
        'A script over register data, the results that disclosure control released, and what is needed to run it again.',
      datePublished: citation.date,
      license: { '@id': licenceId },
      ...(authors.length === 0 ? {} : { author: single(authors.map((author) => ({ '@id': author['@id'] }))) }),
      ...(citation.keywords.length === 0 ? {} : { keywords: single(citation.keywords) }),
      hasPart: listed.map(({ path }) => ({ '@id': path })),
      mentions: { '@id': '#run' },
    },
    {
      '@id': licenceId,
      '@type': 'CreativeWork',
      name: citation.licence ?? 'No licence stated',
      description:
        citation.licence === undefined
          ? 'The authors have not said how this may be used: ask them.'
          : `The licence ${citation.licence}.`,
    },
    ...authors,
    {
      '@id': '#openmicrodata',
      '@type': 'SoftwareApplication',
      name: 'openmicrodata',
      version: record.engine.version,
      softwareVersion: record.engine.version,
      identifier: record.engine.build,
      url: 'https://www.npmjs.com/package/openmicrodata',
    },
    ...versions,
    {
      '@id': '#run',
      '@type': 'CreateAction',
      name: `Run of ${record.script.name}`,
      instrument: { '@id': '#openmicrodata' },
      object: [{ '@id': script }, ...versions.map((version) => ({ '@id': version['@id'] }))],
      result: results,
      ...(record.time === undefined ? {} : { endTime: record.time }),
    },
    ...listed.map((file) => fileEntity(file, script)),
  ];
  return `${JSON.stringify({ '@context': 'https://w3id.org/ro/crate/1.1/context', '@graph': graph }, undefined, 2)}\n`;
}

/** A value by itself where there is one, as the format recommends. */
function single(values: readonly Json[]): Json {
  const [first, ...others] = values;
  return first !== undefined && others.length === 0 ? first : values;
}

function fileEntity({ path, bytes, hash }: CrateFile, script: string): Json {
  return {
    '@id': path,
    '@type': path === script ? ['File', 'SoftwareSourceCode'] : 'File',
    name: nameOf(path),
    description: describe(path),
    contentSize: String(bytes),
    encodingFormat: formatOf(path),
    sha256: hash,
  };
}

const descriptions: Readonly<Record<string, string>> = {
  [archivePaths.readme]: 'What is in this archive and how to read it',
  [archivePaths.citation]: 'How to cite the archive',
  [archivePaths.manifest]: 'SHA-256 of every file',
  [archivePaths.record]: 'Run record: versions, contents and a hash for each released result',
  [archivePaths.results]: 'Released results for programs',
  [archivePaths.report]: 'Report with results for people',
  [archivePaths.policy]: 'The disclosure control that was in force',
  [archivePaths.variables]:
    'Catalogue entries of the variables used, with their code lists at the dates used, for programs',
  [archivePaths.variablesText]: 'The same for people',
};

function describe(path: string): string {
  const known = descriptions[path];
  if (known !== undefined) return known;
  if (path.startsWith(archivePaths.scripts)) return 'The script that was run';
  return path.startsWith(archivePaths.charts) ? 'A released chart' : 'A released table';
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

const formats: readonly (readonly [ending: RegExp, format: string])[] = [
  [/\.json$/u, 'application/json'],
  [/\.html$/u, 'text/html'],
  [/\.csv$/u, 'text/csv'],
  [/\.svg$/u, 'image/svg+xml'],
  [/\.(?:md|markdown)$/u, 'text/markdown'],
  [/\.cff$/u, 'application/yaml'],
];

function formatOf(path: string): string {
  return formats.find(([ending]) => ending.test(path))?.[1] ?? 'text/plain';
}
