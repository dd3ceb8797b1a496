import fs from 'node:fs';
import path from 'node:path';
import type { DatabankProblem } from '../../../src/metadata/databank-error.ts';
import { type DatabankFolder, openReader, readDatabankFolder } from '../../../src/metadata/databank-folder.ts';
import type { DatabankWriter } from '../../../src/metadata/release/databank-writer.ts';
import { createDatabank, type DatabankFacts, openWriter } from '../../../src/metadata/release/open-writer.ts';
import { verifyDatabank } from '../../../src/metadata/store/verify.ts';
import type { DatabankReader } from '../../../src/metadata/stored-column.ts';

/** Facts of a synthetic databank that takes pseudonyms. */
export const testFacts: DatabankFacts = {
  databank: 'no.test',
  label: { nb: 'Prøve', en: 'Test' },
  nature: 'synthetic',
  identifiers: 'pseudonyms',
  publishedSecret: 'ab'.repeat(32),
};

/** Creates a databank in a new folder below another. */
export async function created(parent: string, name: string, facts: Partial<DatabankFacts> = {}): Promise<string> {
  const folder = path.join(parent, name);
  const problems = await createDatabank(folder, { ...testFacts, ...facts }, { secretsFolder: parent });
  if (problems.length > 0) throw new Error(problems[0]?.code);
  return folder;
}

/** Opens a databank for changes, does something and closes it. */
export async function change<T>(folder: string, act: (writer: DatabankWriter) => Promise<T>): Promise<T> {
  const writer = openWriter(folder, { secretsFolder: path.dirname(folder) });
  try {
    return await act(writer);
  } finally {
    writer.close();
  }
}

/** The manifest of a folder. */
export function databankIn(folder: string): DatabankFolder {
  const databank = readDatabankFolder(folder);
  if ('code' in databank) throw new Error(`${databank.code} ${String(databank.parameters['reason'])}`);
  return databank;
}

/** A reader of a version. */
export function reading(folder: string, version: string): DatabankReader {
  const reader = openReader(databankIn(folder), version);
  if (reader === undefined) throw new Error('no such version');
  return reader;
}

/** Codes and names of problems. */
export function codesOf(problems: readonly DatabankProblem[]): readonly string[] {
  return problems.map(({ code, parameters }) =>
    [code, parameters['name'], parameters['field']].filter((part) => part !== undefined).join(' '),
  );
}

/** Throws unless every file of every version and the draft is whole. */
export function expectWhole(folder: string): void {
  const { damaged, missing } = verifyDatabank(databankIn(folder));
  if (damaged.length + missing.length > 0) throw new Error(`damaged: ${[...damaged, ...missing].join(', ')}`);
}

/** All files below a folder by their paths, with their bytes as text. */
export function snapshot(folder: string): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name);
    if (entry.isFile()) files.set(path.relative(folder, file), fs.readFileSync(file, 'latin1'));
  }
  return files;
}
