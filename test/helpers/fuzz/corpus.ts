import fs from 'node:fs';
import path from 'node:path';
import { commandSpecs } from '../../../src/commands/vocabulary.ts';
import { functions } from '../../../src/functions/vocabulary.ts';
import { people } from '../../lang/analyse/analyse-text.ts';

const root = path.join(import.meta.dirname, '..', '..', '..');

function readScripts(folder: string): readonly string[] {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:txt|md)$/u.test(entry.name))
    .map((entry) => fs.readFileSync(path.join(root, folder, entry.name), 'utf8'));
}

function readCorpus(): readonly string[] {
  const examples = readScripts('examples');
  const guides = readScripts('docs');
  const commands = commandSpecs.map((spec) => people + spec.examples.join('\n'));
  const expressions = [...functions.values()].map((spec) => people + spec.examples.join('\n'));
  return [...examples, ...guides, ...commands, ...expressions].sort();
}

let shared: readonly string[] | undefined;

/** Valid scripts to damage: the project's examples and guides, and the examples in the declarations. */
export function corpus(): readonly string[] {
  shared ??= readCorpus();
  return shared;
}
