import { suggestionsFor } from '../../base/suggest.ts';

/** Words of other programs, and Norwegian ones, with the options that do here what they ask for; likeliest first. */
const foreignOptions: ReadonlyMap<string, readonly string[]> = new Map([
  ['percent', ['percent', 'cellpct']],
  ['prosent', ['percent', 'cellpct']],
  ['pct', ['percent', 'cellpct']],
  ['radpct', ['rowpct']],
  ['radprosent', ['rowpct']],
  ['rowpercent', ['rowpct']],
  ['rowprosent', ['rowpct']],
  ['column', ['colpct']],
  ['kolpct', ['colpct']],
  ['kolonneprosent', ['colpct']],
  ['colpercent', ['colpct']],
  ['celleprosent', ['cellpct']],
  ['cellpercent', ['cellpct']],
  ['median', ['p50']],
  ['sd', ['std']],
  ['stdev', ['std']],
  ['stddev', ['std']],
  ['standardavvik', ['std']],
  ['average', ['mean']],
  ['avg', ['mean']],
  ['snitt', ['mean']],
  ['gjennomsnitt', ['mean']],
  ['total', ['sum']],
  ['count', ['freq', 'obs']],
  ['n', ['freq', 'obs']],
  ['antall', ['freq', 'obs']],
  ['frekvens', ['freq']],
  ['frequency', ['freq']],
  ['manglende', ['missing']],
  ['sort', ['rowsort', 'colsort']],
  ['sorter', ['rowsort', 'colsort']],
  ['signifikans', ['sig']],
  ['pvalue', ['sig']],
  ['tukey', ['posthoc']],
  ['kjikvadrat', ['chi2']],
  ['chisq', ['chi2']],
]);

/**
 * The options of a command that an unknown word may stand for: the same word in other letter case, what the word means
 * elsewhere, the options that begin with it (two letters are too few to tell), and those that it may be a misspelling of.
 */
export function optionsMeant(word: string, known: readonly string[]): readonly string[] {
  const lower = word.toLowerCase();
  if (known.includes(lower)) return [lower];
  const meant = (foreignOptions.get(lower) ?? []).filter((name) => known.includes(name));
  if (meant.length > 0) return meant;
  const longer = lower.length < 3 ? [] : known.filter((name) => name.startsWith(lower));
  return longer.length > 0 ? longer.slice(0, 3) : suggestionsFor(word, known);
}
