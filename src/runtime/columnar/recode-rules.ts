import type { RecodeMatch, RecodeRule } from '../engine/changing.ts';

/**
 * Rules over numbers as a table of pieces: with ascending edges e_0 … e_m-1 the pieces are the numbers below e_0, e_0 itself,
 * those between e_0 and e_1, and so on. Piece 2i + 1 is e_i, piece 2i lies before it. Entries are rule numbers from 1, 0 = none.
 */
export interface NumberRules {
  readonly edges: Float64Array;
  readonly ruleOfPiece: Uint16Array;
  readonly ruleOfMissing: number;
}

/** Limits that `min` and `max` alone stand for. */
export interface Endpoints {
  readonly low: number;
  readonly high: number;
}

/** Puts rules into a table of pieces; the first rule that matches decides. Rules that are switched off match nothing. */
export function numberRules(rules: readonly RecodeRule[], isOff: readonly boolean[], ends: Endpoints): NumberRules {
  const matches = rules.map((rule) => withEndpoints(rule.match, ends));
  const points = matches.flatMap((match) => [
    ...match.values.map(Number),
    ...match.intervals.flatMap(({ from, to }) => [from, to]),
  ]);
  const edges = Float64Array.from(new Set(points.filter((point) => Number.isFinite(point)))).sort();
  const ruleOfPiece = new Uint16Array(2 * edges.length + 1);
  const first = (test: (match: RecodeMatch) => boolean): number =>
    matches.findIndex((match, rule) => isOff[rule] !== true && test(match)) + 1;
  for (let i = 0; i <= edges.length; i++) {
    const before = i === 0 ? Number.NEGATIVE_INFINITY : edges[i - 1]!;
    const edge = i === edges.length ? Number.POSITIVE_INFINITY : edges[i]!;
    ruleOfPiece[2 * i] = first(
      (match) => match.nonmissing || match.intervals.some(({ from, to }) => from <= before && to >= edge),
    );
    if (i === edges.length) break;
    ruleOfPiece[2 * i + 1] = first(
      (match) =>
        match.nonmissing ||
        match.values.includes(edge) ||
        match.intervals.some(({ from, to }) => from <= edge && edge <= to),
    );
  }
  return { edges, ruleOfPiece, ruleOfMissing: first((match) => match.missing) };
}

/** `min` and `max` alone as intervals: the smoothed percentiles and everything beyond them (rule DC-06). */
function withEndpoints(match: RecodeMatch, ends: Endpoints): RecodeMatch {
  const extra = [
    ...(match.minimum ? [{ from: Number.NEGATIVE_INFINITY, to: ends.low }] : []),
    ...(match.maximum ? [{ from: ends.high, to: Number.POSITIVE_INFINITY }] : []),
  ];
  return { ...match, intervals: [...match.intervals, ...extra] };
}

/** The rule of each entry of a dictionary, 0 = none. */
export function textRules(
  rules: readonly RecodeRule[],
  isOff: readonly boolean[],
  dictionary: readonly string[],
): Uint16Array {
  const ruleOfText = new Map<string, number>();
  let general = 0;
  let ruleOfMissing = 0;
  rules.forEach(({ match }, i) => {
    if (isOff[i] === true) return;
    const rule = i + 1;
    if (general === 0)
      for (const text of match.values) if (!ruleOfText.has(String(text))) ruleOfText.set(String(text), rule);
    if (match.nonmissing && general === 0) general = rule;
    if (match.missing && ruleOfMissing === 0) ruleOfMissing = rule;
  });
  return Uint16Array.from(dictionary, (text, code) => (code === 0 ? ruleOfMissing : (ruleOfText.get(text) ?? general)));
}
