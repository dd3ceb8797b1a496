import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Language } from '../base/language.ts';
import type { Client } from '../lsp/client.ts';
import type { Clock } from '../lsp/publish.ts';
import type { Notice, ServerHost } from '../lsp/server.ts';
import { serveStreams } from '../lsp/stdio.ts';
import { assetPath } from '../metadata/assets.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import { DatabankError } from '../metadata/databank-error.ts';
import { type DatabankChoice, openDatabanks } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { fail } from './failure.ts';
import { errorCode } from './files.ts';
import type { Surroundings } from './surroundings.ts';
import { programVersion } from './version.ts';

/** What `lsp` may be told. */
export interface LspOptions {
  readonly choice: DatabankChoice;
  /** Of messages to editors that ask for none. */
  readonly language: Language | undefined;
  readonly log: string | undefined;
}

/** Serves an editor until it ends; the process ends with it. */
export async function lsp({ choice, language, log }: LspOptions, surroundings: Surroundings): Promise<ExitCode> {
  if (log !== undefined) beginLog(log);
  const host: ServerHost = {
    clock: processClock,
    version: programVersion(),
    ...(language === undefined ? {} : { language }),
    ...messagePage(),
    addressOf: (folder, client) => pathToFileURL(inFolder(folder, client)).href,
    openDirectory: (client, tell) => openDirectory(withFolders(choice, client), surroundings, tell),
    watchDatabanks: (client, changed) => watchFolders(withFolders(choice, client).databank, changed),
  };
  await serveStreams({ input: process.stdin, output: process.stdout }, host, log);
  // As the protocol wants it for an end that nobody asked for.
  return exitCodes.scriptErrors;
}

/** The clock of this process. Answers that wait for nothing are given in the next turn. */
const processClock: Clock = {
  now: () => performance.now(),
  after(milliseconds, act) {
    if (milliseconds === 0) {
      const turn = setImmediate(act);
      return () => clearImmediate(turn);
    }
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

function beginLog(file: string): void {
  try {
    fs.writeFileSync(file, '');
  } catch (error) {
    fail('cli-output-unwritable', { file, reason: errorCode(error) ?? '' });
  }
}

/** The page on all messages, where the documentation is installed beside the program. */
function messagePage(): { readonly messagePage?: string } {
  const page = path.join(path.dirname(assetPath('')), 'docs/reference/messages.md');
  return fs.existsSync(page) ? { messagePage: pathToFileURL(page).href } : {};
}

/** Folders of the command line, then those of the editor's settings; a relative one lies in the first open folder. */
function withFolders(choice: DatabankChoice, client: Client): DatabankChoice {
  const asked = client.options.databanks.map((named) => inFolder(filePath(named) ?? named, client));
  return { ...choice, databank: [...choice.databank, ...asked] };
}

function inFolder(named: string, client: Client): string {
  const [first] = client.folders.flatMap((uri) => filePath(uri) ?? []);
  return first === undefined ? path.resolve(named) : path.resolve(first, named);
}

function filePath(uri: string): string | undefined {
  if (!uri.startsWith('file:')) return undefined;
  try {
    return fileURLToPath(uri);
  } catch {
    // An address of another machine.
    return undefined;
  }
}

/** The databanks of a choice. What cannot be read is told once and left out: the others can be used. */
function openDirectory(
  choice: DatabankChoice,
  surroundings: Surroundings,
  tell: (notice: Notice) => void,
): DatabankDirectory {
  const library = openDatabanks(choice, surroundings);
  for (const problem of library.problems) tell(problem);
  const told = new Set<string>();
  return {
    databanks: library.databanks,
    findCatalogue(name, version) {
      try {
        return library.findCatalogue(name, version);
      } catch (error) {
        // A damaged catalogue is found when it is first read.
        if (!(error instanceof DatabankError)) throw error;
        if (!told.has(`${name}:${version}`)) tell(error.problem);
        told.add(`${name}:${version}`);
        return undefined;
      }
    },
  };
}

/** How long databanks must be quiet before they are read again: releasing a version writes many files. */
const settled = 200;

/** Calls back when something changes directly in one of some folders, or directly in a folder in it. */
function watchFolders(folders: readonly string[], changed: () => void): () => void {
  let callOff = (): void => undefined;
  const stir = (): void => {
    callOff();
    callOff = processClock.after(settled, changed);
  };
  const watchers = folders.flatMap((folder) => [folder, ...foldersIn(folder)]).flatMap((folder) => watch(folder, stir));
  return () => {
    callOff();
    for (const watcher of watchers) watcher.close();
  };
}

function foldersIn(folder: string): readonly string[] {
  if (fs.statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  const entries = fs.readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
}

/** Nothing where a folder is not there, or the system watches no more: databanks are read again when the settings change. */
function watch(folder: string, stir: () => void): readonly fs.FSWatcher[] {
  try {
    return [fs.watch(folder, { persistent: false }, stir).on('error', () => undefined)];
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
