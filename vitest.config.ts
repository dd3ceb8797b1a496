import os from 'node:os';
import { defineConfig } from 'vitest/config';

/** Files of few tests that compute for long: what others have run in the same process slows their loops. */
const long = [
  'test/attack/**/*.test.ts',
  'test/attacks/**/*.test.ts',
  'test/examples/*.test.ts',
  'test/lang/format/{corpus,laws-*}.test.ts',
  'test/lang/fuzz.test.ts',
  'test/lsp/typing.test.ts',
  'test/metadata/exchange/demo-round-trip.test.ts',
  'test/semantics/oracle-*.test.ts',
];
const all = 'test/**/*.test.ts';

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'alone', include: long } },
      // Modules hold nothing that a test could leave behind; loading them anew for each of many small files takes long, too.
      { extends: true, test: { name: 'together', include: [all], exclude: long, isolate: false } },
    ],
    globalSetup: ['test/helpers/global-setup.ts'],
    setupFiles: ['test/helpers/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // All processors, and one process more: many tests wait for programs that they have started, or for a disk.
    maxWorkers: os.availableParallelism() + 1,
    // The second reporter is what `.ci/run` counts from.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/vitest-results.json' }]],
  },
});
