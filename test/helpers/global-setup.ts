import { demoDatabank, randDatabank } from '../../src/metadata/embedded.ts';
import { openLibrary } from '../../src/metadata/library.ts';
import { testPlaces } from './program.ts';

/** Runs once before the suite: makes the embedded databanks that tests share, so that no test waits for another's. */
export default async function setup(): Promise<void> {
  const { MICRODATA_CACHE: cacheFolder, MICRODATA_SECRETS: secretsFolder } = testPlaces;
  const embedded = [demoDatabank(cacheFolder), randDatabank(cacheFolder)];
  const library = openLibrary({ folders: [], embedded, secretsFolder });
  for (const { name, newest } of library.databanks) await library.open(name, newest, () => undefined);
}
