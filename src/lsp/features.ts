import type {
  CodeActionParams,
  CodeLensParams,
  DocumentLinkParams,
  DocumentSymbolParams,
  FoldingRange,
  FoldingRangeParams,
} from 'vscode-languageserver';
import { codeLenses } from './code-lens.ts';
import { completion, signatures } from './completion-features.ts';
import { documentLinks } from './document-links.ts';
import { documentSymbols, flatSymbols } from './document-symbols.ts';
import { findingsOf } from './findings.ts';
import { foldingRanges } from './folding.ts';
import { formatting } from './formatting-features.ts';
import { spanOf } from './places.ts';
import { codeActions, fixAllKind, quickFixKind } from './quick-fixes.ts';
import type { Feature } from './server.ts';
import { symbolFeatures } from './symbol-features.ts';

const quickFixes: Feature = {
  capabilities: () => ({ codeActionProvider: { codeActionKinds: [quickFixKind, fixAllKind] } }),
  connect: (connection, answering) =>
    connection.onCodeAction(
      answering([], (snapshot, { range, context }: CodeActionParams, { client, style, project }) =>
        codeActions(snapshot, {
          at: spanOf(snapshot.source, range),
          only: context.only,
          isVersioned: client.takesVersionedEdits,
          findings: findingsOf(snapshot, project.lint),
          style,
        }),
      ),
    ),
};

const outline: Feature = {
  capabilities: () => ({ documentSymbolProvider: true }),
  connect: (connection, answering) =>
    connection.onDocumentSymbol(
      answering([], (snapshot, _: DocumentSymbolParams, { client }) =>
        client.showsNestedSymbols ? documentSymbols(snapshot) : flatSymbols(snapshot),
      ),
    ),
};

const folding: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  connect: (connection, answering) =>
    connection.onFoldingRanges(answering<FoldingRangeParams, FoldingRange[]>([], foldingRanges)),
};

const links: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  connect: (connection, answering) =>
    connection.onDocumentLinks(
      answering([], (snapshot, _: DocumentLinkParams, { catalogue }) =>
        catalogue === undefined ? [] : documentLinks(snapshot, catalogue),
      ),
    ),
};

const lenses: Feature = {
  // An editor that can carry out none of the commands would show lines that do nothing.
  capabilities: ({ options }) => (options.commands.length === 0 ? {} : { codeLensProvider: {} }),
  connect: (connection, answering) =>
    connection.onCodeLens(
      answering([], (snapshot, _: CodeLensParams, { client }) =>
        codeLenses(snapshot, client.options.commands, client.language),
      ),
    ),
};

/** All protocol features, beside diagnostics. */
export const features: readonly Feature[] = [
  quickFixes,
  outline,
  folding,
  links,
  lenses,
  completion,
  signatures,
  formatting,
  ...symbolFeatures,
];
