/** Letters that are written in several ways in register names and in searches: `lønn`, `loenn`, `lonn`. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/[åäæ]|aa|ae/gu, 'a'],
  [/[øö]|oe/gu, 'o'],
];

/** A text as searches see it: lower case, without accents, Norwegian letters in one spelling (å = aa = a, ø = oe = o). */
export function fold(text: string): string {
  let folded = text.normalize('NFC').toLowerCase();
  for (const [spelling, letter] of spellings) folded = folded.replace(spelling, letter);
  return folded.normalize('NFD').replace(/\p{Mn}/gu, '');
}

/** The words of a text, folded; letters and digits are words of their own (`UFOERP2011FDT` is `uforp`, `2011`, `fdt`). */
export function wordsOf(text: string): readonly string[] {
  return fold(text).match(/\p{L}+|\p{N}+/gu) ?? [];
}

/** Endings of nouns and adjectives in Norwegian and English, longest first. */
const endings = /(?:enes|anes|ene|ane|ens|ets|ers|er|en|et|es|as|ed|s|e|a)$/u;

/** Letters that a stem keeps, so that short words stay what they are. */
const shortestStem = 3;

/** A word without its ending: `inntektene`, `inntekter` and `inntekt` have one stem. Not linguistically exact, only consistent. */
export function stemOf(word: string): string {
  const stem = word.replace(endings, '');
  const kept = stem.length >= shortestStem ? stem : word;
  // `disability` and `disabilities` meet in one letter.
  return kept.length > shortestStem ? kept.replace(/y$/u, 'i') : kept;
}

/** Words that say nothing of what is looked for. */
const emptyWords = new Set(
  'og i pa av for til fra med om en et ei den det de som per ved etter the of and in on by for to from with a an or at is'
    .split(' ')
    .map(fold),
);

/** The stems of a text's telling words; of all its words where none tells anything. */
export function stemsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  const telling = words.filter((word) => !emptyWords.has(word));
  return (telling.length === 0 ? words : telling).map(stemOf);
}
