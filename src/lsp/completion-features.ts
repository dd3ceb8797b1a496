import type { CompletionItem, CompletionList, CompletionParams, SignatureHelpParams } from 'vscode-languageserver';
import { completeAt, completionTriggers } from './completion/complete.ts';
import { resolveCompletion } from './completion/resolve.ts';
import { offsetOf } from './places.ts';
import type { Feature } from './server.ts';
import { signatureHelpAt, signatureTriggers } from './signature-help.ts';

const none: CompletionList = { isIncomplete: false, items: [] };

/** What may be put in at the cursor; texts on it when somebody looks at it. */
export const completion: Feature = {
  capabilities: () => ({
    completionProvider: { triggerCharacters: [...completionTriggers], resolveProvider: true },
  }),
  connect(connection, answering) {
    connection.onCompletion(
      answering(none, (snapshot, { position, context }: CompletionParams, { client }) => {
        const trigger = context?.triggerCharacter;
        return completeAt(snapshot, offsetOf(snapshot.source, position), {
          language: client.language,
          snippets: client.fillsSnippets,
          ...(trigger === undefined ? {} : { trigger }),
        });
      }),
    );
    connection.onCompletionResolve((item, token) =>
      answering(item, (snapshot, _: Offered, { client }) =>
        resolveCompletion(item, snapshot.directory, client.language),
      )({ textDocument: { uri: addressOf(item) } }, token),
    );
  },
};

interface Offered {
  readonly textDocument: { readonly uri: string };
}

/** The document that an offer was made for. */
function addressOf(item: CompletionItem): string {
  const data: unknown = item.data;
  const uri: unknown = typeof data === 'object' && data !== null && 'uri' in data ? data.uri : undefined;
  return typeof uri === 'string' ? uri : '';
}

/** How the call, option or command goes on that is being written. */
export const signatures: Feature = {
  capabilities: () => ({ signatureHelpProvider: { triggerCharacters: [...signatureTriggers] } }),
  connect: (connection, answering) =>
    connection.onSignatureHelp(
      answering(null, (snapshot, { position }: SignatureHelpParams, { client }) =>
        signatureHelpAt(snapshot, offsetOf(snapshot.source, position), client.language),
      ),
    ),
};
