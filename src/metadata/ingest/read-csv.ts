import fs from 'node:fs';
import path from 'node:path';
import { inspectStart } from './file-start.ts';
import type { DatasetReading } from './finish-rows.ts';
import { startOfFile } from './line-reader.ts';
import type { ProblemList } from './problems.ts';
import type { RangeTask } from './range-task.ts';
import { performRanges } from './range-threads.ts';
import type { CollectedRows } from './row-collector.ts';
import { RowProblems } from './row-problems.ts';
import type { RowRules } from './row-rules.ts';

/** A thread reads at least so many bytes: for less, starting it would take longer. */
const defaultSmallestPart = 1 << 23;

/**
 * Reads a CSV file, on several threads where it is large.
 *
 * @returns what each part of the file holds, in order; `undefined` where the file as such cannot be read
 */
export async function readCsv(
  { file, folder, rules, problems }: Pick<DatasetReading, 'file' | 'folder' | 'rules' | 'problems'>,
  source: { readonly path: string; readonly isCompressed: boolean },
  { threads, smallestPart = defaultSmallestPart }: { readonly threads: number; readonly smallestPart?: number },
  told: (share: number) => void,
): Promise<readonly CollectedRows[] | undefined> {
  let size: number;
  let start: RangeStart;
  try {
    size = fs.statSync(source.path).size;
    start = source.isCompressed ? { skip: 0, lines: 0 } : startOf(source.path, file, rules, problems);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : '';
    problems.add(file, 'ingest-file-unreadable', { file, reason });
    return undefined;
  }
  if (start === undefined) return undefined;
  const { skip, lines } = start;
  const count = source.isCompressed ? 1 : Math.max(1, Math.min(threads, Math.floor((size - skip) / smallestPart)));
  const tasks = Array.from({ length: count }, (_, i): RangeTask => {
    const placeOf = (part: number): number => skip + Math.floor(((size - skip) * part) / count);
    return {
      file: source.path,
      isCompressed: source.isCompressed,
      range: { from: placeOf(i), to: placeOf(i + 1), isStart: i === 0 },
      rules,
      spillFile: path.join(folder, `rows-${i}`),
    };
  });
  let done = 0;
  const results = await performRanges(tasks, (bytes) => {
    done += bytes;
    told(done / Math.max(1, size));
  });
  const parts: CollectedRows[] = [];
  for (const result of results) {
    if (result.type === 'unreadable') {
      problems.add(file, 'ingest-file-unreadable', { file, reason: result.reason });
      return undefined;
    }
    parts.push(result.rows);
  }
  // A line of column names was read by nobody, but it is a line.
  return parts.map((part, i) => (i === 0 ? shifted(part, lines) : part));
}

type RangeStart = { readonly skip: number; readonly lines: number } | undefined;

function startOf(path: string, file: string, rules: RowRules, problems: ProblemList): RangeStart {
  const found = new RowProblems();
  const { skip, skipsLine, isReadable } = inspectStart(startOfFile(path), rules, found);
  problems.addRows(file, found, 0);
  return isReadable ? { skip, lines: skipsLine ? 1 : 0 } : undefined;
}

/** Lines counted after some others. */
function shifted(part: CollectedRows, lines: number): CollectedRows {
  if (lines === 0) return part;
  const move = <N extends { readonly line: number }>(notice: N): N => ({ ...notice, line: notice.line + lines });
  return {
    ...part,
    lineCount: part.lineCount + lines,
    problems: { ...part.problems, listed: part.problems.listed.map(move) },
    ...(part.invalidThen === undefined ? {} : { invalidThen: move(part.invalidThen) }),
    ...(part.future === undefined ? {} : { future: move(part.future) }),
    ...(part.fifthField === undefined ? {} : { fifthField: move(part.fifthField) }),
  };
}
