import { assertNever } from '../../base/assert-never.ts';
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Language } from '../../base/language.ts';
import { assertReleased, type Released } from '../../disclosure/gate.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import { iterationWord, problemView } from '../problem-view.ts';
import { type Report, type ReportPart, type StatementPart, stoppedInLoop } from '../report.ts';
import { natureWords, word } from '../words.ts';
import { bodyHtml, factsHtml } from './body.ts';
import { escapeHtml, sentenceHtml } from './escape.ts';
import { type Heading, MarkdownRenderer } from './markdown.ts';
import { styleSheet } from './style.ts';

/** A whole report as one HTML file that fetches nothing and needs no scripts. The same report gives the same bytes. */
export async function renderHtmlReport(report: Report): Promise<string> {
  const { language } = report;
  const markdown = new MarkdownRenderer();
  const pieces: string[] = [];
  for (const problem of report.problems) pieces.push(problemHtml(problem, report));
  for (const part of report.parts) pieces.push(await partHtml(part, report, markdown));
  const title = escapeHtml(report.title);
  const ownTitle = takeTitle(pieces);
  const headings = markdown.headings.slice(ownTitle === undefined ? 0 : 1);
  const byline = [report.author, report.date].filter((t) => t !== undefined).map(escapeHtml);
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">`,
    `<title>${title}</title>`,
    `<style>\n${styleSheet}\n</style>`,
    '</head>',
    '<body>',
    '<header>',
    ownTitle ?? `<h1>${title}</h1>`,
    ...(byline.length > 0 ? [`<p class="byline">${byline.join(' · ')}</p>`] : []),
    ...(report.isSynthetic ? [`<p class="banner" role="note">${escapeHtml(word('synthetic', language))}</p>`] : []),
    ...(headings.length > 2 ? [contentsHtml(headings, language)] : []),
    '</header>',
    '<main>',
    ...pieces,
    '</main>',
    `<footer>\n${recordHtml(report)}\n</footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** Takes the document's own title, when it begins with one, out of its first piece: it stands above banner and contents. */
function takeTitle(pieces: string[]): string | undefined {
  const found = /^<h1[^>]*>.*?<\/h1>\n?/su.exec(pieces[0] ?? '')?.[0];
  if (found === undefined) return undefined;
  pieces[0] = (pieces[0] ?? '').slice(found.length);
  return found.trimEnd();
}

/** One released result as HTML, notes included. */
export async function renderHtml(result: Released<ReleasedBody>, language: Language, command = ''): Promise<string> {
  assertReleased(result);
  return bodyHtml(result.body, command, language);
}

async function partHtml(part: ReportPart, report: Report, markdown: MarkdownRenderer): Promise<string> {
  switch (part.type) {
    case 'prose':
      return markdown.render(part.markdown).trimEnd();
    case 'comment':
      return `<pre class="comment">${escapeHtml(part.text)}</pre>`;
    case 'source': {
      const id = part.label === undefined ? '' : ` id="${escapeHtml(part.label)}"`;
      return `<pre class="source"${id}><code>${escapeHtml(part.code)}</code></pre>`;
    }
    case 'not-run':
      return `<p class="refusal">${escapeHtml(word('notRun', report.language))}</p>`;
    case 'statement':
      return statementHtml(part, report);
    default:
      return assertNever(part);
  }
}

async function statementHtml(part: StatementPart, report: Report): Promise<string> {
  const { language } = report;
  const pieces: string[] = [];
  if (part.echo !== undefined) {
    const comment = part.echo.comment === '' ? '' : `  <span class="comment">${escapeHtml(part.echo.comment)}</span>`;
    const prompt = `<span class="prompt">${escapeHtml(part.echo.prompt)} </span>`;
    pieces.push(`<pre class="echo"><code>${prompt}${escapeHtml(part.echo.code)}${comment}</code></pre>`);
  } else if (part.iteration !== '') {
    pieces.push(`<p class="iteration">${escapeHtml(`${iterationWord(language)} ${part.iteration}`)}</p>`);
  }
  for (const result of part.results) pieces.push(await renderHtml(result, language, part.command));
  for (const problem of part.problems) pieces.push(problemHtml(problem, report));
  if (stoppedInLoop(part)) {
    pieces.push(`<p class="iteration">${escapeHtml(`${iterationWord(language)} ${part.iteration}`)}</p>`);
  }
  if (part.outcome === 'not-run' && part.echo !== undefined) {
    pieces.push(`<p class="note">${escapeHtml(word('notRun', language))}</p>`);
  }
  return `<section class="statement">\n${pieces.join('\n')}\n</section>`;
}

function problemHtml(problem: Diagnostic, report: Report): string {
  const view = problemView(problem, report.source, report.language);
  const { text, from, to } = view.frame;
  const marked = `${escapeHtml(text.slice(0, from))}<mark>${escapeHtml(text.slice(from, to))}</mark>${escapeHtml(text.slice(to))}`;
  const loop = view.iteration === '' ? '' : `, ${iterationWord(report.language)} ${view.iteration}`;
  const where = `${view.file}:${view.line}:${view.column} · ${view.severityText} ${view.code}${loop}`;
  return [
    `<div class="problem ${view.severity}">`,
    `<p>${sentenceHtml(view.text)}</p>`,
    ...(text.trim() === '' ? [] : [`<pre><code>${marked}</code></pre>`]),
    ...(view.hint === undefined ? [] : [`<p>${sentenceHtml(view.hint)}</p>`]),
    `<p class="where">${escapeHtml(where)}</p>`,
    '</div>',
  ].join('\n');
}

function contentsHtml(headings: readonly Heading[], language: Language): string {
  const items = headings
    .filter((h) => h.level <= 3)
    .map((h) => `<li class="level-${h.level}"><a href="#${escapeHtml(h.id)}">${escapeHtml(h.text)}</a></li>`);
  const label = word('contents', language);
  return `<nav aria-label="${label}">\n<h2>${label}</h2>\n<ul>\n${items.join('\n')}\n</ul>\n</nav>`;
}

/** What the numbers rest on: enough to run the script again and compare. */
function recordHtml(report: Report): string {
  const { language, record } = report;
  const facts: [string, string][] = record.databanks.map((d) => [
    word('databank', language),
    `<code>${escapeHtml(`${d.databank}:${d.version}`)}</code> (${natureWords[d.nature][language]})<br><code>${escapeHtml(d.hash)}</code>`,
  ]);
  const policy = `${record.policy.id}@${record.policy.version}`;
  facts.push(
    [word('policy', language), `<code>${escapeHtml(policy)}</code><br><code>${escapeHtml(record.policy.hash)}</code>`],
    [
      word('script', language),
      `<code>${escapeHtml(report.source.name)}</code><br><code>${escapeHtml(record.scriptHash)}</code>`,
    ],
    [word('engine', language), `<code>${escapeHtml(record.engineVersion)}</code>`],
  );
  const trust =
    record.trust === 'client' ? `\n<p><strong>${escapeHtml(word('clientTrust', language))}</strong></p>` : '';
  return `<section class="record">\n<h2>${word('runRecord', language)}</h2>\n${factsHtml(facts)}${trust}\n</section>`;
}
