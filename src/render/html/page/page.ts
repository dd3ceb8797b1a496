/** What a report runs in the browser, over drawings that stand without it; bundled into `assets/report/page.js`. */

import { offerSeries } from './series.ts';
import { tellMarks } from './tips.ts';

for (const figure of document.querySelectorAll<HTMLElement>('figure.chart')) {
  const picture = figure.querySelector<HTMLElement>('.picture');
  if (picture === null) continue;
  offerSeries(picture);
  tellMarks(figure, picture);
}
