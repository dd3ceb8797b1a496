import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { Bracket } from '../../disclosure/history/bracket.ts';
import { type ColumnSketch, sketchForm, sketchWords } from '../../disclosure/history/columns.ts';
import type { MemberRows, MemberSet } from '../../disclosure/history/members.ts';
import { printWords } from '../../disclosure/history/prints.ts';
import { type ScoreReason, suspicions } from '../../disclosure/history/score.ts';
import type { Account, HistoryEntry, HistoryStore } from '../../disclosure/history/store.ts';
import { failDatabank } from '../../metadata/databank-error.ts';
import {
  InvalidForm,
  integerIn,
  type JsonObject,
  listIn,
  objectIn,
  oneOfIn,
  textIn,
} from '../../metadata/json-form.ts';
import { LineFile } from './lines.ts';
import { SetFiles, type StoredSet } from './set-files.ts';

/** Words of a set that stay in memory: sets that have little to do with one another are told apart by them. */
const headWords = 1024;

/** What earlier runs have asked about, in a file: an entry a line, bit sets in files of their own. */
export class HistoryFile implements HistoryStore {
  readonly account?: Account;
  readonly #folder: string;
  readonly #file: LineFile;
  readonly #sets: SetFiles;
  readonly #lines: readonly string[];

  constructor(folder: string, account?: Account) {
    if (account !== undefined) this.account = account;
    this.#folder = folder;
    this.#file = new LineFile(path.join(folder, 'history.jsonl'));
    this.#sets = new SetFiles(path.join(folder, 'sets'));
    this.#lines = this.#file.read();
  }

  /** Names what `load` gives: runs with the same script, data, policy and snapshot give the same results. */
  get snapshotHash(): ContentHash {
    return `sha256:${createHash('sha256').update(this.#lines.join('\n')).digest('hex')}`;
  }

