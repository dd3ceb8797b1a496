import { hashForPolicy } from '../../base/hash.ts';
import type { Language } from '../../base/language.ts';
import { word } from '../words.ts';
import { escapeHtml } from './escape.ts';

/** What a page runs, and how its content policy names it; nothing but this very text runs. */
export interface PageScript {
  readonly html: string;
  readonly policy: string;
}

/**
 * The script of a report that has pictures.
 *
 * @param text  the bundled script, which comes with the program
 */
export function pageScript(text: string, language: Language): PageScript {
  if (/<\/script/iu.test(text)) throw new Error('the script would end the element that it stands in');
  return {
    html: `<script data-series="${escapeHtml(word('showSeries', language))}">${text}</script>`,
    policy: `; script-src '${hashForPolicy(text)}'`,
  };
}
