/**
 * A smaller text that still does what `test` asks, found by taking away ever smaller pieces.
 *
 * @see Zeller & Hildebrandt (2002), IEEE Trans. Softw. Eng. 28, 183–200 (delta debugging).
 */
export function shrunk(text: string, test: (candidate: string) => boolean, attempts = 2000): string {
  let left = attempts;
  const lessen = (pieces: readonly string[]): readonly string[] => {
    let current = pieces;
    for (let size = Math.ceil(current.length / 2); size >= 1 && left > 0; size = Math.floor(size / 2)) {
      for (let start = 0; start < current.length && left > 0; ) {
        const candidate = current.toSpliced(start, size);
        left--;
        if (test(candidate.join(''))) current = candidate;
        else start += size;
      }
    }
    return current;
  };
  const byLine = lessen(text.split(/(?<=\n)/u)).join('');
  const byWord = lessen(byLine.match(/\w+|\s+|[^\w\s]/gu) ?? []).join('');
  return byWord.length > 400 ? byWord : lessen(byWord.match(/./gsu) ?? []).join('');
}
