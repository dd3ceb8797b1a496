import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AttackError } from '../account.ts';
import { filled, guessing, limits } from './define.ts';

/** Every file below a folder, with what it holds and who may read it. */
function filesBelow(
  folder: string,
): readonly { readonly name: string; readonly mode: number; readonly bytes: Buffer }[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return { name: file, mode: fs.statSync(file).mode, bytes: fs.readFileSync(file) };
    });
}

/** B15: what a run leaves on the disk: nothing but keys, which nobody else may read, and what was asked for. */
export const b15 = [
  guessing(
    ['B15', 'Filer som en kjøring legger igjen', 'Files that a run leaves behind'],
    'data',
    limits(0, 0),
    async (stage) => {
      const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'left-behind-'));
      try {
        const secrets = path.join(folder, 'secrets');
        const cache = path.join(folder, 'cache');
        fs.mkdirSync(cache);
        const script = path.join(folder, 'script.txt');
        fs.writeFileSync(script, `${stage.scene.opening}${filled('tabulate $area\nsummarize $value', stage)}\n`);
        await stage.program.runFile(script, {
          databank: stage.folder,
          policy: 'hardened',
          out: path.join(folder, 'out.json'),
          environment: { MICRODATA_SECRETS: secrets, MICRODATA_CACHE: cache },
        });
        if (!fs.existsSync(path.join(folder, 'out.json'))) throw new AttackError('the run wrote no report');
        const kept = fs.existsSync(secrets) ? filesBelow(secrets) : [];
        const values = [...stage.scene.truth.values.slice(-12)].map(String);
        const isOpen = kept.some(({ mode }) => (mode & 0o077) !== 0);
        const tells = [...kept, ...filesBelow(cache)].some(({ bytes }) =>
          values.some((value) => bytes.includes(value)),
        );
        return { success: isOpen || tells || filesBelow(cache).length > 0, chance: 0 };
      } finally {
        fs.rmSync(folder, { recursive: true, force: true });
      }
    },
    { costs: 25, onlySdc: true },
  ),
] as const;
