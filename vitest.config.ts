import os from 'node:os';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/helpers/global-setup.ts'],
    setupFiles: ['test/helpers/property-seed.ts'],
    testTimeout: 120_000,
    hookTimeout: 300_000,
    pool: 'forks',
    // Modules hold nothing that a test could leave behind; loading them anew for each file takes a tenth of the time.
    isolate: false,
    // All processors: left to itself, the runner keeps one free, which is half of two.
    maxWorkers: os.availableParallelism(),
    // The second reporter is what `.ci/run` counts from.
    reporters: ['default', ['json', { outputFile: 'node_modules/.cache/vitest-results.json' }]],
  },
});
