import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Language } from '../../base/language.ts';
import { siteOf } from '../../catalogue/site.ts';
import { assetPath } from '../../metadata/assets.ts';
import type { Catalogue } from '../../metadata/catalogue.ts';
import { type CatalogueFiles, catalogueFiles, catalogueMarker } from '../../render/catalogue/html.ts';
import { fail } from '../failure.ts';
import { errorCode } from '../files.ts';

/**
 * Writes a catalogue's pages into a folder, whole or not at all; an older catalogue there is replaced. In one go, so that an
 * interrupt comes before or after it.
 */
export async function writeHtmlCatalogue(catalogue: Catalogue, folder: string, language: Language): Promise<void> {
  const target = path.resolve(folder);
  if (!(await mayBeReplaced(target))) fail('catalogue-folder-in-use', { folder });
  const script = await fs.readFile(assetPath('catalogue/page.js'), 'utf8');
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.part`);
  try {
    writeFiles(beside, catalogueFiles(siteOf(catalogue, language), script));
    rmSync(target, { recursive: true, force: true });
    renameSync(beside, target);
  } catch (error) {
    rmSync(beside, { recursive: true, force: true });
    const code = errorCode(error);
    if (code === undefined) throw error;
    fail('cli-output-unwritable', { file: folder, reason: code });
  }
}

function writeFiles(folder: string, files: CatalogueFiles): void {
  const folders = new Set([...files.keys()].map((name) => path.dirname(path.join(folder, name))));
  for (const each of folders) mkdirSync(each, { recursive: true });
  for (const [name, text] of files) writeFileSync(path.join(folder, name), text);
}

/** A folder that is not there, is empty, or holds a catalogue of ours. */
async function mayBeReplaced(folder: string): Promise<boolean> {
  try {
    const names = await fs.readdir(folder);
    return names.length === 0 || names.includes(catalogueMarker);
  } catch (error) {
    return errorCode(error) === 'ENOENT';
  }
}
