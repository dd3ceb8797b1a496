import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { failDatabank } from './databank-error.ts';
import type { ManifestFacts } from './store/manifest.ts';

const secretBytes = 32;

/**
 * The secret that record keys of a databank are made with: 32 bytes. A synthetic or public databank may publish it in
 * its manifest, so that results are the same on every machine; otherwise it lies in a file outside the databank folder.
 *
 * @throws DatabankError `databank-secret-missing`
 */
export function readSecret(
  manifest: Pick<ManifestFacts, 'databank' | 'publishedSecret'>,
  secretsFolder: string,
): Uint8Array {
  if (manifest.publishedSecret !== undefined) return Uint8Array.from(Buffer.from(manifest.publishedSecret, 'hex'));
  const file = secretFile(manifest.databank, secretsFolder);
  let bytes: Uint8Array | undefined;
  try {
    bytes = Uint8Array.from(Buffer.from(fs.readFileSync(file, 'utf8').trim(), 'hex'));
  } catch {
    bytes = undefined;
  }
  return bytes?.length === secretBytes
    ? bytes
    : failDatabank('databank-secret-missing', { databank: manifest.databank, file });
}

/** Makes the secret of a new databank unless there is one already: versions and rebuilds of a databank share it. */
export function createSecret(databank: string, secretsFolder: string): void {
  const file = secretFile(databank, secretsFolder);
  fs.mkdirSync(secretsFolder, { recursive: true, mode: 0o700 });
  const temporary = `${file}.${process.pid}-${randomBytes(6).toString('hex')}`;
  fs.writeFileSync(temporary, `${randomBytes(secretBytes).toString('hex')}\n`, {
    mode: 0o600,
    flag: 'wx',
    flush: true,
  });
  try {
    // A link, unlike a rename, fails where the file exists: an old secret is never overwritten.
    fs.linkSync(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    fs.rmSync(temporary, { force: true });
  }
}

function secretFile(databank: string, secretsFolder: string): string {
  return path.join(secretsFolder, `${databank}.key`);
}
