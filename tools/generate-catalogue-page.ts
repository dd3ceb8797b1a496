/** Bundles what the pages of an HTML catalogue run in the browser. */
import path from 'node:path';
import { buildSync } from 'esbuild';

/** The script of the pages: the same search as `microdata variables`, as one file that browsers run from disk. */
export function cataloguePageScript(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: path.join(import.meta.dirname, '..'),
    entryPoints: ['src/render/catalogue/page/page.ts'],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    charset: 'utf8',
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('the bundle is empty');
  return file.text;
}
