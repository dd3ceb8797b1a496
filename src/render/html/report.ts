import { assertNever } from '../../base/assert-never.ts';
import type { Diagnostic } from '../../base/diagnostic.ts';
import type { Language } from '../../base/language.ts';
import { assertReleased, type Released } from '../../disclosure/gate.ts';
import type { ReleasedBody } from '../../disclosure/released.ts';
import { iterationWord, problemView } from '../problem-view.ts';
import { type Report, type ReportPart, type StatementPart, stoppedInLoop } from '../report.ts';
import { word } from '../words.ts';
import { Anchors } from './anchors.ts';
import { bodyHtml } from './body.ts';
import { contentsHtml, ResultList } from './contents.ts';
import { escapeHtml, sentenceHtml } from './escape.ts';
import { figureStyle } from './figure-style.ts';
import { MarkdownRenderer } from './markdown.ts';
import { printStyle } from './print-style.ts';
import { recordHtml } from './record.ts';
import { pageScript } from './script.ts';
import { styleSheet } from './style.ts';

/** What the page itself calls its parts; headings and results get other ids. */
const ownIds = { content: 'content', record: 'run-record' } as const;

/** What is put together while a report is written, in reading order. */
interface Writing {
  readonly report: Report;
  readonly anchors: Anchors;
  readonly markdown: MarkdownRenderer;
  readonly results: ResultList;
}

/**
 * A whole report as one HTML file that fetches nothing and needs no scripts. The same report gives the same bytes.
 *
 * @param script  what makes pictures answer to pointer and keys; without it they are still
 */
export async function renderHtmlReport(report: Report, script?: string): Promise<string> {
  const { language } = report;
  const anchors = new Anchors(Object.values(ownIds));
  const markdown = new MarkdownRenderer(anchors);
  const writing = { report, anchors, markdown, results: new ResultList(anchors, language) };
  const pieces = report.problems.map((problem) => problemHtml(problem, report));
  const [first, ...others] = report.parts;
  const own = first?.type === 'prose' ? markdown.takeTitle(first.markdown) : undefined;
  const parts = own?.title === undefined ? report.parts : [{ type: 'prose', markdown: own.rest } as const, ...others];
  for (const part of parts) pieces.push(await partHtml(part, writing));
  const title = escapeHtml(report.title);
  const hasPictures = pieces.some((piece) => piece.includes('<figure class="chart">'));
  const run = script === undefined || !hasPictures ? undefined : pageScript(script, language);
  const byline = [report.author, report.date].filter((t) => t !== undefined).map(escapeHtml);
  return [
    '<!doctype html>',
    `<html lang="${language}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:${run?.policy ?? ''}">`,
    `<title>${title}</title>`,
    ...(report.author === undefined ? [] : [`<meta name="author" content="${escapeHtml(report.author)}">`]),
    `<style>\n${styleSheet}\n${printStyle}${run === undefined ? '' : `\n${figureStyle}`}\n</style>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#${ownIds.content}">${word('skipToContent', language)}</a>`,
    '<header>',
    own?.title ?? `<h1>${title}</h1>`,
    ...(byline.length > 0 ? [`<p class="byline">${byline.join(' · ')}</p>`] : []),
    ...(report.isSynthetic ? [`<p class="banner" role="note">${escapeHtml(word('synthetic', language))}</p>`] : []),
    ...contentsHtml(markdown.headings, ownIds.record, language),
    ...writing.results.html(),
    '</header>',
    `<main id="${ownIds.content}" tabindex="-1">`,
    ...pieces.filter((piece) => piece !== ''),
    '</main>',
    `<footer>\n${recordHtml(report, ownIds.record)}\n</footer>`,
    ...(run === undefined ? [] : [run.html]),
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** One released result as HTML, notes included. */
export async function renderHtml(result: Released<ReleasedBody>, language: Language, command = ''): Promise<string> {
  assertReleased(result);
  return bodyHtml(result.body, command, language);
}

async function partHtml(part: ReportPart, writing: Writing): Promise<string> {
  const { report, markdown, anchors } = writing;
  switch (part.type) {
    case 'prose':
      return markdown.render(part.markdown).trimEnd();
    case 'comment':
      return `<pre class="comment">${escapeHtml(part.text)}</pre>`;
    case 'source': {
      const id = part.label === undefined ? '' : ` id="${escapeHtml(anchors.claim(part.label))}"`;
      return `<pre class="source"${id}><code>${escapeHtml(part.code)}</code></pre>`;
    }
    case 'not-run':
      return `<p class="refusal">${escapeHtml(word('notRun', report.language))}</p>`;
    case 'statement':
      return statementHtml(part, writing);
    default:
      return assertNever(part);
  }
}

async function statementHtml(part: StatementPart, { report, results }: Writing): Promise<string> {
  const { language } = report;
  const pieces: string[] = [];
  if (part.echo !== undefined) {
    const comment = part.echo.comment === '' ? '' : `  <span class="comment">${escapeHtml(part.echo.comment)}</span>`;
    const prompt = `<span class="prompt">${escapeHtml(part.echo.prompt)} </span>`;
    pieces.push(`<pre class="echo"><code>${prompt}${escapeHtml(part.echo.code)}${comment}</code></pre>`);
  } else if (part.iteration !== '') {
    pieces.push(`<p class="iteration">${escapeHtml(`${iterationWord(language)} ${part.iteration}`)}</p>`);
  }
  for (const result of part.results) {
    assertReleased(result);
    const place = results.add(result.body, part.command);
    pieces.push(await bodyHtml(result.body, part.command, language, place));
  }
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
