import { sourceText } from '../../../src/base/source-text.ts';
import { renderHtmlReport } from '../../../src/render/html/report.ts';
import { buildReport, type ReportSource, type StatementResult } from '../../../src/render/report.ts';
import { bodies } from '../bodies/all.ts';
import { released } from '../bodies/common.ts';
import { literateSource, plainSource } from '../report-fixture.ts';

const proseTo = (result: string): string => `# Alt som finnes

Se [katalogen](https://example.org/en/ganske/lang/adresse) og [tabellen](#${result}).

### Et nivå er hoppet over

| navn | tall |
|------|------|
| a    | 1    |

![kart](https://example.org/kart.png)

\`\`\`
en veldig lang linje med kode som ikke får plass på en smal skjerm uten at den brytes et eller annet sted
\`\`\`

# Enda en overskrift på øverste nivå

## Tabeller
`;

/** A document with every kind of result, with prose that skips levels of headings, code, a picture and a table. */
export function everyKind(language: 'nb' | 'en'): ReportSource {
  const prose = proseTo(language === 'nb' ? 'tabell-1' : 'table-1');
  const statements = Object.entries(bodies).map(
    ([name, body], index): StatementResult => ({
      index,
      command: 'command' in body ? body.command : name,
      echo: `tabulate ${name}`,
      activeDataset: 'personer',
      span: { start: prose.length + index, end: prose.length + index + 1 },
      outcome: body.type === 'refusal' ? 'refused' : 'done',
      results: [released(body)],
      problems: [],
    }),
  );
  const text = `${prose}${'.'.repeat(statements.length)}\n## Slutt\n`;
  const end = prose.length + statements.length;
  return {
    ...literateSource,
    source: sourceText('alt.md', text),
    language,
    frontMatter: new Map([
      ['title', 'Alt som finnes'],
      ['author', 'Kari <Nordmann>'],
    ]),
    parts: [
      { type: 'prose', text: prose, span: { start: 0, end: prose.length } },
      {
        type: 'fence',
        span: { start: prose.length, end },
        contentSpan: { start: prose.length, end },
        attributes: { echo: 'lines', eval: true, output: true, label: 'slutt' },
      },
      { type: 'prose', text: '## Slutt\n', span: { start: end, end: text.length } },
    ],
    statements,
    problems: plainSource.problems.map((problem) => ({ ...problem, at: { start: 2, end: 5 } })),
  };
}

/** Reports of made-up results, by name: all kinds of results in both languages, a document, and a script with problems. */
export async function samplePages(): Promise<ReadonlyMap<string, string>> {
  const sources = {
    'all kinds': everyKind('nb'),
    'all kinds in English': everyKind('en'),
    document: literateSource,
    script: plainSource,
  };
  const pages = new Map<string, string>();
  for (const [name, source] of Object.entries(sources)) pages.set(name, await renderHtmlReport(buildReport(source)));
  return pages;
}
