import { describe, expect, test } from 'vitest';
import { positionAt } from '../../src/base/source-text.ts';
import { semanticTokens, semanticTokensEdits, semanticTokensLegend } from '../../src/lsp/semantic-tokens.ts';
import type { Snapshot } from '../../src/lsp/snapshot.ts';
import { fuzzCase } from '../helpers/fuzz/cases.ts';
import { drawnSnapshot, picture } from '../helpers/lsp.ts';

const start = `require no.test.fdb:3 as db
create-dataset people
import db/SEX as sex
`;

/** Tokens as `text type`, with modifiers behind; read back from the protocol's numbers. */
function tokensOf({ source }: Snapshot, data: readonly number[]): readonly string[] {
  const tokens: string[] = [];
  let [line, column] = [0, 0];
  for (let i = 0; i < data.length; i += 5) {
    const [down = 0, right = 0, length = 0, type = 0, modifiers = 0] = data.slice(i, i + 5);
    column = down === 0 ? column + right : right;
    line += down;
    const at = (source.lineStarts[line] ?? 0) + column;
    const said = semanticTokensLegend.tokenModifiers.filter((_, bit) => (modifiers >> bit) & 1);
    tokens.push([source.text.slice(at, at + length), semanticTokensLegend.tokenTypes[type], ...said].join(' '));
  }
  return tokens;
}

function tokens(drawn: string): readonly string[] {
  const { snapshot, spans } = drawnSnapshot(drawn);
  return tokensOf(snapshot, semanticTokens(snapshot, spans[0]));
}

describe('semantic tokens', () => {
  test('say what each name is', () => {
    expect(
      tokens(`${start}// people\nfor i in 1 2\n  generate x++$i = ln($i) if sex == '1'\nend\nreplace x1 = 2\n`),
    ).toEqual([
      'require keyword',
      'db namespace declaration',
      'create-dataset keyword',
      'people struct declaration',
      'import keyword',
      'db namespace',
      'SEX property',
      'sex variable declaration',
      '// people comment',
      'for keyword',
      'i macro declaration',
      'generate keyword',
      '$i macro',
      'ln function',
      '$i macro',
      'sex variable',
      "'1' enumMember",
      'replace keyword',
      'x1 variable modification',
    ]);
  });

  test('of a range are those in it', () => {
    expect(tokens(`${start}⟦tabulate sex⟧, rowpct\nuse people\n`)).toEqual(['tabulate keyword', 'sex variable']);
    expect(tokens(`${start}tabulate sex, ⟦rowpct\nuse⟧ people\n`)).toEqual(['rowpct parameter', 'use keyword']);
  });

  test('an option, a code list and a merged variable', () => {
    const text = `${start}clone-units people d\nmerge sex into d\ndefine-labels l '1' Man\nassign-labels sex l\n`;
    expect(tokens(text).slice(8)).toEqual([
      'clone-units keyword',
      'people struct',
      'd struct declaration',
      'merge keyword',
      'sex variable declaration',
      'd struct',
      'define-labels keyword',
      'l enum declaration',
      'assign-labels keyword',
      'sex variable',
      'l enum',
    ]);
  });

  test('of any script stand in order, inside it, and never overlap', () => {
    for (let index = 0; index < 300; index++) {
      const { text } = fuzzCase(21, index);
      const { snapshot } = drawnSnapshot(picture(text).text);
      const data = semanticTokens(snapshot);
      let [line, column, end] = [0, 0, 0];
      for (let i = 0; i < data.length; i += 5) {
        const [down = 0, right = 0, length = 0] = data.slice(i, i + 5);
        expect(down >= 0 && right >= 0 && length > 0).toBe(true);
        column = down === 0 ? column + right : right;
        line += down;
        const at = (snapshot.source.lineStarts[line] ?? 0) + column;
        expect(at).toBeGreaterThanOrEqual(end);
        end = at + length;
        expect(positionAt(snapshot.source, end).line).toBe(line + 1);
      }
      expect(end).toBeLessThanOrEqual(snapshot.source.text.length);
    }
  });

  test.each([
    [
      [1, 2, 3],
      [1, 2, 3],
    ],
    [[], [1, 2]],
    [[1, 2], []],
    [
      [1, 2, 3, 4],
      [1, 9, 4],
    ],
    [
      [1, 1, 1],
      [1, 1],
    ],
    [
      [1, 1],
      [1, 1, 1, 1],
    ],
  ])('edits make later tokens of earlier ones: %j → %j', (before, after) => {
    const made = [...before];
    for (const { start: at, deleteCount, data = [] } of semanticTokensEdits(before, after)) {
      made.splice(at, deleteCount, ...data);
    }
    expect(made).toEqual(after);
  });
});
