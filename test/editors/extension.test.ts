import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { layOutExtension, packExtension } from '../../tools/build-extension.ts';
import { scriptExtensions } from '../../tools/grammar-editor.ts';
import { testPlaces } from '../helpers/program.ts';

const root = path.join(import.meta.dirname, '..', '..');
const source = path.join(root, 'editors', 'vscode');
const read = (file: string): string => fs.readFileSync(file, 'utf8');

/** The parts of the manifest that name other things. */
interface Manifest {
  readonly version: string;
  readonly main: string;
  readonly icon: string;
  readonly engines: { readonly vscode: string };
  readonly contributes: {
    readonly languages: readonly { readonly extensions: readonly string[]; readonly configuration: string }[];
    readonly grammars: readonly { readonly scopeName: string; readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
    readonly commands: readonly { readonly command: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

const manifest = JSON.parse(read(path.join(source, 'package.json'))) as Manifest;
const code = fs
  .readdirSync(path.join(source, 'src'))
  .map((name) => read(path.join(source, 'src', name)))
  .join('\n');

describe('the manifest of the extension', () => {
  it('has the version of the program, and asks for an editor whose Node runs it', () => {
    const program = JSON.parse(read(path.join(root, 'package.json'))) as { version: string };
    expect(manifest.version).toBe(program.version);
    expect(read(path.join(source, 'CHANGELOG.md'))).toContain(`\n## ${manifest.version}\n`);
    // The first that brings Node 22.15: the program wants 22.12.
    expect(manifest.engines.vscode).toBe('^1.101.0');
  });

  it('claims the files that the grammar is for', () => {
    const [language] = manifest.contributes.languages;
    expect(language?.extensions).toEqual(scriptExtensions.map((ending) => `.${ending}`));
  });

  it('names the commands that the code registers', () => {
    const registered = [...code.matchAll(/registerCommand\('([^']+)'/gu)].map((found) => found[1] ?? '');
    expect(manifest.contributes.commands.map(({ command }) => command).sort()).toEqual(registered.sort());
  });

  it('has the settings that the code and the server read', () => {
    const settings = Object.keys(manifest.contributes.configuration.properties).map((name) => name.split('.')[1] ?? '');
    const own = [...code.matchAll(/\.get<[^>]+>\('([\w.]+)'/gu)].map((found) => (found[1] ?? '').split('.')[0] ?? '');
    expect([...new Set(settings)].sort()).toEqual([...new Set(own)].sort());
    const server = read(path.join(root, 'src', 'lsp', 'client.ts'));
    for (const name of settings.filter((each) => each !== 'server')) expect(server).toContain(`'${name}'`);
  });

  it('says everything in both languages', () => {
    const asked = [...read(path.join(source, 'package.json')).matchAll(/"%([\w.]+)%"/gu)].map(
      (found) => found[1] ?? '',
    );
    for (const name of ['package.nls.json', 'package.nls.nb.json']) {
      expect(Object.keys(JSON.parse(read(path.join(source, name))) as object).sort(), name).toEqual(
        [...new Set(asked)].sort(),
      );
    }
  });
});

describe('the packed extension', () => {
  let folder: string;
  let files: Readonly<Record<string, Uint8Array>>;
  const warnings: string[] = [];
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-extension-'));
    await layOutExtension(folder);
    const heard = (...said: readonly unknown[]): void => void warnings.push(said.join(' '));
    const spies = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')].map((spy) => spy.mockImplementation(heard));
    const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    files = unzipSync(fs.readFileSync(await packExtension(folder)));
    for (const spy of [...spies, log]) spy.mockRestore();
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('is packed without a warning', () => {
    expect(warnings).toEqual([]);
  });

  it('holds every file that its manifest names', () => {
    const { main, icon, contributes } = manifest;
    const named = [
      ...[main, icon],
      ...contributes.languages.map(({ configuration }) => configuration),
      ...[...contributes.grammars, ...contributes.snippets].map((each) => each.path),
    ];
    for (const file of named) expect(Object.keys(files)).toContain(`extension/${path.normalize(file)}`);
    for (const { scopeName, path: file } of contributes.grammars) {
      const grammar = JSON.parse(new TextDecoder().decode(files[`extension/${path.normalize(file)}`])) as object;
      expect(grammar).toMatchObject({ scopeName });
    }
  });

  it('brings a program that checks and runs scripts, and says its version', async () => {
    const call = (...given: readonly string[]): Promise<{ stdout: string }> =>
      promisify(execFile)(process.execPath, [path.join(folder, 'server/dist/cli.js'), ...given], {
        cwd: folder,
        env: { PATH: process.env['PATH'], ...testPlaces },
      });
    expect((await call('--version')).stdout).toContain(manifest.version);
    const script = path.join(root, 'examples', 'wages-by-municipality.txt');
    expect((await call('run', script, '--lang', 'en')).stdout).toContain('Around the median');
  });

  it('has a main file that an editor can load', async () => {
    // Everything that a library takes from the editor while it is loaded is some class or some table of names.
    const stub = `const made = new Map();
      const thing = () => new Proxy(class {}, { get: (own, name) => name in own || typeof name === 'symbol' ? own[name] : part(name) });
      const part = (name) => made.get(name) ?? made.set(name, thing()).get(name);
      require('module')._load = ((load) => (name, ...rest) => name === 'vscode' ? thing() : load(name, ...rest))(require('module')._load);
      console.log(Object.keys(require(process.argv[1])).join(' '));`;
    const argv = ['--input-type=commonjs', '-e', stub, path.join(folder, 'extension.cjs')];
    expect((await promisify(execFile)(process.execPath, argv)).stdout.trim()).toBe('activate deactivate');
  });
});
