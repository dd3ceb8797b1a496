import type { LocalText } from '../base/language.ts';

/** Descriptions in `--help`. */
export const helpTexts = {
  program: {
    nb: 'Kontrollerer og kjører skript i kommandospråket til microdata.no på egne eller medfølgende data.',
    en: 'Checks and runs scripts in the command language of microdata.no on your own data or those that come along.',
  },
  run: { nb: 'Kjør et skript og vis resultatene', en: 'Run a script and show its results' },
  check: { nb: 'Finn alle feil i skript uten å lese data', en: 'Find all problems of scripts without reading data' },
  help: {
    nb: 'Forklar programmet, eller en kommando eller funksjon i språket',
    en: "Explain the program, or one of the language's commands or functions",
  },
  databank: { nb: 'Lag, fyll og kontroller databanker', en: 'Make, fill and verify databanks' },
  demo: {
    nb: 'Lag den syntetiske demodatabanken nå, i stedet for ved første bruk',
    en: 'Make the synthetic demo databank now instead of on first use',
  },
  ingest: {
    nb: 'Lag en databank av filer i utvekslingsformatet',
    en: 'Make a databank from files in the exchange format',
  },
  verify: {
    nb: 'Kontroller at alle filer i en databank er hele',
    en: 'Verify that every file of a databank is whole',
  },
  file: { nb: 'skriptfil; - er standard inn', en: 'script file; - is standard input' },
  files: { nb: 'skriptfiler; - er standard inn', en: 'script files; - is standard input' },
  topic: {
    nb: 'en kommando eller funksjon, f.eks. tabulate eller quantile',
    en: 'a command or function, such as tabulate or quantile',
  },
  source: { nb: 'mappe med filer i utvekslingsformatet', en: 'folder of files in the exchange format' },
  target: { nb: 'mappe som databanken skal ligge i', en: 'folder for the databank' },
  databankName: {
    nb: 'databankens navn, som require bruker, f.eks. no.institutt.studie',
    en: "the databank's name, which require uses, such as org.institute.study",
  },
  databankLabel: { nb: 'databankens tittel', en: "the databank's title" },
  nature: {
    nb: 'slags data: confidential (vanlig), public eller synthetic',
    en: 'kind of data: confidential (usual), public or synthetic',
  },
  release: {
    nb: 'versjon som innholdet svarer til (ellers 1). Kan gjentas, den nyeste sist',
    en: 'version that the content answers to (else 1). May be repeated, newest last',
  },
  folder: { nb: 'mappen som databanken ligger i', en: "the databank's folder" },
  format: {
    nb: 'hva som skrives til standard ut: text (vanlig), html, json, eller bare tabellene som csv, markdown eller latex',
    en: 'what is written to standard output: text (usual), html, json, or only the tables as csv, markdown or latex',
  },
  checkFormat: { nb: 'text (vanlig) eller json', en: 'text (usual) or json' },
  out: {
    nb: 'skriv også en fil; endelsen sier hva: rapport (.html, .json, .txt), tabeller (.csv, .xlsx, .md, .tex) eller figurer (.svg, .png); - er standard ut. Kan gjentas',
    en: 'also write a file; the ending says what: a report (.html, .json, .txt), tables (.csv, .xlsx, .md, .tex) or charts (.svg, .png); - is standard output. May be repeated',
  },
  lang: {
    nb: 'språk i resultater og meldinger: no eller en (ellers dokumentets lang, ellers miljøets)',
    en: "language of results and messages: no or en (else the document's lang, else the environment's)",
  },
  databankOption: {
    nb: 'mappe med en databank, eller med flere. Kan gjentas',
    en: 'folder with a databank, or with several. May be repeated',
  },
  policy: {
    nb: 'regelsett for konfidensialitet: navn (strict er vanlig; open viser nøyaktige tall for syntetiske og offentlige data) eller JSON-fil',
    en: 'disclosure policy: a name (strict is usual; open shows exact numbers of synthetic and public data) or a JSON file',
  },
  threads: {
    nb: 'antall tråder (ellers antall prosessorer, høyst 8)',
    en: 'number of threads (else the number of processors, at most 8)',
  },
  explain: {
    nb: 'vis det analyserte skriptet i stedet for å kjøre (JSON med --format json)',
    en: 'print the analysed script instead of running it (as JSON with --format json)',
  },
  recordOption: {
    nb: 'skriv kjøringens protokoll til en fil (JSON): skript, versjoner, innhold, resultater som avtrykk',
    en: 'write the run record to a file (JSON): script, versions, contents, results as hashes',
  },
  recordTimeOption: {
    nb: 'la protokollen si når skriptet ble kjørt',
    en: 'let the record say when the script was run',
  },
  auditOption: {
    nb: 'før logg også når dataene ikke er konfidensielle (se «microdata audit»)',
    en: "keep an audit log also where the data are not confidential (see 'microdata audit')",
  },
  width: {
    nb: 'bredde på tekst i tegn (ellers vindusbredden)',
    en: 'width of text in characters (else that of the window)',
  },
  quiet: { nb: 'bare resultater: ingen merknader på standard feil', en: 'results only: no remarks on standard error' },
  progress: {
    nb: 'vis framdrift på standard feil, også utenfor terminal',
    en: 'show progress on standard error, also outside a terminal',
  },
  persons: {
    nb: 'antall personer i demodatabanken (ellers 100000)',
    en: 'number of persons in the demo databank (else 100000)',
  },
  helpOption: { nb: 'vis denne hjelpen', en: 'show this help' },
  version: { nb: 'vis programversjonen', en: 'show the version of the program' },
  examples: {
    nb: `
Eksempler:
  microdata run lonn.md                       tabeller og diagrammer i terminalen
  microdata run lonn.md --out rapport.html    det samme, og en rapport i HTML
  microdata check lonn.md                     alle feil i skriptet, uten å lese data
  microdata help tabulate                     hva kommandoen tabulate gjør
  microdata help DC-05                        hva en regel for konfidensialitet gjør, og hvorfor`,
    en: `
Examples:
  microdata run wages.md                      tables and charts in the terminal
  microdata run wages.md --out report.html    the same, and a report in HTML
  microdata check wages.md                    every problem of the script, without reading data
  microdata help tabulate                     what the command tabulate does
  microdata help DC-05                        what a rule of disclosure control does, and why`,
  },
  exitCodes: {
    nb: `
Sluttkoder:
    0  alt i orden
    1  skriptet har feil og er ikke kjørt (fmt --check: har ikke den vanlige formen; lint: har funn)
    2  kommandolinjen er feil, eller en fil kan ikke leses eller skrives
    3  kjøringen stanset: en endring ble avvist eller kunne ikke gjøres med disse dataene
    4  problem med en databank
    5  et angrep lærte mer enn avsløringskontrollen tillater
    6  resultatene er ikke som i protokollen
   70  intern feil i programmet
  130  avbrutt (143: bedt om å avslutte)`,
    en: `
Exit codes:
    0  all is well
    1  the script has errors and was not run (fmt --check: is not in shape; lint: has findings)
    2  the command line is wrong, or a file cannot be read or written
    3  the run stopped: a change was refused, or these data do not allow it
    4  a problem with a databank
    5  an attack learnt more than disclosure control allows
    6  results are not as recorded
   70  an internal error of the program
  130  interrupted (143: told to end)`,
  },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Headings that the command line library writes, in Norwegian. */
export const norwegianTitles: ReadonlyMap<string, string> = new Map([
  ['Usage:', 'Bruk:'],
  ['Arguments:', 'Argumenter:'],
  ['Options:', 'Valg:'],
  ['Commands:', 'Kommandoer:'],
]);
