import { describe, expect, it } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver';
import { codeLenses } from '../../src/lsp/code-lens.ts';
import { documentLinks } from '../../src/lsp/document-links.ts';
import { documentSymbols, flatSymbols } from '../../src/lsp/document-symbols.ts';
import { foldingRanges } from '../../src/lsp/folding.ts';
import type { Snapshot } from '../../src/lsp/snapshot.ts';
import { drawnSnapshot, drawRanges } from '../helpers/lsp.ts';
import { script } from '../helpers/script.ts';

/** The tree as indented lines: name, detail in brackets. */
function outline(symbols: readonly DocumentSymbol[], indentation = ''): readonly string[] {
  return symbols.flatMap(({ name, detail, children = [] }) => [
    `${indentation}${name}${detail === undefined ? '' : ` [${detail}]`}`,
    ...outline(children, `${indentation}  `),
  ]);
}

const work = script`
  require no.test.fdb:3 as db
  // persons
  // and what they earn
  create-dataset people
  import db/SEX as sex
  textblock
  ## Wages
  all of them
  endblock
  let first = 2019
  for y in 2019 : 2020
    import db/WAGE date_fmt($y, 6, 15) as wage_++$y
  end
  create-dataset towns
  import db/KOSTRA 2020-01-01 as kostra
  use people
  define-labels both 1 'a' 2 'b'
`;

describe('the outline', () => {
  it('shows datasets with what is made in them', () => {
    expect(outline(documentSymbols(drawnSnapshot(work).snapshot))).toEqual([
      'db [no.test.fdb:3]',
      'people [PERSON]',
      '  sex [db/SEX]',
      '  Wages',
      '  first',
      '  for y in 2019 : 2020',
      '    wage_2019 [db/WAGE]',
      'towns [KOMMUNE]',
      '  kostra [db/KOSTRA]',
      'people [PERSON]',
      '  both',
    ]);
  });

  it('shows the headings of a Markdown document around what stands under them', () => {
    const { snapshot } = drawnSnapshot(
      '# Report\n\n```microdata\nrequire no.test.fdb:3 as db\ncreate-dataset people\n```\n\n## Sex\n\n' +
        '```r\n# no heading\n```\n\n```microdata\nimport db/SEX as sex\n```\n\n# End\n',
      { name: 'file:///test.md' },
    );
    expect(outline(documentSymbols(snapshot))).toEqual([
      'Report',
      '  db [no.test.fdb:3]',
      '  people [PERSON]',
      '  Sex',
      '    sex [db/SEX]',
      'End',
    ]);
  });

  it('holds every name in the range of its parent', () => {
    const check = (symbols: readonly DocumentSymbol[], outer?: DocumentSymbol): void => {
      for (const symbol of symbols) {
        expect(isInside(symbol.selectionRange, symbol.range), symbol.name).toBe(true);
        if (outer !== undefined) expect(isInside(symbol.range, outer.range), symbol.name).toBe(true);
        check(symbol.children ?? [], symbol);
      }
    };
    check(documentSymbols(drawnSnapshot(work).snapshot));
  });

  it('is a list for clients that know no trees', () => {
    const flat = flatSymbols(drawnSnapshot(work).snapshot);
    expect(flat.find(({ name }) => name === 'wage_2019')?.containerName).toBe('for y in 2019 : 2020');
  });
});

type Place = DocumentSymbol['range'];
function isInside(inner: Place, outer: Place): boolean {
  const before = (a: Place['start'], b: Place['start']): boolean =>
    a.line < b.line || (a.line === b.line && a.character <= b.character);
  return before(outer.start, inner.start) && before(inner.end, outer.end);
}

/** First and last line of each fold. */
function folds(snapshot: Snapshot): readonly string[] {
  const lines = snapshot.source.text.split('\n');
  return foldingRanges(snapshot).map(
    ({ startLine, endLine }) => `${lines[startLine]?.trim() ?? ''} … ${lines[endLine]?.trim() ?? ''}`,
  );
}

describe('folding', () => {
  it('folds comments, datasets, text blocks and loops, and leaves the closing line in view', () => {
    expect(folds(drawnSnapshot(work).snapshot)).toEqual([
      '// persons … // and what they earn',
      'create-dataset people … end',
      'textblock … all of them',
      'for y in 2019 : 2020 … import db/WAGE date_fmt($y, 6, 15) as wage_++$y',
      'create-dataset towns … import db/KOSTRA 2020-01-01 as kostra',
      "use people … define-labels both 1 'a' 2 'b'",
    ]);
  });

  it('folds the fences of a Markdown document and nothing around them', () => {
    const { snapshot } = drawnSnapshot('# A\n\ntext\n\n```microdata\nlet a = 1\nlet b = $a\n```\n\n- x\n- y\n', {
      name: 'file:///test.md',
    });
    expect(folds(snapshot)).toEqual(['```microdata … let b = $a']);
  });

  it('folds a loop that is not closed to its end', () => {
    expect(folds(drawnSnapshot('for y in 1 : 2\n  let a = $y\n  let b = $y\n').snapshot)).toEqual([
      'for y in 1 : 2 … let b = $y',
    ]);
  });
});

describe('links', () => {
  it('lead from register variables to their pages', () => {
    const drawn =
      'require no.test.fdb:3 as db\ncreate-dataset d\nimport db/⟦SEX⟧ as sex\nimport db/⟦WAGE⟧ 2020-01-01\n';
    const { snapshot } = drawnSnapshot(drawn);
    const found = documentLinks(snapshot, 'https://example.org/catalogue/');
    expect(
      drawRanges(
        snapshot,
        found.map(({ range }) => range),
      ),
    ).toBe(drawn);
    expect(found[0]?.target).toBe('https://example.org/catalogue/variables/SEX.html');
  });
});

describe('code lenses', () => {
  const { snapshot } = drawnSnapshot('# A\n\n```microdata\nlet a = 1\n```\n', { name: 'file:///test.md' });

  it('stand above each block, one for each command that the editor knows', () => {
    const found = codeLenses(snapshot, ['microdata.runBlock', 'other'], 'en');
    expect(found).toEqual([
      {
        range: { start: { line: 2, character: 0 }, end: { line: 5, character: 0 } },
        command: {
          title: '▷ Run this block',
          command: 'microdata.runBlock',
          arguments: ['file:///test.md', { start: { line: 2, character: 0 }, end: { line: 5, character: 0 } }],
        },
      },
    ]);
  });

  it('are not shown to an editor that can carry out nothing', () => {
    expect(codeLenses(snapshot, [], 'en')).toEqual([]);
  });
});
