import fc from 'fast-check';
import { caseOf, differenceIn, randomCase, type WorldMaker } from './check.ts';
import { Choices } from './choices.ts';

/**
 * How many random scripts all shards run together: as many as a suite of ten minutes has room for. A change of the engine is tried
 * on more: `MICRODATA_ORACLE_CASES=100000 npx vitest run test/semantics`.
 */
export const allCases = Number(process.env['MICRODATA_ORACLE_CASES'] ?? 10_000);

/** Where the seeds start: `MICRODATA_ORACLE_SEED` asks for cases that were never run. */
const firstSeed = Number(process.env['MICRODATA_ORACLE_SEED'] ?? 1);

const tape = fc.array(fc.nat({ max: 2 ** 20 }), { maxLength: 20_000 });

/**
 * Runs one of `shards` parts of the cases. A case that fails is made as small as possible before it is told: its decisions are
 * lists of numbers, of which shorter and smaller ones make shorter scripts on less data.
 */
export async function runShard(shard: number, shards: number, cases: number, makeWorld?: WorldMaker): Promise<void> {
  for (let seed = firstSeed + shard; seed < firstSeed + cases; seed += shards) {
    const { made, data, script } = caseOf(seed, makeWorld);
    if ((await differenceIn(made)) === undefined) continue;
    await fc.assert(
      fc.asyncProperty(tape, tape, async (dataTape, scriptTape) => {
        const smaller = randomCase(Choices.of(dataTape), Choices.of(scriptTape), makeWorld);
        const difference = await differenceIn(smaller);
        if (difference === undefined) return;
        throw new Error(`seed ${seed}\n${smaller.lines.join('\n')}\n${difference}`);
      }),
      { numRuns: 1, examples: [[[...data], [...script]]], endOnFailure: false },
    );
    throw new Error(`seed ${seed} fails, and did not fail again`);
  }
}
