import type { Judgement, Open } from '../gate.ts';
import type { ExactFlow } from '../nodes.ts';
import type { FlowBody, ReleasedDimension, Shown } from '../released.ts';
import type { Rules } from '../rules/context.ts';
import { releaseRows, shownCount } from '../rules/counts.ts';
import { notesOf } from './notes.ts';
import { type Classification, classify, isWithheld, releasedAt } from './table/classification.ts';
import { buildFrame, type Frame } from './table/frame.ts';

/** A table of two stages that passed the rules of whole tables, with the categories that its margins admit. */
interface StagePair {
  readonly classification: Classification;
  readonly frame: Frame;
}

/**
 * Flows between the categories of stages: rules DC-03, DC-04, DC-05, DC-08, DC-09 and DC-18. Each two stages are a table of their
 * own under rule DC-05; one sparse table withholds the whole picture. A category is shown where its released count is, a
 * link where its own is; what is drawn are these numbers, so that links need not add up to the categories that they join.
 */
export function releaseFlow(node: ExactFlow, open: Open, rules: Rules): Judgement<FlowBody> {
  const pairs: StagePair[] = [];
  for (const [at, grids] of node.tables.entries()) {
    const dimensions = node.stages.slice(at, at + 2);
    const classification = classify(
      { command: node.command, population: node.population, dimensions, grids },
      open,
      rules,
    );
    if (isWithheld(classification)) return classification;
    pairs.push({ classification, frame: buildFrame(classification, rules) });
  }
  const shownAt = node.stages.map((_, stage) => shownCategories(pairs, stage));
  const stages = node.stages.map((_, stage) => releasedStage(pairs, stage, shownAt[stage]!));
  const nodes = node.stages.map((_, stage) => shownAt[stage]!.map((category) => nodeCount(pairs, stage, category)));
  const links = pairs.map(({ classification }, at) =>
    shownAt[at]!.map((from) => shownAt[at + 1]!.map((to) => shownCount(releasedAt(classification, [from, to])))),
  );
  const shown = [...nodes.flat(), ...links.flat(2)];
  const rawLabels = pairs.some(({ classification }) => classification.dimensions.some((own) => own.hasRawLabels));
  const body: FlowBody = {
    type: 'flow',
    command: node.command,
    stages,
    nodes,
    links,
    population: shownCount(releaseRows(rules, open(node.population.counts))),
    notes: notesOf(rules, shown, { rawLabels }),
  };
  return { body, rules: flowRules(rules, body, pairs, rawLabels) };
}

/** The sides of a stage: it stands in the columns of the table before it, and in the rows of the one after. */
function sidesOf(
  pairs: readonly StagePair[],
  stage: number,
): readonly { readonly pair: StagePair; readonly at: 0 | 1 }[] {
  const [before, after] = [pairs[stage - 1], pairs[stage]];
  return [
    ...(before === undefined ? [] : [{ pair: before, at: 1 as const }]),
    ...(after === undefined ? [] : [{ pair: after, at: 0 as const }]),
  ];
}

/** The categories of a stage that are shown on all of its sides, ascending (rule DC-04). */
function shownCategories(pairs: readonly StagePair[], stage: number): readonly number[] {
  const [first = new Set<number>(), second] = sidesOf(pairs, stage).map(({ pair: { frame }, at }) =>
    at === 0
      ? new Set(frame.rows.flatMap((prefix) => prefix.slice(0, 1)))
      : new Set(frame.columns.flatMap((column) => column ?? [])),
  );
  return [...first].filter((category) => second?.has(category) ?? true).sort((a, b) => a - b);
}

function releasedStage(pairs: readonly StagePair[], stage: number, shown: readonly number[]): ReleasedDimension {
  const [side] = sidesOf(pairs, stage);
  const { variable, display, categories } = side!.pair.classification.dimensions[side!.at]!;
  return { variable, display, categories: shown.map((category) => categories[category]!) };
}

/**
 * The released count of a category. Both sides have the same set and so the same number, save where margins are recomputed
 * from displayed cells: the smaller one tells least of what is suppressed on either side.
 */
function nodeCount(pairs: readonly StagePair[], stage: number, category: number): Shown {
  const counts = sidesOf(pairs, stage).map(({ pair: { classification }, at }) =>
    releasedAt(classification, at === 0 ? [category, undefined] : [undefined, category]),
  );
  return shownCount(Math.min(...counts));
}

/** What was done, for the audit: counts of displayed and suppressed numbers, which are released facts. */
function flowRules(
  rules: Rules,
  { stages, nodes, links }: FlowBody,
  pairs: readonly StagePair[],
  rawLabels: boolean,
): Judgement<FlowBody>['rules'] {
  const shown = [...nodes.flat(), ...links.flat(2)];
  const pooled = stages.flatMap(({ categories }) => categories).filter((category) => category.pooled === true);
  const hidden = pairs.reduce((sum, { frame }) => sum + frame.hidden, 0);
  return [
    { id: 'DC-05', did: ['below'] },
    { id: 'DC-08', did: [rawLabels ? 'raw' : 'public'], pooled: pooled.length },
    { id: 'DC-03', cells: shown.length, ptable: rules.policy.counts.ptable },
    { id: 'DC-04', suppressed: shown.filter(({ v }) => v === null).length, hidden },
    { id: 'DC-09', did: ['freq'] },
    { id: 'DC-18' },
  ];
}
