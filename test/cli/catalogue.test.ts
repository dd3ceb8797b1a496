import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const folder = temporaryFolder();
const call = (...argv: readonly string[]) => callProgram(argv, { environment: { LANG: 'en' } });
const rand = ['--version', 'org.rand.hie:1'];

interface Found {
  readonly count: number;
  readonly variables: readonly { readonly name: string; readonly databank: string }[];
}

describe('microdata variables', () => {
  it('finds variables in all databanks, best first, and says how many there are', async () => {
    const { output, error, exitCode } = await call('variables', 'marital', 'status', '--limit', '1');
    expect(output.split('\n')[0]).toMatch(/^(?:SIVSTANDFDT_SIVSTAND|ARBEIDSSOKER_ESTATUS)$/u);
    expect(error).toMatch(/^1 of \d+ variables are shown; --limit \d+ shows all\.\n$/u);
    expect(exitCode).toBe(0);
  });

  it('searches one version alone when it is named, and speaks JSON', async () => {
    const { output } = await call('variables', 'lege', ...rand, '--format', 'json');
    const found = JSON.parse(output) as Found;
    expect(found.count).toBeGreaterThan(0);
    expect(new Set(found.variables.map(({ databank }) => databank))).toEqual(new Set(['org.rand.hie:1']));
  });

  it('filters by unit type and temporality, in either language', async () => {
    const { output } = await call(
      'variables',
      '--unit',
      'municipality',
      '--temporality',
      'akkumulert',
      '--format',
      'json',
    );
    const { count } = JSON.parse(output) as Found;
    expect(count).toBeGreaterThan(100);
    const { error, exitCode } = await call('variables', 'wage', '--unit', 'planet');
    expect(error).toContain("No variable is about units of type 'planet'; the types are");
    expect(exitCode).toBe(2);
    expect((await call('variables', 'wage', '--temporality', 'often')).error).toContain("'often' is no temporality");
  });

  it('shows everything about a variable that is named, whatever the case of its letters', async () => {
    const { output, error } = await call('variables', 'befolkning_kjoenn');
    expect(output).toMatch(/^BEFOLKNING_KJOENN\nSex\nKjønn\n/u);
    expect(output).toContain('  import db/BEFOLKNING_KJOENN as kjoenn\n');
    expect(error).toBe("See the distribution with 'microdata variables BEFOLKNING_KJOENN --sketch'.\n");
  });

  it('shows the codes of a day, and says so when nothing can be imported then', async () => {
    const { output, error } = await call(
      'variables',
      'BEFOLKNING_KOMMNR_FORMELL',
      '--date',
      '2019-06-30',
      '--limit',
      '1',
    );
    expect(output).toMatch(/^Codes at 2019-06-30 \(valid from 201\d-01-01 until 2019-12-31; \d+ periods\): 4\d\d$/mu);
    expect(error).toContain('cannot be imported at 2019-06-30; valid is: 1 January each year 1989–2025.');
  });

  it('suggests names for one that nothing has', async () => {
    const { error, exitCode } = await call('variables', 'BEFOLKNING_KJOEN_');
    expect(error).toContain('did you mean BEFOLKNING_KJOENN');
    expect(exitCode).toBe(2);
  });

  it('takes the beginning of a name as a search', async () => {
    const { output } = await call('variables', 'KJORETOY_TEKN_', '--format', 'json');
    for (const { name } of (JSON.parse(output) as Found).variables) expect(name).toMatch(/^KJORETOY_TEKN_/u);
  });

  it.each([
    [['variables', 'xqzzyv'], "No variables answer to 'xqzzyv'.", 0],
    [['variables', 'BEFOLKNING_KJOENN', '--date', '2020-13-01'], "'2020-13-01' is no date", 2],
    [['variables', 'wage', '--sketch'], "'wage' is not the name of one variable", 2],
    [['variables', 'wage', '--version', '999'], "has no version '999'", 4],
    [['variables', 'wage', '--version', 'no.such:1'], "There is no databank 'no.such'", 4],
  ])('%j', async (argv, message, code) => {
    const { error, exitCode } = await call(...argv);
    expect(error).toContain(message);
    expect(exitCode).toBe(code);
  });

  it('tells in which versions a variable is, when asked', async () => {
    const { output } = await call('variables', 'RAND_MDVIS', ...rand, '--history');
    expect(output).toMatch(/^Versions +1$/mu);
  });

  it('sketches a distribution through disclosure control', async () => {
    const { output, error, exitCode } = await call('variables', 'RAND_MDVIS', ...rand, '--sketch');
    expect(output).toContain('summarize mdvis');
    expect(output).toContain('histogram mdvis');
    expect(error).toBe('');
    expect(exitCode).toBe(0);
  });
});

describe('microdata catalogue', () => {
  const at = (name: string): string => path.join(folder, name);

  it('writes pages, DCAT and DDI in one go', async () => {
    const argv = ['catalogue', ...rand, '--html', at('html'), '--dcat', at('c.jsonld'), '--ddi', at('c.xml')];
    const { error, exitCode } = await call(...argv);
    expect(exitCode).toBe(0);
    expect(error.split('\n').filter((line) => line.includes('was written to'))).toHaveLength(3);
    expect(fs.readFileSync(at('html/index.html'), 'utf8')).toContain('<html lang="en">');
    expect(fs.existsSync(at('html/variables/RAND_MDVIS.html'))).toBe(true);
    expect(JSON.parse(fs.readFileSync(at('c.jsonld'), 'utf8'))).toHaveProperty('@graph');
    expect(fs.readFileSync(at('c.xml'), 'utf8')).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<codeBook /u);
  });

  it('replaces a catalogue of its own, and nothing else', async () => {
    fs.writeFileSync(at('html/variables/OLD.html'), 'old');
    expect((await call('catalogue', ...rand, '--html', at('html'))).exitCode).toBe(0);
    expect(fs.existsSync(at('html/variables/OLD.html'))).toBe(false);
    fs.mkdirSync(at('mine'));
    fs.writeFileSync(at('mine/thesis.txt'), 'years of work');
    const { error, exitCode } = await call('catalogue', ...rand, '--html', at('mine'));
    expect(error).toContain('exists and is no HTML catalogue');
    expect(exitCode).toBe(2);
    expect(fs.readdirSync(at('mine'))).toEqual(['thesis.txt']);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('wants to be told what to write', async () => {
    const { error, exitCode } = await call('catalogue');
    expect(error).toContain('--html FOLDER, --dcat FILE or --ddi FILE');
    expect(exitCode).toBe(2);
  });
});
