/** Where the parts of a JSON text stand. */
export interface JsonPlaces {
  /** Offset of each value by its path: `measureVariables.0.name`; the whole is at ''. */
  readonly places: ReadonlyMap<string, number>;
  /** Keys that an object has twice, with the offset of the second. */
  readonly twice: readonly { readonly path: string; readonly at: number }[];
  /** Where the text stops being JSON. */
  readonly errorAt?: number;
}

/** A place in a text as an editor shows it, counting from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset. */
export function textPlace(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: offset - start + 1 };
}

/** Finds where the values of a JSON text stand. Values themselves are read by `JSON.parse`. */
export function locateJson(text: string): JsonPlaces {
  const walk = new JsonWalk(text);
  const isWhole = walk.run();
  return { places: walk.places, twice: walk.twice, ...(isWhole ? {} : { errorAt: walk.at }) };
}

/** No metadata are nested deeper; a text that is could exhaust the stack. */
const deepest = 100;

const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/uy;
const space = /[ \t\r\n]*/uy;

class JsonWalk {
  readonly places = new Map<string, number>();
  readonly twice: { path: string; at: number }[] = [];
  at = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  run(): boolean {
    if (!this.#value('', 0)) return false;
    this.#match(space);
    return this.at === this.#text.length;
  }

  #value(path: string, depth: number): boolean {
    this.#match(space);
    this.places.set(path, this.at);
    if (depth > deepest) return false;
    const first = this.#text[this.at];
    if (first === '{') return this.#members(path, depth);
    if (first === '[') return this.#entries(path, depth);
    return first === '"' ? this.#match(string) : this.#match(scalar);
  }

  #members(path: string, depth: number): boolean {
    this.at++;
    if (this.#sign('}')) return true;
    const seen = new Set<string>();
    do {
      this.#match(space);
      const from = this.at;
      if (!this.#match(string)) return false;
      const key = JSON.parse(this.#text.slice(from, this.at)) as string;
      const inside = path === '' ? key : `${path}.${key}`;
      if (seen.has(key)) this.twice.push({ path: inside, at: from });
      seen.add(key);
      if (!this.#sign(':') || !this.#value(inside, depth + 1)) return false;
    } while (this.#sign(','));
    return this.#sign('}');
  }

  #entries(path: string, depth: number): boolean {
    this.at++;
    if (this.#sign(']')) return true;
    let index = 0;
    do {
      if (!this.#value(path === '' ? String(index) : `${path}.${index}`, depth + 1)) return false;
      index++;
    } while (this.#sign(','));
    return this.#sign(']');
  }

  #sign(sign: string): boolean {
    this.#match(space);
    if (this.#text[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  #match(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.#text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }
}
