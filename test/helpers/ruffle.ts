import { sourceText } from '../../src/base/source-text.ts';
import { lineEnd } from '../../src/lang/syntax/lines.ts';
import { scriptRanges } from '../../src/lang/syntax/script-ranges.ts';
import type { FuzzCase } from './fuzz/cases.ts';
import type { Random } from './fuzz/random.ts';

const texts = /'[^'\n]*'|"[^"\n]*"|[ \t\u00A0]+/gu;

/**
 * A script with other blanks, line breaks and comments: what careless writing makes of it. Its meaning stays the same
 * wherever no line has been continued or commented before; elsewhere it is any script.
 */
export function ruffled({ name, text }: FuzzCase, random: Random): string {
  let result = '';
  let reached = 0;
  for (const { at, indentation } of scriptRanges(sourceText(name, text))) {
    result += text.slice(reached, at.start);
    let isTextBlock = false;
    for (let start = at.start; start < at.end; ) {
      const { end, next } = lineEnd(text, start, at.end);
      const line = text.slice(start, end);
      const word = line.trim();
      const isFrame = word === 'textblock' || word === 'endblock';
      if (word === 'textblock') isTextBlock = true;
      const isPlain = !isTextBlock && !isFrame && !line.includes('//') && !line.endsWith('\\');
      result += (isPlain && word !== '' ? ruffledLine(line, indentation, random) : line) + text.slice(end, next);
      if (word === 'endblock') isTextBlock = false;
      start = next;
    }
    reached = at.end;
  }
  return result + text.slice(reached);
}

/** Lines of a fence in a list must stay as deep as the fence. */
function ruffledLine(line: string, margin: number, random: Random): string {
  const code = line.trim();
  const indented = (): string => ' '.repeat(margin + random.of([0, 0, 1, 3, 9]));
  const comment = (): string => random.of(['//', '// å bc', "//  isn't", '// \\']);
  const isPlaceable = !code.startsWith('#');
  const body = !isPlaceable
    ? code
    : code.replace(texts, (found, offset: number) => {
        if (/^['"]/u.test(found) || code.charAt(offset + found.length) === '#') return found;
        switch (random.below(12)) {
          case 0:
            return `${random.of(['', ' ', '\t'])}\\${random.of(['', ' '])}\n${indented()}`;
          case 1:
            return ` \\ ${comment()}\n${indented()}`;
          case 2:
            return ` \\\n${indented()}${comment()}\n${indented()}`;
          case 3:
            return ` \\ ${comment()}\n${indented()}\\\n${indented()}\\ ${comment()}\n${indented()}`;
          case 4:
            return random.of(['   ', '\t', '\u00A0', ' \t ']);
          default:
            return ' ';
        }
      });
  const before = random.chance(20) ? `${random.of(['', '\n', '\n\n\n'])}${indented()}${comment()}\n` : '';
  const blanks = '\n'.repeat(random.of([0, 0, 0, 0, 1, 2, 5]));
  const after = random.of(['', '', '', ` ${comment()}`, comment(), '  ', isPlaceable ? ' \\\n' : '', ' \t']);
  return `${blanks}${before}${indented()}${body}${after}`;
}
