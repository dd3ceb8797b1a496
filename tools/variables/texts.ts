import type { VariableDocument } from '../../src/metadata/catalogue-document.ts';
import type { Recipe } from '../../src/metadata/demo/generic/recipe.ts';
import type { VariableFacts } from './facts.ts';
import type { Times } from './times.ts';

/** When a variable is measured, by its grid. */
const measured: Readonly<Record<Times['grid'], string>> = {
  january: 'Måles 1. januar hvert år.',
  'january-july': 'Måles 1. januar og 1. juli hvert år.',
  october: 'Måles 1. oktober hvert år.',
  november: 'Måles i uken med 16. november hvert år.',
  'november-end': 'Måles ved utgangen av november hvert år.',
  december: 'Måles ved utgangen av året.',
  'june-end': 'Måles 30. juni hvert år.',
  elections: 'Måles på valgdagen ved hvert stortings-, kommune- og fylkestingsvalg.',
  'mid-months': 'Måles den 16. i hver måned.',
  'month-ends': 'Måles ved utgangen av hver måned.',
  'month-edges': 'Måles den første og den siste dagen i hver måned.',
  years: 'Gjelder hele kalenderåret.',
  quarters: 'Gjelder hele kvartalet.',
  months: 'Gjelder hele kalendermåneden.',
  event: 'Hver periode har sin egen start- og sluttdato.',
};

/** What a variable is about, where it comes from, and when it is measured. */
export function descriptionOf({ title }: VariableFacts, times: Times | undefined, register: string): string {
  const when = times === undefined ? 'Verdien er den samme hele tiden.' : measured[times.grid];
  return `${title.replace(/\.$/u, '')}. Opplysningen kommer fra ${register}. ${when}`;
}

/** Whom a variable is about. */
export function populationOf({ name, temporality }: VariableFacts, population: string): string {
  if (name.startsWith('BEFOLKNING_') && temporality === 'FIXED') return 'Personer i folkeregisteret';
  return population;
}

/** What values a variable without a code list takes. */
export function domainOf(recipe: Recipe, { keyUnitType, dataType }: VariableFacts): VariableDocument['domain'] {
  switch (recipe.kind) {
    case 'quantity':
      return {
        description: recipe.isMoney ? 'Beløp ulikt null' : dataType === 'DOUBLE' ? 'Desimaltall' : 'Heltall',
        unitOfMeasure: recipe.unit,
      };
    case 'key':
      return { description: keyDescriptions[keyUnitType] ?? 'Pseudonym for enheten' };
    case 'day':
      return { description: dayDescriptions[recipe.form] };
    case 'degree':
      return { description: 'Grad fra 20 til 100', unitOfMeasure: 'Prosent' };
    case 'age':
      return { description: 'Alder i hele år', unitOfMeasure: 'År' };
    case 'birth-year':
      return { description: 'År som fire sifre' };
    case 'neutral':
      return { description: 'Nøytrale koder uten betydning; kodelisten til originalen er ikke med i demodatabanken' };
    default:
      return { description: 'Koder' };
  }
}

const keyDescriptions: Readonly<Record<string, string>> = {
  PERSON: 'Pseudonym for personen',
  FAMILIE: 'Pseudonym for familiens eldste person',
  HUSHOLDNING: 'Pseudonym for husholdningens eldste person',
  SOESKEN: 'Pseudonym for søskenflokkens eldste',
  FORETAK: 'Pseudonym for foretaket',
  VIRKSOMHET: 'Pseudonym for virksomheten',
  TRAFIKKULYKKE: 'Pseudonym for trafikkulykken',
};

const dayDescriptions = {
  YYYY: 'År som fire sifre',
  YYYYMM: 'År og måned som seks sifre',
  YYYYMMDD: 'Dato som åtte sifre',
  'epoch day': 'Dato',
} as const;
