import type { InitializeParams } from 'vscode-languageserver';
import type { Language } from '../base/language.ts';
import type { WantedHints } from './inlay-hints.ts';

/** What an editor asks for at start, or later as its settings under `microdata`. */
export interface ClientOptions {
  /** Language of messages and texts. */
  readonly language: Language | undefined;
  /** Databank folders, as paths or `file:` addresses; those of the command line come first. */
  readonly databanks: readonly string[];
  /** Address or folder of a catalogue that `microdata catalogue` has written, for links from register variables. */
  readonly catalogue: string | undefined;
  /** Names of commands that the editor can carry out itself: `microdata.runFromHere`, `microdata.runBlock`. */
  readonly commands: readonly string[];
  /** Hints between the lines; all, unless an editor's `inlayHints` turns some off. */
  readonly inlayHints: WantedHints;
  /** Catalogues of databanks, from a page that has no files: see `worker-directory.ts`. */
  readonly catalogues: readonly unknown[];
}

/** What this server needs to know of the editor at the other end. */
export interface Client {
  readonly options: ClientOptions;
  readonly language: Language;
  /** `file:` addresses of the folders that are open. */
  readonly folders: readonly string[];
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly showsRelated: boolean;
  /** Edits may name the version of the document that they are meant for. */
  readonly takesVersionedEdits: boolean;
  /** Asks whether a name can be changed before it asks for another. */
  readonly preparesRenaming: boolean;
  readonly showsNestedSymbols: boolean;
  /** Can put in texts with places to fill in. */
  readonly fillsSnippets: boolean;
  /** Tells of changed settings once it is asked to. */
  readonly registersSettings: boolean;
}

/** What is read of an editor's first message. */
export type Introduction = Pick<
  InitializeParams,
  'capabilities' | 'initializationOptions' | 'locale' | 'workspaceFolders'
>;

/**
 * Reads what the editor says of itself; `usual` is the language that the server was started with, if any. Whatever has not the expected form is taken for absent: an
 * editor's slip stops nothing.
 */
export function clientOf(params: Introduction, usual?: Language): Client {
  const { capabilities } = params;
  const { textDocument, workspace } = capabilities;
  const options = optionsOf(params.initializationOptions);
  return {
    options,
    language: options.language ?? usual ?? languageNamed(params.locale) ?? 'nb',
    folders: (params.workspaceFolders ?? []).map(({ uri }) => uri),
    pullsDiagnostics: textDocument?.diagnostic !== undefined,
    refreshesDiagnostics: workspace?.diagnostics?.refreshSupport === true,
    showsRelated: textDocument?.publishDiagnostics?.relatedInformation === true,
    takesVersionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    preparesRenaming: textDocument?.rename?.prepareSupport === true,
    showsNestedSymbols: textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true,
    fillsSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    registersSettings: workspace?.didChangeConfiguration?.dynamicRegistration === true,
  };
}

/** The client with new settings; those that are absent keep what they were. */
export function withSettings(client: Client, settings: unknown): Client {
  const given = member(settings, 'microdata') ?? settings;
  const asked = optionsOf(given);
  const has = (name: string): boolean => member(given, name) !== undefined;
  const options: ClientOptions = {
    language: asked.language ?? client.options.language,
    databanks: has('databanks') ? asked.databanks : client.options.databanks,
    catalogue: has('catalogue') ? asked.catalogue : client.options.catalogue,
    commands: has('commands') ? asked.commands : client.options.commands,
    inlayHints: has('inlayHints') ? asked.inlayHints : client.options.inlayHints,
    catalogues: has('catalogues') ? asked.catalogues : client.options.catalogues,
  };
  return { ...client, options, language: asked.language ?? client.language };
}

function optionsOf(value: unknown): ClientOptions {
  return {
    language: languageNamed(member(value, 'language')),
    databanks: texts(member(value, 'databanks')),
    catalogue: text(member(value, 'catalogue')),
    commands: texts(member(value, 'commands')),
    inlayHints: hintsOf(member(value, 'inlayHints')),
    catalogues: list(member(value, 'catalogues')),
  };
}

function hintsOf(value: unknown): WantedHints {
  const isOn = (name: keyof WantedHints): boolean => value !== false && member(value, name) !== false;
  return {
    bindingValues: isOn('bindingValues'),
    variableTypes: isOn('variableTypes'),
    loopIterations: isOn('loopIterations'),
  };
}

/** `nb`, `nn`, `no` and `en`, also with a region. */
function languageNamed(name: unknown): Language | undefined {
  const language = text(name)?.toLowerCase().split(/[-_]/u)[0];
  if (language === 'en') return 'en';
  return language === 'nb' || language === 'nn' || language === 'no' ? 'nb' : undefined;
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function texts(value: unknown): readonly string[] {
  return list(value).flatMap((each) => text(each) ?? []);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
