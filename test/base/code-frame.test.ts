import { describe, expect, it } from 'vitest';
import { renderCodeFrame } from '../../src/base/code-frame.ts';
import { diagnostic } from '../../src/base/diagnostic.ts';
import { sourceText } from '../../src/base/source-text.ts';
import { marked } from '../helpers/script.ts';

/** The frame of a comparison mistake at the marked place. */
function frame(source: string, language: 'nb' | 'en' = 'en', colour = false): string {
  const { text, spans } = marked(source);
  const problem = diagnostic(
    'foreign-operator',
    spans[0] ?? { start: 0, end: 0 },
    { written: '&&', ours: '&' },
    { iteration: source.startsWith('for') ? [{ name: 'y', value: '2019' }] : [] },
  );
  return renderCodeFrame(sourceText('a.txt', text), problem, language, { colour });
}

describe('a code frame', () => {
  it('shows severity, code, line, sentence, and the place under the source line', () => {
    expect(frame('use a\n  keep if a ⟦&&⟧ b\n')).toBe(
      [
        'error foreign-operator line 2: `&&` belongs to another language; write `&`.',
        '  keep if a && b',
        '            ^^',
      ].join('\n'),
    );
  });

  it('speaks Norwegian and names the pass of a loop', () => {
    expect(frame('for y in 2019\nkeep if a ⟦&&⟧ b\nend', 'nb').split('\n')[0]).toBe(
      'feil foreign-operator linje 2, i gjennomløp y = 2019: `&&` hører til et annet språk; skriv `&`.',
    );
  });

  it('ends with the way out, if the message has one', () => {
    const source = sourceText('a', 'gen x = 1');
    const problem = diagnostic('abbreviated-command', { start: 0, end: 3 }, { command: 'gen', full: 'generate' });
    expect(renderCodeFrame(source, problem, 'en', { colour: false }).split('\n').at(-1)).toBe('hint: write `generate`');
  });

  it('counts composed characters as one and tabs as one', () => {
    const lines = frame('\tdrop a\u030Ar\t⟦&&⟧').split('\n');
    expect(lines[1]?.normalize('NFC').indexOf('&&')).toBe(lines[2]?.indexOf('^^'));
  });

  it('shows a window of a very long line', () => {
    const lines = frame(`drop ${'abc '.repeat(3000)}⟦&&⟧ ${'def '.repeat(3000)}`).split('\n');
    expect(lines[1]?.length).toBeLessThan(120);
    expect(lines[1]?.slice(lines[2]?.indexOf('^'), (lines[2]?.indexOf('^') ?? 0) + 2)).toBe('&&');
  });

  it('lets no control character through to the terminal', () => {
    expect(frame('drop \u001B[31m ⟦&&⟧')).not.toContain('\u001B');
    expect(frame('drop ⟦&&⟧', 'en', true)).toContain('\u001B[31m');
  });

  it('stands without a source line where the place is empty', () => {
    expect(frame('\n⟦⟧\n').split('\n')).toHaveLength(1);
  });
});
