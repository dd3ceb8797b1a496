/**
 * What a mark is about, as readers of a page may ask for it: a text, and which of the chart's series it belongs to. Vega writes
 * it as the mark's description; `markTips` makes attributes of it that scripts read and readers of the screen do not.
 */

/** The description of a mark. */
export function tipOf(text: string, series?: number): string {
  return `${series ?? ''}|${text}`;
}

/** What a mark stands for and its number: `Oslo · Kvinne: 1 234`. */
export function tipText(parts: readonly string[], value: string): string {
  const name = parts.filter((part) => part !== '').join(' · ');
  return name === '' ? value : `${name}: ${value}`;
}

/** The channel for data with a field `tip`. Marks that have it must be `described`. */
export const tipChannel = { description: { field: 'tip', type: 'nominal' } } as const;

/** What a mark needs so that its description is written. */
export const described = { aria: true } as const;

/** A drawing in which the descriptions of marks are `data-tip` and `data-series`. */
export function markTips(svg: string): string {
  return svg
    .replace(/ aria-label="(\d*)\|([^"]*)"/gu, (_, series: string, text: string) => {
      const ofSeries = series === '' ? '' : ` data-series="${series}"`;
      return text === '' ? ofSeries : `${ofSeries} data-tip="${text}"`;
    })
    .replace(/ (?:role="graphics-[a-z]+"|aria-(?:label|roledescription|hidden)="[^"]*")/gu, '');
}
