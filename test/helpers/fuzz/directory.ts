import path from 'node:path';
import type { DatabankDirectory } from '../../../src/metadata/catalogue.ts';
import { demoDatabank } from '../../../src/metadata/embedded.ts';
import { testDirectory } from '../../lang/analyse/test-directory.ts';

/** The newest catalogues of the demo databank beside the small one of the tests; nothing is made on disk. */
function makeDirectory(): DatabankDirectory {
  const demo = demoDatabank(path.join(import.meta.dirname, 'nowhere'));
  const versions = demo.versions.slice(-2);
  const catalogues = new Map(versions.map((version) => [version, demo.catalogue(version)]));
  return {
    databanks: [...testDirectory.databanks, { name: demo.name, versions, newest: versions.at(-1) ?? '' }],
    findCatalogue: (name, version) =>
      name === demo.name ? catalogues.get(version) : testDirectory.findCatalogue(name, version),
  };
}

let shared: DatabankDirectory | undefined;

/** What fuzzed scripts can require; read once per process. */
export function fuzzDirectory(): DatabankDirectory {
  shared ??= makeDirectory();
  return shared;
}
