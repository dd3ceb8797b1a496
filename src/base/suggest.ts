/** Distances beyond this are not a slip of the pen. */
const farthest = 2;

/** How many suggestions a message may make. */
const most = 3;

/**
 * The names nearest to a misspelt one: at most two edits away, one for words of two or three letters, letter case ignored;
 * nearest first, then in code-unit order; at most three.
 */
export function suggestionsFor(written: string, names: Iterable<string>): readonly string[] {
  const folded = written.toLowerCase();
  const limit = Math.min(farthest, Math.max(1, Math.floor(written.length / 2)));
  const near: { readonly name: string; readonly distance: number }[] = [];
  for (const name of new Set(names)) {
    if (name === written || Math.abs(name.length - written.length) > limit) continue;
    const distance = editDistance(folded, name.toLowerCase(), limit);
    // Something must be the same: of names of one letter, any other would be near.
    const isAlike = distance < Math.max(name.length, written.length);
    if (distance <= limit && isAlike) near.push({ name, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  return near.slice(0, most).map((candidate) => candidate.name);
}

/**
 * Restricted Damerau–Levenshtein distance, or `limit + 1` when it is larger than the limit. Only the band of width `limit`
 * around the diagonal is computed.
 *
 * @see Wagner & Fischer (1974), J. ACM 21, 168–173; adjacent transpositions after Damerau (1964), Comm. ACM 7, 171–176;
 *      the band after Ukkonen (1985), Inf. Control 64, 100–118.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  let beforeLast: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(beyond);
    if (i <= limit) row[0] = i;
    let least = row[0] ?? beyond;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const substituted = (last[j - 1] ?? beyond) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(substituted, (last[j] ?? beyond) + 1, (row[j - 1] ?? beyond) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (beforeLast[j - 2] ?? beyond) + 1);
      row[j] = best;
      least = Math.min(least, best);
    }
    if (least > limit) return beyond;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length] ?? beyond, beyond);
}
