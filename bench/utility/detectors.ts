import fs from 'node:fs';
import path from 'node:path';
import { sourceText } from '../../src/base/source-text.ts';
import { analyseSource } from '../../src/cli/analysis.ts';
import { execute, isExecutable } from '../../src/commands/executors.ts';
import type { HistoryEntry, HistoryStore } from '../../src/disclosure/history/store.ts';
import type { Policy } from '../../src/disclosure/policy.ts';
import type { AuditRecord } from '../../src/disclosure/protection.ts';
import type { DatabankLibrary } from '../../src/metadata/library.ts';
import { runAnalysed } from '../../src/runtime/run.ts';
import type { HonestScript } from './honest-scripts.ts';

/** What rule DC-32 made of honest scripts under a policy. */
export interface HonestRuns {
  readonly scripts: number;
  /** Scripts that were flagged, or paused, each by a user who runs nothing else that day. */
  readonly flagged: readonly string[];
  readonly paused: readonly string[];
  /** The highest score of those that were not flagged. */
  readonly highest: { readonly script: string; readonly score: number };
  /** What made the scores rise, over all scripts. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** Runs every script as somebody who has run nothing before, where the history outlasts a run. */
export async function honestRuns(
  library: DatabankLibrary,
  scripts: readonly HonestScript[],
  policy: Policy,
): Promise<HonestRuns> {
  const flagged: string[] = [];
  const paused: string[] = [];
  const reasons = new Map<string, number>();
  let highest = { script: '', score: 0 };
  for (const script of scripts) {
    const records = await auditOf(library, script, policy);
    const flags = records.flatMap((record) => record.flags ?? []);
    if (flags.includes('flag')) flagged.push(script.name);
    if (flags.includes('block')) paused.push(script.name);
    let score = 0;
    for (const record of records) {
      score += record.score?.added ?? 0;
      for (const reason of record.score?.reasons ?? []) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    }
    if (!flags.includes('flag') && score > highest.score) highest = { script: script.name, score };
  }
  return { scripts: scripts.length, flagged, paused, highest, reasons };
}

async function auditOf(
  library: DatabankLibrary,
  { name, text }: HonestScript,
  policy: Policy,
): Promise<readonly AuditRecord[]> {
  const { analysed, diagnostics, hasErrors } = analyseSource(sourceText(name, text), library);
  if (hasErrors) throw new Error(`${name}: ${JSON.stringify(diagnostics)}`);
  const { obstacles, audit } = await runAnalysed({
    script: analysed,
    library,
    policy,
    threads: 1,
    isExecutable,
    execute,
    history: new DayOfOne(),
  });
  if (obstacles.length > 0) throw new Error(`${name}: ${JSON.stringify(obstacles)}`);
  return audit;
}

const root = path.join(import.meta.dirname, '../..');

/** The scripts of `examples/`, and those that the guides show whole. */
export function exampleScripts(): readonly HonestScript[] {
  const examples = fs.readdirSync(path.join(root, 'examples')).filter((name) => /\.(?:md|txt)$/u.test(name));
  const files = examples.map((name) => ({ name, text: fs.readFileSync(path.join(root, 'examples', name), 'utf8') }));
  const guides = ['README.md', 'docs/guide-researcher.md', 'docs/veiledning.md'].flatMap((name) => {
    const text = fs.readFileSync(path.join(root, name), 'utf8');
    return [...text.matchAll(/```microdata\n(require [\s\S]*?)```/gu)].map(([, script = ''], at) => ({
      name: `${name} ${String(at + 1)}`,
      text: script,
    }));
  });
  return [...files, ...guides];
}

/** The history of a user who has run nothing before, on one day. */
class DayOfOne implements HistoryStore {
  readonly account = { user: 'honest', now: (): number => 0 };
  readonly #entries: HistoryEntry[] = [];

  load(): readonly HistoryEntry[] {
    return this.#entries;
  }

  append(entry: HistoryEntry): void {
    this.#entries.push(entry);
  }
}

/** What the report says of them: how many scripts were flagged and paused under each policy, which, and what raised the scores. */
export function honestReport(runs: readonly (HonestRuns & { readonly title: string })[]): string {
  const lines = runs.flatMap(({ title, scripts, flagged, paused, highest, reasons }) => {
    const causes = [...reasons].map(([reason, times]) => `${reason} ${String(times)}`).join(', ');
    const named = flagged.map((name) => `'${name}'${paused.includes(name) ? ' (paused)' : ''}`).join(', ');
    return [
      `${title.padEnd(20)} ${String(flagged.length)} of ${String(scripts)} flagged, ${String(paused.length)} paused; highest score of the others ${highest.score.toFixed(1)}`,
      ...(named === '' ? [] : [`                     ${named}`]),
      ...(causes === '' ? [] : [`                     ${causes}`]),
    ];
  });
  return [
    '',
    'What rule DC-32 makes of ordinary scripts of many conditions, each by a user of its own on one day',
    ...lines,
  ].join('\n');
}
