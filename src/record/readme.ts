import type { Language } from '../base/language.ts';
import { archivePaths } from './archive-layout.ts';
import type { Citation } from './citation.ts';
import type { RunRecord } from './run-record.ts';

/** What the file says in a language. Paths come in where `describe` puts them. */
interface Words {
  readonly introduction: string;
  readonly whatIsWhat: string;
  /** What lies where, in the order of the list; a place ends with `/` where it is a folder, which may be absent. */
  readonly places: readonly (readonly [path: string, text: string])[];
  readonly data: string;
  readonly version: string;
  readonly natures: Readonly<Record<RunRecord['databanks'][number]['nature'], string>>;
  readonly again: string;
  readonly againText: (engine: string) => string;
  readonly use: string;
  readonly noLicence: string;
  readonly licence: string;
}

const norwegian: Words = {
  introduction:
    'Dette arkivet inneholder et skript som analyserer registerdata, resultatene det ga, og det som trengs for å kjøre det på nytt mange år senere og se om tallene er de samme. Selve dataene er ikke med. Alle tall har gått gjennom automatisk avsløringskontroll, som tilfører litt støy og holder små grupper tilbake; det er med andre ord slik tallene skal være.',
  whatIsWhat: 'Hva som er hva',
  places: [
    [archivePaths.report, 'rapporten. Begynn her; den åpnes i en nettleser.'],
    [archivePaths.scripts, 'skriptet, slik det ble kjørt. Det er ren tekst.'],
    [archivePaths.tables, 'hver tabell som CSV, i skriptets rekkefølge.'],
    [archivePaths.charts, 'hver figur som SVG.'],
    [archivePaths.results, 'alle resultater for programmer (JSON).'],
    [archivePaths.variablesText, 'hva variablene betyr, og kodene på datoene som er brukt (også som JSON).'],
    [archivePaths.policy, 'reglene for avsløringskontroll som gjaldt.'],
    [
      archivePaths.record,
      'kjøringsprotokollen: programversjon, databankversjoner, avtrykk av innholdet i hver kolonne som ble lest, og av hvert resultat.',
    ],
    [archivePaths.manifest, `SHA-256 av alle filene; kontroller dem med \`sha256sum -c ${archivePaths.manifest}\`.`],
    [archivePaths.citation, 'hvordan arkivet siteres.'],
    [archivePaths.crate, 'en beskrivelse for arkivsystemer (RO-Crate).'],
  ],
  data: 'Dataene',
  version: 'versjon',
  natures: { synthetic: 'syntetiske data', public: 'åpne data', confidential: 'konfidensielle data' },
  again: 'Kjøre på nytt',
  againText: (engine) =>
    `Skriptet ble kjørt med openmicrodata ${engine}. Med programmet og de samme databankversjonene sier \`microdata verify\` på arkivfilen om resultatene er de samme, eller hva som er ulikt og hvorfor.`,
  use: 'Bruk',
  noLicence: 'Det er ikke oppgitt noen lisens: spør forfatterne om bruk.',
  licence: 'Lisens',
};

const english: Words = {
  introduction:
    'This archive holds a script that analyses register data, the results that it gave, and what is needed to run it again many years later and to see whether the numbers are the same. The data themselves are not in it. All numbers have passed an automatic disclosure control, which adds a little noise and withholds small groups: that is how they are meant to be.',
  whatIsWhat: 'What is what',
  places: [
    [archivePaths.report, 'the report. Begin here; it opens in a browser.'],
    [archivePaths.scripts, 'the script as it was run. It is plain text.'],
    [archivePaths.tables, 'each table as CSV, in the order of the script.'],
    [archivePaths.charts, 'each chart as SVG.'],
    [archivePaths.results, 'all results for programs (JSON).'],
    [archivePaths.variablesText, 'what the variables mean, and the codes at the dates used (also as JSON).'],
    [archivePaths.policy, 'the rules of disclosure control that were in force.'],
    [
      archivePaths.record,
      'the run record: versions of program and databanks, a hash of the content of each column that was read, and of each result.',
    ],
    [archivePaths.manifest, `SHA-256 of all files; check them with \`sha256sum -c ${archivePaths.manifest}\`.`],
    [archivePaths.citation, 'how to cite the archive.'],
    [archivePaths.crate, 'a description for repositories (RO-Crate).'],
  ],
  data: 'The data',
  version: 'version',
  natures: { synthetic: 'synthetic data', public: 'public data', confidential: 'confidential data' },
  again: 'Running it again',
  againText: (engine) =>
    `The script was run with openmicrodata ${engine}. With the program and the same databank versions, \`microdata verify\` on the archive says whether the results are the same, or what differs and why.`,
  use: 'Use',
  noLicence: 'No licence is stated: ask the authors before you use it.',
  licence: 'Licence',
};

/** The archive in plain words, for somebody who has never heard of the program. Markdown. */
export function readmeText(
  citation: Citation,
  record: RunRecord,
  files: readonly string[],
  language: Language,
): string {
  const w = language === 'nb' ? norwegian : english;
  const { title, description, licence, date } = citation;
  const authors = citation.authors.map(({ name, orcid }) => (orcid === undefined ? name : `${name} (${orcid})`));
  const places = w.places.filter(([path]) => !path.endsWith('/') || files.some((file) => file.startsWith(path)));
  const data = record.databanks.map(
    ({ databank, version, nature }) => `- ${databank}, ${w.version} ${version} (${w.natures[nature]})`,
  );
  const blocks = [
    `# ${title}`,
    [...authors, date].join(', '),
    ...(description === undefined ? [] : [description]),
    w.introduction,
    `## ${w.whatIsWhat}`,
    places.map(([path, text]) => `- \`${path}\`: ${text}`).join('\n'),
    `## ${w.data}`,
    data.join('\n'),
    `## ${w.again}`,
    w.againText(record.engine.version),
    `## ${w.use}`,
    licence === undefined ? w.noLicence : `${w.licence}: ${licence}.`,
  ];
  return `${blocks.join('\n\n')}\n`;
}
