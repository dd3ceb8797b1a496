import type { Language } from '../../base/language.ts';
import type { FlowBody, ReleasedDimension } from '../../disclosure/released.ts';
import { shownText } from '../numbers.ts';
import { labelsOf } from '../view/flow-view.ts';
import { categoryColours } from './palette.ts';

/** A category at a stage. */
export interface FlowNode {
  readonly label: string;
  readonly count: number;
  readonly text: string;
  readonly colour: string;
}

/** A link from a category of a stage to one of the next, by their places in their stages. */
export interface FlowLink {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly text: string;
}

/** Flows without a medium: what is not shown is not here. */
export interface FlowData {
  readonly type: 'flow';
  readonly title: string;
  readonly stages: readonly { readonly title: string; readonly nodes: readonly FlowNode[] }[];
  /** One list for each two stages that follow one another. */
  readonly links: readonly (readonly FlowLink[])[];
}

/** The data of a picture of flows. Links without a count, and those of nobody, are not drawn (rule DC-18). */
export function flowData(body: FlowBody, language: Language): FlowData {
  const colours = coloursOf(body.stages, language);
  return {
    type: 'flow',
    title: body.stages.map(({ variable }) => variable).join(' → '),
    stages: body.stages.map((stage, at) => ({
      title: stage.variable,
      nodes: labelsOf(stage, language).map((label, category): FlowNode => {
        const count = body.nodes[at]?.[category] ?? { v: null, why: 'missing' };
        return { label, count: count.v ?? 0, text: shownText(count, 'count'), colour: colours.get(label) ?? '' };
      }),
    })),
    links: body.links.map((rows) =>
      rows.flatMap((row, from) =>
        row.flatMap(({ v }, to): FlowLink[] =>
          v === null || v <= 0 ? [] : [{ from, to, count: v, text: shownText({ v }, 'count') }],
        ),
      ),
    ),
  };
}

/** A category has the same colour at every stage: by its label, in the order in which labels first occur. */
function coloursOf(stages: readonly ReleasedDimension[], language: Language): ReadonlyMap<string, string> {
  const labels = [...new Set(stages.flatMap((stage) => labelsOf(stage, language)))];
  return new Map(labels.map((label, i) => [label, categoryColours[i % categoryColours.length] ?? '']));
}
