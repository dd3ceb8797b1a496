/** The look of the catalogue's pages: light and dark as the reader's system is, readable on paper and on a phone. */
export const catalogueStyle = `
:root { color-scheme: light dark; --text: #1b1b1b; --faint: #595959; --line: #c9c9c9; --back: #ffffff; --panel: #f3f4f6;
  --link: #0b57a4; --mark: #fff0b3; --warn: #fff4d6; --focus: #b45309; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e9e9e9; --faint: #b3b3b3; --line: #4d4d4d; --back: #161719; --panel: #222427; --link: #8ec2ff;
    --mark: #5a4a00; --warn: #3b3112; --focus: #fbbf24; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto,
  "Noto Sans", sans-serif; }
header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 1rem 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, input:focus-visible, select:focus-visible, button:focus-visible, summary:focus-visible {
  outline: 3px solid var(--focus); outline-offset: 2px; }
code, pre, .name { font-family: ui-monospace, "SFMono-Regular", Consolas, "DejaVu Sans Mono", monospace; font-size: .92em; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; background: var(--back); padding: .25rem .5rem; }
.lead { margin: 0 0 .5rem; font-size: 1.1rem; }
.faint { color: var(--faint); }
.banner { background: var(--warn); border: 1px solid var(--line); border-radius: .3rem; padding: .4rem .7rem; }
form { background: var(--panel); border: 1px solid var(--line); border-radius: .4rem; padding: .8rem 1rem 1rem; margin: 1rem 0; }
label { display: block; font-weight: 600; margin-bottom: .2rem; }
input, select, button { font: inherit; color: inherit; background: var(--back); border: 1px solid var(--faint);
  border-radius: .3rem; padding: .4rem .6rem; min-height: 2.6rem; }
input[type=search] { width: 100%; }
.filters { display: flex; flex-wrap: wrap; gap: .6rem 1rem; margin-top: .7rem; }
.filters > div { flex: 1 1 11rem; min-width: 0; }
.filters select { width: 100%; }
.filters label { font-weight: 400; }
.help { margin: .3rem 0 0; color: var(--faint); font-size: .9rem; }
ol.hits { list-style: none; margin: 0; padding: 0; }
ol.hits li { border-top: 1px solid var(--line); padding: .55rem 0; content-visibility: auto; contain-intrinsic-size: auto 4.6rem; }
ol.hits a { overflow-wrap: anywhere; }
ol.hits .hit-title { display: block; }
ol.hits .hit-facts { display: block; color: var(--faint); font-size: .9rem; }
mark { background: var(--mark); color: inherit; padding: 0 .1em; }
dl.facts { margin: 0; display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; }
dl.facts > div { display: contents; }
dl.facts dt, dl.facts dd { margin: 0; padding: .35rem .8rem .35rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
dl.facts dt { color: var(--faint); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid var(--line); }
th { border-top: 0; color: var(--faint); font-weight: 600; }
td.date { white-space: nowrap; }
div.line { display: flex; gap: .5rem; align-items: flex-start; margin: 0 0 .5rem; }
pre.script { flex: 1; min-width: 0; margin: 0; background: var(--panel); border: 1px solid var(--line); border-radius: .3rem; padding: .55rem 1rem;
  overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
footer { margin-top: 2.5rem; padding-bottom: 2rem; color: var(--faint); font-size: .85rem; overflow-wrap: anywhere; }
[hidden] { display: none !important; }
@media (max-width: 36rem) {
  dl.facts { grid-template-columns: 1fr; }
  dl.facts dd { border-top: 0; padding-top: 0; }
  h1 { font-size: 1.3rem; }
}
@media print {
  :root { --text: #000; --faint: #333; --line: #999; --back: #fff; --panel: #fff; --link: #000; --warn: #fff; --mark: #fff; }
  form, .skip, button, nav { display: none; }
  body { font-size: 10pt; }
  ol.hits li { content-visibility: visible; break-inside: avoid; }
  tr, pre { break-inside: avoid; }
}
`.trimStart();
