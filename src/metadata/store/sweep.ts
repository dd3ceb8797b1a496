import fs from 'node:fs';
import path from 'node:path';
import { manifestName } from './manifest.ts';

const kinds = ['columns', 'texts', 'documents'] as const;

/** Files of a databank folder that nothing lists, ascending by path: what an interrupted writer left. */
export function leftOversOf(folder: string, listed: { has(file: string): boolean }): readonly string[] {
  const found = kinds.flatMap((kind) =>
    entriesOf(path.join(folder, kind)).flatMap((part) =>
      entriesOf(path.join(folder, kind, part)).map((name) => `${kind}/${part}/${name}`),
    ),
  );
  const unfinished = entriesOf(folder).filter((name) => name.startsWith(`${manifestName}.`));
  return [...found.filter((file) => !listed.has(file)), ...unfinished].sort();
}

/** Removes what nothing lists; to be called by whoever holds the lock. */
export function sweep(folder: string, listed: { has(file: string): boolean }): void {
  for (const file of leftOversOf(folder, listed)) fs.rmSync(path.join(folder, file), { force: true });
}

function entriesOf(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    // A kind of file that the databank does not have yet.
    return [];
  }
}
