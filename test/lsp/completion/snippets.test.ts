import { describe, expect, it } from 'vitest';
import { commandSpecs, constructSpecs } from '../../../src/commands/vocabulary.ts';
import { commandSnippet, constructSnippet } from '../../../src/lsp/completion/offers/snippets.ts';
import { problems } from '../../helpers/script.ts';
import { completed, putIn } from './offered.ts';

/** What somebody might fill in. */
const filling: Readonly<Record<string, string>> = {
  ...{ date: '2020-01-01', size: '0.5', seed: '17', value: '1', code: '1', statistic: 'mean', label: 'x' },
  ...{ 'databank:version': 'no.test.fdb:3', 'model-command': 'regress a b', expression: '1', version: '3' },
};

function filledIn(snippet: string): string {
  return snippet
    .replace(/\$\{\d+:([^}]*)\}/gu, (_, role: string) => filling[role] ?? role.replaceAll('-', '_'))
    .replace(/\$0/gu, '');
}

describe('snippets of whole commands', () => {
  it.each(commandSpecs.map((spec) => ({ name: spec.name, snippet: commandSnippet(spec) })))(
    '$name: $snippet can be read once it is filled in',
    ({ name, snippet }) => {
      expect(snippet.startsWith(name)).toBe(true);
      expect(problems(filledIn(snippet))).toEqual([]);
    },
  );

  it.each(constructSpecs.map((spec) => ({ name: spec.name, snippet: constructSnippet(spec) })))(
    '$name can be read once it is filled in',
    ({ snippet }) => {
      expect(problems(filledIn(snippet))).toEqual([]);
    },
  );

  it('are made from the usage: what may be left out is left out', () => {
    const snippetOf = (name: string): string =>
      commandSpecs
        .filter((spec) => spec.name === name)
        .map(commandSnippet)
        .join();
    expect(snippetOf('import-event')).toBe('import-event ${1:alias}/${2:NAME} ${3:date} to ${4:date}');
    expect(snippetOf('merge')).toBe('merge ${1:variable} into ${2:dataset}');
    expect(snippetOf('keep')).toBe('keep ${1:variable}');
    expect(constructSpecs.map(constructSnippet)).toContain('for ${1:name} in ${2:value}\n\t$0\nend');
  });

  it('are offered to editors that can fill them in, and to no others', () => {
    const kinds = (snippets: boolean): readonly (number | undefined)[] =>
      completed('<|>', { snippets }).items.map(({ kind }) => kind);
    expect(kinds(true)).toContain(15);
    expect(kinds(false)).not.toContain(15);
    const merge = completed('<|>', { snippets: true }).items.find((item) => putIn(item).startsWith('merge $'));
    expect(merge).toMatchObject({
      label: 'merge variable … into dataset [on variable]',
      filterText: 'merge',
      insertTextFormat: 2,
    });
  });
});
