import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Path of a committed data file: `assets/` stands beside `src/` and beside the built `dist/`. */
export function assetPath(name: string): string {
  for (let folder = path.dirname(fileURLToPath(import.meta.url)); ; folder = path.dirname(folder)) {
    const candidate = path.join(folder, 'assets', name);
    if (fs.existsSync(candidate)) return candidate;
    if (folder === path.dirname(folder)) throw new Error(`the package lacks its file assets/${name}`);
  }
}
