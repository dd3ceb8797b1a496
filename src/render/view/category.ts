import { isoDate } from '../../base/epoch-day.ts';
import type { Language } from '../../base/language.ts';
import type { ReleasedCategory, ReleasedDimension } from '../../disclosure/released.ts';
import { word } from '../words.ts';

/** What a category is called: its label, or its code when it has none or codes are wanted. */
export function categoryText(
  category: ReleasedCategory,
  display: ReleasedDimension['display'],
  showCodes: boolean,
  language: Language,
): string {
  if (category.pooled === true) return word('other', language);
  const { code, label } = category;
  if (code === null) return word('missing', language);
  if (label !== undefined && !showCodes) return label;
  // Dates have no texts among their codes but this one: the end of a spell that has not ended.
  if (code === 'open' && display === 'date') return word('open', language);
  return typeof code === 'number' && display === 'date' ? isoDate(Math.floor(code)) : String(code);
}

/** What the category with this index is called, or the word for totals. */
export function keyText(
  dimension: ReleasedDimension,
  key: number | 'total',
  showCodes: boolean,
  language: Language,
): string {
  if (key === 'total') return word('total', language);
  const category = dimension.categories[key];
  return category === undefined ? '' : categoryText(category, dimension.display, showCodes, language);
}

/** What a dimension is called: its variable, and which end of a transition it is. */
export function dimensionText({ variable, role }: ReleasedDimension, language: Language): string {
  return role === undefined ? variable : `${variable} (${word(role, language)})`;
}
