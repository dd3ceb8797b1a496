import type { Language, LocalText } from '../../base/language.ts';

/** Words that texts on hovering put together. */
export const hoverWords = {
  dataset: { nb: 'Datasett', en: 'Dataset' },
  units: { nb: 'Enheter', en: 'Units' },
  source: { nb: 'Kilde', en: 'Source' },
  made: { nb: 'Laget med', en: 'Made by' },
  time: { nb: 'Tid', en: 'Time' },
  codes: { nb: 'Koder', en: 'Codes' },
  options: { nb: 'Opsjoner', en: 'Options' },
  variables: { nb: 'Variabler', en: 'Variables' },
  values: { nb: 'Verdier', en: 'Values' },
  unit: { nb: 'Måleenhet', en: 'Unit of measure' },
  successors: { nb: 'Avløst av', en: 'Succeeded by' },
  population: { nb: 'Populasjon', en: 'Population' },
  identifier: { nb: 'Identifikator', en: 'Identifier' },
  more: { nb: 'til', en: 'more' },
  of: { nb: 'av', en: 'of' },
  unknown: { nb: 'ukjent etter en feil', en: 'unknown after a mistake' },
  newest: { nb: 'nyeste er', en: 'newest is' },
  codeOf: { nb: 'kode for', en: 'code of' },
} as const satisfies Readonly<Record<string, LocalText>>;

/** A text of a catalogue or a script as Markdown that shows it as it is. */
export function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~]/gu, '\\$&');
}

/** Something written in a script, in a line of prose; a backtick in it needs longer marks. */
export function inCode(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/gu), ([ticks]) => ticks.length));
  const marks = '`'.repeat(longest + 1);
  const space = longest > 0 ? ' ' : '';
  return `${marks}${space}${line}${space}${marks}`;
}

/** Lines of a script. */
export function fenced(text: string): string {
  return `\`\`\`microdata\n${text}\n\`\`\``;
}

/** `- **Word:** text`. */
export function fact(word: LocalText, text: string, language: Language): string {
  return `- **${word[language]}:** ${text}`;
}

/** The first of many lines, and how many are left out. */
export function firstOf<T>(
  items: readonly T[],
  most: number,
  language: Language,
  line: (item: T) => string,
): readonly string[] {
  const lines = items.slice(0, most).map(line);
  return items.length <= most ? lines : [...lines, `- … ${items.length - most} ${hoverWords.more[language]}`];
}
