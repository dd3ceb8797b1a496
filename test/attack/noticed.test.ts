import { expect, test } from 'vitest';
import { runsOf } from './theatre.ts';

test.each(['strict', 'hardened'])(
  'a cap that moves over a group pauses the session before it finds, under %s',
  async (policy) => {
    for (const { success, flaggedAt, blockedAt } of await runsOf('B19', policy, 2)) {
      expect(success).toBe(false);
      expect(flaggedAt).toBeLessThanOrEqual(13);
      expect(blockedAt).toBeLessThanOrEqual(15);
    }
  },
);

test('few people who are divided in ever new ways are noticed, and then the session pauses, under strict', async () => {
  const [run] = await runsOf('A07b', 'strict', 1);
  expect(run?.flaggedAt).toBeLessThanOrEqual(16);
  expect(run?.blockedAt).toBeLessThanOrEqual(24);
});
