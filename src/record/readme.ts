import type { Language } from '../base/language.ts';
import { archivePaths } from './archive-layout.ts';
import type { Citation } from './citation.ts';
import type { RunRecord } from './run-record.ts';

/** The archive in plain words, for somebody who has never heard of the program. Markdown. */
export function readmeText(
  citation: Citation,
  record: RunRecord,
  files: readonly string[],
  language: Language,
): string {
  const data = record.databanks.map(({ databank, version, nature }) => ({
    name: `${databank}, ${words[language].version} ${version}`,
    nature: words[language].natures[nature],
  }));
  const authors = citation.authors.map(({ name, orcid }) => (orcid === undefined ? name : `${name} (${orcid})`));
  const facts = { authors: authors.join(', '), data, files };
  return language === 'nb' ? norwegian(citation, record, facts) : english(citation, record, facts);
}

interface Facts {
  readonly authors: string;
  readonly data: readonly { readonly name: string; readonly nature: string }[];
  readonly files: readonly string[];
}

const words = {
  nb: {
    version: 'versjon',
    natures: { synthetic: 'syntetiske data', public: 'åpne data', confidential: 'konfidensielle data' },
  },
  en: {
    version: 'version',
    natures: { synthetic: 'synthetic data', public: 'public data', confidential: 'confidential data' },
  },
} as const;

function has({ files }: Facts, start: string): boolean {
  return files.some((file) => file.startsWith(start));
}

function norwegian(citation: Citation, record: RunRecord, facts: Facts): string {
  const script = `${archivePaths.scripts}${record.script.name}`;
  const lines = [
    `# ${citation.title}`,
    '',
    [facts.authors, citation.date].filter((part) => part !== '').join(', '),
    '',
    ...(citation.description === undefined ? [] : [citation.description, '']),
    'Dette arkivet inneholder et skript som analyserer registerdata, resultatene det ga, og det som trengs for å kjøre det på',
    'nytt mange år senere og se om tallene er de samme. Selve dataene er ikke med. Alle tall har gått gjennom automatisk',
    'avsløringskontroll, som tilfører litt støy og holder små grupper tilbake; det er med andre ord slik tallene skal være.',
    '',
    '## Hva som er hva',
    '',
    `- \`${archivePaths.report}\`: rapporten. Begynn her; den åpnes i en nettleser.`,
    `- \`${script}\`: skriptet, slik det ble kjørt. Det er ren tekst.`,
    ...(has(facts, archivePaths.tables)
      ? [`- \`${archivePaths.tables}\`: hver tabell som CSV, i skriptets rekkefølge.`]
      : []),
    ...(has(facts, archivePaths.charts) ? [`- \`${archivePaths.charts}\`: hver figur som SVG.`] : []),
    `- \`${archivePaths.results}\`: alle resultater for programmer (JSON).`,
    `- \`${archivePaths.variablesText}\` og \`variables.json\`: hva variablene betyr, og kodene på datoene som er brukt.`,
    `- \`${archivePaths.policy}\`: reglene for avsløringskontroll som gjaldt (${record.policy.id}).`,
    `- \`${archivePaths.record}\`: kjøringsprotokollen: programversjon, databankversjoner, avtrykk av innholdet i hver`,
    '  kolonne som ble lest, og et avtrykk av hvert resultat.',
    `- \`${archivePaths.manifest}\`: SHA-256 av alle filene; kontroller dem med \`sha256sum -c ${archivePaths.manifest}\`.`,
    `- \`${archivePaths.citation}\` og \`${archivePaths.crate}\`: hvordan arkivet siteres, og en beskrivelse for arkivsystemer.`,
    '',
    '## Dataene',
    '',
    ...facts.data.map(({ name, nature }) => `- ${name} (${nature})`),
    '',
    '## Kjøre på nytt',
    '',
    `Skriptet ble kjørt med openmicrodata ${record.engine.version}. Med programmet og de samme databankversjonene sier`,
    '`microdata verify` på arkivfilen om resultatene er de samme, eller hva som er ulikt og hvorfor.',
    '',
    '## Bruk',
    '',
    citation.licence === undefined
      ? 'Det er ikke oppgitt noen lisens: spør forfatterne om bruk.'
      : `Lisens: ${citation.licence}.`,
  ];
  return `${lines.join('\n')}\n`;
}

function english(citation: Citation, record: RunRecord, facts: Facts): string {
  const script = `${archivePaths.scripts}${record.script.name}`;
  const lines = [
    `# ${citation.title}`,
    '',
    [facts.authors, citation.date].filter((part) => part !== '').join(', '),
    '',
    ...(citation.description === undefined ? [] : [citation.description, '']),
    'This archive holds a script that analyses register data, the results that it gave, and what is needed to run it again many',
    'years later and to see whether the numbers are the same. The data themselves are not in it. All numbers have passed an',
    'automatic disclosure control, which adds a little noise and withholds small groups: that is how they are meant to be.',
    '',
    '## What is what',
    '',
    `- \`${archivePaths.report}\`: the report. Begin here; it opens in a browser.`,
    `- \`${script}\`: the script as it was run. It is plain text.`,
    ...(has(facts, archivePaths.tables)
      ? [`- \`${archivePaths.tables}\`: each table as CSV, in the order of the script.`]
      : []),
    ...(has(facts, archivePaths.charts) ? [`- \`${archivePaths.charts}\`: each chart as SVG.`] : []),
    `- \`${archivePaths.results}\`: all results for programs (JSON).`,
    `- \`${archivePaths.variablesText}\` and \`variables.json\`: what the variables mean, and the codes at the dates used.`,
    `- \`${archivePaths.policy}\`: the rules of disclosure control that were in force (${record.policy.id}).`,
    `- \`${archivePaths.record}\`: the run record: versions of program and databanks, a hash of the content of each column that`,
    '  was read, and a hash of each result.',
    `- \`${archivePaths.manifest}\`: SHA-256 of all files; check them with \`sha256sum -c ${archivePaths.manifest}\`.`,
    `- \`${archivePaths.citation}\` and \`${archivePaths.crate}\`: how to cite the archive, and a description for repositories.`,
    '',
    '## The data',
    '',
    ...facts.data.map(({ name, nature }) => `- ${name} (${nature})`),
    '',
    '## Running it again',
    '',
    `The script was run with openmicrodata ${record.engine.version}. With the program and the same databank versions,`,
    '`microdata verify` on the archive says whether the results are the same, or what differs and why.',
    '',
    '## Use',
    '',
    citation.licence === undefined
      ? 'No licence is stated: ask the authors before you use it.'
      : `Licence: ${citation.licence}.`,
  ];
  return `${lines.join('\n')}\n`;
}
