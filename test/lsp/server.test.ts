import { describe, expect, it } from 'vitest';
import { startEditor } from '../helpers/lsp-client.ts';

const mistaken = 'require no.ssb.fdb:60 as db\ncreate-dataset people\nimprot db/BEFOLKNING_KJOENN as sex\n';

describe('the server, over stdio', () => {
  it('finds the problems of a document as it is opened and typed, and ends as asked', async () => {
    const editor = await startEditor();
    const uri = await editor.open('a.micro', mistaken);
    const [first] = await editor.problems(uri);
    expect(first).toMatchObject({
      code: 'unknown-command',
      severity: 1,
      source: 'microdata',
      range: { start: { line: 2, character: 0 }, end: { line: 2, character: 6 } },
    });
    await editor.type(uri, 2, mistaken.replace('improt', 'import'));
    expect(await editor.problems(uri, 2)).toEqual([]);
    expect(await editor.end()).toBe(0);
  });
});
