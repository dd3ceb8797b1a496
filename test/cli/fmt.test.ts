import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callProgram } from '../helpers/program.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-fmt-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

const english = { environment: { LANG: 'en_GB.UTF-8' } };

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  fs.writeFileSync(at, content);
  return at;
}

const readBack = (at: string): string => fs.readFileSync(at, 'utf8');

describe('microdata fmt', () => {
  it('writes what changes, keeps mark, rights and links, and says so on standard error', async () => {
    const at = file('marked.txt', '\uFEFFuse  a\r\n');
    fs.chmodSync(at, 0o640);
    const link = path.join(folder, 'link.txt');
    fs.symlinkSync(at, link);
    const called = await callProgram(['fmt', link], english);
    expect(called).toEqual({ output: '', error: `${link}: brought into the usual shape.\n`, exitCode: 0 });
    expect(readBack(at)).toBe('\uFEFFuse a\r\n');
    expect(fs.statSync(at).mode & 0o777).toBe(0o640);
    expect(fs.lstatSync(link).isSymbolicLink()).toBe(true);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('does not touch a file that is in shape', async () => {
    const at = file('shaped.txt', 'use a\n');
    fs.utimesSync(at, 1000, 1000);
    expect(await callProgram(['fmt', at])).toEqual({ output: '', error: '', exitCode: 0 });
    expect(fs.statSync(at).mtimeMs).toBe(1_000_000);
  });

  it('answers standard input on standard output', async () => {
    const input = new TextEncoder().encode('for x in 1:2\nuse $x\nend');
    const called = await callProgram(['fmt', '-', '--indent', '4'], { input });
    expect(called).toEqual({ output: 'for x in 1 : 2\n    use $x\nend\n', error: '', exitCode: 0 });
  });

  it('leaves a script with errors alone, tells them, and goes on with the others', async () => {
    const bad = file('bad.txt', 'use  a\nkeep if  b = 1\n');
    const good = file('good.txt', 'use  a\n');
    const called = await callProgram(['fmt', bad, good], english);
    expect(called.exitCode).toBe(1);
    expect(called.output).toBe('');
    expect(called.error).toContain(`${bad}:2:12: error`);
    expect(called.error).toContain(`${bad} was left as it is`);
    expect(readBack(bad)).toBe('use  a\nkeep if  b = 1\n');
    expect(readBack(good)).toBe('use a\n');
    const input = new TextEncoder().encode('keep if  b = 1\n');
    const piped = await callProgram(['fmt', '-'], { input });
    expect([piped.output, piped.exitCode]).toEqual(['', 1]);
  });

  it('passes over Markdown without a block of commands, unless it is a script in itself', async () => {
    const prose = file('prose.md', '# About\n\nnothing  here\n');
    const called = await callProgram(['fmt', '--check', prose], english);
    expect(called).toEqual({
      output: '',
      error: `${prose} has no code block marked 'microdata', and was left as it is.\n`,
      exitCode: 0,
    });
    const bare = file('bare.md', 'use  a\n');
    await callProgram(['fmt', bare]);
    expect(readBack(bare)).toBe('use a\n');
  });

  it('writes nothing when a file cannot be read', async () => {
    const at = file('first.txt', 'use  a\n');
    const called = await callProgram(['fmt', at, path.join(folder, 'none.txt')]);
    expect(called.exitCode).toBe(2);
    expect(readBack(at)).toBe('use  a\n');
  });

  it('with --check tells what would change and ends with code 1', async () => {
    const at = file('check.txt', 'use  a\n');
    expect(await callProgram(['fmt', '--check', at])).toEqual({
      output: `${at} har ikke den vanlige formen; «microdata fmt» gir den det.\n`,
      error: '',
      exitCode: 1,
    });
    expect(readBack(at)).toBe('use  a\n');
    const shaped = file('check-shaped.txt', 'use a\n');
    expect(await callProgram(['fmt', '--check', shaped])).toEqual({ output: '', error: '', exitCode: 0 });
  });

  it('breaks lines at the width that is asked for', async () => {
    const input = new TextEncoder().encode('summarize first second third fourth fifth sixth seventh\n');
    const { output } = await callProgram(['fmt', '-', '--width', '40'], { input });
    expect(output).toBe('summarize first second third fourth \\\n    fifth sixth seventh\n');
    expect((await callProgram(['fmt', '-', '--width', '3'], { input })).exitCode).toBe(2);
  });

  it('with --diff shows changes as other programs understand them', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => (i % 11 === 5 ? `use  d${i}` : `use d${i}`));
    lines.splice(20, 0, '', '', '', '', 'for x in 1 2', '', '', '   use $x', 'end');
    for (const [name, text] of [
      ['whole.txt', `${lines.join('\n')}\n`],
      ['open.txt', `${lines.join('\n')}\n\n\n`],
      ['start.txt', `\n\n${lines.join('\n')}\n`],
      ['unended.txt', lines.join('\n')],
      ['ended-late.txt', 'use  a'],
      ['carriage.txt', 'use  a\r\nuse b\r\n'],
    ] as const) {
      const at = file(name, text);
      const { output, exitCode } = await callProgram(['fmt', '--diff', at]);
      expect(exitCode).toBe(0);
      expect(readBack(at)).toBe(text);
      const patched = spawnSync('patch', ['-s', '--binary', '-o', '-', at], { input: output, encoding: 'utf8' });
      const { output: shaped } = await callProgram(['fmt', '-'], { input: new TextEncoder().encode(text) });
      expect(patched.error === undefined ? patched.stdout : shaped).toBe(shaped);
    }
    const at = file('small.txt', 'use a\nuse  b\nuse c\n');
    expect((await callProgram(['fmt', '--diff', '--check', at])).exitCode).toBe(1);
    expect((await callProgram(['fmt', '--diff', at])).output).toBe(
      `--- ${at}\n+++ ${at}\n@@ -1,3 +1,3 @@\n use a\n-use  b\n+use b\n use c\n`,
    );
  });
});
