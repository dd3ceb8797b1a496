import fs from 'node:fs';

/**
 * A file of lines that is only ever appended to. A process that is killed while it writes leaves the beginning of a line: the
 * next one that opens the file takes it away.
 */
export class LineFile {
  readonly #file: string;
  #descriptor: number | undefined;

  constructor(file: string) {
    this.#file = file;
  }

  /** The whole lines. */
  read(): readonly string[] {
    return readLines(this.#file).lines;
  }

  append(line: string): void {
    this.#descriptor ??= this.#open();
    fs.writeSync(this.#descriptor, `${line}\n`);
  }

  /** Puts what has been appended onto the disk, and closes. */
  close(): void {
    if (this.#descriptor === undefined) return;
    fs.fsyncSync(this.#descriptor);
    fs.closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #open(): number {
    const { length } = readLines(this.#file);
    const descriptor = fs.openSync(this.#file, 'a', 0o600);
    if (fs.fstatSync(descriptor).size > length) fs.ftruncateSync(descriptor, length);
    return descriptor;
  }
}

/** The whole lines of a file, and where the last of them ends in bytes. */
function readLines(file: string): { readonly lines: readonly string[]; readonly length: number } {
  let content: Buffer;
  try {
    content = fs.readFileSync(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { lines: [], length: 0 };
    throw error;
  }
  const length = content.lastIndexOf('\n') + 1;
  const text = content.toString('utf8', 0, length);
  return { lines: text === '' ? [] : text.slice(0, -1).split('\n'), length };
}
