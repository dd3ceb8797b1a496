import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import type { ContentHash } from '../base/hash.ts';
import { assetPath } from './assets.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogueDocument } from './catalogue-document.ts';
import { DatabankError, failDatabank, writingError } from './databank-error.ts';
import { isDatabankFolder, openReader, readDatabankFolder } from './databank-folder.ts';
import { type DemoDatabank, onDemandDatabank } from './demo/demo-databank.ts';
import { hospitalKind } from './demo/hospital/hospital-databank.ts';
import { demoSizes } from './demo/profile.ts';
import { registerDatabank } from './demo/register-databank.ts';
import type { IngestOptions } from './ingest/ingest-folder.ts';
import type { Progress } from './progress.ts';
import { storeFormat } from './store/manifest.ts';
import type { DatabankReader } from './stored-column.ts';
import { unitTypes } from './unit-types.ts';

/** A databank that comes with the product and is made on this machine when it is first read. */
export interface EmbeddedDatabank {
  readonly name: string;
  /** Newest last. */
  readonly versions: readonly string[];
  /** Where it is kept, once made. */
  readonly folder: string;
  /** 64 hexadecimal digits; published, because the data are synthetic or public. */
  readonly publishedSecret: string;
  /** The catalogue of a version, without making the databank. */
  catalogue(version: string): Catalogue | undefined;
  /** Makes the databank in its folder; harmless when another process does the same. */
  make(progress: Progress): Promise<void>;
  /** Opens a version for reading, and makes first what this machine does not have yet. */
  open(version: string, progress: Progress): Promise<DatabankReader | undefined>;
}

/** Makes a databank unless it is there, and opens a version of it. */
async function openMade(
  { folder, make }: Pick<EmbeddedDatabank, 'folder' | 'make'>,
  version: string,
  progress: Progress,
): Promise<DatabankReader | undefined> {
  if (!isDatabankFolder(folder)) {
    await make(progress).catch((error: unknown) => {
      throw writingError(error, folder);
    });
  }
  const databank = readDatabankFolder(folder);
  return 'code' in databank
    ? failDatabank('databank-unreadable', { folder, reason: 'not-made' })
    : openReader(databank, version);
}

/**
 * The synthetic demo databank for a number of persons, made on demand.
 *
 * @throws DatabankError `demo-size-invalid`
 */
export function demoDatabank(cacheFolder: string, personCount: number = demoSizes.usual): DemoDatabank {
  return onDemandDatabank(registerDatabank(), cacheFolder, personCount);
}

/**
 * The synthetic register of patients about the same persons as the demo databank of the same size, made on demand.
 *
 * @throws DatabankError `demo-size-invalid`
 */
export function hospitalDatabank(cacheFolder: string, personCount: number = demoSizes.usual): DemoDatabank {
  return onDemandDatabank(hospitalKind(), cacheFolder, personCount);
}

/** Name of the databank with the RAND Health Insurance Experiment. */
const randName = 'org.rand.hie';

/** Raised whenever the committed files or what is made of them change. */
const randEdition = 1;

/**
 * The RAND Health Insurance Experiment: 20,190 person-years, real data in the public domain, built from committed files of
 * the exchange format (made by `tools/rand/make_rand.py`).
 */
export function randDatabank(cacheFolder: string): EmbeddedDatabank {
  const folder = path.join(cacheFolder, `${randName}-f${storeFormat}-e${randEdition}`);
  const publishedSecret = hashOf(`published secret of the public databank ${randName}`).slice('sha256:'.length);
  const options: IngestOptions = {
    databank: randName,
    label: { nb: 'RAND Health Insurance Experiment', en: 'RAND Health Insurance Experiment' },
    nature: 'public',
    identifiers: 'raw',
    description: 'RAND Health Insurance Experiment',
    // When the files came into the project; the same everywhere, like everything in the manifest.
    releaseTime: 1795305600,
    secretsFolder: cacheFolder,
    publishedSecret,
  };
  return {
    name: randName,
    versions: ['1'],
    folder,
    publishedSecret,
    catalogue(version) {
      const text = fs.readFileSync(assetPath('rand/catalogue.json'), 'utf8');
      const facts = readCatalogueDocument(JSON.parse(text) as Json);
      if (typeof facts === 'string') throw new Error(`the RAND catalogue is not valid: ${facts}`);
      const versionHash = hashOf(JSON.stringify({ randEdition, storeFormat }) + text);
      return { databank: randName, nature: 'public', version, ...facts, unitTypes, versionHash };
    },
    async make(progress) {
      const { ingestFolder } = await import('./ingest/ingest-folder.ts');
      const problems = await ingestFolder(
        path.dirname(assetPath('rand/datasets/RAND_MDVIS.json')),
        folder,
        options,
        progress,
      );
      // Another process may have made it in the meantime; anything else would be a damaged package.
      const [problem] = problems.filter(({ code }) => code !== 'ingest-target-exists');
      if (problem !== undefined) throw new DatabankError(problem);
    },
    open(version, progress) {
      return openMade(this, version, progress);
    },
  };
}

/** Node's SHA-256: the catalogue is hashed in every process, also in one that only checks a script. */
function hashOf(text: string): ContentHash {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
