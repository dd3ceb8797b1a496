import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { CodeAction, PublishDiagnosticsParams } from 'vscode-languageserver';
import { findingsOf, problemsOf } from '../../src/lsp/findings.ts';
import { drawnSnapshot } from '../helpers/lsp.ts';
import { startEditor } from '../helpers/lsp-client.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'microdata-lsp-lint-'));
afterAll(() => {
  fs.rmSync(folder, { recursive: true });
});

const demo = fs
  .readFileSync(path.join(import.meta.dirname, '../../examples/wages-by-municipality.txt'), 'utf8')
  .trimEnd();
const script = `${demo}\ngenerate needless = 1\n`;

describe('findings', () => {
  it('are looked for once, and again under other rules', () => {
    const { snapshot } = drawnSnapshot(
      'require no.test.fdb:3 as f\ncreate-dataset d\nimport f/SEX as s\nsample 10 1\ntabulate s',
    );
    const findings = findingsOf(snapshot);
    expect(findings.map(({ code }) => code)).toEqual(['lint-too-few-units']);
    expect(findingsOf(snapshot)).toBe(findings);
    expect(findingsOf(snapshot, new Map([['too-few-units', 'off']]))).toEqual([]);
    expect(problemsOf(snapshot, findings)).toEqual(findings);
  });
});

describe('an editor', () => {
  it('shows findings with their fixes, as the project wants them', async () => {
    const file = path.join(folder, 'microdata.json');
    const editor = await startEditor({ folder: pathToFileURL(folder).href });
    const uri = pathToFileURL(path.join(folder, 'a.micro')).href;
    const heard: PublishDiagnosticsParams[] = [];
    editor.connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
      heard.push(params);
    });
    const last = (codes: readonly string[]) =>
      expect.poll(() => heard.at(-1)?.diagnostics.map(({ code }) => code), { timeout: 10_000 }).toEqual(codes);
    await editor.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'microdata', version: 1, text: script },
    });
    await last(['lint-unused-variable']);
    const [found] = heard.at(-1)?.diagnostics ?? [];
    expect(found).toMatchObject({ severity: 2, source: 'lint', tags: [1] });
    const actions = (await editor.ask('textDocument/codeAction', uri, {
      range: found?.range,
      context: { diagnostics: [] },
    })) as CodeAction[];
    expect(actions.map(({ title }) => title)).toEqual(["Remove 'generate needless = 1'"]);
    fs.writeFileSync(file, '{ "lint": { "unused-variable": "off" } }');
    await last([]);
    fs.writeFileSync(file, '{ "lint": { "unused-variable": "of" } }');
    await last(['lint-unused-variable']);
    expect(editor.told.join(' ')).toContain("the field 'lint.unused-variable' must be off, note or warning");
    fs.writeFileSync(file, '{ "format": { "indent": 4 } }');
    await editor.type(uri, 2, 'for v in 1 2\nuse $v\nend\n');
    await expect
      .poll(() => editor.ask('textDocument/formatting', uri, { options: { tabSize: 2, insertSpaces: true } }), {
        timeout: 10_000,
      })
      .toMatchObject([{ newText: '    ' }]);
    expect(await editor.end()).toBe(0);
  }, 30_000);
});
