/** Bundles what our pages run in the browser. */
import path from 'node:path';
import { buildSync } from 'esbuild';

/** The script of an HTML catalogue: the same search as `microdata variables`, as one file that browsers run from disk. */
export function cataloguePageScript(): string {
  return bundle('src/render/catalogue/page/page.ts');
}

/** The script of an HTML report, which stands in the report itself. */
export function reportPageScript(): string {
  return bundle('src/render/html/page/page.ts');
}

function bundle(entryPoint: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: path.join(import.meta.dirname, '..'),
    entryPoints: [entryPoint],
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
