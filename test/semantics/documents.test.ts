import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { callProgram } from '../helpers/program.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'microdata-documents-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The report of a script that needs no databank, without its last lines. */
async function reportOf(name: string, text: string): Promise<string> {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  const { output } = await callProgram(['run', file, '--lang', 'en']);
  return output.slice(0, output.indexOf('─'.repeat(20))).trim();
}

describe('the echo of statements', () => {
  it('has the active dataset as its prompt, continued lines as written, and comments in place', async () => {
    expect(
      await reportOf(
        'echo.txt',
        '// Two datasets\nlet y = 2021 // this year\ncreate-dataset persons\ndefine-labels l \\\n    $y Now \\\n    2 Two\n',
      ),
    ).toBe(`// Two datasets

>> let y = 2021  // this year
\`$y\` = 2021 (number).

>> create-dataset persons
Empty dataset \`persons\` created and active.

persons>> define-labels l \\
    $y Now \\
    2 Two
Code list \`l\` with 2 labels.`);
  });

  it('has bindings substituted in loops, in let as elsewhere', async () => {
    expect(
      await reportOf('loop.txt', 'for y in 2019 2020\n  let name = data ++ $y\n  create-dataset $name\nend\n'),
    ).toBe(`>> for y in 2019 2020
The loop has 2 iterations.

>> let name = data2019
\`$name\` = data2019 (name).

>> create-dataset data2019
Empty dataset \`data2019\` created and active.

data2019>> let name = data2020
\`$name\` = data2020 (name).

data2019>> create-dataset data2020
Empty dataset \`data2020\` created and active.`);
  });
});

describe('a run that stops in a loop', () => {
  it('names the pass, in the report and beside it', async () => {
    const file = path.join(folder, 'stops.txt');
    writeFileSync(
      file,
      `require no.ssb.fdb:60 as db
create-dataset d
import db/BEFOLKNING_KJOENN as sex
generate t1 = '1'
generate t2 = 'x'
for y in 1 2
  destring t ++ $y
end
`,
    );
    const { output, error, exitCode } = await callProgram(['run', file, '--lang', 'en', '--persons', '2000']);
    expect(output).toContain('d>> destring t2\n! ');
    expect(output).toContain('\n  in iteration y = 2\n');
    expect(error).toContain('stopped at destring on line 7, in iteration y = 2;');
    expect(exitCode).toBe(3);
    const html = (await callProgram(['run', file, '--lang', 'en', '--persons', '2000', '--format', 'html'])).output;
    expect(html).toContain('<p class="iteration">in iteration y = 2</p>');
  });
});

describe('text blocks', () => {
  it('reach the report as Markdown, with nothing in them read', async () => {
    const report = await reportOf(
      'text.txt',
      `create-dataset first
textblock
## Step 2
Free **Markdown** text. Nothing here is parsed: not $bindings, not // comments,
not trailing backslashes \\
endblock
create-dataset second
`,
    );
    expect(report).toContain('Step 2');
    expect(report).toContain('not $bindings, not // comments');
    expect(report.indexOf('first')).toBeLessThan(report.indexOf('Step 2'));
    expect(report.indexOf('Step 2')).toBeLessThan(report.indexOf('second'));
  });

  it('in a loop stand once in every pass, unchanged', async () => {
    const report = await reportOf(
      'passes.txt',
      'for y in 1 2 3\ntextblock\nPass $y.\nendblock\ncreate-dataset e++$y\nend\n',
    );
    expect(report.match(/Pass \$y\./gu)).toHaveLength(3);
  });
});

describe('literate documents', () => {
  it('form one script; the attributes of a fence say what is shown of it', async () => {
    const report = await reportOf(
      'literate.md',
      `# Differences

We begin.

\`\`\`microdata
let y = 2021
create-dataset people
\`\`\`

\`\`\`microdata echo=false
let z = $y + 1
\`\`\`

\`\`\`microdata output=false
let hidden = 1
\`\`\`

\`\`\`microdata eval=false
let never = 1
\`\`\`

\`\`\`microdata echo=lines
let last = $hidden
define-labels l $z Next $last Last
\`\`\`

\`\`\`python
print("$y")
\`\`\`
`,
    );
    expect(report).toContain('let y = 2021');
    expect(report).toContain('`$z` = 2022 (number).');
    expect(report).not.toContain('let z');
    expect(report).toContain('let hidden = 1');
    expect(report).not.toContain('`$hidden`');
    expect(report).toContain('let never = 1');
    expect(report).not.toContain('`$never`');
    expect(report).toContain('people>> let last = $hidden');
    expect(report).toContain('print("$y")');
  });

  it('list what has been executed, fence by fence', async () => {
    const report = await reportOf('history.md', '```microdata\ncreate-dataset a\n```\n\n```microdata\nhistory\n```\n');
    expect(report).toContain('  1  create-dataset a');
  });
});
