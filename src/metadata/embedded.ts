import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Json } from '../base/canonical-json.ts';
import type { ContentHash } from '../base/hash.ts';
import { threshold } from '../base/messages/message.ts';
import type { Catalogue } from './catalogue.ts';
import { readCatalogueDocument } from './catalogue-document.ts';
import { failDatabank } from './databank-error.ts';
import { demoCatalogueDocument } from './demo/demo-catalogue.ts';
import { demoName, demoProfile, demoSizes, demoVersions, generatorVersion } from './demo/profile.ts';
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

/** Node's SHA-256: the catalogue is hashed in every process, also in one that only checks a script. */
function hashOf(text: string): ContentHash {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
