import type { LocalText } from '../../base/language.ts';
import { type RuleCode, type RuleText, ruleTexts } from '../../base/messages/rules.ts';
import type { DocumentBody } from '../../disclosure/released.ts';

const why: LocalText = { nb: 'Hvorfor', en: 'Why' };
const instead: LocalText = { nb: 'Gjør heller', en: 'Do this instead' };

/** A rule of disclosure control: what it does, why it exists, and what to do instead. */
export function ruleDocument(rule: RuleCode, command: string): DocumentBody {
  const text: RuleText = ruleTexts[rule];
  return {
    type: 'document',
    command,
    parts: [
      { type: 'heading', text: titled(rule, text.title) },
      {
        type: 'terms',
        items: [
          { term: why, text: text.why },
          ...(text.instead === undefined ? [] : [{ term: instead, text: text.instead }]),
        ],
      },
    ],
  };
}

/** All rules in a line each. */
export function ruleOverview(command: string): DocumentBody {
  const items = Object.entries(ruleTexts).map(([rule, { title }]) => ({ term: { nb: rule, en: rule }, text: title }));
  return { type: 'document', command, parts: [{ type: 'terms', items }] };
}

function titled(rule: RuleCode, title: LocalText): LocalText {
  return { nb: `${rule}: ${title.nb}`, en: `${rule}: ${title.en}` };
}
