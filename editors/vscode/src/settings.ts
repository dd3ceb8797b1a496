import fs from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { findProgram, type Program } from './find-program.ts';

/** What a user has set, as far as the extension itself needs it. */
export interface Settings {
  readonly language: string;
  readonly databanks: readonly string[];
  /** The first open folder, in which relative names lie. */
  readonly folder: string | undefined;
  /** Texts of the extension in the language of the settings, else of the editor. */
  readonly say: (nb: string, en: string) => string;
}

/** The settings that are in force now. */
export function settings(): Settings {
  const given = vscode.workspace.getConfiguration('microdata');
  const language = given.get<string>('language', 'auto');
  const isNorwegian = language === 'nb' || (language === 'auto' && /^(?:nb|nn|no)\b/iu.test(vscode.env.language));
  return {
    language,
    databanks: given.get<readonly string[]>('databanks', []),
    folder: openFolders()[0],
    say: (nb, en) => (isNorwegian ? nb : en),
  };
}

/** The settings as the server reads them at start. */
export function serverSettings(commands: readonly string[]): object {
  const given = vscode.workspace.getConfiguration('microdata');
  return {
    language: given.get<string>('language', 'auto'),
    databanks: given.get<readonly string[]>('databanks', []),
    catalogue: given.get<string>('catalogue', ''),
    inlayHints: given.get<object>('inlayHints', {}),
    commands,
  };
}

/** The program that serves and runs scripts here. */
export function program(context: vscode.ExtensionContext): Program {
  return findProgram({
    setting: vscode.workspace.getConfiguration('microdata').get<string>('server.path', ''),
    folders: openFolders(),
    isTrusted: vscode.workspace.isTrusted,
    path: (process.env['PATH'] ?? '').split(path.delimiter),
    isWindows: process.platform === 'win32',
    bundled: { runtime: process.execPath, file: context.asAbsolutePath('server/dist/cli.js') },
    exists: (file) => fs.existsSync(file),
  });
}

function openFolders(): readonly string[] {
  return (vscode.workspace.workspaceFolders ?? []).flatMap(({ uri }) => (uri.scheme === 'file' ? [uri.fsPath] : []));
}
