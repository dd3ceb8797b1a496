import { describe, expect, it } from 'vitest';
import { findProgram, type Places, runArguments, startOf } from '../../editors/vscode/src/find-program.ts';

const bundled = { runtime: '/editor/code', file: '/extension/server/dist/cli.js' };

/** A machine on which `files` exist. */
function machine(files: readonly string[], more: Partial<Places> = {}): Places {
  return {
    ...{ setting: '', folders: ['/study'], isTrusted: true, path: ['/usr/bin', '/opt/bin'], isWindows: false, bundled },
    exists: (file) => files.includes(file),
    ...more,
  };
}

const inFolder = '/study/node_modules/.bin/microdata';
const commandFor = (places: Places): string => findProgram(places).command;

describe('the program that an editor starts', () => {
  it('is that of the setting, even if it is not there: the user shall hear of it', () => {
    expect(commandFor(machine([inFolder], { setting: '/my/microdata' }))).toBe('/my/microdata');
    expect(commandFor(machine([], { setting: 'tools/microdata' }))).toBe('/study/tools/microdata');
  });

  it('is that of the folder, then that of the PATH', () => {
    expect(commandFor(machine([inFolder, '/opt/bin/microdata']))).toBe(inFolder);
    expect(commandFor(machine(['/opt/bin/microdata']))).toBe('/opt/bin/microdata');
  });

  it('is none of a folder that is not trusted, nor one on a PATH that leads into it', () => {
    const places = machine([inFolder, 'bin/microdata'], { isTrusted: false, path: ['bin'] });
    expect(commandFor(places)).toBe(bundled.runtime);
  });

  it('comes along where there is none: the editor itself runs it', () => {
    const found = findProgram(machine([]));
    expect(found.environment).toEqual({ ELECTRON_RUN_AS_NODE: '1' });
    expect(startOf(found, ['lsp'])).toEqual({ command: bundled.runtime, args: [bundled.file, 'lsp'] });
  });

  it('is quoted where a shell starts it', () => {
    const found = findProgram(machine(['/opt/bin/microdata.cmd'], { isWindows: true }));
    expect(found.needsShell).toBe(true);
    expect(startOf(found, ['run', 'my script.md'])).toEqual({
      command: '"/opt/bin/microdata.cmd"',
      args: ['"run"', '"my script.md"'],
    });
  });

  it('is told the databanks and the language of the settings', () => {
    const settings = { databanks: ['banks', '/data/own'], language: 'nb', folder: '/study' };
    expect(runArguments('/study/a.md', settings)).toEqual(
      ['run', '/study/a.md', '--databank', '/study/banks', '--databank', '/data/own'].concat('--lang', 'nb'),
    );
    expect(runArguments('/a.md', { databanks: [], language: 'auto', folder: undefined })).toEqual(['run', '/a.md']);
  });
});
