import { message, type Threshold } from './message.ts';

/** Messages about run records: reading them, running again what they record, and why results differ. */
export const recordMessages = {
  'record-invalid': message<{ file: string; problem: string }>({
    severity: 'error',
    nb: (p) =>
      `«${p.file}» er ikke en kjøringsprotokoll, eller er endret etterpå (${p.problem}); bruk filen slik «microdata run --record» eller «microdata archive» skrev den.`,
    en: (p) =>
      `'${p.file}' is not a run record, or was altered afterwards (${p.problem}); use the file as 'microdata run --record' or 'microdata archive' wrote it.`,
  }),
  'record-newer': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» er skrevet av en nyere versjon av programmet; oppgrader for å kontrollere den.`,
    en: (p) => `'${p.file}' was written by a newer version of the program; upgrade to verify it.`,
  }),
  'archive-name-not-zip': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Et arkiv er en ZIP-fil; «${p.file}» må ende på .zip.`,
    en: (p) => `An archive is a ZIP file; '${p.file}' must end in .zip.`,
  }),
  'archive-date-missing': message({
    severity: 'error',
    nb: () => 'Arkivet trenger en utgivelsesdato; oppgi --date ÅÅÅÅ-MM-DD, eller «date:» øverst i dokumentet.',
    en: () =>
      "The archive needs a date of publication; give --date YYYY-MM-DD, or 'date:' at the head of the document.",
  }),
  'archive-date-invalid': message<{ date: string }>({
    severity: 'error',
    nb: (p) => `«${p.date}» er ikke en dato på formen ÅÅÅÅ-MM-DD.`,
    en: (p) => `'${p.date}' is not a date of the form YYYY-MM-DD.`,
  }),
  'archive-orcid-invalid': message<{ orcid: string }>({
    severity: 'error',
    nb: (p) => `«${p.orcid}» er ikke en ORCID: fire grupper på fire siffer, der det siste er en kontroll.`,
    en: (p) => `'${p.orcid}' is not an ORCID: four groups of four digits, the last of which is a check.`,
  }),
  'archive-orcid-without-author': message<{ orcid: string }>({
    severity: 'error',
    nb: (p) => `Det er ingen forfatter til «${p.orcid}»; oppgi forfatterne i samme rekkefølge med --author.`,
    en: (p) => `There is no author for '${p.orcid}'; name the authors in the same order with --author.`,
  }),
  'rerun-output-unknown': message<{ file: string }>({
    severity: 'error',
    nb: (p) => `Filnavnet «${p.file}» sier ikke hva som skal skrives; bruk endelsen .html, .csv, .json eller .txt.`,
    en: (p) => `The file name '${p.file}' does not say what to write; end it with .html, .csv, .json or .txt.`,
  }),
  'rerun-no-databank': message({
    severity: 'error',
    nb: () => 'Skriptet henter ikke fra noen databank («require»), så det har ingen versjoner å kjøre på.',
    en: () => "The script requires no databank ('require'), so that there are no versions to run it on.",
  }),
  'rerun-databank-unclear': message<{ databanks: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      `Skriptet bruker flere databanker (${p.databanks.join(', ')}); si hvilken, slik: --databank-version ${p.databanks[0]}:1..2.`,
    en: (p) =>
      `The script uses several databanks (${p.databanks.join(', ')}); say which, as in --databank-version ${p.databanks[0]}:1..2.`,
  }),
  'rerun-versions-absent': message<{ databank: string; asked: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) => `Av ${p.databank} finnes ikke ${p.asked} her; det finnes ${p.known.join(', ')} (skriv 1..3 eller 1,3).`,
    en: (p) => `Of ${p.databank} there is no ${p.asked} here; there are ${p.known.join(', ')} (write 1..3 or 1,3).`,
  }),
  'rerun-title': message<{ file: string; databank: string; versions: readonly string[] }>({
    severity: 'note',
    nb: (p) =>
      `${p.file} på ${p.databank}, ${p.versions.length === 0 ? 'ingen versjon' : `versjon ${p.versions.join(', ')}`}`,
    en: (p) =>
      `${p.file} on ${p.databank}, ${p.versions.length === 0 ? 'no version' : `version ${p.versions.join(', ')}`}`,
  }),
  'rerun-obstacle': message<{ version: string; text: string }>({
    severity: 'note',
    nb: (p) => `Versjon ${p.version}: kan ikke kjøres. ${p.text}`,
    en: (p) => `Version ${p.version}: cannot be run. ${p.text}`,
  }),
  'rerun-unmoved': message<{ count: Threshold }>({
    severity: 'note',
    nb: (p) => `${p.count} tall er de samme i alle versjonene (--all viser dem).`,
    en: (p) => `${p.count} numbers are the same in all versions (--all shows them).`,
  }),
  'request-folder-taken': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `«${p.folder}» er ikke en tom mappe; velg en ny, så ingenting blir skrevet over.`,
    en: (p) => `'${p.folder}' is not an empty folder; choose a new one, so that nothing is written over.`,
  }),
  'archive-unreadable': message<{ file: string; reason: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» er ikke et helt og gyldig arkiv (${p.reason}); hent det på nytt der det kom fra.`,
    en: (p) => `'${p.file}' is not a whole, valid archive (${p.reason}); get it again from where it came.`,
  }),
  'archive-too-large': message<{ file: string; megabytes: Threshold }>({
    severity: 'error',
    nb: (p) => `«${p.file}» pakker ut mer enn et arkiv av en kjøring kan være (${p.megabytes} MB); det blir ikke lest.`,
    en: (p) => `'${p.file}' unpacks to more than an archive of a run can be (${p.megabytes} MB); it is not read.`,
  }),
  'archive-manifest-missing': message<{ file: string; manifest: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» mangler fillisten ${p.manifest}; bare arkiver fra «microdata archive» kan kontrolleres.`,
    en: (p) =>
      `'${p.file}' lacks the file list ${p.manifest}; only archives made by 'microdata archive' can be verified.`,
  }),
  'archive-file-altered': message<{ file: string; name: string }>({
    severity: 'error',
    nb: (p) => `${p.name} i «${p.file}» er ikke filen som ble arkivert; hent arkivet på nytt der det kom fra.`,
    en: (p) => `${p.name} in '${p.file}' is not the file that was archived; get the archive again from where it came.`,
  }),
  'archive-file-missing': message<{ file: string; name: string }>({
    severity: 'error',
    nb: (p) => `${p.name} mangler i «${p.file}»; hent arkivet på nytt der det kom fra.`,
    en: (p) => `${p.name} is missing in '${p.file}'; get the archive again from where it came.`,
  }),
  'archive-script-differs': message<{ file: string }>({
    severity: 'error',
    nb: (p) =>
      `Skriptet i «${p.file}» er ikke det som protokollen sier ble kjørt; kjør det med «microdata run», eller hent arkivet på nytt.`,
    en: (p) =>
      `The script in '${p.file}' is not the one that the record says was run; run it with 'microdata run', or get the archive again.`,
  }),
  'record-folder-empty': message<{ folder: string }>({
    severity: 'error',
    nb: (p) => `Det er ingen arkiver (.zip) eller kjøringsprotokoller (.json) i mappen «${p.folder}».`,
    en: (p) => `There are no archives (.zip) or run records (.json) in the folder '${p.folder}'.`,
  }),
  'verify-same': message<{ file: string; results: Threshold; data: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: likt. Alle ${p.results} resultater er som i protokollen (${p.data}).`,
    en: (p) => `${p.file}: same. All ${p.results} results are as recorded (${p.data}).`,
  }),
  'verify-differs': message<{ file: string; differing: Threshold; results: Threshold; data: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: ulikt. ${p.differing} av ${p.results} resultater er ikke som i protokollen (${p.data}).`,
    en: (p) => `${p.file}: differs. ${p.differing} of ${p.results} results are not as recorded (${p.data}).`,
  }),
  'verify-not-run': message<{ file: string; data: string }>({
    severity: 'note',
    nb: (p) => `${p.file}: ikke kontrollert. Skriptet kan ikke kjøres slik det ble kjørt (${p.data}).`,
    en: (p) => `${p.file}: not verified. The script cannot be run as it was run (${p.data}).`,
  }),
  'verify-summary': message<{ same: Threshold; differing: Threshold; notRun: Threshold }>({
    severity: 'note',
    nb: (p) => `${p.same} like, ${p.differing} ulike, ${p.notRun} ikke kontrollert`,
    en: (p) => `${p.same} same, ${p.differing} differing, ${p.notRun} not verified`,
  }),
  'verify-result-contents': message<{ line: Threshold; command: string; iteration: string; result: Threshold }>({
    severity: 'note',
    nb: (p) => `linje ${p.line}, «${p.command}»${inPass(p.iteration)}: resultat ${p.result} er et annet`,
    en: (p) => `line ${p.line}, '${p.command}'${inPass(p.iteration)}: result ${p.result} is another`,
  }),
  'verify-result-gone': message<{ line: Threshold; command: string; iteration: string; result: Threshold }>({
    severity: 'note',
    nb: (p) => `linje ${p.line}, «${p.command}»${inPass(p.iteration)}: resultat ${p.result} mangler`,
    en: (p) => `line ${p.line}, '${p.command}'${inPass(p.iteration)}: result ${p.result} is missing`,
  }),
  'verify-result-new': message<{ line: Threshold; command: string; iteration: string; result: Threshold }>({
    severity: 'note',
    nb: (p) => `linje ${p.line}, «${p.command}»${inPass(p.iteration)}: resultat ${p.result} er nytt`,
    en: (p) => `line ${p.line}, '${p.command}'${inPass(p.iteration)}: result ${p.result} is new`,
  }),
  'verify-statement-outcome': message<{ line: Threshold; command: string; iteration: string }>({
    severity: 'note',
    nb: (p) => `linje ${p.line}, «${p.command}»${inPass(p.iteration)}: endte på en annen måte`,
    en: (p) => `line ${p.line}, '${p.command}'${inPass(p.iteration)}: ended in another way`,
  }),
  'verify-statement-other': message<{ line: Threshold; command: string; iteration: string }>({
    severity: 'note',
    nb: (p) => `linje ${p.line}, «${p.command}»${inPass(p.iteration)}: her står det nå en annen kommando, eller ingen`,
    en: (p) => `line ${p.line}, '${p.command}'${inPass(p.iteration)}: there is another command here now, or none`,
  }),
  'verify-more-cells': message<{ count: Threshold }>({
    severity: 'note',
    nb: (p) => `… og ${p.count} til; «--format json» viser alle`,
    en: (p) => `… and ${p.count} more; '--format json' shows all`,
  }),
  'reason-script': message({
    severity: 'note',
    nb: () => 'skriptet er ikke det som ble kjørt',
    en: () => 'the script is not the one that was run',
  }),
  'reason-meaning': message({
    severity: 'note',
    nb: () => 'samme skript betyr noe annet for denne versjonen av programmet',
    en: () => 'the same script means something else to this version of the program',
  }),
  'reason-databank-version': message<{ databank: string; recorded: string; now: string }>({
    severity: 'note',
    nb: (p) => `databanken ${p.databank} er brukt i versjon ${p.now}, ikke ${p.recorded}`,
    en: (p) => `the databank ${p.databank} was used in version ${p.now}, not ${p.recorded}`,
  }),
  'reason-column': message<{ databank: string; variable: string; since: string | undefined }>({
    severity: 'note',
    nb: (p) =>
      `verdiene til ${p.databank}/${p.variable} er andre enn de som ble lest${p.since === undefined ? '' : `, fra og med versjon ${p.since}`}`,
    en: (p) =>
      `the values of ${p.databank}/${p.variable} are not those that were read${p.since === undefined ? '' : `, from version ${p.since} on`}`,
  }),
  'reason-catalogue': message<{ databank: string }>({
    severity: 'note',
    nb: (p) => `katalogen til ${p.databank} (tekster eller kodelister) eller andre variabler er endret`,
    en: (p) => `the catalogue of ${p.databank} (texts or code lists) or other variables have changed`,
  }),
  'reason-policy': message<{ recorded: string; now: string }>({
    severity: 'note',
    nb: (p) => `avsløringskontrollen følger andre regler (${p.now} i stedet for ${p.recorded})`,
    en: (p) => `disclosure control follows another policy (${p.now} instead of ${p.recorded})`,
  }),
  'reason-noise-key': message({
    severity: 'note',
    nb: () => 'databankens hemmelighet er en annen, så all støy er trukket på nytt',
    en: () => "the databank's secret is another, so that all noise was drawn anew",
  }),
  'reason-history': message({
    severity: 'note',
    nb: () => 'andre tidligere spørsmål var kjent da skriptet ble kjørt',
    en: () => 'other earlier questions were known when the script was run',
  }),
  'reason-semantics': message<{
    kind: 'command' | 'function' | 'part';
    name: string;
    recorded: Threshold;
    now: Threshold;
    release: string | undefined;
  }>({
    severity: 'note',
    nb: (p) =>
      `${{ command: 'kommandoen', function: 'funksjonen', part: 'programdelen' }[p.kind]} ${p.name} regner etter versjon ${p.now}, ikke ${p.recorded}${p.release === undefined ? '' : ` (endret i ${p.release})`}`,
    en: (p) =>
      `the ${p.kind} ${p.name} works by its version ${p.now}, not ${p.recorded}${p.release === undefined ? '' : ` (changed in ${p.release})`}`,
  }),
  'reason-build': message<{ recorded: string; now: string }>({
    severity: 'note',
    nb: (p) =>
      `programmet er et annet (${p.now} i stedet for ${p.recorded}), uten at en endring av resultater er kjent: meld fra om det`,
    en: (p) =>
      `the program is another (${p.now} instead of ${p.recorded}), although no change of results is known: please report it`,
  }),
  'reason-arithmetic': message({
    severity: 'note',
    nb: () => 'alt er likt unntatt maskinen: den regner annerledes, og det er en feil som bør meldes',
    en: () => 'everything is the same but the machine: its arithmetic differs, which is a fault to report',
  }),
  'obstacle-databank-absent': message<{ databank: string; known: readonly string[] }>({
    severity: 'note',
    nb: (p) =>
      `databanken ${p.databank} finnes ikke her; det finnes ${p.known.join(', ')} (oppgi flere med --databank)`,
    en: (p) => `there is no databank ${p.databank} here, but ${p.known.join(', ')} (name more with --databank)`,
  }),
  'obstacle-version-absent': message<{ databank: string; version: string; known: readonly string[] }>({
    severity: 'note',
    nb: (p) =>
      `databanken ${p.databank} finnes ikke i versjon ${p.version} her, men i ${p.known.join(', ')} (velg en av dem med --databank-version)`,
    en: (p) =>
      `the databank ${p.databank} is not here in version ${p.version}, but in ${p.known.join(', ')} (choose one with --databank-version)`,
  }),
  'obstacle-script-errors': message<{ first: string }>({
    severity: 'note',
    nb: (p) => `skriptet har feil nå: ${p.first}`,
    en: (p) => `the script has errors now: ${p.first}`,
  }),
} as const;

function inPass(iteration: string): string {
  return iteration === '' ? '' : ` (${iteration})`;
}
