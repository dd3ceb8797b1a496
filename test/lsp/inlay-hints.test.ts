import { describe, expect, test } from 'vitest';
import type { Language } from '../../src/base/language.ts';
import { span } from '../../src/base/span.ts';
import { clientOf, withSettings } from '../../src/lsp/client.ts';
import { inlayHints, type WantedHints } from '../../src/lsp/inlay-hints.ts';
import { offsetOf } from '../../src/lsp/places.ts';
import { drawnSnapshot } from '../helpers/lsp.ts';

const start = `require no.test.fdb:3 as db
create-dataset people
import db/WAGE 2020-06-15 as wage
`;

const all: WantedHints = { bindingValues: true, variableTypes: true, loopIterations: true };

/** The lines after `start`, with hints in braces where an editor shows them. */
function hinted(text: string, wanted: WantedHints = all, language: Language = 'en'): string {
  const { snapshot, spans } = drawnSnapshot(start + text);
  const { source } = snapshot;
  const range = spans[0] ?? span(0, source.text.length);
  const hints = inlayHints(snapshot, range, language, wanted);
  return hints
    .toReversed()
    .reduce((shown, { position, label, paddingLeft }) => {
      const at = offsetOf(source, position);
      return `${shown.slice(0, at)}${paddingLeft ? ' ' : ''}{${typeof label === 'string' ? label : ''}}${shown.slice(at)}`;
    }, source.text)
    .slice(start.length);
}

describe('inlay hints', () => {
  test('show values of bindings where they are used', () => {
    expect(hinted("let y = 2018\nlet t = 'it'\ngenerate w++$y = wage\nlet u = $t\n")).toBe(
      "let y = 2018\nlet t = 'it'\ngenerate w++$y {= 2018}{: integer} = wage\nlet u = $t {= 'it'}\n",
    );
  });

  test('show how often a loop runs and the first values of its iterator', () => {
    expect(hinted('for i in 1:12\n  summarize wage if wage > $i\nend\n', all, 'nb')).toBe(
      'for i in 1:12 {× 12 gjennomløp}\n  summarize wage if wage > $i {= 1, 2, 3, …}\nend\n',
    );
    expect(hinted('for i in 1\n  summarize wage if wage > $i\nend\n')).toBe(
      'for i in 1 {× 1 pass}\n  summarize wage if wage > $i {= 1}\nend\n',
    );
  });

  test('show types of variables that the script makes, not of those that it imports or passes on', () => {
    expect(
      hinted(
        'generate half = wage / 2\nrename wage pay\nclone-units people d\nmerge half into d\ncollapse (count) pay -> n, by(half)\n',
      ),
    ).toBe(
      'generate half{: decimal} = wage / 2\nrename wage pay\nclone-units people d\nmerge half into d\ncollapse (count) pay -> n{: integer}, by(half)\n',
    );
  });

  test('say nothing of what is wrong', () => {
    expect(hinted('generate a = nothere\nlet x = 1 / 0\nlet y = $x\nlet z = $q\n')).toBe(
      'generate a = nothere\nlet x = 1 / 0\nlet y = $x\nlet z = $q\n',
    );
  });

  test('can be turned off, each sort by itself', () => {
    const text = 'for i in 1 2\n  generate x++$i = $i\nend\n';
    expect(hinted(text, { ...all, bindingValues: false })).toBe(
      'for i in 1 2 {× 2 passes}\n  generate x++$i{: integer} = $i\nend\n',
    );
    expect(hinted(text, { ...all, variableTypes: false, loopIterations: false })).toBe(
      'for i in 1 2\n  generate x++$i {= 1, 2} = $i {= 1, 2}\nend\n',
    );
  });

  test('are those of the lines asked for', () => {
    expect(hinted('let y = 2018\nlet a = $y\n⟦let b = $y⟧\nlet c = $y\n')).toBe(
      'let y = 2018\nlet a = $y\nlet b = $y {= 2018}\nlet c = $y\n',
    );
  });

  test('are wanted as an editor says', () => {
    const client = clientOf({
      capabilities: {},
      workspaceFolders: null,
      initializationOptions: { inlayHints: { variableTypes: false } },
    });
    expect(client.options.inlayHints).toEqual({ ...all, variableTypes: false });
    expect(withSettings(client, { microdata: { language: 'en' } }).options.inlayHints).toEqual({
      ...all,
      variableTypes: false,
    });
    expect(withSettings(client, { microdata: { inlayHints: false } }).options.inlayHints).toEqual({
      bindingValues: false,
      variableTypes: false,
      loopIterations: false,
    });
  });
});
