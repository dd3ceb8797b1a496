import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { main } from '../../src/cli/main.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'microdata-cli-'));

/** A file for one test. */
function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  writeFileSync(at, content);
  return at;
}

/** Calls the program as a shell would, in English unless told otherwise. */
async function microdata(argv: readonly string[], extra: Partial<Surroundings> = {}) {
  let output = '';
  let error = '';
  const code = await main(argv, {
    environment: { LANG: 'en_GB.UTF-8', MICRODATA_CACHE: path.join(folder, 'cache'), MICRODATA_SECRETS: folder },
    columns: undefined,
    outputIsTerminal: false,
    errorIsTerminal: false,
    user: 'tester',
    processors: 2,
    writeOutput: (text) => {
      output += text;
      return Promise.resolve();
    },
    writeError: (text) => {
      error += text;
    },
    readInput: () => Promise.resolve(new TextEncoder().encode('summarise x\n')),
    now: () => 1_760_000_000,
    ...extra,
  });
  return { code, output, error };
}

describe('files', () => {
  test.each([
    ['a missing file', () => path.join(folder, 'none.txt'), 'There is no file'],
    ['a folder', () => folder, 'is a folder'],
    ['a binary file', () => file('picture.png', Uint8Array.of(137, 80, 78, 71, 0, 1)), 'is not a text file'],
    [
      'a file in Latin-1',
      () => file('latin.txt', Uint8Array.of(35, 10, 35, 10, 0xe5)),
      'not valid UTF-8 (first on line 3)',
    ],
    ['a huge file', () => file('huge.txt', new Uint8Array(17e6).fill(35)), 'larger than 16 MB'],
  ])('%s is named in a sentence, with exit code 2', async (_, make, sentence) => {
    for (const command of ['check', 'run']) {
      const { code, error } = await microdata([command, make()]);
      expect(code).toBe(2);
      expect(error).toContain(sentence);
      expect(error).not.toMatch(/\n\s+at /u);
    }
  });

  test('an output without a known ending, or in no folder, is refused before anything runs', async () => {
    const script = file('ok.txt', '// nothing\n');
    expect(await microdata(['run', script, '--out', 'report.pdf'])).toMatchObject({ code: 2 });
    const { code, error } = await microdata(['run', script, '--out', path.join(folder, 'no', 'report.html')]);
    expect(code).toBe(2);
    expect(error).toContain('does not exist');
  });
});

describe('check', () => {
  test('a clean script has exit code 0, one with errors 1', async () => {
    expect(await microdata(['check', file('clean.txt', '// nothing to do\n')])).toMatchObject({ code: 0, error: '' });
    const { code, output } = await microdata(['check', file('wrong.txt', 'summarise x\n')]);
    expect(code).toBe(1);
    expect(output).toContain('wrong.txt:1:1: error unknown-command');
    expect(output).toContain('^^^^^^^^^');
  });

  test('standard input is a file named -', async () => {
    expect((await microdata(['check', '-'])).output).toContain('<stdin>:1:1');
  });

  test('JSON holds every problem in both languages', async () => {
    const { output } = await microdata(['check', '-', '--format', 'json']);
    expect(JSON.parse(output)).toMatchObject({
      format: 'microdata-check',
      files: [
        {
          problems: [
            {
              code: 'unknown-command',
              at: { line: 1, column: 1 },
              text: { en: expect.stringContaining('summarise') as string },
            },
          ],
        },
      ],
    });
  });
});

