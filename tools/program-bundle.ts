import type { BuildOptions } from 'esbuild';

/** How the program is bundled for Node, whatever its entry points are. */
export const programBundle = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  // Drawing on a canvas is offered by the chart library and never asked for; what draws PNG holds machine code.
  external: ['canvas', '@resvg/resvg-js'],
  // Libraries in the older module format look for these names.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  logLevel: 'warning',
} as const satisfies BuildOptions;
