/** What is drawn for one thing, such as a box with its whiskers: marks with the same text. */
export interface Mark {
  readonly text: string;
  readonly parts: readonly SVGElement[];
}

/** The marks of a picture in the order in which they are drawn. */
export function marksOf(picture: HTMLElement): readonly Mark[] {
  const marks = new Map<string, SVGElement[]>();
  for (const part of picture.querySelectorAll<SVGElement>('[data-tip]')) {
    const { tip = '' } = part.dataset;
    const parts = marks.get(tip);
    if (parts === undefined) marks.set(tip, [part]);
    else parts.push(part);
  }
  return [...marks].map(([text, parts]) => ({ text, parts }));
}

/** Whether a mark's series is shown. */
export function isShown({ parts }: Mark): boolean {
  return parts.some((part) => !part.classList.contains('off'));
}