describe('run', () => {
  test('a script with errors is not run; JSON goes where it was asked for', async () => {
    const { code, output, error } = await microdata(['run', '-']);
    expect({ code, output }).toEqual({ code: 1, output: '' });
    expect(error).toContain('unknown-command');
    expect((await microdata(['run', '-', '--format', 'json'])).output).toContain('"format":"microdata-check"');
  });

  test('a report is written in the format of its ending', async () => {
    const script = file('let.md', '# Title\n\n```microdata\nlet x = 2\n```\n');
    const html = path.join(folder, 'report.html');
    const { code, output, error } = await microdata(['run', script, '--out', html]);
    expect(code).toBe(0);
    expect(output).toContain('let x = 2');
    expect(error).toContain('Wrote');
    expect(readFileSync(html, 'utf8')).toContain('<!doctype html>');
  });

  test('the language is asked for, else the document’s, else the environment’s', async () => {
    const script = file('lang.md', '---\nlang: no\n---\n\n```microdata\nlet x = 2\n```\n');
    expect((await microdata(['run', script])).output).toContain('Programversjon');
    expect((await microdata(['run', script, '--lang', 'en'])).output).toContain('Engine version');
    const plain = file('plain.txt', 'let x = 2\n');
    expect((await microdata(['run', plain])).output).toContain('Engine version');
    expect((await microdata(['run', plain], { environment: {} })).output).toContain('Programversjon');
  });

  test('an unknown policy is named with those that exist', async () => {
    const { code, error } = await microdata(['run', file('p.txt', 'let x = 2\n'), '--policy', 'lax']);
    expect(code).toBe(2);
    expect(error).toContain('strict');
  });

  test('the analysed script is printed instead of run', async () => {
    const { code, output } = await microdata(['run', file('e.txt', 'let x = 2\n'), '--explain', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ type: 'analysed-script' });
  });
});

describe('the command line', () => {
  test.each([
    [['chek', 'x'], "no command 'chek' (did you mean check?)"],
    [['run'], 'The argument <file> is missing'],
    [['run', 'x', '--formt', 'html'], "no option '--formt' here (did you mean --format?)"],
    [['run', 'x', '--format', 'pdf'], "'pdf' does not fit --format; use text, html, json"],
    [['run', 'x', '--threads', 'many'], "'many' does not fit --threads"],
    [['run', 'x', '--policy'], 'needs a value'],
    [['help', 'tabualte'], "no help on 'tabualte' (did you mean tabulate?)"],
  ])('%j is explained, with exit code 2', async (argv, sentence) => {
    const { code, error } = await microdata(argv);
    expect(error).toContain(sentence);
    expect(code).toBe(2);
  });

  test('help speaks both languages and lists the exit codes', async () => {
    expect((await microdata(['--help'])).output).toContain('Exit codes');
    expect((await microdata(['--help', '--lang', 'no'])).output).toContain('Sluttkoder');
    expect((await microdata(['help', 'tabulate'])).output).toContain('rowpct');
    expect((await microdata(['help'])).output).toContain('quantile');
    expect((await microdata(['help', 'dc-05', '--lang', 'no'])).output).toContain(
      'DC-05: tabeller med mange små celler',
    );
    expect((await microdata(['help', 'rules'])).output).toContain('DC-35  policy and secret cannot be weakened');
  });

  test.each(['no', 'en'])('every command about databanks is described by a sentence (%s)', async (lang) => {
    const { output } = await microdata(['databank', '--help', '--lang', lang]);
    const descriptions = Array.from(output.matchAll(/^ {2}[a-z]+ .*? {2,}(\S+)/gmu), ([, word = '']) => word);
    expect(descriptions.length).toBeGreaterThan(10);
    for (const word of descriptions) expect(word).toMatch(/^\p{Lu}/u);
  });

  test('an error of ours is told by its class only', async () => {
    const readInput = () => Promise.reject(new RangeError('secret 123'));
    const { code, error } = await microdata(['check', '-'], { readInput });
    expect(code).toBe(70);
    expect(error).toContain('RangeError');
    expect(error).not.toContain('secret');
  });

  test('a reader that went away is no failure', async () => {
    const gone = Object.assign(new Error('gone'), { code: 'EPIPE' });
    expect(await microdata(['--version', 'x'])).toMatchObject({ code: 0 });
    expect(await microdata(['help', 'tabulate'], { writeOutput: () => Promise.reject(gone) })).toMatchObject({
      code: 0,
      error: '',
    });
  });

  test('a folder that is no databank has exit code 4', async () => {
    const { code } = await microdata(['check', '-', '--databank', path.join(folder, 'nowhere')]);
    expect(code).toBe(4);
  });
});
