/**
 * Builds and packs the extension for Visual Studio Code: `dist/vscode/openmicrodata-<version>.vsix`.
 *
 *     npx node tools/build-extension.ts
 */
import fs from 'node:fs';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { createVSIX } from '@vscode/vsce';
import { build } from 'esbuild';
import { programBundle } from './program-bundle.ts';

const root = path.join(import.meta.dirname, '..');
const source = path.join(root, 'editors', 'vscode');

/** The parts of the program that serve editors and run scripts: the command, and what its threads run. */
const programParts = {
  cli: 'src/cli/cli.ts',
  worker: 'src/runtime/threads/worker.ts',
  'demo-worker': 'src/metadata/demo/demo-worker.ts',
  'ingest-worker': 'src/metadata/ingest/ingest-worker.ts',
};

/** What the extension takes from `grammar/`; names are those of its manifest. */
const grammarFiles = [
  'language-configuration.json',
  'microdata.tmLanguage.json',
  'microdata-fences.tmLanguage.json',
  'snippets.json',
];

/** Lays out the extension in an empty folder, as it is packed. */
export async function layOutExtension(folder: string): Promise<void> {
  const copy = (from: string, to: string): void =>
    fs.cpSync(from, path.join(folder, to), { recursive: true, dereference: true });
  for (const name of [
    'package.json',
    'package.nls.json',
    'package.nls.nb.json',
    'README.md',
    'CHANGELOG.md',
    'LICENSE',
  ]) {
    copy(path.join(source, name), name);
  }
  for (const name of grammarFiles) copy(path.join(root, 'grammar', name), `grammar/${name}`);
  copy(path.join(root, 'docs', 'reference', 'microdata.schema.json'), 'grammar/microdata.schema.json');
  fs.writeFileSync(path.join(folder, 'icon.png'), icon());
  await build({
    absWorkingDir: root,
    entryPoints: [path.join(source, 'src', 'extension.ts')],
    outfile: path.join(folder, 'extension.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    external: ['vscode'],
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  });
  // Each entry is one file: editors load packages of few files faster, and nothing is shared that would weigh much.
  await build({
    absWorkingDir: root,
    entryPoints: programParts,
    outdir: path.join(folder, 'server/dist'),
    ...programBundle,
  });
  copy(path.join(root, 'assets'), 'server/assets');
  copy(path.join(root, 'docs', 'reference'), 'server/docs/reference');
  // The program says its version by this file, which also tells Node what kind of modules it is made of.
  const { name, version, license } = manifestOf(root);
  const own = { name, version, license, type: 'module' };
  fs.writeFileSync(path.join(folder, 'server/package.json'), `${JSON.stringify(own, undefined, 2)}\n`);
}

/** Packs a laid-out extension, and gives the file's name. */
export async function packExtension(folder: string): Promise<string> {
  const { name, version } = manifestOf(folder);
  const packagePath = path.join(folder, `${name}-${version}.vsix`);
  await createVSIX({ cwd: folder, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

function manifestOf(folder: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
}

function icon(): Uint8Array {
  return new Resvg(fs.readFileSync(path.join(source, 'icon.svg'), 'utf8')).render().asPng();
}

if (import.meta.main) {
  const folder = path.join(root, 'dist', 'vscode');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  await layOutExtension(folder);
  console.log(path.relative(root, await packExtension(folder)));
}
