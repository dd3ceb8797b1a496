/** Distances beyond this are not a slip of the pen. */
const farthest = 2;

/** How many suggestions a message may make. */
const most = 3;

/**
 * The names nearest to a misspelt one: Damerau–Levenshtein distance (restricted, adjacent transpositions) of at most 2 and less
 * than the word's length, letter case ignored; nearest first, then in code-unit order; at most three.
 */
export function suggestionsFor(written: string, names: Iterable<string>): readonly string[] {
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(names)) {
    if (name === written) continue;
    const distance = editDistance(written.toLowerCase(), name.toLowerCase(), farthest);
    if (distance <= farthest && distance < Math.max(written.length, name.length) - 1) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, most).map((candidate) => candidate.name);
}

/**
 * Restricted Damerau–Levenshtein distance, or `limit + 1` when it is larger than the limit.
 *
 * @see Wagner & Fischer (1974), J. ACM 21, 168–173; adjacent transpositions after Damerau (1964), Comm. ACM 7, 171–176.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
      smallest = Math.min(smallest, best);
    }
    if (smallest > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? 0, limit + 1);
}
