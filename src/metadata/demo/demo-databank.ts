import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import type { ContentHash } from '../../base/hash.ts';
import { threshold } from '../../base/messages/message.ts';
import type { Catalogue } from '../catalogue.ts';
import { readCatalogueDocument } from '../catalogue-document.ts';
import { failDatabank, writingError } from '../databank-error.ts';
import type { Progress } from '../progress.ts';
import type { DatabankReader } from '../stored-column.ts';
import { unitTypes } from '../unit-types.ts';
import { demoCatalogueDocument } from './demo-catalogue.ts';
import type { DemoKind, DemoVersion, Revision } from './demo-kind.ts';
import { demoSizes, generatorVersion } from './profile.ts';

/** A databank that is made on demand from the synthetic population: its parts when they are first read. */
export interface DemoDatabank {
  readonly name: string;
  /** Oldest first. */
  readonly versions: readonly string[];
  /** Where its parts are kept once they have been made; the population lies beside it. */
  readonly folder: string;
  /** 64 hexadecimal digits; published, because the data are synthetic. */
  readonly publishedSecret: string;
  /** The catalogue of a version, without making anything. */
  catalogue(version: string): Catalogue | undefined;
  /** Opens a version; the population is made first if this machine does not have it yet. */
  open(version: string, progress: Progress): Promise<DatabankReader | undefined>;
  /** Makes the population now; parts are made when they are first read. */
  make(progress: Progress): Promise<void>;
  /** Makes every part of every version now. */
  makeAll(progress: Progress): Promise<void>;
}

/**
 * A demo databank for a number of persons in a cache folder.
 *
 * @throws DatabankError `demo-size-invalid`
 */
export function onDemandDatabank(kind: DemoKind, cacheFolder: string, personCount: number): DemoDatabank {
  checkSize(personCount);
  const folder = path.join(cacheFolder, `${kind.name}-${personCount}-g${generatorVersion}`);
  // Loaded only when needed: the language side asks for catalogues alone, and must start quickly.
  const workshop = remembered(async () => {
    const { openWorkshop } = await import('./workshop.ts');
    return openWorkshop(kind.name, cacheFolder, personCount);
  });
  const making = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      throw writingError(error, folder);
    }
  };
  return {
    name: kind.name,
    versions: kind.versions.map(({ version }) => version),
    folder,
    publishedSecret: hashOf(`published secret of the synthetic databank ${kind.name}`).slice('sha256:'.length),
    catalogue: catalogues(kind, personCount),
    open: (version, progress) =>
      making(async () => {
        const found = kind.versions.find((candidate) => candidate.version === version);
        if (found === undefined) return undefined;
        const opened = await workshop();
        await opened.ensurePopulation(progress);
        const { DemoReader } = await import('./demo-reader.ts');
        return new DemoReader(opened, found);
      }),
    make: (progress) => making(async () => (await workshop()).ensurePopulation(progress)),
    makeAll: (progress) =>
      making(async () => {
        const opened = await workshop();
        await opened.ensurePopulation(progress);
        await opened.ensure(opened.allParts(), progress);
      }),
  };
}

function checkSize(personCount: number): void {
  const { smallest, largest } = demoSizes;
  if (Number.isInteger(personCount) && personCount >= smallest && personCount <= largest) return;
  failDatabank('demo-size-invalid', {
    size: String(personCount),
    smallest: threshold(smallest),
    largest: threshold(largest),
  });
}

type CatalogueFacts = Omit<Catalogue, 'version'>;

/**
 * The catalogues of a demo databank. Most versions say the same of the same variables: they share one reading, since a
 * misspelt name is looked for in all of them.
 */
function catalogues(kind: DemoKind, personCount: number): (version: string) => Catalogue | undefined {
  const known = new Map<string, CatalogueFacts>();
  return (version) => {
    const found = kind.versions.find((candidate) => candidate.version === version);
    if (found === undefined) return undefined;
    const major = Number(version.split('.')[0]);
    const pending = kind.revisions.filter(({ since }) => major < since);
    const key = whatDiffers(kind, found, pending.length);
    const facts = known.get(key) ?? readFacts(kind, found, { personCount, pending });
    known.set(key, facts);
    return { ...facts, version };
  };
}

/** All that a version's catalogue depends on, besides what its databank's versions have in common. */
function whatDiffers(kind: DemoKind, version: DemoVersion, pendingCount: number): string {
  const marks = kind.variables().map((variable) => {
    if (!version.has(variable.name)) return '-';
    const reworded = version.reworded(variable);
    return reworded === variable ? '+' : JSON.stringify(reworded);
  });
  return `${version.lastDay ?? ''} ${pendingCount} ${marks.join('')}`;
}

function readFacts(
  kind: DemoKind,
  version: DemoVersion,
  { personCount, pending }: { readonly personCount: number; readonly pending: readonly Revision[] },
): CatalogueFacts {
  const text = JSON.stringify(demoCatalogueDocument(kind, version));
  const facts = readCatalogueDocument(JSON.parse(text) as Json);
  if (typeof facts === 'string') throw new Error(`the catalogue of ${kind.name} is not valid: ${facts}`);
  return {
    databank: kind.name,
    nature: 'synthetic',
    ...facts,
    unitTypes,
    // The recipe stands for the bytes that it makes, so that the hash is known before they are made.
    versionHash: hashOf(JSON.stringify({ generatorVersion, personCount, pending }) + text),
  };
}

/** Makes something once, and again after a failure. */
function remembered<T>(make: () => Promise<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () =>
    (known ??= make().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));
}

/** Node's SHA-256: the catalogue is hashed in every process, also in one that only checks a script. */
function hashOf(text: string): ContentHash {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
