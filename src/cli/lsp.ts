import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Language } from '../base/language.ts';
import { type Project, projectFileName, usualProject } from '../lint/project-file.ts';
import type { Client } from '../lsp/client.ts';
import type { Clock } from '../lsp/publish.ts';
import type { Notice, ServerHost } from '../lsp/server.ts';
import { serveStreams } from '../lsp/stdio.ts';
import { assetPath } from '../metadata/assets.ts';
import type { DatabankDirectory } from '../metadata/catalogue.ts';
import { DatabankError } from '../metadata/databank-error.ts';
import { type DatabankChoice, openDatabanks } from './databanks.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { CliFailure, fail } from './failure.ts';
import { errorCode } from './files.ts';
import { projectIn } from './project.ts';
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
  const projects = new Map<string, Project>();
  const host: ServerHost = {
    clock: processClock,
    version: programVersion(),
    ...(language === undefined ? {} : { language }),
    ...messagePage(),
    addressOf: (folder, client) => pathToFileURL(inFolder(folder, client)).href,
    openDirectory: (client, tell) => {
      projects.clear();
      return openDirectory(withFolders(choice, client, tell), surroundings, tell);
    },
    projectOf: (uri, tell) => projectOfFolder(path.dirname(filePath(uri) ?? ''), projects, tell),
    watchDatabanks: (client, changed) => {
      const stopFolders = watchFolders(withFolders(choice, client, () => undefined).databank, changed);
      const stopProjects = watchProjects(openFolders(client), changed);
      return () => {
        stopFolders();
        stopProjects();
      };
    },
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

/** What the project of the scripts of a folder says, read once until something changes; a document without a file has none. */
function projectOfFolder(folder: string, read: Map<string, Project>, tell: (notice: Notice) => void): Project {
  if (!path.isAbsolute(folder)) return usualProject;
  const project = read.get(folder) ?? projectOrTold(folder, tell);
  read.set(folder, project);
  return project;
}

/** The project of a folder; if its file is wrong, that is told, and it says nothing. */
function projectOrTold(folder: string, tell: (notice: Notice) => void): Project {
  try {
    return projectIn(folder);
  } catch (error) {
    if (!(error instanceof CliFailure)) throw error;
    tell(error);
    return usualProject;
  }
}

function openFolders(client: Client): readonly string[] {
  return client.folders.flatMap((uri) => filePath(uri) ?? []);
}

/** Calls back when the project file of one of some folders changes. */
function watchProjects(folders: readonly string[], changed: () => void): () => void {
  let callOff = (): void => undefined;
  const stir = (name: string | null): void => {
    if (name !== projectFileName) return;
    callOff();
    callOff = processClock.after(settled, changed);
  };
  const watchers = folders.flatMap((folder) => watch(folder, stir));
  return () => {
    callOff();
    for (const watcher of watchers) watcher.close();
  };
}

/**
 * Folders of the command line, then those of the editor's settings, then those of the projects that are open; a relative one of
 * the settings lies in the first open folder.
 */
function withFolders(choice: DatabankChoice, client: Client, tell: (notice: Notice) => void): DatabankChoice {
  const asked = client.options.databanks.map((named) => inFolder(filePath(named) ?? named, client));
  const ofProjects = openFolders(client).flatMap((folder) => projectOrTold(folder, tell).databanks);
  return { ...choice, databank: [...new Set([...choice.databank, ...asked, ...ofProjects])] };
}

function inFolder(named: string, client: Client): string {
  const [first] = openFolders(client);
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
function watch(folder: string, stir: (name: string | null) => void): readonly fs.FSWatcher[] {
  try {
    return [fs.watch(folder, { persistent: false }, (_, name) => stir(name)).on('error', () => undefined)];
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return [];
  }
}
