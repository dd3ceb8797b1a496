/** A series: its marks, and its entry in the legend. */
interface Series {
  readonly name: string;
  readonly marks: readonly SVGElement[];
  readonly entry: readonly SVGElement[];
}

/**
 * Lets series be left out of a picture: with buttons under it, in the order of the legend, and by clicking on the legend. On
 * paper all of them are there.
 */
export function offerSeries(picture: HTMLElement): void {
  const series = seriesOf(picture);
  if (series.length < 2) return;
  const group = document.createElement('div');
  group.className = 'series';
  group.setAttribute('role', 'group');
  group.setAttribute(
    'aria-label',
    document.querySelector<HTMLScriptElement>('script[data-series]')?.dataset['series'] ?? '',
  );
  for (const one of series) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(swatch(one), one.name);
    const toggle = (): void => {
      const isOn = button.getAttribute('aria-pressed') !== 'true';
      button.setAttribute('aria-pressed', String(isOn));
      for (const mark of one.marks) mark.classList.toggle('off', !isOn);
      for (const part of one.entry) part.classList.toggle('faint', !isOn);
    };
    button.setAttribute('aria-pressed', 'true');
    button.addEventListener('click', toggle);
    for (const part of one.entry) part.addEventListener('click', toggle);
    group.append(button);
  }
  picture.after(group);
}

/** Entries of a legend stand in the order of the series. */
function seriesOf(picture: HTMLElement): readonly Series[] {
  const symbols = picture.querySelectorAll<SVGElement>('.role-legend-symbol path');
  const labels = picture.querySelectorAll<SVGElement>('.role-legend-label text');
  return [...labels].map((label, i) => {
    const symbol = symbols[i];
    return {
      name: label.textContent,
      marks: [...picture.querySelectorAll<SVGElement>(`[data-series="${i}"]`)],
      entry: symbol === undefined ? [label] : [symbol, label],
    };
  });
}

/** The colour of a series as it is in the legend. */
function swatch({ entry }: Series): HTMLElement {
  const element = document.createElement('span');
  const [symbol] = entry;
  const colours = [symbol?.getAttribute('fill'), symbol?.getAttribute('stroke')];
  element.style.background = colours.find((colour) => colour?.startsWith('#')) ?? '';
  return element;
}
