import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HmacSha256 } from '../../../src/metadata/ingest/hmac.ts';

test('is the HMAC that Node computes, for any key and any texts', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 100 }),
      fc.array(fc.string({ unit: 'binary', maxLength: 900 }), { maxLength: 5 }),
      (key, texts) => {
        const hmac = new HmacSha256(key);
        for (const text of texts) {
          expect(hmac.digest(text).toString('hex')).toBe(createHmac('sha256', key).update(text).digest('hex'));
        }
      },
    ),
  );
});
