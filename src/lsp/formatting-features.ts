import type {
  DocumentFormattingParams,
  DocumentOnTypeFormattingParams,
  DocumentRangeFormattingParams,
  TextEdit,
} from 'vscode-languageserver';
import { typedTriggers } from '../lang/format/on-type.ts';
import { formatDocument, formatOnType, formatRange } from './formatting.ts';
import type { Feature } from './server.ts';

/** A document, a range of it, or what was just typed, brought into shape. */
export const formatting: Feature = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: true,
    documentOnTypeFormattingProvider: {
      firstTriggerCharacter: typedTriggers.first,
      moreTriggerCharacter: [...typedTriggers.more],
    },
  }),
  connect(connection, answering) {
    connection.onDocumentFormatting(
      answering<DocumentFormattingParams, TextEdit[]>([], (snapshot) => formatDocument(snapshot)),
    );
    connection.onDocumentRangeFormatting(
      answering<DocumentRangeFormattingParams, TextEdit[]>([], (snapshot, { range }) => formatRange(snapshot, range)),
    );
    connection.onDocumentOnTypeFormatting(
      answering<DocumentOnTypeFormattingParams, TextEdit[]>([], (snapshot, { position, ch }) =>
        formatOnType(snapshot, position, ch),
      ),
    );
  },
};
