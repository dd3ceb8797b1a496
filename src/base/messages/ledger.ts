import { message, type Threshold } from './message.ts';

/** Messages about what lasts between runs: the history of what has been asked about, and the audit log. */
export const ledgerMessages = {
  'ledger-busy': message<{ folder: string; process: string; host: string; file: string }>({
    severity: 'error',
    nb: (p) =>
      `En annen kjøring på de samme dataene holder på (prosess ${p.process} på ${p.host}), og ble ikke ferdig i tide.`,
    en: (p) =>
      `Another run on the same data is under way (process ${p.process} on ${p.host}), and was not done in time.`,
    hint: {
      nb: (p) => `Vent til den er ferdig. Er du sikker på at den ikke går lenger, så slett «${p.file}».`,
      en: (p) => `Wait until it is done. If you are certain that it no longer runs, delete '${p.file}'.`,
    },
  }),
  'ledger-damaged': message<{ folder: string }>({
    severity: 'error',
    nb: (p) =>
      `Historikken i «${p.folder}» er skadet, så det kan ikke kontrolleres hva som er spurt om før; ingenting er kjørt.`,
    en: (p) =>
      `The history in '${p.folder}' is damaged, so that what has been asked before cannot be looked up; nothing was run.`,
    hint: {
      nb: () => 'Hent mappen fra en sikkerhetskopi.',
      en: () => 'Get the folder from a backup.',
    },
  }),
  'audit-none': message<{ databank: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      p.known.length === 0
        ? `Det er ikke ført noen logg for «${p.databank}»; den føres for konfidensielle databanker, og ellers med «microdata run --audit».`
        : `Det er ikke ført noen logg for «${p.databank}»; det er logg for ${p.known.join(', ')}.`,
    en: (p) =>
      p.known.length === 0
        ? `No log has been kept for '${p.databank}'; one is kept for confidential databanks, and with 'microdata run --audit' for others.`
        : `No log has been kept for '${p.databank}'; there are logs for ${p.known.join(', ')}.`,
  }),
  'audit-reset-name': message<{ known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      p.known.length === 0
        ? 'Det er ikke ført noen logg; det er ingenting å nullstille.'
        : `Skriv navnet på loggen som skal nullstilles: «microdata audit NAVN --reset»; det er logg for ${p.known.join(', ')}.`,
    en: (p) =>
      p.known.length === 0
        ? 'No log has been kept; there is nothing to reset.'
        : `Write the name of the log to reset: 'microdata audit NAME --reset'; there are logs for ${p.known.join(', ')}.`,
  }),
  'audit-reset-no-user': message<{ databank: string; user: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      p.known.length === 0
        ? `Historikken for «${p.databank}» føres ikke per bruker; utelat --user.`
        : `Det er ingen historikk for brukeren «${p.user}» mot «${p.databank}»; det er historikk for ${p.known.join(', ')}.`,
    en: (p) =>
      p.known.length === 0
        ? `The history of '${p.databank}' is not kept per user; leave out --user.`
        : `There is no history of the user '${p.user}' on '${p.databank}'; there are histories of ${p.known.join(', ')}.`,
  }),
  'audit-reset-no-history': message<{ databank: string; known: readonly string[] }>({
    severity: 'error',
    nb: (p) =>
      p.known.length === 0
        ? `Det er ikke ført noen historikk for «${p.databank}»; det er ingenting å nullstille.`
        : `Historikken for «${p.databank}» føres per bruker; skriv hvem med --user: ${p.known.join(', ')}.`,
    en: (p) =>
      p.known.length === 0
        ? `No history has been kept for '${p.databank}'; there is nothing to reset.`
        : `The history of '${p.databank}' is kept per user; say whose with --user: ${p.known.join(', ')}.`,
  }),
  'audit-empty': message<{ folder: string }>({
    severity: 'note',
    nb: (p) => `Det er ikke ført noen logg i «${p.folder}».`,
    en: (p) => `No log has been kept in '${p.folder}'.`,
  }),
  'audit-whole': message<{ lines: Threshold; head: string }>({
    severity: 'note',
    nb: (p) => `Loggen er hel: ${p.lines} linjer, den siste med segl ${p.head}.`,
    en: (p) => `The log is whole: ${p.lines} lines, the last with the seal ${p.head}.`,
  }),
  'audit-changed': message<{ line: Threshold; file: string }>({
    severity: 'error',
    nb: (p) =>
      `Linje ${p.line} i «${p.file}» er endret, satt inn eller tatt ut etter at den ble skrevet; det som følger, kan ikke stoles på.`,
    en: (p) =>
      `Line ${p.line} of '${p.file}' was changed, inserted or taken out after it was written; what follows cannot be trusted.`,
    hint: {
      nb: () => 'Sammenlign med en sikkerhetskopi av loggen.',
      en: () => 'Compare with a backup of the log.',
    },
  }),
  'audit-cut': message<{ line: Threshold; file: string }>({
    severity: 'error',
    nb: (p) => `«${p.file}» slutter etter linje ${p.line}, men har vært lengre: linjer er tatt bort på slutten.`,
    en: (p) => `'${p.file}' ends after line ${p.line} but has been longer: lines were taken away at its end.`,
    hint: {
      nb: () => 'Hent loggen fra en sikkerhetskopi.',
      en: () => 'Get the log from a backup.',
    },
  }),
  'audit-head-gone': message<{ head: string; file: string }>({
    severity: 'error',
    nb: (p) => `Seglet ${p.head} finnes ikke i «${p.file}»: loggen er byttet ut eller satt tilbake.`,
    en: (p) => `The seal ${p.head} is not in '${p.file}': the log was exchanged or put back to an earlier state.`,
  }),
  'audit-reset-done': message<{ databank: string; user: string }>({
    severity: 'note',
    nb: (p) =>
      `Poengsummen for «${p.databank}» er satt til null av ${p.user}; populasjonene det er spurt om, er husket fortsatt.`,
    en: (p) =>
      `The score of '${p.databank}' was set to zero by ${p.user}; the populations that were asked about are remembered still.`,
  }),
} as const;
