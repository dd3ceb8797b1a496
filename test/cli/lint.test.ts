import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lintRules } from '../../src/lint/rules.ts';
import { callProgram } from '../helpers/program.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-lint-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

const english = { environment: { LANG: 'en_GB.UTF-8' } };
const examples = path.join(import.meta.dirname, '../../examples');

function file(name: string, content: string): string {
  const at = path.join(folder, name);
  fs.mkdirSync(path.dirname(at), { recursive: true });
  fs.writeFileSync(at, content);
  return at;
}

const demo = fs.readFileSync(path.join(examples, 'wages-by-municipality.txt'), 'utf8');
const needless = `${demo.trimEnd()}\ngenerate needless = 1\n`;
const many = `${demo.trimEnd()}\nfor v in 1 2\n  drop if 1 == $v\nend\n`;

describe('microdata lint', () => {
  it('finds nothing in the examples', async () => {
    const all = fs.readdirSync(examples).filter((name) => /\.(txt|md)$/u.test(name) && name !== 'README.md');
    const called = await callProgram(['lint', '--quiet', ...all.map((name) => path.join(examples, name))], english);
    expect(all.length).toBeGreaterThan(10);
    expect(called).toEqual({ output: '', error: '', exitCode: 0 });
  });

  it('shows a finding at its place with a reason, and ends with code 1', async () => {
    const at = file('needless.txt', needless);
    const { output, exitCode } = await callProgram(['lint', at], english);
    expect(output).toContain('Nothing uses the variable `needless`, which is made here.');
    expect(output).toContain('generate needless = 1');
    expect(exitCode).toBe(1);
    const norwegian = await callProgram(['lint', at]);
    expect(norwegian.output).toContain('Ingenting bruker variabelen `needless`, som lages her.');
  });

  it('tells programs the same', async () => {
    const { output, exitCode } = await callProgram(['lint', '--format', 'json', file('needless.txt', needless)]);
    const { files } = JSON.parse(output) as { files: { problems: { code: string; fixes: unknown[] }[] }[] };
    expect(files[0]?.problems).toMatchObject([{ code: 'lint-unused-variable', fixes: [{ newText: '' }] }]);
    expect(exitCode).toBe(1);
  });

  it('says so when there is nothing to remark', async () => {
    const { output } = await callProgram(['lint', file('clean.txt', demo)], english);
    expect(output).toMatch(/nothing to remark/u);
  });

  it('mends what is safe, also what only mending shows, and nothing else', async () => {
    const at = file('chain.txt', `${demo.trimEnd()}\ngenerate one = 1\ngenerate two = one\n`);
    const { output, exitCode } = await callProgram(['lint', '--fix', at], english);
    expect(output).toContain('mended what is safe to mend');
    expect(fs.readFileSync(at, 'utf8')).toBe(`${demo.trimEnd()}\n`);
    expect(exitCode).toBe(0);
    const again = await callProgram(['lint', '--fix', at], english);
    expect(again.output).not.toContain('mended');
  });

  it('mends standard input on standard output', async () => {
    const called = await callProgram(['lint', '--fix', '-'], { ...english, input: Buffer.from(needless) });
    expect(called.output).toBe(`${demo.trimEnd()}\n`);
    expect(called.error).toContain('mended');
    expect(called.exitCode).toBe(0);
  });

  it('asks for errors to be mended first', async () => {
    const at = file('wrong.txt', `${demo.trimEnd()}\nsummarize nothing\ngenerate needless = 1\n`);
    const { output, exitCode } = await callProgram(['lint', '--fix', at], english);
    expect(output).toContain('has errors; mend them first');
    expect(output).not.toContain('needless`');
    expect(exitCode).toBe(1);
    expect(fs.readFileSync(at, 'utf8')).toContain('needless');
  });

  it.each(['nb', 'en'] as const)('explains every rule (%s)', async (language) => {
    const { output, exitCode } = await callProgram(['lint', '--explain', 'all', '--lang', language]);
    for (const { name, explanation } of lintRules) expect(output).toContain(`${name}\n  ${explanation[language]}`);
    expect(exitCode).toBe(0);
  });

  it.each([
    [['lint', '--explain', 'unused-imports'], 'did you mean unused-import?'],
    [['lint'], 'Say which scripts'],
    [['lint', path.join(folder, 'missing.txt')], 'missing.txt'],
  ])('%j is a wrong command line', async (argv, said) => {
    const { error, exitCode } = await callProgram(argv, english);
    expect(error).toContain(said);
    expect(exitCode).toBe(2);
  });
});

describe('microdata.json', () => {
  it.each([
    ['off', 0, 'nothing to remark'],
    ['note', 0, 'note'],
    ['warning', 1, 'warning'],
  ])('above a script makes a rule %s', async (level, code, said) => {
    file('project/microdata.json', JSON.stringify({ lint: { 'unused-variable': level } }));
    const { output, exitCode } = await callProgram(['lint', file('project/inner/a.txt', needless)], english);
    expect(output).toContain(said);
    expect(exitCode).toBe(code);
  });

  it('decides the shape of scripts, where the command line does not', async () => {
    file('shape/microdata.json', JSON.stringify({ format: { indent: 4 } }));
    const at = file('shape/a.txt', many);
    await callProgram(['fmt', at]);
    expect(fs.readFileSync(at, 'utf8')).toContain('\n    drop if');
    await callProgram(['fmt', '--indent', '1', at]);
    expect(fs.readFileSync(at, 'utf8')).toContain('\n drop if');
  });

  it.each(['check', 'lint', 'run'])('names databank folders for %s', async (command) => {
    file('banks/microdata.json', JSON.stringify({ databanks: ['not-there'] }));
    const { error, exitCode } = await callProgram([command, file('banks/a.txt', demo)], english);
    expect(error).toContain(path.join(folder, 'banks', 'not-there'));
    expect(exitCode).toBe(4);
  });

  it.each([
    ['{', 'is no valid JSON'],
    ['[]', 'the content must be an object'],
    ['{"lnt": {}}', "there is no field 'lnt'; did you mean lint?"],
    ['{"lint": {"unused-imports": "off"}}', "there is no field 'lint.unused-imports'; did you mean unused-import?"],
    ['{"lint": {"unused-import": "error"}}', "the field 'lint.unused-import' must be off, note or warning"],
    ['{"lint": 3}', "the field 'lint' must be an object"],
    ['{"format": {"width": 20}}', "the field 'format.width' must be a whole number from 40 to 1000"],
    ['{"format": {"indent": "2"}}', "the field 'format.indent' must be a whole number from 0 to 16"],
    ['{"databanks": "folder"}', "the field 'databanks' must be a list of folders"],
  ])('%s is refused by name and place', async (content, said) => {
    file('wrong/microdata.json', content);
    for (const command of ['lint', 'fmt', 'check', 'run']) {
      const { error, exitCode } = await callProgram([command, file('wrong/a.txt', demo)], english);
      expect(error).toContain(said);
      expect(exitCode).toBe(2);
    }
  });
});
