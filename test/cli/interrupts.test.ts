import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { callChild, type Ended } from '../helpers/child-program.ts';
import { callProgram } from '../helpers/program.ts';
import { datasetJson, writeDataset } from '../metadata/ingest/exchange-files.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const at = (...names: readonly string[]): string => path.join(parent, ...names);

/** Enough statements that an interrupt comes in the middle of them. */
const script = `require no.ssb.fdb:60 as db
create-dataset personer
import db/BEFOLKNING_KJOENN as kjonn
import db/BEFOLKNING_FOEDSELS_AAR_MND as fodt
for n in 1 : 400
  generate alder ++ $n = int(fodt / 100) + $n
  summarize alder ++ $n
end
tabulate kjonn
`;
fs.writeFileSync(at('script.txt'), script);

/** Runs the script with a report and sends signals as soon as a statement has begun. */
async function interrupt(
  name: string,
  statement: number,
  signals: readonly NodeJS.Signals[],
  environment: Readonly<Record<string, string>>,
  persons = '2000',
): Promise<Ended & { readonly left: readonly string[] }> {
  fs.mkdirSync(at(name));
  let isSent = false;
  const argv = [
    'run',
    at('script.txt'),
    '--persons',
    persons,
    '--threads',
    '3',
    '--progress',
    '--out',
    at(name, 'report.html'),
  ];
  const ended = await callChild(argv, environment, (error, child) => {
    if (isSent || !error.includes(`[${statement}/`)) return;
    isSent = true;
    for (const signal of signals) child.kill(signal);
  });
  return { ...ended, left: fs.readdirSync(at(name)) };
}

const lastLine = (text: string): string => text.trimEnd().split('\n').at(-1) ?? '';

describe('an interrupted run', () => {
  test('tells on standard error which statement it is at, and ends with a sentence in the reader’s language', async () => {
    const { code, output, error, left } = await interrupt('nb', 30, ['SIGINT'], { LANG: 'nb_NO.UTF-8' });
    expect(error).toContain('] import db/BEFOLKNING_KJOENN as kjonn\n');
    expect(error).toContain('/806] generate alder1 = int(fodt / 100) + 1\n');
    expect({ code, output, left, last: lastLine(error) }).toEqual({
      code: 130,
      output: '',
      left: [],
      last: 'microdata: Avbrutt.',
    });
    expect(error).not.toMatch(/^ +at /mu);
    expect(error).not.toContain('[805/806]');
  });

  test('ends as well when it is told to, with all its threads at work, and has the code that says so', async () => {
    const { code, output, error, left } = await interrupt('en', 40, ['SIGTERM'], { LANG: 'en' }, '100000');
    expect({ code, output, left, last: lastLine(error) }).toEqual({
      code: 143,
      output: '',
      left: [],
      last: 'microdata: Interrupted.',
    });
  });

  test('ends at once when it is interrupted twice, without a trace', async () => {
    const { code, signal, output, error, left } = await interrupt('twice', 30, ['SIGINT', 'SIGINT'], { LANG: 'en' });
    expect(code === 130 || signal === 'SIGINT').toBe(true);
    expect({ output, left }).toEqual({ output: '', left: [] });
    expect(error).not.toMatch(/^ +at /mu);
  });

  test('that was making the demo databank is taken up by the next one', async () => {
    const fresh = { LANG: 'en', MICRODATA_CACHE: at('cache'), MICRODATA_SECRETS: at('secrets') };
    fs.writeFileSync(at('short.txt'), script.replace(/^for .*?^end\n/msu, ''));
    const argv = ['run', at('short.txt'), '--persons', '1500'];
    let isSent = false;
    const first = await callChild([...argv, '--progress'], fresh, (error, child) => {
      if (isSent || !/ [1-9]0 %/u.test(error)) return;
      isSent = true;
      child.kill('SIGINT');
    });
    expect({ code: first.code, last: lastLine(first.error) }).toEqual({ code: 130, last: 'microdata: Interrupted.' });
    const second = await callProgram(argv, { environment: fresh });
    const whole = await callProgram(argv, { environment: { ...fresh, MICRODATA_CACHE: at('whole') } });
    expect(second).toEqual(whole);
    expect(second.exitCode).toBe(0);
  });
});

describe('an interrupted change of a databank', () => {
  const environment = { LANG: 'en', MICRODATA_CACHE: at('cache'), MICRODATA_SECRETS: at('secrets') };
  const databank = (...argv: readonly string[]) => callProgram(['databank', ...argv], { environment });
  const manifest = (): string => fs.readFileSync(at('bank', 'databank.json'), 'utf8');

  test('has done all that it was to do or nothing, whenever it comes', async () => {
    await databank('create', at('bank'), '--name', 'no.test', '--nature', 'synthetic');
    const rows = Array.from({ length: 40_000 }, (_, i) => `p${i};${i};;;\n`).join('');
    for (const name of ['ALDER', 'INNTEKT', 'FORMUE']) writeDataset(at('source'), name, datasetJson(), rows);
    const untouched = manifest();
    const outcomes = new Set<string>();
    for (const delayMs of [0, 40, 120, 400]) {
      let isSent = false;
      const { code, error } = await callChild(
        ['databank', 'add', at('source'), at('bank'), '--progress'],
        environment,
        (_, child) => {
          if (isSent) return;
          isSent = true;
          setTimeout(() => child.kill('SIGINT'), delayMs);
        },
      );
      expect(error).not.toMatch(/^ +at /mu);
      const isOld = manifest() === untouched;
      outcomes.add(isOld ? 'old' : 'new');
      if (code !== 0) expect({ code, last: lastLine(error) }).toEqual({ code: 130, last: 'microdata: Interrupted.' });
      if (code === 0) expect(isOld).toBe(false);
      expect((await databank('verify', at('bank'))).exitCode).toBe(0);
      if (isOld) continue;
      const pending = (await databank('draft', at('bank'))).output;
      for (const name of ['ALDER', 'INNTEKT', 'FORMUE']) expect(pending).toContain(name);
      for (const name of ['ALDER', 'INNTEKT', 'FORMUE']) await databank('draft', at('bank'), '--drop', name);
      break;
    }
    expect(outcomes).toContain('old');
  });

  test('leaves nothing of an export behind', async () => {
    await databank('add', at('source'), at('bank'));
    await databank('release', at('bank'), '--description', 'First');
    let isSent = false;
    const { code } = await callChild(
      ['databank', 'export', at('bank'), '--to', at('exported', 'out'), '--progress'],
      environment,
      (_, child) => {
        if (isSent) return;
        isSent = true;
        child.kill('SIGINT');
      },
    );
    expect(code).toBe(130);
    expect(fs.readdirSync(at('exported'))).toEqual([]);
  });
});
