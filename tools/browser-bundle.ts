import type { BuildOptions } from 'esbuild';

/** How the language server for a browser's worker is bundled: one file; whatever a browser does not have stops the build. */
export const browserBundle = {
  entryPoints: ['src/lsp/worker.ts'],
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2024',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions;