  load(): readonly HistoryEntry[] {
    try {
      return this.#lines.flatMap((line) => {
        const json = objectIn(JSON.parse(line) as Json, 'entry');
        return isOfOtherForm(json) ? [] : [this.#entryOf(json)];
      });
    } catch (error) {
      if (error instanceof InvalidForm || error instanceof SyntaxError) return this.#damaged();
      throw error;
    }
  }

  append(entry: HistoryEntry): void {
    this.#file.append(JSON.stringify(this.#storedForm(entry)));
  }

  close(): void {
    this.#file.close();
  }

  #storedForm(entry: HistoryEntry): Json {
    switch (entry.type) {
      case 'population':
        return {
          type: entry.type,
          isDataset: entry.isDataset,
          members: this.#storedMembers(entry.members),
          ...(entry.bracket === undefined ? {} : { bracket: { ...entry.bracket } }),
        };
      case 'sample':
        return { type: entry.type, wasNear: entry.wasNear, members: this.#storedMembers(entry.members) };
      case 'attempt':
        return { type: entry.type, isRefused: entry.isRefused, members: this.#storedMembers(entry.members) };
      case 'score':
        return { ...entry, event: { ...entry.event } };
      case 'cell': {
        const { units, rows, sumA, sumB, print } = entry.cell;
        const way = entry.way === undefined ? {} : { way: entry.way };
        const aside = entry.isAside === true ? { isAside: true } : {};
        return { type: entry.type, units, rows, sumA, sumB, print: wordsOf(print), ...way, ...aside };
      }
      case 'near':
        return { ...entry };
      case 'looked':
        return { type: entry.type, at: this.#storedForm(entry.at) };
      case 'divided':
        return { ...entry, units: wordsOf(entry.units) };
      case 'column': {
        const { place, words, texts } = entry.sketch;
        const form = { form: sketchForm, place, sketch: { ...this.#sets.write(words) } };
        return { type: entry.type, ...form, ...(texts === undefined ? {} : { texts: [...texts] }) };
      }
      case 'value': {
        const { statistic, print, values, value } = entry.value;
        const { type, cell } = entry;
        return { type, cell, statistic, print: wordsOf(print), values: wordsOf(values), value };
      }
      case 'use':
        return { type: entry.type, use: { ...entry.use } };
      case 'reset':
        return { ...entry };
    }
  }

  #storedMembers({ space, counts, units, rows }: MemberSet): Json {
    const { units: size, rows: rowCount, sumA, sumB } = counts;
    return {
      space,
      counts: { units: size, rows: rowCount, sumA, sumB },
      units: { ...this.#sets.write(units) },
      ...(rows === undefined
        ? {}
        : {
            rows: {
              origin: rows.origin,
              isWhole: rows.isWhole,
              pages: [...rows.pages].map(([page, set]): Json => ({ page, ...this.#sets.write(set) })),
            },
          }),
    };
  }

  #entryOf(json: JsonObject): HistoryEntry {
    const type = oneOfIn(
      json['type'],
      [
        'population',
        'sample',
        'attempt',
        'score',
        'cell',
        'near',
        'value',
        'looked',
        'divided',
        'column',
        'use',
        'reset',
      ],
      'type',
    );
    switch (type) {
      case 'population':
        return {
          type,
          isDataset: json['isDataset'] === true,
          members: this.#membersOf(json),
          ...(json['bracket'] === undefined ? {} : { bracket: bracketIn(objectIn(json['bracket'], 'bracket')) }),
        };
      case 'sample':
        return { type, wasNear: json['wasNear'] === true, members: this.#membersOf(json) };
      case 'attempt':
        return { type, isRefused: json['isRefused'] === true, members: this.#membersOf(json) };
      case 'score': {
        const event = objectIn(json['event'], 'event');
        const { about, time, user } = json;
        const weight = event['weight'];
        if (typeof weight !== 'number') throw new InvalidForm('weight', 'a number');
        return {
          type,
          event: {
            kind: oneOfIn(event['kind'], ['population', 'cell'], 'kind'),
            reason: oneOfIn(event['reason'], reasons, 'reason'),
            weight,
          },
          ...(about === undefined ? {} : { about: textIn(about, 'about') }),
          ...(time === undefined ? {} : { time: integerIn(time, 'time') }),
          ...(user === undefined ? {} : { user: textIn(user, 'user') }),
        };
      }
      case 'cell':
        return {
          type,
          cell: { ...countsIn(json), print: printIn(json['print'], 'print') },
          ...(json['way'] === undefined ? {} : { way: textIn(json['way'], 'way') }),
          ...(json['isAside'] === true ? { isAside: true as const } : {}),
        };
      case 'near':
        return { type, cell: textIn(json['cell'], 'cell'), of: textIn(json['of'], 'of') };
      case 'looked': {
        const at = this.#entryOf(objectIn(json['at'], 'at'));
        if (at.type !== 'cell' && at.type !== 'near' && at.type !== 'value') throw new InvalidForm('at', 'a cell');
        return { type, at };
      }
      case 'divided': {
        const { time } = json;
        return {
          type,
          division: textIn(json['division'], 'division'),
          units: wordsIn(json['units'], 'units'),
          ...(time === undefined ? {} : { time: integerIn(time, 'time') }),
        };
      }
      case 'value': {
        const { value } = json;
        if (typeof value !== 'number') throw new InvalidForm('value', 'a number');
        return {
          type,
          cell: textIn(json['cell'], 'cell'),
          value: {
            statistic: textIn(json['statistic'], 'statistic'),
            print: printIn(json['print'], 'print'),
            values: printIn(json['values'], 'values'),
            value,
          },
        };
      }
      case 'column':
        return { type, sketch: this.#sketchOf(json) };
      case 'use': {
        const use = objectIn(json['use'], 'use');
        return {
          type,
          use: {
            user: textIn(use['user'], 'user'),
            time: integerIn(use['time'], 'time'),
            tables: integerIn(use['tables'], 'tables'),
            cells: integerIn(use['cells'], 'cells'),
            models: integerIn(use['models'], 'models'),
          },
        };
      }
      case 'reset':
        return { type };
    }
  }

  #membersOf(json: JsonObject): MemberSet {
    const stored = objectIn(json['members'], 'members');
    const counts = objectIn(stored['counts'], 'counts');
    const { rows } = stored;
    return new StoredMembers({
      space: textIn(stored['space'], 'space'),
      counts: countsIn(counts),
      units: setIn(objectIn(stored['units'], 'units')),
      rows: rows === undefined ? undefined : this.#rowsOf(objectIn(rows, 'rows')),
      read: (set) => this.#read(set),
    });
  }

  #rowsOf(stored: JsonObject): () => MemberRows {
    const origin = textIn(stored['origin'], 'origin');
    const isWhole = stored['isWhole'] === true;
    const pages = listIn(stored['pages'], 'pages').map((json): readonly [string, StoredSet] => {
      const page = objectIn(json, 'page');
      return [textIn(page['page'], 'page'), setIn(page)];
    });
    return () => ({ origin, isWhole, pages: new Map(pages.map(([page, set]) => [page, this.#read(set)])) });
  }

  #sketchOf(json: JsonObject): ColumnSketch {
    const set = setIn(objectIn(json['sketch'], 'sketch'));
    if (set.words !== sketchWords) throw new InvalidForm('sketch', 'a sketch');
    const { texts } = json;
    return new StoredSketch({
      place: textIn(json['place'], 'place'),
      read: () => this.#read(set),
      ...(texts === undefined ? {} : { texts: listIn(texts, 'texts').map((text) => textIn(text, 'text')) }),
    });
  }

  #read(set: StoredSet): Uint32Array {
    return this.#sets.read(set) ?? this.#damaged();
  }

  #damaged(): never {
    return failDatabank('ledger-damaged', { folder: this.#folder });
  }
}

const reasons: readonly ScoreReason[] = [
  ...(Object.keys(suspicions) as ScoreReason[]),
  'near-population',
  'near-cell',
  'near-column',
  'bisection',
  'divided-few',
];

function countsIn(json: JsonObject): MemberSet['counts'] {
  return {
    units: integerIn(json['units'], 'units'),
    rows: integerIn(json['rows'], 'rows'),
    sumA: integerIn(json['sumA'], 'sumA'),
    sumB: integerIn(json['sumB'], 'sumB'),
  };
}

/** The words of a fingerprint as text: little-endian, in base 64. */
function wordsOf(print: Uint32Array): string {
  const bytes = Buffer.alloc(print.length * 4);
  for (const [at, word] of print.entries()) bytes.writeUInt32LE(word, at * 4);
  return bytes.toString('base64');
}

function wordsIn(json: Json | undefined, name: string): Uint32Array {
  const bytes = Buffer.from(textIn(json, name), 'base64');
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, at) => bytes.readUInt32LE(at * 4));
}

function printIn(json: Json | undefined, name: string): Uint32Array {
  const words = wordsIn(json, name);
  if (words.length !== printWords) throw new InvalidForm(name, 'a fingerprint');
  return words;
}

function setIn(json: JsonObject): StoredSet {
  return { words: integerIn(json['words'], 'words'), hash: textIn(json['hash'], 'hash') };
}

/** A set of an earlier run. Its bits are read when they are needed, and forgotten when memory is: there is no limit to their number. */
class StoredMembers implements MemberSet {
  readonly space: string;
  readonly counts: MemberSet['counts'];
  readonly #unitsAt: StoredSet;
  readonly #rowsAt: (() => MemberRows) | undefined;
  readonly #read: (set: StoredSet) => Uint32Array;
  #units: WeakRef<Uint32Array> | undefined;
  #rows: WeakRef<MemberRows> | undefined;
  #head: Uint32Array | undefined;

  constructor(stored: {
    readonly space: string;
    readonly counts: MemberSet['counts'];
    readonly units: StoredSet;
    readonly rows: (() => MemberRows) | undefined;
    readonly read: (set: StoredSet) => Uint32Array;
  }) {
    this.space = stored.space;
    this.counts = stored.counts;
    this.#unitsAt = stored.units;
    this.#rowsAt = stored.rows;
    this.#read = stored.read;
  }

  get units(): Uint32Array {
    const known = this.#units?.deref();
    if (known !== undefined) return known;
    const units = this.#read(this.#unitsAt);
    this.#units = new WeakRef(units);
    return units;
  }

  get head(): Uint32Array {
    this.#head ??= this.units.slice(0, headWords);
    return this.#head;
  }

  get rows(): MemberRows | undefined {
    if (this.#rowsAt === undefined) return undefined;
    const known = this.#rows?.deref();
    if (known !== undefined) return known;
    const rows = this.#rowsAt();
    this.#rows = new WeakRef(rows);
    return rows;
  }
}

function bracketIn(json: JsonObject): Bracket {
  return { width: integerIn(json['width'], 'width'), root: integerIn(json['root'], 'root') };
}

/** Sketches that another version of the program has made in a way of its own tell this one nothing. */
function isOfOtherForm(json: JsonObject): boolean {
  return json['type'] === 'column' && json['form'] !== sketchForm;
}

/** A column of an earlier run. Its words are read when columns over the same rows are compared, and forgotten when memory is short. */
class StoredSketch implements ColumnSketch {
  readonly place: string;
  readonly texts?: readonly string[];
  readonly #read: () => Uint32Array;
  #words: WeakRef<Uint32Array> | undefined;

  constructor({ place, texts, read }: Omit<ColumnSketch, 'words'> & { readonly read: () => Uint32Array }) {
    this.place = place;
    if (texts !== undefined) this.texts = texts;
    this.#read = read;
  }

  get words(): Uint32Array {
    const known = this.#words?.deref();
    if (known !== undefined) return known;
    const words = this.#read();
    this.#words = new WeakRef(words);
    return words;
  }
}
