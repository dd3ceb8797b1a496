/** The register source of a variable: the first part of its name. */
export function sourceOf(name: string): string {
  return name.split('_')[0] ?? name;
}

/** Themes of the Publications Office of the European Union by how sources begin; what is not listed is about society. */
const themes: readonly (readonly [start: RegExp, theme: string])[] = [
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
export function themeOf(source: string): string {
  return themes.find(([start]) => start.test(source))?.[1] ?? 'SOCI';
}
