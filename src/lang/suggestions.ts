/** How far a suggestion may be from what was typed. */
const maximumDistance = 2;

/** Up to three of the known names that are within two edits of what was typed, nearest first; a difference in case counts little. */
export function nearestNames(typed: string, known: Iterable<string>): readonly string[] {
  const folded = typed.toLowerCase();
  const limit = Math.min(maximumDistance, Math.max(1, Math.floor(typed.length / 2)));
  const found: { readonly name: string; readonly distance: number }[] = [];
  for (const name of known) {
    if (name === typed || Math.abs(name.length - typed.length) > limit) continue;
    const distance = editDistance(folded, name.toLowerCase(), limit);
    if (distance <= limit) found.push({ name, distance });
  }
  return found
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map((candidate) => candidate.name);
}

/**
 * Edit distance where a swap of neighbours counts as one edit (optimal string alignment), or `limit + 1` when it is larger.
 * Only the band of width `limit` around the diagonal is computed.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const beyond = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return beyond;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(beyond);
    if (i <= limit) row[0] = i;
    let least = row[0] ?? beyond;
    for (let j = Math.max(1, i - limit); j <= Math.min(b.length, i + limit); j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(
        (last[j - 1] ?? beyond) + (same ? 0 : 1),
        (last[j] ?? beyond) + 1,
        (row[j - 1] ?? beyond) + 1,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (beforeLast[j - 2] ?? beyond) + 1);
      row[j] = value;
      if (value < least) least = value;
    }
    if (least > limit) return beyond;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? beyond;
}
