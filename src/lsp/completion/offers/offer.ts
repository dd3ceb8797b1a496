import type { Language, LocalText } from '../../../base/language.ts';
import type { TracedState } from '../../../lang/analyse/trace.ts';
import type { DatabankDirectory } from '../../../metadata/catalogue.ts';
import type { Snapshot } from '../../snapshot.ts';
import type { CursorWord } from '../place/cursor.ts';

/** What the protocol calls the kinds of things that are offered. */
export const kinds = {
  function: 3,
  field: 5,
  variable: 6,
  module: 9,
  property: 10,
  value: 12,
  enum: 13,
  keyword: 14,
  snippet: 15,
  member: 20,
  constant: 21,
  struct: 22,
} as const;

/** What is offered, so that its texts can be made when somebody looks at it. */
export type Subject =
  | { readonly type: 'command'; readonly name: string }
  | { readonly type: 'construct'; readonly name: string }
  | { readonly type: 'function'; readonly name: string }
  | { readonly type: 'option'; readonly command: string; readonly name: string }
  | { readonly type: 'register'; readonly databank: string; readonly version: string; readonly name: string };

/** One thing that may be put in for the word at the cursor. */
export interface Offer {
  readonly label: string;
  /** What is put in. */
  readonly text: string;
  /** The text is a snippet: with places to fill in. */
  readonly isSnippet?: true;
  readonly kind: (typeof kinds)[keyof typeof kinds];
  readonly detail?: string;
  /** A few words that editors show beside the label. */
  readonly description?: string;
  /** What is compared with the typed word, if not the label. */
  readonly filter?: string;
  readonly subject?: Subject;
}

/** Offers of one sort, best first; cut when there were more that fit. */
export interface Offers {
  readonly offers: readonly Offer[];
  readonly isCut: boolean;
}

/** What offers are made from. */
export interface Scene {
  readonly snapshot: Snapshot;
  /** What is known where the statement begins. */
  readonly state: TracedState;
  readonly directory: DatabankDirectory;
  readonly language: Language;
  /** Whether the editor can fill in snippets. */
  readonly snippets: boolean;
  readonly word: CursorWord;
  /** What follows the word in the statement. */
  readonly after: string;
  readonly openLoops: number;
}

/** All of a list. */
export function whole(offers: readonly Offer[]): Offers {
  return { offers, isCut: false };
}

/** A text in the language of the editor. */
export function said({ language }: Pick<Scene, 'language'>, text: LocalText): string {
  return text[language];
}

/** How many things of one sort are offered at once. */
export const mostOffers = 200;
