import { it } from 'vitest';
import { allCases, runShard } from '../helpers/oracle/shard.ts';

it(
  'random scripts do to random data what a naive interpreter does, statement by statement (part 3 of 4)',
  {
    timeout: 36_000_000,
  },
  () => runShard(2, 4, allCases),
);
