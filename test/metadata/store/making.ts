/** A process that makes a demo databank, to be killed: `node making.ts CACHE SIZE`. */
import { demoDatabank } from '../../../src/metadata/embedded.ts';

const [, , cache = '', size = ''] = process.argv;
await demoDatabank(cache, Number(size)).make((_, fraction) => process.stdout.write(`${fraction}\n`));
