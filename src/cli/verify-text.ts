import { canonicalJson, plainJson } from '../base/canonical-json.ts';
import type { Language } from '../base/language.ts';
import { threshold } from '../base/messages/message.ts';
import type { CellValue } from '../record/cells.ts';
import type { CellDifference, Divergence } from '../record/compare.ts';
import type { Reason } from '../record/reasons.ts';
import { aligned } from './aligned.ts';
import { say } from './failure.ts';
import type { Obstacle, Verification } from './verification.ts';

/** How many differing numbers of one result a terminal is shown. */
const mostCells = 8;

/** A verification for people: the verdict, what differs, and why. */
export function verificationText(verification: Verification, language: Language): readonly string[] {
  const { file, record, divergences, reasons, obstacles } = verification;
  const results = threshold(verification.results);
  const versions = record.databanks.map(({ databank, version }) => `${databank}:${version}`);
  const data = [...versions, `${record.policy.id}@${record.policy.version}`].join(', ');
  switch (verification.outcome) {
    case 'same':
      return [say('verify-same', { file, results, data }, language)];
    case 'not-run':
      return [
        say('verify-not-run', { file, data }, language),
        ...obstacles.map((obstacle) => `  ${obstacleText(obstacle, language)}`),
      ];
    case 'differs': {
      const differing = threshold(divergences.length);
      return [
        say('verify-differs', { file, differing, results, data }, language),
        ...divergences.flatMap((divergence) => divergenceText(divergence, language)),
        ...reasons.map((reason) => `  ${because[language]} ${reasonText(reason, language)}`),
      ];
    }
  }
}

const because = { nb: 'Årsak:', en: 'Reason:' } as const;

/** How many archives came out how. */
export function summaryText(verifications: readonly Verification[], language: Language): string {
  const count = (outcome: Verification['outcome']) =>
    threshold(verifications.filter((verification) => verification.outcome === outcome).length);
  return say(
    'verify-summary',
    { same: count('same'), differing: count('differs'), notRun: count('not-run') },
    language,
  );
}

function divergenceText(divergence: Divergence, language: Language): readonly string[] {
  const { command, iteration, kind, cells = [] } = divergence;
  const place = { command, iteration, line: threshold(divergence.line) };
  const result = threshold((divergence.result ?? 0) + 1);
  switch (kind) {
    case 'statement':
      return [`  ${say('verify-statement-other', place, language)}`];
    case 'outcome':
      return [`  ${say('verify-statement-outcome', place, language)}`];
    case 'gone':
      return [`  ${say('verify-result-gone', { ...place, result }, language)}`];
    case 'new':
      return [`  ${say('verify-result-new', { ...place, result }, language)}`];
    case 'contents':
      return [`  ${say('verify-result-contents', { ...place, result }, language)}`, ...cellLines(cells, language)];
  }
}

function cellLines(cells: readonly CellDifference[], language: Language): readonly string[] {
  const shown = cells.slice(0, mostCells);
  const lines = aligned(shown.map(({ where, recorded, now }) => [where, `${valueText(recorded)} → ${valueText(now)}`]));
  const more = cells.length - shown.length;
  return [...lines, ...(more > 0 ? [say('verify-more-cells', { count: threshold(more) }, language)] : [])].map(
    (line) => `    ${line}`,
  );
}

function valueText(value: CellValue | undefined): string {
  return value === undefined || value === null ? '–' : String(value);
}

function reasonText(reason: Reason, language: Language): string {
  switch (reason.type) {
    case 'script':
      return say('reason-script', {}, language);
    case 'meaning':
      return say('reason-meaning', {}, language);
    case 'databank-version':
      return say('reason-databank-version', reason, language);
    case 'column':
      return say('reason-column', { ...reason, since: reason.since }, language);
    case 'catalogue':
      return say('reason-catalogue', reason, language);
    case 'policy':
      return say('reason-policy', reason, language);
    case 'noise-key':
      return say('reason-noise-key', {}, language);
    case 'history':
      return say('reason-history', {}, language);
    case 'semantics': {
      const { subject, release } = reason;
      const versions = { recorded: threshold(reason.recorded), now: threshold(reason.now) };
      return say('reason-semantics', { ...subject, ...versions, release }, language);
    }
    case 'build':
      return say('reason-build', reason, language);
    case 'arithmetic':
      return say('reason-arithmetic', {}, language);
  }
}

function obstacleText(obstacle: Obstacle, language: Language): string {
  switch (obstacle.type) {
    case 'databank-absent':
      return say('obstacle-databank-absent', obstacle, language);
    case 'version-absent':
      return say('obstacle-version-absent', obstacle, language);
    case 'script-errors':
      return say('obstacle-script-errors', obstacle, language);
  }
}

/** Raised when a member changes its meaning or goes away; new members do not raise it. */
const jsonVersion = 1;

/** Verifications for programs, as canonical JSON and a line feed; everything that differs, with reasons in both languages. */
export function verificationsJson(verifications: readonly Verification[]): string {
  const json = {
    format: 'microdata-verification',
    version: jsonVersion,
    verifications: verifications.map(({ record, reasons, obstacles, ...facts }) => ({
      ...facts,
      databanks: record.databanks.map(({ databank, version }) => ({ databank, version })),
      policy: record.policy,
      reasons: reasons.map((reason) => ({ ...reason, text: bothTexts(reasonText, reason) })),
      obstacles: obstacles.map((obstacle) => ({ ...obstacle, text: bothTexts(obstacleText, obstacle) })),
    })),
  };
  return `${canonicalJson(plainJson(json))}\n`;
}

function bothTexts<T>(
  text: (value: T, language: Language) => string,
  value: T,
): { readonly nb: string; readonly en: string } {
  return { nb: text(value, 'nb'), en: text(value, 'en') };
}
