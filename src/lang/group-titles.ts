import type { LocalText } from '../base/language.ts';
import type { CommandGroup } from './command-spec.ts';
import type { FunctionGroup } from './function-spec.ts';

/** Headings of the families of commands, in the order in which help and reference show them. */
export const commandGroupTitles: Readonly<Record<CommandGroup, LocalText>> = {
  session: { nb: 'Oppsett, konstanter og løkker', en: 'Set-up, constants and loops' },
  dataset: { nb: 'Datasett', en: 'Datasets' },
  import: { nb: 'Hente data', en: 'Importing' },
  transform: { nb: 'Lage og endre variabler', en: 'Making and changing variables' },
  select: { nb: 'Velge ut', en: 'Selecting' },
  aggregate: { nb: 'Aggregere', en: 'Aggregating' },
  link: { nb: 'Koble', en: 'Linking' },
  labels: { nb: 'Kodelister og etiketter', en: 'Code lists and labels' },
  describe: { nb: 'Beskrive', en: 'Describing' },
  chart: { nb: 'Diagrammer', en: 'Charts' },
  regression: { nb: 'Regresjon', en: 'Regression' },
  panel: { nb: 'Paneldata', en: 'Panel data' },
  survival: { nb: 'Overlevelse', en: 'Survival' },
  support: { nb: 'Hjelp og økt', en: 'Help and session' },
};

/** Headings of the families of functions, in the order in which help and reference show them. */
export const functionGroupTitles: Readonly<Record<FunctionGroup, LocalText>> = {
  date: { nb: 'Datoer', en: 'Dates' },
  math: { nb: 'Tall', en: 'Numbers' },
  row: { nb: 'På tvers av variabler', en: 'Across variables' },
  text: { nb: 'Tekst', en: 'Text' },
  logic: { nb: 'Logikk', en: 'Logic' },
  label: { nb: 'Etiketter', en: 'Labels' },
  probability: { nb: 'Sannsynlighet', en: 'Probability' },
  procedure: { nb: 'I konstanter og løkker', en: 'In constants and loops' },
};
