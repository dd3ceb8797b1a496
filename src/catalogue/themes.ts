import type { LocalText } from '../base/language.ts';

/** The register source of a variable: the first part of its name. */
export function sourceOf(name: string): string {
  return name.split('_')[0] ?? name;
}

/** Themes of the authority list `data-theme` that register sources belong to. */
export const themeLabels = {
  ECON: { nb: 'Økonomi og finans', en: 'Economy and finance' },
  EDUC: { nb: 'Utdanning, kultur og idrett', en: 'Education, culture and sport' },
  ENER: { nb: 'Energi', en: 'Energy' },
  GOVE: { nb: 'Forvaltning og offentlig sektor', en: 'Government and public sector' },
  HEAL: { nb: 'Helse', en: 'Health' },
  JUST: { nb: 'Justis, rettssystem og offentlig sikkerhet', en: 'Justice, legal system and public safety' },
  SOCI: { nb: 'Befolkning og samfunn', en: 'Population and society' },
  TRAN: { nb: 'Transport', en: 'Transport' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** Code of a theme. */
export type Theme = keyof typeof themeLabels;

/** Themes of the Publications Office of the European Union by how sources begin; what is not listed is about society. */
const themes: readonly (readonly [start: RegExp, theme: Theme])[] = [
  [/^(?:NUDB|LAANEKASSEN|HKDIR)/u, 'EDUC'],
  [
    /^(?:NPR|NPRID|HOVEDTILSTAND|INNDATO|INNTID|UTDATO|UTTID|NIVA|OMSORGSNIVA|AGGRSHOPPID|KRG|BK|RAND|SYKEFRAVAR)/u,
    'HEAL',
  ],
  [/^(?:INNTEKT|SKATT|ARBLONN|ARBEID|ARBSTATUS|ARBSOEK|REGSYS|PENSJ)/u, 'ECON'],
  [/^(?:KJORETOY|TRAFULYK)/u, 'TRAN'],
  [/^(?:ELHUB)/u, 'ENER'],
  [/^(?:KRIMINALITET|FENGSLINGER)/u, 'JUST'],
  [/^(?:VALG|SB\d)/u, 'GOVE'],
];

/** The theme of a source, as a code of the authority list `data-theme`. */
export function themeOf(source: string): Theme {
  return themes.find(([start]) => start.test(source))?.[1] ?? 'SOCI';
}
