import { describe, expect, it } from 'vitest';
import { caseOf, differenceIn } from '../helpers/oracle/check.ts';
import { allCases, runShard } from '../helpers/oracle/shard.ts';
import { days, sharingWorld } from '../helpers/oracle/world.ts';
import { storedDatabank } from '../helpers/stored-databank.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const folder = temporaryFolder();

/** The periods of ACCUMULATED variables. */
const periods = days.map((day) => ({ startDay: day - 50, stopDay: day + 49 }));

describe('imports of every kind from two databanks with units in common', () => {
  it('from memory', { timeout: 36_000_000 }, () => runShard(0, 1, allCases / 40, sharingWorld));

  it('from files', { timeout: 36_000_000 }, async () => {
    for (let seed = 1; seed <= Math.min(60, allCases / 100); seed++) {
      const { made } = caseOf(seed, sharingWorld);
      const stored = await Promise.all(
        [...made.world.databanks].map(
          async ([alias, databank]) => [alias, await storedDatabank(databank, folder, periods)] as const,
        ),
      );
      const onFiles = { ...made, world: { ...made.world, databanks: new Map(stored) } };
      expect(await differenceIn(onFiles), `seed ${seed}\n${made.lines.join('\n')}`).toBeUndefined();
    }
  });
});
