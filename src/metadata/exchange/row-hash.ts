import { createHash, type Hash } from 'node:crypto';
import type { ContentHash } from '../../base/hash.ts';
import type { RegisterVariable } from '../catalogue.ts';
import type { IncomingValues } from '../ingest/row-batch.ts';
import type { DatabankReader } from '../stored-column.ts';
import { storedRows } from './stored-rows.ts';

/** Number and hash of all rows of a variable. */
export interface RowHash {
  /** For the data owner, not for researchers. */
  readonly rowCount: number;
  readonly hash: ContentHash;
}

/** Bytes gathered before they go to the hash. */
const roomBytes = 1 << 20;

/**
 * SHA-256 over all rows of a variable in canonical order: identifier, value, first and last day. It depends on what the rows
 * say and on nothing else: not on the layout of the columns, the numbering of units, the width of numbers, or the program that
 * wrote them. So two databanks can be compared that hold the same data in different files, which hashes of files cannot tell.
 * It is unkeyed: whoever guesses all rows can confirm the guess, which is why it is shown to data owners alone.
 *
 * @throws DatabankError `exchange-not-enumerable` where the databank cannot list what it holds
 */
export async function rowHash(reader: DatabankReader, variable: RegisterVariable): Promise<RowHash> {
  const bytes = new HashedBytes();
  const units = new FieldWriter(bytes);
  const values = new FieldWriter(bytes);
  let rowCount = 0;
  for await (const batch of storedRows(reader, variable)) {
    const writeUnit = units.of(batch.units);
    const writeValue = values.of(batch.values);
    for (let row = 0; row < batch.rowCount; row++) {
      writeUnit(row);
      writeValue(row);
      bytes.addDay(batch.starts[row]!);
      bytes.addDay(batch.stops[row]!);
    }
    rowCount += batch.rowCount;
  }
  return { rowCount, hash: bytes.digest() };
}

/** Gathers bytes into large portions, since a call of the hash costs more than a row. */
class HashedBytes {
  readonly #hash: Hash = createHash('sha256');
  readonly #room = Buffer.alloc(roomBytes);
  #used = 0;

  addNumber(value: number): void {
    this.#need(8);
    // Zero has one sign here, as everywhere where values are compared.
    this.#used = this.#room.writeDoubleLE(value === 0 ? 0 : value, this.#used);
  }

  addDay(day: number): void {
    this.#need(4);
    this.#used = this.#room.writeInt32LE(day, this.#used);
  }

  /** Adds the length of a text, so that no two rows have the same bytes, and the text. */
  addText(text: Uint8Array): void {
    this.addDay(text.length);
    if (text.length > roomBytes) {
      this.#flush();
      this.#hash.update(text);
      return;
    }
    this.#need(text.length);
    this.#room.set(text, this.#used);
    this.#used += text.length;
  }

  digest(): ContentHash {
    this.#flush();
    return `sha256:${this.#hash.digest('hex')}`;
  }

  #need(count: number): void {
    if (this.#used + count > roomBytes) this.#flush();
  }

  #flush(): void {
    this.#hash.update(this.#room.subarray(0, this.#used));
    this.#used = 0;
  }
}

/** Writes identifiers or values of rows; texts are encoded once for each dictionary. */
class FieldWriter {
  readonly #bytes: HashedBytes;
  #dictionary: readonly string[] | undefined;
  #encoded: (Uint8Array | undefined)[] = [];

  constructor(bytes: HashedBytes) {
    this.#bytes = bytes;
  }

  of(column: IncomingValues): (row: number) => void {
    if (column.kind === 'numbers') {
      const { values } = column;
      return (row) => this.#bytes.addNumber(values[row]!);
    }
    const { codes, dictionary } = column;
    if (dictionary !== this.#dictionary) {
      this.#dictionary = dictionary;
      this.#encoded = [];
    }
    return (row) => {
      const code = codes[row]!;
      const text = this.#encoded[code] ?? Buffer.from(dictionary[code]!, 'utf8');
      this.#encoded[code] = text;
      this.#bytes.addText(text);
    };
  }
}
