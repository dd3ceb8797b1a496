import { execFile, execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testPlaces } from '../helpers/program.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** What Neovim says of its version, if it is installed. */
function versionOfNeovim(): string | undefined {
  try {
    return execFileSync('nvim', ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0];
  } catch {
    return undefined;
  }
}

/** What the script that plays a user has seen; see `neovim.lua`. */
interface Seen {
  readonly failed?: string;
  readonly filetype: string;
  readonly problems: readonly Problem[];
  readonly actions: readonly string[];
  readonly mended: readonly Problem[];
  readonly variables: readonly string[];
  readonly dates: readonly string[];
  readonly codes: readonly string[];
  readonly hover_variable: string;
  readonly hover_command: string;
  readonly definition: string;
  readonly renamed: readonly string[];
  readonly unformatted: readonly string[];
  readonly formatted: readonly string[];
  readonly markdown_filetype: string;
  readonly markdown_problems: readonly Problem[];
  readonly colours: Readonly<Record<string, string>>;
  readonly clients: number;
}

interface Problem {
  readonly code: string;
  readonly line: number;
  readonly text: string;
  readonly message: string;
}

/** The configuration that the guide tells users to write. */
function configuration(): string {
  const guide = fs.readFileSync(path.join(root, 'docs', 'editors.md'), 'utf8');
  const found = /^## Neovim$[\s\S]*?^```lua\n([\s\S]*?)^```$/mu.exec(guide)?.[1];
  if (found === undefined) throw new Error('docs/editors.md has no configuration for Neovim');
  return found.replaceAll('/path/to/openmicrodata', root);
}

/** A folder with two examples, the guide's configuration, and `microdata` as a program on the PATH. */
function prepare(folder: string): NodeJS.ProcessEnv {
  const bin = path.join(folder, 'bin');
  fs.mkdirSync(bin);
  fs.mkdirSync(path.join(folder, 'scripts'));
  fs.mkdirSync(path.join(folder, 'home'));
  const entry = path.join(root, 'src', 'cli', 'cli.ts');
  const start = `#!/bin/sh\nexec '${process.execPath}' --disable-warning=ExperimentalWarning '${entry}' "$@"\n`;
  fs.writeFileSync(path.join(bin, 'microdata'), start, { mode: 0o755 });
  const example = (name: string, as: string): void =>
    fs.copyFileSync(path.join(root, 'examples', name), path.join(folder, 'scripts', as));
  example('wages-by-municipality.txt', 'wages.microdata');
  example('families.md', 'families.md');
  fs.writeFileSync(path.join(folder, 'init.lua'), configuration());
  return {
    ...testPlaces,
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    HOME: path.join(folder, 'home'),
    LANG: 'C.UTF-8',
    NVIM_FOLDER: path.join(folder, 'scripts'),
    NVIM_SEEN: path.join(folder, 'seen.json'),
  };
}

const version = versionOfNeovim();
const suite = version === undefined ? 'Neovim (skipped: nvim is not installed)' : `${version} with the server`;

describe.skipIf(version === undefined)(suite, () => {
  let folder: string;
  let seen: Seen;
  const example = fs.readFileSync(path.join(root, 'examples', 'wages-by-municipality.txt'), 'utf8').trimEnd();

  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-neovim-'));
    const env = prepare(folder);
    const script = path.join(import.meta.dirname, 'neovim.lua');
    const argv = ['--headless', '-n', '-i', 'NONE', '-u', path.join(folder, 'init.lua'), '-c', `luafile ${script}`];
    const running = promisify(execFile)('nvim', argv, { cwd: folder, env, timeout: 200_000 });
    running.child.stdin?.end();
    await running;
    seen = JSON.parse(fs.readFileSync(path.join(folder, 'seen.json'), 'utf8')) as Seen;
    expect(seen.failed).toBeUndefined();
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  it('knows scripts by their names, and starts one server for them and for Markdown with fences', () => {
    expect(seen.filetype).toBe('microdata');
    expect(seen.markdown_filetype).toBe('markdown');
    expect(seen.clients).toBe(1);
  });

  it('shows nothing but the mistake that was typed, and mends it', () => {
    expect(seen.problems).toMatchObject([{ code: 'unknown-variable', line: 27, text: 'wagee' }]);
    expect(seen.problems[0]?.message).toContain('did you mean `wage`?');
    expect(seen.actions).toEqual(["Replace 'wagee' by 'wage'"]);
    expect(seen.mended).toEqual([]);
  });

  it('shows a mistake in a fence, at its line of the document', () => {
    expect(seen.markdown_problems).toMatchObject([{ code: 'unknown-command', line: 37, text: 'wagee' }]);
  });

  it('completes a variable, a date and a code', () => {
    expect(seen.variables).toEqual(['place_wage']);
    expect(seen.dates).toContain('2021-01-01');
    expect(seen.codes.slice(0, 2)).toEqual(["'1' Mann", "'2' Kvinne"]);
  });

  it('explains a register variable and a command, and goes to a definition', () => {
    expect(seen.hover_variable).toContain('Wages and salaries');
    expect(seen.hover_command).toContain('by(a b …)');
    expect(seen.definition).toBe('import db/BEFOLKNING_KOMMNR_FORMELL 2021-01-01 as muni');
  });

  it('renames a variable wherever it is used, and nothing else', () => {
    const renamed = `${example}\nsummarize wage`.replace(/\bratio\b/gu, 'relative_wage');
    expect(seen.renamed).toEqual(renamed.split('\n'));
  });

  it('formats', () => {
    expect(seen.unformatted).not.toEqual(seen.renamed);
    expect(seen.formatted).toEqual(seen.renamed);
  });

  it('colours scripts and fences', () => {
    expect(seen.colours).toEqual({
      script: 'microdataCommand',
      option: 'microdataOption',
      fence: 'microdataCommand',
      prose: '',
    });
  });
});
