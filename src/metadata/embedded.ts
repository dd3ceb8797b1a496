import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import type { ContentHash } from '../base/hash.ts';
import { threshold } from '../base/messages/message.ts';
import { assetPath } from './assets.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogueDocument } from './catalogue-document.ts';
import { DatabankError, failDatabank } from './databank-error.ts';
import { demoCatalogueDocument } from './demo/demo-catalogue.ts';
import { demoName, demoProfile, demoSizes, demoVersions, generatorVersion } from './demo/profile.ts';
import type { IngestOptions } from './ingest/ingest-folder.ts';
import type { Progress } from './progress.ts';
import { unitTypes } from './unit-types.ts';

/** A databank that comes with the product and is made on this machine when it is first read. */
export interface EmbeddedDatabank {
  readonly name: string;
  /** Newest last. */
  readonly versions: readonly string[];
  /** Where it is, once made. */
  readonly folder: string;
  /** 64 hexadecimal digits; published, because the data are synthetic or public. */
  readonly publishedSecret: string;
  /** The catalogue of a version, without making the databank. */
  catalogue(version: string): Catalogue | undefined;
  /** Makes the databank in its folder; harmless when another process does the same. */
  make(progress: Progress): Promise<void>;
}

/**
 * The synthetic demo databank for a number of persons.
 *
 * @throws DatabankError `demo-size-invalid`
 */
export function demoDatabank(cacheFolder: string, personCount: number = demoSizes.usual): EmbeddedDatabank {
  const { smallest, largest } = demoSizes;
  if (!Number.isInteger(personCount) || personCount < smallest || personCount > largest) {
    failDatabank('demo-size-invalid', {
      size: String(personCount),
      smallest: threshold(smallest),
      largest: threshold(largest),
    });
  }
  const folder = path.join(cacheFolder, `${demoName}-${personCount}-g${generatorVersion}`);
  const publishedSecret = hashOf(`published secret of the synthetic databank ${demoName}`).slice('sha256:'.length);
  const profile = demoProfile(personCount);
  let document: ReturnType<typeof demoCatalogueDocument> | undefined;
  const catalogueDocument = (): ReturnType<typeof demoCatalogueDocument> =>
    (document ??= demoCatalogueDocument(profile));
  return {
    name: demoName,
    versions: demoVersions,
    folder,
    publishedSecret,
    catalogue(version) {
      const text = JSON.stringify(catalogueDocument());
      const facts = readCatalogueDocument(JSON.parse(text) as Json);
      if (typeof facts === 'string') throw new Error(`the demo catalogue is not valid: ${facts}`);
      return {
        databank: demoName,
        nature: 'synthetic',
        version,
        ...facts,
        unitTypes,
        // The recipe stands for the bytes that it makes, so that the hash is known before they are made.
        versionHash: hashOf(JSON.stringify({ generatorVersion, personCount }) + text),
      };
    },
    async make(progress) {
      // Loaded only when needed: the language side asks for catalogues alone, and must start quickly.
      const { makeDemoDatabank } = await import('./demo/make-demo.ts');
      await makeDemoDatabank(folder, profile, catalogueDocument(), publishedSecret, progress);
    },
  };
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
  const versions = ['1'];
  const folder = path.join(cacheFolder, `${randName}-e${randEdition}`);
  const publishedSecret = hashOf(`published secret of the public databank ${randName}`).slice('sha256:'.length);
  const options: IngestOptions = {
    databank: randName,
    label: { nb: 'RAND Health Insurance Experiment', en: 'RAND Health Insurance Experiment' },
    nature: 'public',
    versions,
    secretsFolder: cacheFolder,
    publishedSecret,
  };
  return {
    name: randName,
    versions,
    folder,
    publishedSecret,
    catalogue(version) {
      const text = fs.readFileSync(assetPath('rand/catalogue.json'), 'utf8');
      const facts = readCatalogueDocument(JSON.parse(text) as Json);
      if (typeof facts === 'string') throw new Error(`the RAND catalogue is not valid: ${facts}`);
      const versionHash = hashOf(JSON.stringify({ randEdition }) + text);
      return { databank: randName, nature: 'public', version, ...facts, unitTypes, versionHash };
    },
    async make(progress) {
      const { ingestFolder } = await import('./ingest/ingest-folder.ts');
      const [problem] = await ingestFolder(
        path.dirname(assetPath('rand/datasets/RAND_MDVIS.json')),
        folder,
        options,
        progress,
      );
      // Another process may have made it in the meantime; anything else would be a damaged package.
      if (problem !== undefined && problem.code !== 'ingest-target-exists') throw new DatabankError(problem);
    },
  };
}

/** Node's SHA-256: the catalogue is hashed in every process, also in one that only checks a script. */
function hashOf(text: string): ContentHash {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
