import { type RuleCode, ruleOf } from '../base/messages/rules.ts';
import type { AuditRecord } from '../disclosure/protection.ts';
import type { AuditEvent } from '../runtime/ledger/audit-log.ts';

/** One run as the log tells it. */
export interface AuditedRun {
  /** Epoch seconds. */
  readonly time: number;
  readonly user: string;
  readonly script: string;
  readonly policy: string;
  readonly databanks: readonly string[];
  readonly released: number;
  readonly refused: number;
  /** What rule DC-32 added, and why. */
  readonly score: number;
  readonly reasons: readonly string[];
  readonly flags: readonly ('flag' | 'block')[];
  /** The log says how it ended: one that was killed has no end. */
  readonly isEnded: boolean;
}

/** How often a rule withheld or changed something. */
export interface AuditedRuleUse {
  readonly rule: RuleCode;
  readonly results: number;
  readonly refused: number;
  readonly suppressed: number;
  readonly replaced: number;
}

/** What a data owner wants to know of a log. */
export interface AuditSummary {
  readonly runs: readonly AuditedRun[];
  readonly rules: readonly AuditedRuleUse[];
  readonly users: readonly {
    readonly user: string;
    readonly runs: number;
    readonly released: number;
    readonly refused: number;
    readonly score: number;
  }[];
  readonly resets: readonly { readonly time: number; readonly user: string }[];
}

/** Puts the events of a log together, runs in their order. */
export function summaryOf(events: readonly AuditEvent[]): AuditSummary {
  const runs: AuditedRun[] = [];
  const resets: { time: number; user: string }[] = [];
  const rules = new Map<RuleCode, AuditedRuleUse>();
  for (const event of events) {
    switch (event.type) {
      case 'run':
        runs.push(begun(event));
        break;
      case 'record':
        changeLast(runs, (run) => withRecord(run, event.record));
        countRules(rules, event.record);
        break;
      case 'end':
        changeLast(runs, (run) => ({ ...run, isEnded: true }));
        break;
      case 'reset':
        resets.push({ time: event.time, user: event.user });
        break;
    }
  }
  return { runs, rules: [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1)), users: usersOf(runs), resets };
}

function begun({ time, user, script, policy, databanks }: Extract<AuditEvent, { type: 'run' }>): AuditedRun {
  const nothing = { released: 0, refused: 0, score: 0, reasons: [], flags: [], isEnded: false };
  return { time, user, script, policy, databanks, ...nothing };
}

function changeLast(runs: AuditedRun[], change: (run: AuditedRun) => AuditedRun): void {
  const last = runs.pop();
  if (last !== undefined) runs.push(change(last));
}

function withRecord(run: AuditedRun, { outcome, score, flags }: AuditRecord): AuditedRun {
  return {
    ...run,
    released: run.released + (outcome === 'released' ? 1 : 0),
    refused: run.refused + (outcome === 'refused' ? 1 : 0),
    score: run.score + (score?.added ?? 0),
    reasons: [...new Set([...run.reasons, ...(score?.reasons ?? [])])],
    flags: [...new Set([...run.flags, ...(flags ?? [])])],
  };
}

function countRules(rules: Map<RuleCode, AuditedRuleUse>, record: AuditRecord): void {
  const { populations } = record;
  if (populations !== undefined) {
    const known = rules.get('DC-30') ?? { rule: 'DC-30', results: 0, refused: 0, suppressed: 0, replaced: 0 };
    const replaced = populations.filter((did) => did !== 'kept').length;
    rules.set('DC-30', { ...known, results: known.results + 1, replaced: known.replaced + replaced });
  }
  for (const { id, ...did } of record.rules) {
    const rule = ruleOf(id);
    if (rule === undefined) continue;
    const actions: readonly string[] = did.did ?? [];
    const known = rules.get(rule) ?? { rule, results: 0, refused: 0, suppressed: 0, replaced: 0 };
    rules.set(rule, {
      ...known,
      results: known.results + 1,
      refused: known.refused + (actions.includes('refused') ? 1 : 0),
      suppressed: known.suppressed + ('suppressed' in did ? (did.suppressed ?? 0) : 0),
    });
  }
}

function usersOf(runs: readonly AuditedRun[]): AuditSummary['users'] {
  const users = new Map<string, AuditSummary['users'][number]>();
  for (const { user, released, refused, score } of runs) {
    const known = users.get(user) ?? { user, runs: 0, released: 0, refused: 0, score: 0 };
    users.set(user, {
      user,
      runs: known.runs + 1,
      released: known.released + released,
      refused: known.refused + refused,
      score: known.score + score,
    });
  }
  return [...users.values()].sort((a, b) => b.score - a.score || (a.user < b.user ? -1 : 1));
}

/** Whether a run asked something that looks like the search for one person. */
export function isSuspicious({ score, flags }: AuditedRun): boolean {
  return score > 0 || flags.length > 0;
}
