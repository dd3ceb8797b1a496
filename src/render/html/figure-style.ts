/**
 * The style sheet of what a report's script adds to pictures. On paper they are as they were drawn: nothing is left out, and
 * there is nothing to press.
 */
export const figureStyle = `
figure.chart { position: relative; }
.spoken { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.tip { position: absolute; z-index: 1; max-width: min(24rem, 100%); padding: .3rem .6rem; border: 1px solid var(--soft); border-radius: 4px; background: var(--paper); color: var(--ink);
  font-size: .88rem; line-height: 1.35; overflow-wrap: anywhere; pointer-events: none; box-shadow: 0 2px 6px rgb(0 0 0 / .25); } .tip[hidden] { display: none; }
.series { display: flex; flex-wrap: wrap; gap: .4rem; margin-top: .5rem; }
.series button { display: inline-flex; align-items: center; gap: .45rem; padding: .3rem .7rem; border: 1px solid var(--soft); border-radius: 999px; background: var(--paper); color: var(--ink); font: inherit; font-size: .85rem; cursor: pointer; }
.series span { width: .8rem; height: .8rem; border-radius: 2px; flex: none; } .series [aria-pressed="false"] { color: var(--soft); text-decoration: line-through; } .series [aria-pressed="false"] span { opacity: .25; }
@media screen {
  .picture[role="application"] svg * { pointer-events: none; } .picture[role="application"] svg :is([data-tip], .role-legend-symbol path, .role-legend-label text) { pointer-events: all; }
  .picture svg .off { display: none; } .picture svg .faint { opacity: .35; } .picture svg .current { stroke: var(--ink); stroke-width: 2px; }
  .picture[role="application"] :is(.role-legend-symbol path, .role-legend-label text) { cursor: pointer; }
}
@media print { .series, .tip { display: none; } }
`.trim();
