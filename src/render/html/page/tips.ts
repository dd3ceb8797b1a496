import { isShown, type Mark, marksOf } from './marks.ts';

/** Pixels between a mark and its text, and between the text and the edge of the window. */
const gap = 8;

/**
 * Tells what a mark stands for when it is pointed at or touched, or reached with the arrow keys: in a text beside it, and in a
 * line that readers of the screen say aloud.
 */
export function tellMarks(figure: HTMLElement, picture: HTMLElement): void {
  const marks = marksOf(picture);
  if (marks.length === 0) return;
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  const spoken = document.createElement('p');
  spoken.className = 'spoken';
  spoken.setAttribute('role', 'status');
  figure.append(tip, spoken);
  let current: Mark | undefined;
  const show = (mark: Mark | undefined): void => {
    for (const part of current?.parts ?? []) part.classList.remove('current');
    current = mark;
    tip.hidden = mark === undefined;
    if (mark === undefined) return;
    for (const part of mark.parts) part.classList.add('current');
    tip.textContent = mark.text;
    place(tip, mark, figure);
  };
  const markAt = (target: EventTarget | null): Mark | undefined =>
    target instanceof SVGElement ? marks.find(({ text }) => text === target.dataset['tip']) : undefined;
  for (const type of ['pointerover', 'click'] as const) {
    picture.addEventListener(type, (event) => {
      const mark = markAt(event.target);
      if (mark !== current) show(mark);
    });
  }
  picture.addEventListener('pointerleave', () => {
    show(undefined);
  });
  picture.addEventListener('blur', () => {
    show(undefined);
  });
  picture.addEventListener('keydown', (event) => {
    const next = nextMark(event, marks.filter(isShown), current);
    if (next === 'none') return;
    event.preventDefault();
    next?.parts[0]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    show(next);
    spoken.textContent = next?.text ?? '';
  });
  // Arrow keys are for the marks: readers of the screen must pass them on.
  picture.setAttribute('role', 'application');
}

/** Where a key leads: to another mark, to no mark (`undefined`), or nowhere. */
function nextMark(event: KeyboardEvent, marks: readonly Mark[], current: Mark | undefined): Mark | undefined | 'none' {
  if (event.ctrlKey || event.metaKey || event.altKey) return 'none';
  const at = current === undefined ? -1 : marks.indexOf(current);
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return marks[Math.min(at + 1, marks.length - 1)] ?? 'none';
    case 'ArrowLeft':
    case 'ArrowUp':
      return marks[at < 0 ? marks.length - 1 : Math.max(at - 1, 0)] ?? 'none';
    case 'Home':
      return marks[0] ?? 'none';
    case 'End':
      return marks.at(-1) ?? 'none';
    case 'Escape':
      return current === undefined ? 'none' : undefined;
    default:
      return 'none';
  }
}

/** Above the mark where there is room, otherwise below it; never beyond the figure's sides. */
function place(tip: HTMLElement, { parts }: Mark, figure: HTMLElement): void {
  const frame = figure.getBoundingClientRect();
  const boxes = parts.map((part) => part.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const right = Math.max(...boxes.map((box) => box.right));
  const top = Math.min(...boxes.map((box) => box.top));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  const { width, height } = tip.getBoundingClientRect();
  const x = (left + right) / 2 - width / 2 - frame.left;
  const y = top - height - gap < 0 ? bottom + gap : top - height - gap;
  tip.style.left = `${Math.max(0, Math.min(x, frame.width - width))}px`;
  tip.style.top = `${y - frame.top}px`;
}
