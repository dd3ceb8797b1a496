import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { worldLibrary } from '../../src/attack/worlds.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { analyseSource } from '../../src/cli/analysis.ts';
import { execute, isExecutable } from '../../src/commands/executors.ts';
import type { Policy } from '../../src/disclosure/policy.ts';
import type { AuditRecord } from '../../src/disclosure/protection.ts';
import type { ReleasedBody } from '../../src/disclosure/released.ts';
import type { DatabankLibrary } from '../../src/metadata/library.ts';
import { runAnalysed } from '../../src/runtime/run.ts';
import { scriptOf, type UtilityGrid } from './cases.ts';

/** What a script released under one policy and one secret. */
export interface UtilityRun {
  /** Results by statement. */
  readonly bodies: readonly (readonly ReleasedBody[])[];
  readonly audit: readonly AuditRecord[];
}

/** Secret number `number`: the same for every policy, on every machine. */
export function secretNumber(number: number): Uint8Array {
  return hmac(sha256, utf8ToBytes('utility'), utf8ToBytes(String(number)));
}

/** Runs a script; `secret` replaces that of the databank. */
export async function runUnder(
  library: DatabankLibrary,
  name: string,
  text: string,
  policy: Policy,
  replaced?: { readonly databank: string; readonly secret: Uint8Array },
): Promise<UtilityRun> {
  const own =
    replaced === undefined
      ? library
      : worldLibrary(library, replaced.databank, { changes: [], secret: replaced.secret });
  const { analysed, diagnostics, hasErrors } = analyseSource(sourceText(name, text), own);
  if (hasErrors) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
  const { statements, obstacles, audit } = await runAnalysed({
    script: analysed,
    library: own,
    policy,
    threads: 1,
    isExecutable,
    execute,
  });
  if (obstacles.length > 0) throw new Error(`${name}: ${JSON.stringify(obstacles)}`);
  return { bodies: statements.map(({ results }) => results.map(({ body }) => body)), audit };
}

/** Runs a grid and gives the results of its analyses, without those of what is done first. */
export async function runGrid(
  library: DatabankLibrary,
  grid: UtilityGrid,
  policy: Policy,
  secret: Uint8Array,
): Promise<UtilityRun> {
  const { databank } = grid;
  const { bodies, audit } = await runUnder(library, 'utility', scriptOf(grid), policy, { databank, secret });
  if (bodies.length !== 1 + grid.prelude.length + grid.cases.length) throw new Error('a statement was not run');
  return { bodies: bodies.slice(1 + grid.prelude.length), audit };
}
