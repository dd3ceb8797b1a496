import fs from 'node:fs';
import { createGunzip } from 'node:zlib';
import { threshold } from '../../base/messages/message.ts';
import { inspectStart } from './file-start.ts';
import { type FileRange, LineCutter, type LineTaker, longestLine, readRange } from './line-reader.ts';
import { PlainRows } from './plain-rows.ts';
import { type CollectedRows, RowCollector } from './row-collector.ts';
import type { RowRules } from './row-rules.ts';
import { RowSpill } from './row-spill.ts';

/** One thread's part of reading a CSV file. */
export interface RangeTask {
  readonly file: string;
  readonly isCompressed: boolean;
  /** The part of an uncompressed file. */
  readonly range: FileRange;
  readonly rules: RowRules;
  readonly spillFile: string;
}

/** What became of a part: its rows, or why the file cannot be read. */
export type RangeResult =
  | { readonly type: 'rows'; readonly rows: CollectedRows }
  | { readonly type: 'unreadable'; readonly reason: string };

/** Reads a part of a file; tells from time to time how many bytes of it have been read. */
export async function performRange(task: RangeTask, read: (bytes: number) => void): Promise<RangeResult> {
  const spill = new RowSpill(task.spillFile, task.rules.temporality !== 'EVENT');
  const collector = new RowCollector(task.rules, spill);
  const rows = new PlainRows(collector);
  try {
    await readRows(task, collector, rows, read);
  } catch (error) {
    spill.close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (reason === undefined) throw error;
    return { type: 'unreadable', reason };
  }
  return { type: 'rows', rows: collector.finish(rows.lineCount, spill.finish()) };
}

/** Reads the rows of a part of a file into a collector. */
export async function readRows(
  { file, isCompressed, range }: Pick<RangeTask, 'file' | 'isCompressed' | 'range'>,
  collector: RowCollector,
  rows: PlainRows,
  read: (bytes: number) => void,
): Promise<void> {
  const taker: LineTaker = {
    scan: (bytes, from, to) => {
      rows.scan(bytes, from, to);
    },
    tooLong: () => {
      collector.problems.add('ingest-line-too-long', rows.skipLine(), { longest: threshold(longestLine) });
    },
  };
  if (isCompressed) await readCompressed(file, collector, rows, taker, read);
  else readRange(file, range, taker, read);
}

/** Reads a compressed file from its beginning, which is looked at first, as that of a plain file was. */
async function readCompressed(
  file: string,
  collector: RowCollector,
  rows: PlainRows,
  taker: LineTaker,
  read: (bytes: number) => void,
): Promise<void> {
  const source = fs.createReadStream(file);
  source.on('data', (chunk) => {
    read(chunk.length);
  });
  const stream = source.pipe(createGunzip({ chunkSize: 1 << 18 }));
  source.on('error', (error) => stream.destroy(error));
  const cutter = new LineCutter(taker);
  let isStart = true;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    let bytes = chunk;
    if (isStart) {
      isStart = false;
      const start = inspectStart(bytes, collector.rules, collector.problems);
      if (!start.isReadable) break;
      bytes = bytes.subarray(start.skip);
      if (start.skipsLine) rows.skipLine();
    }
    cutter.room.set(bytes);
    cutter.advance(bytes.length);
  }
  stream.destroy();
  source.destroy();
  cutter.finish();
}
