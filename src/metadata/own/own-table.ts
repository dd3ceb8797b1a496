import fs from 'node:fs';
import { CsvError, parse } from 'csv-parse';
import { threshold } from '../../base/messages/message.ts';
import { failDatabank } from '../databank-error.ts';

/** How a table of one's own is written. */
export interface TableForm {
  readonly file: string;
  /** One character; found out from the header when absent. */
  readonly delimiter?: string;
}

/** A row: its line in the file, and its fields. */
export interface TableRow {
  readonly line: number;
  readonly fields: readonly string[];
}

/**
 * The rows of a CSV file with a header (RFC 4180: fields may be quoted), the header first, without loading the file whole.
 * Blanks around fields are cut off, a byte order mark is left out.
 *
 * @throws DatabankError for a file that cannot be read, is no UTF-8, or has rows of another length than the header
 */
export async function* readTable({ file, delimiter }: TableForm): AsyncGenerator<TableRow> {
  const separator = delimiter ?? (await guessDelimiter(file));
  const input = fs.createReadStream(file);
  const decoded = decodeUtf8(input, file);
  const parser = parse({
    bom: true,
    delimiter: separator,
    info: true,
    skip_empty_lines: true,
    trim: true,
    max_record_size: longestRow,
  });
  const feeding = feed(decoded, parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<ParsedRow>) {
      yield { line: info.lines, fields: record };
    }
    await feeding;
  } catch (error) {
    await feeding.catch(() => undefined);
    if (!(error instanceof CsvError)) throw readingError(error, file);
    failDatabank('own-row-malformed', {
      file,
      line: threshold(typeof error['lines'] === 'number' ? error['lines'] : parser.info.lines),
    });
  } finally {
    input.destroy();
  }
}

interface ParsedRow {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/** A row longer than this many bytes is no row of a table: most likely a quotation mark was never closed. */
const longestRow = 16 * 1024 * 1024;

async function feed(texts: AsyncIterable<string>, parser: ReturnType<typeof parse>): Promise<void> {
  try {
    for await (const text of texts) {
      if (!parser.write(text)) await drainOf(parser);
      if (parser.destroyed) return;
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
    throw error;
  }
}

/** Resolves when there is room again, or never will be; no listener is left behind. */
async function drainOf(parser: ReturnType<typeof parse>): Promise<void> {
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      parser.off('drain', settle).off('close', settle);
      resolve();
    };
    parser.once('drain', settle).once('close', settle);
  });
}

/** Bytes as text; bytes that are none are a mistake to be told, since replaced silently they would be other values. */
async function* decodeUtf8(input: AsyncIterable<Buffer>, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let line = 1;
  for await (const chunk of input) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      failDatabank('own-not-utf8', { file, line: threshold(line + linesBeforeFault(chunk)) });
    }
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
    yield text;
  }
}

function linesBeforeFault(chunk: Buffer): number {
  const [whole = ''] = new TextDecoder().decode(chunk).split('\ufffd', 1);
  return whole.split('\n').length - 1;
}

/** The separator that the header has most of. */
async function guessDelimiter(file: string): Promise<string> {
  const handle = await fs.promises.open(file, 'r').catch((error: unknown) => {
    throw readingError(error, file);
  });
  try {
    const start = Buffer.alloc(65_536);
    const { bytesRead } = await handle.read(start, 0, start.length, 0).catch((error: unknown) => {
      throw readingError(error, file);
    });
    const [header = ''] = start.toString('utf8', 0, bytesRead).split(/\r?\n/u, 1);
    const counts = [';', ',', '\t', '|'].map((mark) => ({ mark, count: header.split(mark).length }));
    return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark;
  } finally {
    await handle.close();
  }
}

/** A system's refusal as a sentence; errors that are already one, and bugs, pass through. */
function readingError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  if (!/^E(?!RR_)[A-Z]+$/u.test(error.code)) return error;
  return failDatabank('own-file-unreadable', { file, reason: error.code });
}
