import { type Span, span } from '../base/span.ts';
import type { Snapshot } from './snapshot.ts';

/** A stretch of a script in which one dataset is the active one, as `create-dataset` or `use` begins it. */
export interface DatasetSection {
  readonly dataset: string;
  /** The statement that makes the dataset the active one. */
  readonly head: Span;
  /** From there to the last statement before the next section, or before the fence ends. */
  readonly span: Span;
}

/** The sections of a document, in source order; a loop belongs to the section that it begins in. */
export function datasetSections({ trace, document }: Snapshot): readonly DatasetSection[] {
  const fences = document.parts.filter((part) => part.type === 'fence');
  const fenceOf = (offset: number): number =>
    fences.findIndex(({ span: { start, end } }) => start <= offset && offset <= end);
  const sections: { dataset: string; head: Span; span: Span; fence: number }[] = [];
  for (const statement of trace.statements) {
    const { before, after, loop } = statement;
    const fence = fenceOf(statement.span.start);
    const last = sections.at(-1);
    const isInside = loop !== undefined && loop.start < statement.span.start;
    if (!isInside && after.active !== undefined && after.active !== before.active) {
      sections.push({ dataset: after.active, head: statement.span, span: statement.span, fence });
    } else if (last?.fence === fence) {
      last.span = span(last.span.start, Math.max(last.span.end, (loop ?? statement.span).end));
    }
  }
  return sections.map(({ dataset, head, span: whole }) => ({ dataset, head, span: whole }));
}
