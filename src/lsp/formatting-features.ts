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
      answering<DocumentFormattingParams, TextEdit[]>([], (snapshot, _, { project }) =>
        formatDocument(snapshot, project.format),
      ),
    );
    connection.onDocumentRangeFormatting(
      answering<DocumentRangeFormattingParams, TextEdit[]>([], (snapshot, { range }, { project }) =>
        formatRange(snapshot, range, project.format),
      ),
    );
    connection.onDocumentOnTypeFormatting(
      answering<DocumentOnTypeFormattingParams, TextEdit[]>([], (snapshot, { position, ch }, { project }) =>
        formatOnType(snapshot, position, ch, project.format),
      ),
    );
  },
};
