import type { EpochDay } from '../base/epoch-day.ts';
import type { AnalysedScript, RegisterRead } from '../lang/ir/script.ts';
import type { Need } from '../metadata/stored-column.ts';

/** What a script reads of one databank version: for each variable all days together, and each period that it asks for. */
export function needsOf(
  script: AnalysedScript,
  { databank, version }: { readonly databank: string; readonly version: string },
): readonly Need[] {
  const reads = script.statements
    .flatMap(({ operation }) => operation.reads ?? [])
    .filter((read) => read.databank === databank && read.version === version);
  return [...Map.groupBy(reads, ({ variable }) => variable)].flatMap(([variable, own]) => needsIn(variable, own));
}

function needsIn(variable: string, reads: readonly RegisterRead[]): readonly Need[] {
  const needs: Need[] = [];
  const days = new Set<EpochDay>(reads.flatMap((read) => read.days ?? []));
  if (days.size > 0) needs.push({ variable, days: [...days].sort((a, b) => a - b) });
  const periods = new Map(
    reads.flatMap(({ period }) => (period === undefined ? [] : [[JSON.stringify(period), period]])),
  );
  for (const period of periods.values()) needs.push({ variable, period });
  if (reads.some((read) => read.days === undefined && read.period === undefined)) needs.push({ variable });
  return needs;
}
