import type { Report } from '../../base/diagnostic.ts';
import type { Span } from '../../base/span.ts';
import { suggestionsFor } from '../../base/suggest.ts';
import type { CommandForms } from '../command-spec.ts';
import { foreignCommandAdvice, usualAbbreviations } from './foreign-commands.ts';

/** Says that there is no such command, and what may have been meant: another case, the full word, a near word. */
export function reportUnknownCommand(
  word: { readonly text: string; readonly at: Span },
  forms: CommandForms,
  report: Report,
): void {
  const { text, at } = word;
  const known = [...forms.keys(), 'let', 'for', 'end', 'textblock', 'endblock'];
  if (text === 'textblock' || text === 'endblock' || text === 'end' || text === 'for') {
    report('block-word-alone', at, { word: text });
    return;
  }
  const lower = text.toLowerCase();
  if (lower !== text && known.includes(lower)) {
    report('unknown-command', at, { command: text, suggestions: [lower] }, [{ at, newText: lower }]);
    return;
  }
  const advice = foreignCommandAdvice.get(lower);
  if (advice !== undefined) {
    const fixes = (advice.ours ?? []).map((newText) => ({ at, newText }));
    report('foreign-command', at, { command: text, adviceNb: advice.nb, adviceEn: advice.en }, fixes);
    return;
  }
  const full = expandAbbreviation(lower, known);
  if (full !== undefined) {
    report('abbreviated-command', at, { command: text, full }, [{ at, newText: full }]);
    return;
  }
  const suggestions = suggestionsFor(lower, known);
  const fixes = suggestions.map((newText) => ({ at, newText }));
  report('unknown-command', at, { command: text, suggestions }, fixes);
}

/** The shortest command that begins so; two letters are too few to tell, unless another program has made them usual. */
function expandAbbreviation(word: string, known: readonly string[]): string | undefined {
  const usual = usualAbbreviations.get(word);
  if (usual !== undefined) return usual;
  if (word.length < 3) return undefined;
  const longer = known.filter((name) => name.startsWith(word) && name.length > word.length);
  return longer.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
}
