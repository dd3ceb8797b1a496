/**
 * The style sheet of a report on paper: dark ink whatever the window looks like, links with their addresses, and no page break
 * inside what belongs together. Wide tables are set smaller, very wide ones on pages that lie on their side (`table.ts`).
 */
export const printStyle = `
@page { size: A4; margin: 18mm 16mm 20mm; @bottom-center { content: counter(page) " / " counter(pages); font: 8pt sans-serif; color: #555; } }
@page broad { size: A4 landscape; }
@media print {
  :root { color-scheme: light; --ink: #000; --soft: #444; --paper: #fff; --tint: #f4f4f4; --line: #bbb; --accent: #000; --good: #1a5c2c; --warn: #7a4f00;
    --warn-tint: #fff; --bad: #8f1b12; --bad-tint: #fff; --grid: #ddd; }
  body { font-size: 10pt; line-height: 1.4; } main, header, footer { max-width: none; padding: 0; } header { padding-top: 0; } p, ul, ol, blockquote { max-width: none; orphans: 3; widows: 3; }
  .skip, details:not([open]) { display: none; } summary { list-style: none; color: inherit; font-weight: 600; }
  nav { background: none; padding: 0; border-radius: 0; } nav ul { columns: auto; } nav a { text-decoration: none; }
  a { color: inherit; } main a[href^="http"]::after { content: " (" attr(href) ")"; overflow-wrap: anywhere; font-size: .9em; }
  .banner, .refusal, .problem { border: 1pt solid var(--warn); border-left-width: 4pt; } .problem.error { border-color: var(--bad); }
  pre { border: .5pt solid var(--line); background: none; } pre.echo { border: 0; border-left: 2pt solid var(--soft); }
  .scroll { overflow: visible; } table { font-size: 9pt; } table.small { font-size: 7pt; } .scroll:has(> table.broad) { page: broad; } table.broad { font-size: min(9pt, max(4pt, var(--fit))); }
  th, td { padding: .2em .5em; } tbody th, thead th.n { min-width: 0; max-width: 16em; } caption { white-space: normal; }
  h1, h2, h3, h4, h5, h6, pre.echo, caption, .caption, .iteration, figcaption { break-after: avoid; } thead { display: table-header-group; }
  tr, figure, .problem, .refusal, .facts div, li { break-inside: avoid; } table:not(:has(tbody tr:nth-child(31))) { break-inside: avoid; }
  .record { margin-top: 1.5rem; } .picture { overflow: visible; } figure.chart svg { min-width: 0; }
}
`.trim();
