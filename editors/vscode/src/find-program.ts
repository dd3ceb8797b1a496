import path from 'node:path';

/** How the program `microdata` is called; its own arguments follow `leading`. */
export interface Program {
  readonly command: string;
  readonly leading: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Scripts of Windows (`.cmd`) are run by its shell. */
  readonly needsShell: boolean;
}

/** Where to look for it. */
export interface Places {
  /** What the setting names; empty for nothing. */
  readonly setting: string;
  readonly folders: readonly string[];
  /** Whether the user has declared the folders trusted: else nothing in them is run. */
  readonly isTrusted: boolean;
  /** The folders of the environment's `PATH`. */
  readonly path: readonly string[];
  readonly isWindows: boolean;
  /** The program that comes along, and what runs it. */
  readonly bundled: { readonly runtime: string; readonly file: string };
  readonly exists: (file: string) => boolean;
}

/** The program of the setting, of the folder's `node_modules`, of the `PATH`, or the one that comes along: the first there is. */
export function findProgram(places: Places): Program {
  const { setting, folders, isTrusted, path: searched, isWindows, bundled, exists } = places;
  const names = isWindows ? ['microdata.cmd', 'microdata.exe'] : ['microdata'];
  const [first] = folders;
  if (setting !== '') return installed(first === undefined ? setting : path.resolve(first, setting), isWindows);
  const own = isTrusted ? folders.map((folder) => path.join(folder, 'node_modules', '.bin')) : [];
  // A relative folder on the PATH is one of the folder that is open.
  const shared = searched.filter((folder) => path.isAbsolute(folder));
  const found = [...own, ...shared].flatMap((folder) => names.map((name) => path.join(folder, name))).find(exists);
  if (found !== undefined) return installed(found, isWindows);
  // The editor's own program runs JavaScript when it is asked to by this variable.
  const environment = { ELECTRON_RUN_AS_NODE: '1' };
  return { command: bundled.runtime, leading: [bundled.file], environment, needsShell: false };
}

function installed(command: string, isWindows: boolean): Program {
  return { command, leading: [], environment: {}, needsShell: isWindows && /\.(?:cmd|bat)$/iu.test(command) };
}

/** Command and arguments as a process is started with them: a shell takes a name with blanks for several. */
export function startOf(
  program: Program,
  given: readonly string[],
): { readonly command: string; readonly args: string[] } {
  const quoted = (text: string): string => (program.needsShell ? `"${text}"` : text);
  return { command: quoted(program.command), args: [...program.leading, ...given].map(quoted) };
}

/** Arguments of a run: file, databanks and language of the settings. */
export function runArguments(
  file: string,
  settings: { readonly databanks: readonly string[]; readonly language: string; readonly folder: string | undefined },
): readonly string[] {
  const { databanks, language, folder } = settings;
  const inFolder = (named: string): string => (folder === undefined ? named : path.resolve(folder, named));
  return [
    'run',
    file,
    ...databanks.flatMap((databank) => ['--databank', inFolder(databank)]),
    ...(language === 'auto' ? [] : ['--lang', language]),
  ];
}
