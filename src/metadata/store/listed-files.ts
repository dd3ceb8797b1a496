import type { ContentHash } from '../../base/hash.ts';
import {
  pathOfHash,
  type StoredContent,
  type StoredUniverse,
  type StoredValues,
  type StoredVariable,
} from './content.ts';
import type { Manifest } from './manifest.ts';

/** Files of a databank by their path below its folder, with the hash that their bytes must have. */
export type ListedFiles = Map<string, ContentHash>;

/** The documents that a manifest names. */
export function documentsOf({ versions, draft }: Manifest): ListedFiles {
  const files: ListedFiles = new Map();
  for (const { catalogue, content } of draft === undefined ? versions : [...versions, draft]) {
    for (const hash of [catalogue, content]) files.set(pathOfHash('documents', hash), hash);
  }
  return files;
}

/** Adds the files that a list of columns names. */
export function addFilesOf({ universes, variables }: StoredContent, files: ListedFiles): void {
  for (const universe of Object.values(universes)) addUniverse(universe, files);
  for (const variable of Object.values(variables)) addVariable(variable, files);
}

function addUniverse(universe: StoredUniverse, files: ListedFiles): void {
  if (universe.type === 'texts') addText(universe.texts, files);
  else {
    addColumns(universe.file.hash, files);
    if (universe.checks !== undefined) addColumns(universe.checks.hash, files);
  }
  for (const { ranks } of universe.earlier ?? []) addColumns(ranks.hash, files);
}

function addVariable(variable: StoredVariable, files: ListedFiles): void {
  if (variable.layout === 'history') {
    addColumns(variable.offsets.hash, files);
    addColumns(variable.spells.hash, files);
    addValues(variable.spells.values, files);
    return;
  }
  for (const block of variable.layout === 'fixed' ? [variable.block] : variable.blocks) {
    addColumns(block.hash, files);
    addValues(block.values, files);
  }
}

function addValues(values: StoredValues, files: ListedFiles): void {
  if (values.kind === 'dictionary') addText(values.dictionary, files);
}

function addColumns(hash: ContentHash, files: ListedFiles): void {
  files.set(pathOfHash('columns', hash), hash);
}

function addText(hash: ContentHash, files: ListedFiles): void {
  files.set(pathOfHash('texts', hash), hash);
}
