import { changesThatAffectResults, type ResultChange, type Subject } from './changes.ts';
import type { RunRecord } from './run-record.ts';

/** Why a run may release something else than the recorded one, as far as it can be known. */
export type Reason =
  /** The script is not the one that was recorded. */
  | { readonly type: 'script' }
  /** The same text means something else to this program. */
  | { readonly type: 'meaning' }
  /** Another databank version was asked for than was recorded. */
  | { readonly type: 'databank-version'; readonly databank: string; readonly recorded: string; readonly now: string }
  /** A variable's column files are not those that were recorded; `since`: the first version at hand that has others, where one tells. */
  | {
      readonly type: 'column';
      readonly databank: string;
      readonly variable: string;
      readonly since?: string;
    }
  /** The catalogue's texts or code lists are not those that were recorded, while the values that were read are. */
  | { readonly type: 'catalogue'; readonly databank: string }
  | { readonly type: 'policy'; readonly recorded: string; readonly now: string }
  /** The noise was drawn with the secret of another databank, or of one that was made anew. */
  | { readonly type: 'noise-key' }
  /** Other earlier questions were known. */
  | { readonly type: 'history' }
  /** A command, a function or a part of the program gives other results; `release`: the version that brought the change, if it is known here. */
  | {
      readonly type: 'semantics';
      readonly subject: Subject;
      readonly recorded: number;
      readonly now: number;
      readonly release: string | undefined;
    }
  /** Another build of the program, without a change that it owns up to. */
  | { readonly type: 'build'; readonly recorded: string; readonly now: string }
  /** Everything is the same but the machine. */
  | { readonly type: 'arithmetic' };

/**
 * Every reason that holds between two records, the nearest first. Reasons that follow from another one are left out: with other
 * values, nothing is said of builds, and arithmetic is what is left when nothing else is.
 */
export function reasonsBetween(
  recorded: RunRecord,
  now: RunRecord,
  changes: readonly ResultChange[] = changesThatAffectResults,
): readonly Reason[] {
  const reasons: Reason[] = [
    ...scriptReasons(recorded, now),
    ...databankReasons(recorded, now),
    ...(recorded.policy.hash === now.policy.hash
      ? []
      : [{ type: 'policy', recorded: policyName(recorded), now: policyName(now) } as const]),
    ...(recorded.noiseKey === now.noiseKey ? [] : [{ type: 'noise-key' } as const]),
    ...(recorded.history === now.history ? [] : [{ type: 'history' } as const]),
    ...semanticsReasons(recorded, now, changes),
  ];
  if (reasons.length > 0) return reasons;
  if (recorded.engine.build === now.engine.build) return [{ type: 'arithmetic' }];
  return [{ type: 'build', recorded: buildName(recorded), now: buildName(now) }];
}

function scriptReasons(recorded: RunRecord, now: RunRecord): readonly Reason[] {
  if (recorded.script.hash !== now.script.hash) return [{ type: 'script' }];
  if (recorded.ir.hash === now.ir.hash) return [];
  // Versions are part of the meaning: where they differ, that is the reason.
  const versions = (record: RunRecord): string => record.databanks.map(({ version, hash }) => version + hash).join();
  return versions(recorded) === versions(now) ? [{ type: 'meaning' }] : [];
}

function databankReasons(recorded: RunRecord, now: RunRecord): readonly Reason[] {
  return recorded.databanks.flatMap((before): readonly Reason[] => {
    const candidates = now.databanks.filter(({ databank }) => databank === before.databank);
    const after = candidates.find(({ version }) => version === before.version) ?? candidates[0];
    // Not asked for any more: the script is another one.
    if (after === undefined) return [];
    const { databank } = before;
    const files = new Map(after.variables.map((variable) => [variable.name, variable.files.join()]));
    const changed = before.variables
      .filter(({ name, files: own }) => files.has(name) && files.get(name) !== own.join())
      .map(({ name }): Reason => ({ type: 'column', databank, variable: name }));
    // Pseudonyms that were made of identifiers hang on the secret: with another one all columns are in another order.
    const isOrderedAnew = recorded.noiseKey !== now.noiseKey && before.version === after.version;
    if (isOrderedAnew && changed.length === before.variables.length) return [];
    if (changed.length > 0) return changed;
    if (before.version !== after.version) {
      return [{ type: 'databank-version', databank, recorded: before.version, now: after.version }];
    }
    return before.hash === after.hash ? [] : [{ type: 'catalogue', databank }];
  });
}

function semanticsReasons(recorded: RunRecord, now: RunRecord, changes: readonly ResultChange[]): readonly Reason[] {
  const kinds = [
    ['command', 'commands'],
    ['function', 'functions'],
    ['part', 'parts'],
  ] as const;
  return kinds.flatMap(([kind, member]) =>
    Object.entries(recorded.semantics[member]).flatMap(([name, before]): readonly Reason[] => {
      const after = now.semantics[member][name] ?? before;
      if (after === before) return [];
      const own = changes.filter(({ subject }) => subject.kind === kind && subject.name === name);
      // Version n came with change n − 1; a record of a newer program tells of changes that this one does not know.
      const release = after > before ? own[before - 1]?.release : undefined;
      return [{ type: 'semantics', subject: { kind, name }, recorded: before, now: after, release }];
    }),
  );
}

function policyName({ policy }: RunRecord): string {
  return `${policy.id}@${policy.version}`;
}

function buildName({ engine }: RunRecord): string {
  return `${engine.version} (${engine.build.slice('sha256:'.length, 'sha256:'.length + 12)})`;
}
