/**
 * Bundles the program: `dist/cli.js` (the command), `dist/index.js` (the library) and `dist/worker.js` (what each thread runs).
 * Code that a command does not need lies in chunks of its own, which are loaded on first use; all files stand in one folder,
 * because threads are started from the file beside the one that starts them. Data files stay in `assets/`.
 * `dist/lsp-worker.js` is the language server for a browser's worker: one file, nothing of Node.
 */
import { chmodSync, existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build, type Metafile } from 'esbuild';
import { browserBundle } from './browser-bundle.ts';
import { programBundle } from './program-bundle.ts';

const root = path.join(import.meta.dirname, '..');
const out = path.join(root, 'dist');

/** What the package offers, by output name. */
const entryPoints = {
  cli: 'src/cli/cli.ts',
  index: 'src/index.ts',
  worker: 'src/runtime/threads/worker.ts',
  'attack-worker': 'src/cli/attack-worker.ts',
  'demo-worker': 'src/metadata/demo/demo-worker.ts',
  'ingest-worker': 'src/metadata/ingest/ingest-worker.ts',
};

rmSync(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints,
  outdir: out,
  ...programBundle,
  splitting: true,
  chunkNames: '[name]-[hash]',
  metafile: true,
});
chmodSync(path.join(out, 'cli.js'), 0o755);
for (const needed of Object.keys(entryPoints)) {
  if (!existsSync(path.join(out, `${needed}.js`))) throw new Error(`the build made no dist/${needed}.js`);
}
const worker = await build({
  absWorkingDir: root,
  ...browserBundle,
  outfile: path.join(out, 'lsp-worker.js'),
  metafile: true,
});
for (const line of sizes(metafile, worker.metafile)) console.log(line);

/** Size of each entry with what it loads at once, of all files together, and of the worker for browsers. */
function sizes({ outputs }: Metafile, browser: Metafile): readonly string[] {
  const kilobytes = (bytes: number): string => `${Math.round(bytes / 1024)} kB`;
  const lines = Object.keys(entryPoints).map((entry) => {
    const file = `dist/${entry}.js`;
    return `${file.padEnd(16)} ${kilobytes(bytesAtOnce(outputs, file)).padStart(9)} at start`;
  });
  const total = Object.values(outputs).reduce((sum, output) => sum + output.bytes, 0);
  const forBrowsers = Object.entries(browser.outputs).map(
    ([file, { bytes }]) => `${file.padEnd(16)} ${kilobytes(bytes).padStart(9)} for browsers`,
  );
  return [...lines, `${'dist/'.padEnd(16)} ${kilobytes(total).padStart(9)} in all`, ...forBrowsers];
}

/** Bytes of a file and of everything that it imports statically. */
function bytesAtOnce(outputs: Metafile['outputs'], file: string, seen = new Set<string>()): number {
  const output = outputs[file];
  if (output === undefined || seen.has(file)) return 0;
  seen.add(file);
  const imported = output.imports.filter((i) => i.kind === 'import-statement').map((i) => i.path);
  return imported.reduce((sum, each) => sum + bytesAtOnce(outputs, each, seen), output.bytes);
}
