import fs from 'node:fs';
import path from 'node:path';
import type { Policy } from '../../src/disclosure/policy.ts';
import type { ReleasedBody } from '../../src/disclosure/released.ts';
import type { DatabankLibrary } from '../../src/metadata/library.ts';
import { runUnder, type UtilityRun } from './run.ts';

/** What becomes of the scripts in `examples/` under a policy. */
export interface CorpusCost {
  readonly scripts: number;
  readonly results: number;
  readonly refused: readonly string[];
  /** Numbers in tables that are shown under `open`, and how many of them are not. */
  readonly numbers: number;
  readonly suppressed: number;
}

/** A script of the corpus with the results that it has under `open`. */
interface CorpusScript {
  readonly name: string;
  readonly text: string;
  readonly exact: UtilityRun;
}

const folder = path.join(import.meta.dirname, '../../examples');

/** Every example, run without protection. */
export async function corpusUnder(library: DatabankLibrary, open: Policy): Promise<readonly CorpusScript[]> {
  const names = fs.readdirSync(folder).filter((name) => /\.(?:md|txt)$/u.test(name));
  const scripts: CorpusScript[] = [];
  for (const name of names) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8');
    scripts.push({ name, text, exact: await runUnder(library, name, text, open) });
  }
  return scripts;
}

/** Runs every example under a policy, with the databanks' own secrets, and compares with what it shows without protection. */
export async function costOfCorpus(
  library: DatabankLibrary,
  corpus: readonly CorpusScript[],
  policy: Policy,
): Promise<CorpusCost> {
  let results = 0;
  let numbers = 0;
  let shown = 0;
  const refused: string[] = [];
  for (const { name, text, exact } of corpus) {
    const own = await runUnder(library, name, text, policy);
    for (const [at, bodies] of exact.bodies.entries()) {
      const theirs = own.bodies[at] ?? [];
      if (bodies.every(({ type }) => type === 'message')) continue;
      results++;
      const refusal = theirs.find((body) => body.type === 'refusal');
      if (refusal !== undefined) refused.push(`${name}: ${refusal.command} (${refusal.rule})`);
      else {
        numbers += bodies.reduce((sum, body) => sum + shownIn(body), 0);
        shown += theirs.reduce((sum, body) => sum + shownIn(body), 0);
      }
    }
  }
  return { scripts: corpus.length, results, refused, numbers, suppressed: numbers - shown };
}

/** Numbers other than 0 in a table. */
function shownIn(body: ReleasedBody): number {
  if (body.type !== 'table') return 0;
  return body.rows.reduce(
    (sum, { cells }) =>
      sum + cells.reduce((all, cell) => all + cell.filter(({ v }) => v !== null && v !== 0).length, 0),
    0,
  );
}
