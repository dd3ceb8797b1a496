/** A process that changes a databank, to be killed: `node stepping.ts FOLDER STEP`. Says when it begins and when it is done. */
import { openWriter } from '../../../src/metadata/release/open-writer.ts';
import { takeStep } from './steps.ts';

const [, , folder = '', step = ''] = process.argv;
process.stdout.write('begun\n');
const writer = openWriter(folder, { secretsFolder: folder });
const problems = await takeStep(writer, Number(step));
writer.close();
process.stdout.write(problems.length === 0 ? 'done\n' : `${JSON.stringify(problems)}\n`);
