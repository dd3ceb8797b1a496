import { isoDate } from '../base/epoch-day.ts';
import type { Language, LocalText } from '../base/language.ts';
import { ruleTexts } from '../base/messages/rules.ts';
import { aligned } from './aligned.ts';
import { type AuditedRun, type AuditSummary, isSuspicious } from './audit-summary.ts';

const words = {
  runs: { nb: 'Kjøringer', en: 'Runs' },
  scripts: { nb: 'ulike skript', en: 'different scripts' },
  users: { nb: 'Brukere', en: 'Users' },
  rules: { nb: 'Regler', en: 'Rules' },
  suspicious: {
    nb: 'Kjøringer som lignet leting etter enkeltpersoner',
    en: 'Runs that looked like a search for individuals',
  },
  none: { nb: 'ingen', en: 'none' },
  score: { nb: 'poeng', en: 'score' },
  released: { nb: 'vist', en: 'released' },
  refused: { nb: 'holdt tilbake', en: 'refused' },
  user: { nb: 'bruker', en: 'user' },
  rule: { nb: 'regel', en: 'rule' },
  results: { nb: 'resultater', en: 'results' },
  suppressed: { nb: 'skjulte celler', en: 'cells suppressed' },
  replaced: { nb: 'populasjoner byttet', en: 'populations replaced' },
  time: { nb: 'tid (UTC)', en: 'time (UTC)' },
  script: { nb: 'skript', en: 'script' },
  reasons: { nb: 'hvorfor', en: 'why' },
  block: { nb: 'satt på vent', en: 'paused' },
  flag: { nb: 'merket', en: 'flagged' },
  killed: { nb: 'avbrutt', en: 'interrupted' },
  reset: { nb: 'Poengsummen ble satt til null', en: 'The score was set to zero' },
} as const satisfies Readonly<Record<string, LocalText>>;

const reasonWords: Readonly<Record<string, LocalText>> = {
  'few-edited': { nb: 'endringer for få', en: 'changes of few' },
  'near-constant': { nb: 'nesten konstante uttrykk', en: 'nearly constant expressions' },
  'near-equal': { nb: 'nesten like variabler', en: 'nearly equal variables' },
  'contested-minimum': { nb: 'leting etter minste populasjon', en: 'search for the smallest population' },
  'small-population': { nb: 'for små populasjoner', en: 'populations that are too small' },
  'column-removed': { nb: 'forklaringsvariabler for få', en: 'regressors of few' },
  'dominated-model': { nb: 'modeller av få', en: 'models of few' },
  'many-tables': { nb: 'svært mange tabeller', en: 'very many tables' },
  'near-population': { nb: 'nesten like populasjoner', en: 'nearly equal populations' },
  'near-cell': { nb: 'nesten like celler', en: 'nearly equal cells' },
  'near-column': { nb: 'variabler som er ulike for få i en gruppe', en: 'variables that differ for few of a group' },
  'divided-few': { nb: 'få personer delt på mange måter', en: 'few people divided in many ways' },
  bisection: { nb: 'halvering mot en rang', en: 'bisection towards a rank' },
};

/** So many runs are listed at most; all of them are in the JSON form. */
const mostListed = 20;

/** A log's summary for people. */
export function auditText(name: string, summary: AuditSummary, language: Language): string {
  const word = (key: keyof typeof words): string => words[key][language];
  const { runs, users, rules, resets } = summary;
  const scripts = new Set(runs.map(({ script }) => script)).size;
  const period = runs.length === 0 ? '' : `, ${timeText(runs[0]?.time ?? 0)} – ${timeText(runs.at(-1)?.time ?? 0)}`;
  const suspicious = runs.filter(isSuspicious).sort((a, b) => b.score - a.score || b.time - a.time);
  return [
    name,
    `${word('runs')}: ${runs.length} (${scripts} ${word('scripts')})${period}`,
    '',
    word('users'),
    ...indented([
      [word('user'), word('runs').toLowerCase(), word('released'), word('refused'), word('score')],
      ...users.map((u) => [u.user, String(u.runs), String(u.released), String(u.refused), u.score.toFixed(1)]),
    ]),
    '',
    word('rules'),
    ...indented([
      [word('rule'), word('results'), word('refused'), word('suppressed'), word('replaced'), ''],
      ...rules.map((r) => [
        r.rule,
        ...[r.results, r.refused, r.suppressed, r.replaced].map((n) => (n === 0 ? '·' : String(n))),
        ruleTexts[r.rule].title[language],
      ]),
    ]),
    '',
    word('suspicious'),
    ...(suspicious.length === 0
      ? [`  ${word('none')}`]
      : indented([
          [word('time'), word('user'), word('script'), word('score'), '', word('reasons')],
          ...suspicious.slice(0, mostListed).map((run) => suspiciousRow(run, language)),
        ])),
    ...resets.map(({ time, user }) => `${word('reset')}: ${timeText(time)}, ${user}`),
  ].join('\n');
}

function suspiciousRow(run: AuditedRun, language: Language): readonly string[] {
  const state = run.flags.includes('block') ? words.block : run.flags.includes('flag') ? words.flag : undefined;
  const reasons = run.reasons.map((reason) => reasonWords[reason]?.[language] ?? reason);
  return [
    timeText(run.time),
    run.user,
    run.script.replace('sha256:', '').slice(0, 12),
    run.score.toFixed(1),
    [state?.[language], run.isEnded ? undefined : words.killed[language]].filter(Boolean).join(', '),
    reasons.join(', '),
  ];
}

/** `2026-11-22 14:05`, in coordinated universal time. */
function timeText(seconds: number): string {
  const minutes = Math.floor((seconds % 86_400) / 60);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${isoDate(Math.floor(seconds / 86_400))} ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Rows as indented lines whose columns begin at the same place. */
function indented(rows: readonly (readonly string[])[]): readonly string[] {
  return aligned(rows).map((line) => `  ${line}`);
}
