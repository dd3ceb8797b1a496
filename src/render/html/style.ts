/** The style sheet of a report: light and dark, wide and narrow windows. No fonts or pictures are fetched. */
export const styleSheet = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #57606a; --paper: #ffffff; --tint: #f4f6f8; --line: #d0d7de;
  --accent: #0b5cad; --good: #1a7f37; --warn: #8a5a00; --warn-tint: #fff6e0; --bad: #b42318; --bad-tint: #fdf0ee; --grid: #dfe3e8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ed; --soft: #9aa5b1; --paper: #14181d; --tint: #1d232a; --line: #3a434d;
  --accent: #6cb2f5; --good: #56d364; --warn: #e3b341; --warn-tint: #2d2613; --bad: #ff8a80; --bad-tint: #341a18; --grid: #2c343d; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", sans-serif; }
main, header, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; } footer { padding-bottom: 3rem; color: var(--soft); font-size: .9rem; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .5rem; } h2 { font-size: 1.4rem; margin: 2.2rem 0 .6rem; } h3 { font-size: 1.15rem; margin: 1.8rem 0 .5rem; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: .8rem; top: .6rem; z-index: 1; background: var(--paper); padding: .4rem .8rem; border: 2px solid var(--accent); border-radius: 4px; }
main:focus { outline: none; } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; } :target { scroll-margin-top: 1rem; }
p, ul, ol, blockquote { max-width: 46rem; } a { color: var(--accent); }
.byline { color: var(--soft); margin: 0 0 1rem; }
.banner { background: var(--warn-tint); border: 1px solid var(--warn); border-left-width: 6px; border-radius: 4px; padding: .6rem .9rem; margin: 1rem 0; font-weight: 600; max-width: none; }
nav { background: var(--tint); border-radius: 6px; padding: .8rem 1.2rem; margin: 1.2rem 0; } nav h2 { font-size: 1rem; margin: 0 0 .3rem; }
nav ul { list-style: none; margin: 0; padding: 0; columns: 18rem; } nav li { break-inside: avoid; overflow-wrap: anywhere; } nav .level-3 { padding-left: 1.2rem; }
pre { background: var(--tint); border-radius: 4px; padding: .6rem .8rem; white-space: pre-wrap; overflow-wrap: anywhere; font: .86rem/1.5 ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; font-size: .9em; } pre code { font-size: 1em; }
.statement { margin: 1.1rem 0; } .statement:has(> .status):not(:has(> .echo, > .result, > .problem)) { margin: .25rem 0; } .statement > pre.echo { margin: 0; padding: .4rem .8rem; border-left: 3px solid var(--accent); border-radius: 0 4px 4px 0; }
.prompt, .comment { color: var(--soft); user-select: none; } pre.comment { background: none; padding: 0; margin: 1.2rem 0 .4rem; }
.iteration { color: var(--soft); font-size: .9rem; margin: 1rem 0 .3rem; }
.status { color: var(--soft); font-size: .92rem; margin: .25rem 0 .25rem .9rem; max-width: none; } .status::before { content: "\\2713\\00a0"; color: var(--good); }
.status.detail { margin-left: 2.4rem; } .status.detail::before { content: none; }
.note { color: var(--soft); font-size: .88rem; margin: .25rem 0; max-width: none; }
.refusal, .problem { border-left: 4px solid var(--warn); background: var(--warn-tint); border-radius: 0 4px 4px 0; padding: .5rem .9rem; margin: .6rem 0; max-width: none; }
.problem.error { border-color: var(--bad); background: var(--bad-tint); } .problem p { margin: .2rem 0; max-width: none; } .problem pre { background: none; padding: .2rem 0; margin: 0; }
.problem mark { background: none; color: inherit; text-decoration: underline wavy var(--bad); text-underline-offset: 3px; } .where { color: var(--soft); font-size: .88rem; }
.result { margin: .8rem 0 1.2rem; } .scroll { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .92rem; line-height: 1.35; margin: .5rem 0; border-top: 2px solid var(--ink); border-bottom: 2px solid var(--ink); }
.name { white-space: nowrap; } .caption { font-weight: 600; margin: .5rem 0 .2rem; } caption { text-align: left; font-weight: 600; padding: .2rem 0 .4rem; white-space: nowrap; }
th, td { padding: .26rem .7rem; text-align: left; vertical-align: bottom; font-weight: normal; } thead th { font-weight: 600; }
thead th.n { min-width: 4.5rem; max-width: 11rem; }
thead tr:last-child > * { border-bottom: 1px solid var(--ink); } thead th.span { text-align: center; border-bottom: 1px solid var(--line); }
td.n, thead th.n { text-align: right; } td.n { white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; } td.n span { visibility: hidden; font-weight: normal; }
tbody th { max-width: 24rem; min-width: 7rem; } tbody th.measure { min-width: 4rem; color: var(--soft); } tbody tr.heading th { font-weight: 600; padding-top: .55rem; }
tbody tr.subtotal th, tbody tr.subtotal td { color: var(--soft); border-bottom: 1px solid var(--line); }
tbody tr.total th, tbody tr.total td { font-weight: 600; } tbody tr.first-total th, tbody tr.first-total td { border-top: 1px solid var(--ink); }
tbody tr:not(.heading):hover { background: var(--tint); }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 0 2.5rem; margin: .5rem 0 1rem; max-width: 46rem; }
.facts div { display: flex; justify-content: space-between; gap: 1rem; border-bottom: 1px solid var(--grid); padding: .15rem 0; font-size: .92rem; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.terms { margin: .4rem 0; } .terms div { display: grid; grid-template-columns: minmax(9rem, 15rem) 1fr; gap: 0 1.2rem; padding: .1rem 0; } .terms dt { overflow-wrap: anywhere; } .terms dd { margin: 0; }
ol.code code { white-space: pre-wrap; overflow-wrap: anywhere; }
figure.chart { margin: .8rem 0; } .picture { overflow-x: auto; } figure.chart svg { max-width: 100%; min-width: 32rem; height: auto; display: block; } figcaption { font-weight: 600; margin-bottom: .4rem; }
.chart text { fill: var(--ink); } .chart .role-axis-grid line { stroke: var(--grid); } .chart .role-axis-domain line, .chart .role-axis-tick line { stroke: var(--soft); }
details > summary { cursor: pointer; color: var(--accent); font-size: .92rem; }
.record { border-top: 1px solid var(--line); margin-top: 3rem; padding-top: .6rem; } .record h2 { font-size: 1.05rem; color: var(--ink); }
.record h3 { font-size: .95rem; color: var(--ink); } .rules { margin: .4rem 0; } .rules div { margin: 0 0 .5rem; break-inside: avoid; } .rules dt { font-weight: 600; } .rules dd { margin: 0; max-width: 52rem; }
.record .facts { max-width: none; grid-template-columns: 1fr; } .record dt { flex: none; } .record code { overflow-wrap: anywhere; }
@media (max-width: 40rem) { body { font-size: 15px; } caption { white-space: normal; min-width: 14rem; } main, header, footer { padding-left: .8rem; padding-right: .8rem; } th, td { padding: .22rem .45rem; } h1 { font-size: 1.5rem; } .facts { grid-template-columns: 1fr; } }
`.trim();
