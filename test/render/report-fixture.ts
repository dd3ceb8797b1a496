import { threshold } from '../../src/base/messages/message.ts';
import { sourceText } from '../../src/base/source-text.ts';
import type { ReportSource, StatementResult } from '../../src/render/report.ts';
import { facetBars, groupedBars } from './bodies/bars.ts';
import { released } from './bodies/common.ts';
import { histogram } from './bodies/distribution.ts';
import { model } from './bodies/model.ts';
import { summary } from './bodies/summary.ts';
import { nested, twoWay } from './bodies/table.ts';
import { refusal, status } from './bodies/text.ts';

const document = `---
title: Lønn og kjønn
---

# Lønn og kjønn

Vi ser på *alle* som bodde i Norge i 2021, se [katalogen](https://example.org).

## Data

\`\`\`microdata
require no.ssb.fdb:53 as reg
generate alder = 2021 - ar  // i hele år
\`\`\`

## Resultater

\`\`\`microdata echo=lines
tabulate sivstand kjonn, freq rowpct chi2
summarize
regress inntekt alder, cluster(familie)
\`\`\`

| a | b |
|---|---|
| 1 | <script>alert(1)</script> |

![kart](https://example.org/kart.png)

\`\`\`microdata echo=false
barchart (count) kjonn, over(sivstand)
histogram inntekt, normal
\`\`\`

## Avslutning

\`\`\`microdata eval=false
logit y x
\`\`\`
`;

const plain = `// Hvem tjener hva?
create-dataset personer
textblock
## Avsnitt
Tekst med **uthevet** ord.
endblock
for y in 2019 2020
  generate alder = $y - ar // alder
end
tabulate sivstand
`;

const span = (text: string, part: string, length = part.length) => {
  const start = text.indexOf(part);
  return { start, end: start + length };
};

const fence = (text: string, after: string) => {
  const at = text.indexOf(after);
  const start = text.lastIndexOf('```microdata', at);
  return { start, end: text.indexOf('\n```\n', at) + 4 };
};

const statement = (
  text: string,
  index: number,
  echo: string,
  extra: Partial<StatementResult> = {},
): StatementResult => ({
  index,
  command: echo.split(' ')[0] ?? '',
  echo,
  activeDataset: index === 0 ? undefined : 'personer',
  span: span(text, echo),
  outcome: 'done',
  results: [],
  problems: [],
  ...extra,
});

const record: ReportSource['record'] = {
  engineVersion: '0.1.0',
  scriptHash: `sha256:${'c'.repeat(64)}`,
  databanks: [{ databank: 'no.ssb.fdb', version: '53', nature: 'synthetic', hash: `sha256:${'b'.repeat(64)}` }],
  policy: { id: 'strict', version: 1, hash: `sha256:${'a'.repeat(64)}` },
  trust: 'client',
};

const defaults = { echo: 'true', eval: true, output: true, label: undefined } as const;

function parts(): ReportSource['parts'] {
  const fences = [
    { after: 'require', attributes: defaults },
    { after: 'tabulate', attributes: { ...defaults, echo: 'lines' as const } },
    { after: 'barchart', attributes: { ...defaults, echo: 'false' as const } },
    { after: 'logit', attributes: { ...defaults, eval: false } },
  ].map((f) => ({ ...f, span: fence(document, f.after) }));
  const found: ReportSource['parts'][number][] = [];
  let end = document.indexOf('# Lønn');
  for (const { attributes, span: at } of fences) {
    found.push({ type: 'prose', text: document.slice(end, at.start), span: { start: end, end: at.start } });
    const contentStart = document.indexOf('\n', at.start) + 1;
    found.push({ type: 'fence', span: at, contentSpan: { start: contentStart, end: at.end - 3 }, attributes });
    end = at.end;
  }
  return found;
}

/** A literate document with prose, tables, a model, charts, and a block that is shown but not run. */
export const literateSource: ReportSource = {
  source: sourceText('lonn.md', document),
  language: 'nb',
  container: 'literate',
  frontMatter: new Map([['title', 'Lønn og kjønn']]),
  parts: parts(),
  comments: [],
  texts: [],
  statements: [
    statement(document, 0, 'require no.ssb.fdb:53 as reg'),
    statement(document, 1, 'generate alder = 2021 - ar', { results: [released(status)] }),
    statement(document, 2, 'tabulate sivstand kjonn, freq rowpct chi2', {
      results: [released(twoWay), released(nested)],
    }),
    statement(document, 3, 'summarize', { results: [released(summary)] }),
    statement(document, 4, 'regress inntekt alder, cluster(familie)', { results: [released(model)] }),
    statement(document, 5, 'barchart (count) kjonn, over(sivstand)', {
      results: [released(groupedBars), released(facetBars)],
    }),
    statement(document, 6, 'histogram inntekt, normal', { results: [released(histogram)] }),
  ],
  problems: [],
  record,
};

/** A plain script with comments, a text block, a loop, a problem and a refusal that ends the run. */
export const plainSource: ReportSource = {
  source: sourceText('lonn.txt', plain),
  language: 'en',
  container: 'plain',
  frontMatter: new Map(),
  parts: [],
  comments: [
    { text: '// Hvem tjener hva?', span: span(plain, '// Hvem tjener hva?'), ownLine: true },
    { text: '// alder', span: span(plain, '// alder'), ownLine: false },
  ],
  texts: [{ markdown: '## Avsnitt\nTekst med **uthevet** ord.\n', span: span(plain, 'textblock', 50), before: 1 }],
  statements: [
    statement(plain, 0, 'create-dataset personer'),
    ...['2019', '2020'].map((y, i) =>
      statement(plain, 1 + i, `generate alder = ${y} - ar`, {
        span: span(plain, 'generate alder = $y - ar'),
        iteration: [{ name: 'y', value: y }],
        results: [released(status)],
      }),
    ),
    statement(plain, 3, 'tabulate sivstand', { results: [released(refusal)], outcome: 'refused' }),
  ],
  problems: [
    {
      code: 'cli-file-not-utf8',
      severity: 'warning',
      at: span(plain, 'sivstand'),
      parameters: { file: 'lonn.txt', line: threshold(9) },
    },
  ],
  record,
};
