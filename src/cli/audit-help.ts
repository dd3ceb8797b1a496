import type { LocalText } from '../base/language.ts';

/** Help texts of `microdata audit`. */
export const auditHelp = {
  audit: {
    nb: 'vis hva som er kjørt mot konfidensielle data, hvilke regler som slo inn, og hva som lignet angrep',
    en: 'show what was run on confidential data, which rules acted, and what looked like an attack',
  },
  ledger: {
    nb: 'navnet på databanken (flere med + mellom, i alfabetisk rekkefølge; uten navn vises alle; --reset må ha det)',
    en: 'name of the databank (several with + between them, in alphabetical order; all without a name; --reset needs it)',
  },
  format: { nb: 'text (vanlig) eller json', en: 'text (usual) or json' },
  head: {
    nb: 'kontroller at loggen fortsatt har linjen med dette seglet, som en tidligere utskrift viste',
    en: 'check that the log still has the line with this seal, which an earlier summary showed',
  },
  reset: {
    nb: 'sett poengsummen til null etter gjennomgang, slik at en økt som er satt på vent, kan fortsette',
    en: 'set the score to zero after a review, so that a session that was paused can go on',
  },
  of: {
    nb: 'brukeren det gjelder, der historikken føres per bruker',
    en: 'the user concerned, where histories are kept per user',
  },
} as const satisfies Readonly<Record<string, LocalText>>;
