import { canonicalJson, type Json } from '../base/canonical-json.ts';
import type { Language, LocalText } from '../base/language.ts';
import type { SceneFacts } from './scene.ts';
import { isFailure, type Line, type Verdict } from './verdict.ts';

/** How a suite was played: enough to play it again. */
export interface SuiteRecord extends SceneFacts {
  readonly databank: string;
  readonly version: string;
  readonly seed: string;
  readonly runs: number;
  readonly engineVersion: string;
}

const heads = {
  attack: { nb: 'angrep', en: 'attack' },
  policy: { nb: 'policy', en: 'policy' },
  runs: { nb: 'forsøk', en: 'runs' },
  queries: { nb: 'spørringer', en: 'queries' },
  success: { nb: 'treff', en: 'success' },
  baseline: { nb: 'uten data', en: 'baseline' },
  advantage: { nb: 'fordel (95 %)', en: 'advantage (95 %)' },
  limit: { nb: 'grense', en: 'limit' },
  flagged: { nb: 'varslet', en: 'flagged at' },
  verdict: { nb: 'utfall', en: 'verdict' },
} as const;

/** Words for verdicts. */
export const verdictWords: Readonly<Record<Verdict, LocalText>> = {
  holds: { nb: 'holder', en: 'holds' },
  beaten: { nb: 'SLÅTT', en: 'BEATEN' },
  unnoticed: { nb: 'IKKE VARSLET', en: 'NOT NOTICED' },
  measured: { nb: 'målt', en: 'measured' },
  shown: { nb: 'uten vern', en: 'unprotected' },
  lacking: { nb: 'kommandoen finnes ikke i denne versjonen', en: 'command not in this version' },
  broken: { nb: 'ØDELAGT', en: 'BROKEN' },
};

const columns = [
  'attack',
  'policy',
  'runs',
  'queries',
  'success',
  'baseline',
  'advantage',
  'limit',
  'flagged',
] as const;

/** Columns that hold words; numbers stand to the right. */
const wordColumns = 2;

/** The report as a table for people; titles stand on a line of their own before each attack. */
export function renderAttackTable(lines: readonly Line[], record: SuiteRecord, language: Language): string {
  const rows = lines.map((line) => ({ line, cells: cellsOf(line, language) }));
  const widths = columns.map((column, i) =>
    Math.max(heads[column][language].length, ...rows.map(({ cells }) => cells[i]?.length ?? 0)),
  );
  const drawn = (cells: readonly string[], verdict: string): string => {
    const padded = cells.map((cell, i) =>
      i < wordColumns ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    );
    return `${padded.join('  ')}  ${verdict}`.trimEnd();
  };
  const text = [
    headOf(record, language),
    '',
    drawn(
      columns.map((column) => heads[column][language]),
      heads.verdict[language],
    ),
  ];
  let last = '';
  for (const { line, cells } of rows) {
    if (line.attack !== last) text.push('', `${line.attack} ${line.title[language]}`);
    last = line.attack;
    const remark = line.remark === undefined ? '' : ` (${line.remark})`;
    text.push(drawn(cells, `${verdictWords[line.verdict][language]}${remark}`));
  }
  return `${text.join('\n')}\n\n${summaryOf(lines, language)}\n`;
}

/** Which databank, what is taken as known and as secret, and what names the coins. */
function headOf(record: SuiteRecord, language: Language): string {
  const { databank, version, known, value, property, targets, seed, runs } = record;
  const words = {
    nb: `kjent: ${known.join(', ')}; hemmelig: ${value}, ${property}; mål: ${String(targets)}; forsøk: ${String(runs)}; frø: ${seed}`,
    en: `known: ${known.join(', ')}; secret: ${value}, ${property}; targets: ${String(targets)}; runs: ${String(runs)}; seed: ${seed}`,
  };
  return `${databank}:${version}  ${words[language]}`;
}

function cellsOf(line: Line, language: Language): readonly string[] {
  const { attack, service, runs, queries } = line;
  if (runs === 0) return [attack, service, '0', '', '', '', '', limitText(line, language), ''];
  return [
    attack,
    service,
    String(runs),
    queries < 10 ? queries.toFixed(1) : String(Math.round(queries)),
    line.success.toFixed(2),
    line.baseline.toFixed(2),
    `${line.advantage.toFixed(2)} [${line.lower.toFixed(2)}, ${line.upper.toFixed(2)}]`,
    limitText(line, language),
    line.flaggedAt === null ? '–' : String(line.flaggedAt),
  ];
}

function limitText({ limit, type }: Line, language: Language): string {
  if (limit === null) return '–';
  if (type === 'worlds' && limit === 0) return { nb: 'like byter', en: 'equal bytes' }[language];
  return limit === 0 ? '0' : `≤ ${limit.toFixed(2)}`;
}

/** How many lines ended how. */
function summaryOf(lines: readonly Line[], language: Language): string {
  const counts = new Map<Verdict, number>();
  for (const { verdict } of lines) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  return [...counts].map(([verdict, count]) => `${verdictWords[verdict][language]}: ${String(count)}`).join('; ');
}

/** The report for programs: canonical JSON. */
export function renderAttackJson(lines: readonly Line[], record: SuiteRecord): string {
  const failures = lines.filter(isFailure).length;
  const json = { format: 'microdata-attack', version: 1, record, failures, lines };
  return `${canonicalJson(JSON.parse(JSON.stringify(json)) as Json)}\n`;
}
