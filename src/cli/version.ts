import { readFileSync } from 'node:fs';
import { errorCode } from './files.ts';

/** The version in the package's own description, which lies one folder up from the bundle and two up from the source. */
export function programVersion(): string {
  for (const place of ['../package.json', '../../package.json']) {
    const version = versionAt(new URL(place, import.meta.url));
    if (version !== undefined) return version;
  }
  throw new Error('the package description is missing');
}

function versionAt(file: URL): string | undefined {
  try {
    const description: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof description !== 'object' || description === null) return undefined;
    if (!('name' in description && 'version' in description) || description.name !== 'openmicrodata') return undefined;
    return String(description.version);
  } catch (error) {
    if (errorCode(error) !== undefined) return undefined;
    throw error;
  }
}
