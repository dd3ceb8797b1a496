import { type RuleCode, ruleTexts } from '../../base/messages/rules.ts';
import type { Report } from '../report.ts';
import { natureWords, word } from '../words.ts';
import { factsHtml } from './body.ts';
import { escapeHtml, sentenceHtml } from './escape.ts';

/** What the numbers rest on: enough to run the script again and compare. */
export function recordHtml(report: Report, id: string): string {
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
  return `<section class="record">\n<h2 id="${id}">${word('runRecord', language)}</h2>\n${factsHtml(facts)}${trust}${rulesHtml(report)}\n</section>`;
}

/** The rules of disclosure control that acted on the report's results: what each does, why it exists, and what helps. */
function rulesHtml(report: Report): string {
  const { language } = report;
  const rules = appliedRules(report);
  if (rules.length === 0) return '';
  const items = rules.map((rule) => {
    const { title, why, instead } = { instead: undefined, ...ruleTexts[rule] };
    const sentences = [why, ...(instead === undefined ? [] : [instead])].map((text) => sentenceHtml(text[language]));
    return `<div><dt>${rule} · ${escapeHtml(title[language])}</dt><dd>${sentences.join(' ')}</dd></div>`;
  });
  return `\n<h3>${word('appliedRules', language)}</h3>\n<dl class="rules">\n${items.join('\n')}\n</dl>`;
}

/** Each rule once, in the order of their numbers. */
function appliedRules({ parts }: Report): readonly RuleCode[] {
  const results = parts.flatMap((part) => (part.type === 'statement' ? part.results : []));
  return [...new Set(results.flatMap((result) => result.rules))].sort();
}
