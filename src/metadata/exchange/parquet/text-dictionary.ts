import type { PageTexts } from './page-values.ts';

/** A dictionary of more entries than this is begun anew with the next batch, so that it does not grow with the file. */
const mostEntries = 65_536;

/** The dictionary of the batches of one source: texts by code, in the order in which they came up. */
export class TextDictionary {
  #texts: string[] = [];
  #codes = new Map<string, number>();
  /** Raised whenever codes given earlier are no longer valid. */
  generation = 0;

  /** To be called between batches. */
  renew(): void {
    if (this.#texts.length <= mostEntries) return;
    this.#texts = [];
    this.#codes = new Map();
    this.generation++;
  }

  get texts(): readonly string[] {
    return this.#texts;
  }

  /** The code of a text. */
  codeOf(text: string): number {
    let code = this.#codes.get(text);
    if (code === undefined) {
      code = this.#texts.length;
      this.#texts.push(text);
      this.#codes.set(text, code);
    }
    return code;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Texts of a page or of a column's dictionary, each looked up in the batch's dictionary when it is first met. */
export class TextTable {
  readonly #texts: PageTexts;
  readonly #buffer: Buffer;
  readonly #codes: Int32Array;
  #generation = -1;

  constructor(texts: PageTexts) {
    this.#texts = texts;
    const { bytes } = texts;
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#codes = new Int32Array(texts.starts.length);
  }

  /** Writes the dictionary codes of entries; -1 stays -1. */
  translate(entries: Int32Array, dictionary: TextDictionary, out: Int32Array, at: number): void {
    const codes = this.#codes;
    if (this.#generation !== dictionary.generation) {
      codes.fill(-1);
      this.#generation = dictionary.generation;
    }
    for (let i = 0; i < entries.length; i++) {
      const entry = entries[i]!;
      if (entry < 0) {
        out[at + i] = -1;
        continue;
      }
      if (entry >= codes.length) throw new RangeError('a text is not in its dictionary');
      let code = codes[entry]!;
      if (code < 0) code = codes[entry] = dictionary.codeOf(this.#textAt(entry));
      out[at + i] = code;
    }
  }

  #textAt(entry: number): string {
    const start = this.#texts.starts[entry]!;
    const end = start + this.#texts.lengths[entry]!;
    for (let i = start; i < end; i++) {
      if (this.#texts.bytes[i]! > 127) return utf8.decode(this.#texts.bytes.subarray(start, end));
    }
    return this.#buffer.toString('latin1', start, end);
  }
}
