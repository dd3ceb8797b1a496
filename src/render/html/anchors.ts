/** The ids of one page: each is given once, so that every link has one place to go to. */
export class Anchors {
  readonly #taken = new Set<string>();

  /** @param reserved ids that the page itself has */
  constructor(reserved: readonly string[] = []) {
    for (const id of reserved) this.#taken.add(id);
  }

  /** The id itself where it is free, otherwise with a number. */
  claim(wanted: string): string {
    let id = wanted;
    for (let n = 2; this.#taken.has(id); n++) id = `${wanted}-${n}`;
    this.#taken.add(id);
    return id;
  }
}

/** A text as an id: its letters and figures, in small letters. */
export function anchorText(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/gu, '');
}
