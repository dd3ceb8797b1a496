import fs from 'node:fs';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { setAside } from '../../../src/metadata/ingest/set-aside.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const folder = temporaryFolder();

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const many = (first: number): Float64Array => Float64Array.from({ length: 300_000 }, (_, i) => first + i);

it('gives a large array back from its file once nobody holds it', async () => {
  const file = path.join(folder, 'large');
  const get = setAside(many(5), file, (length) => new Float64Array(length));
  expect(get()[7]).toBe(12);
  // Another content shows that the file is read; a weakly held object lives to the end of its turn.
  fs.writeFileSync(file, new Uint8Array(many(100).buffer));
  await new Promise((resolve) => setTimeout(resolve, 10));
  collectGarbage();
  expect(get()).toEqual(many(100));
});

it('keeps a small array in memory', () => {
  const file = path.join(folder, 'small');
  expect(setAside(Int32Array.of(3, 1), file, (length) => new Int32Array(length))()).toEqual(Int32Array.of(3, 1));
  expect(fs.existsSync(file)).toBe(false);
});
