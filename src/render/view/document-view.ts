import type { Language } from '../../base/language.ts';
import type { DocumentBody, DocumentPart } from '../../disclosure/released.ts';
import type { DocumentView } from './view.ts';

/** A text about the language or the script, in one language. */
export function documentBlocks({ parts }: DocumentBody, language: Language): readonly DocumentView[] {
  return parts.map((part) => blockOf(part, language));
}

function blockOf(part: DocumentPart, language: Language): DocumentView {
  switch (part.type) {
    case 'signature':
    case 'code':
      return part;
    case 'heading':
    case 'paragraph':
      return { type: part.type, text: part.text[language] };
    case 'terms':
      return {
        type: 'terms',
        items: part.items.map(({ term, text }) => ({ term: term[language], text: text[language] })),
      };
  }
}
