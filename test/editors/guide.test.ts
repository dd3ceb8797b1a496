import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '..', '..');
const guide = fs.readFileSync(path.join(root, 'docs', 'editors.md'), 'utf8');

/** The blocks of the guide in a language. */
const blocks = (language: string): readonly string[] =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gmu'))].map((found) => found[1] ?? '');

/** What a server's client configuration holds, whatever the editor. */
interface Started {
  readonly command: readonly string[];
  readonly initializationOptions: object;
}

/** Whether a program is installed. */
function isInstalled(name: string): boolean {
  return (process.env['PATH'] ?? '').split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, name)));
}

/** A script, and what must stand in it as what. */
const script = `// why
tabulate a if c == '1', missing \\
  rowpct // after
keep if inlist(a, \\ // why
  2021-01-01)
use løpe
`;

describe('the guide to editors', () => {
  it('has settings in JSON that start the server', () => {
    const started = blocks('json').flatMap((block) => {
      const [servers] = Object.values(JSON.parse(block) as Record<string, Record<string, Started>>);
      return Object.values(servers ?? {});
    });
    expect(started).toHaveLength(2);
    for (const { command, initializationOptions } of started) {
      expect(command).toEqual(['microdata', 'lsp']);
      expect(initializationOptions).toEqual({ language: 'en' });
    }
  });

  it('names files that are there', () => {
    const named = [...guide.matchAll(/(?:\/path\/to\/openmicrodata\/|`)(editors\/[\w./]+?)[`'\n]/gu)].map(
      (found) => found[1] ?? '',
    );
    expect(named).toContain('editors/kate/microdata.xml');
    for (const name of named) expect(fs.existsSync(path.join(root, name)), name).toBe(true);
    const { version } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(guide).toContain(`openmicrodata-${version}.vsix`);
  });
});

const hasKate = isInstalled('kate-syntax-highlighter');
describe.skipIf(!hasKate)(hasKate ? 'colours in Kate' : 'Kate (skipped: no kate-syntax-highlighter)', () => {
  it('are those of the statement, also over continued lines', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-kate-'));
    try {
      const syntax = path.join(folder, 'org.kde.syntax-highlighting', 'syntax');
      fs.mkdirSync(syntax, { recursive: true });
      fs.copyFileSync(path.join(root, 'editors/kate/microdata.xml'), path.join(syntax, 'microdata.xml'));
      const file = path.join(folder, 'script.microdata');
      fs.writeFileSync(file, script);
      const argv = ['--output-format', 'html', file];
      const env = {
        PATH: process.env['PATH'],
        XDG_DATA_HOME: folder,
        HOME: folder,
        LANG: 'C.UTF-8',
        QT_QPA_PLATFORM: 'offscreen',
      };
      const drawn = execFileSync('kate-syntax-highlighter', argv, { env, encoding: 'utf8' });
      const groups = new Map<string, string[]>();
      for (const [, style = '', text = ''] of drawn.matchAll(/<span style="([^"]*)">([^<]*)<\/span>/gu)) {
        groups.set(style, [...(groups.get(style) ?? []), text]);
      }
      expect([...groups.values()]).toEqual([
        ['// why', '// after', '// why'],
        ['tabulate', 'keep', 'use'],
        ['if', 'if'],
        ['=='],
        ["'1'"],
        ['missing', 'rowpct'],
        ['\\', '\\ '],
        ['inlist'],
        ['2021-01-01'],
      ]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});

const hasVim = isInstalled('vim');
describe.skipIf(!hasVim)(hasVim ? 'colours in Vim' : 'Vim (skipped: vim is not installed)', () => {
  it('are those of the statement, also over continued lines', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-vim-'));
    try {
      const file = path.join(folder, 'script.microdata');
      const seen = path.join(folder, 'seen.txt');
      fs.writeFileSync(file, script);
      const look = path.join(folder, 'look.vim');
      fs.writeFileSync(
        look,
        `set runtimepath^=${path.join(root, 'editors/vim')}
syntax on
filetype plugin on
edit ${file}
let seen = []
for line in range(1, line('$'))
  let names = []
  for column in range(1, col([line, '$']) - 1)
    let name = synIDattr(synID(line, column, 1), 'name')
    if name !=# '' && index(names, name) < 0
      call add(names, name)
    endif
  endfor
  call add(seen, join(names))
endfor
call writefile([&commentstring] + seen, '${seen}')
qall!
`,
      );
      const env = { PATH: process.env['PATH'], HOME: folder, LANG: 'C.UTF-8', TERM: 'dumb' };
      execFileSync('vim', ['-N', '-u', 'NONE', '-i', 'NONE', '-n', '-es', '-S', look], { env, stdio: 'ignore' });
      expect(fs.readFileSync(seen, 'utf8').replaceAll('microdata', '').split('\n')).toEqual([
        '// %s',
        'Comment',
        'Command Word Operator String Comma Option Continuation',
        'Option Comment',
        'Command Word Function Bracket Continuation Comment',
        'Date Bracket',
        'Command',
        '',
      ]);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
});
