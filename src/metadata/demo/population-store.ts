import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Json } from '../../base/canonical-json.ts';
import { isObject } from '../store/content.ts';
import { makeFolders, replaceFile } from '../store/files.ts';
import type { History } from './history.ts';
import type { PlainPopulation } from './population.ts';
import { demoProfile, generatorVersion } from './profile.ts';

/**
 * The population of one size, kept in a folder of the cache that all demo databanks share: each array as a file of its
 * little-endian numbers, named by the hash of its bytes, and `population.json`, written last, which lists them.
 */
const manifestName = 'population.json';

/** Folder of the population of a size. */
export function populationFolder(cacheFolder: string, personCount: number): string {
  return path.join(cacheFolder, `demo-population-${personCount}-g${generatorVersion}`);
}

/** Whether a population has been made. */
export function hasPopulation(folder: string): boolean {
  return fs.existsSync(path.join(folder, manifestName));
}

type NumberArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** An array as listed. */
interface ListedArray {
  readonly hash: string;
  readonly type: string;
  readonly length: number;
}

/** Writes a population; harmless when another process does the same. */
export function writePopulation(folder: string, population: PlainPopulation): void {
  makeFolders(folder);
  const arrays = Object.fromEntries(arraysOf(population).map(([name, array]) => [name, writeArray(folder, array)]));
  replaceFile(path.join(folder, manifestName), `${JSON.stringify({ arrays }, null, 1)}\n`);
}

/** Reads a population into shared memory. */
export function readPopulation(folder: string, personCount: number): PlainPopulation {
  const listed = listedArrays(folder);
  const read = <T extends NumberArray>(name: string, empty: ArrayMaker<T>): T => readArray(folder, listed, name, empty);
  const history = (name: string): History => ({
    offsets: read(`${name}.offsets`, int32),
    days: read(`${name}.days`, int32),
    values: read(`${name}.values`, int32),
  });
  return {
    profile: demoProfile(personCount),
    people: {
      count: personCount,
      birthDay: read('people.birthDay', int32),
      sex: read('people.sex', uint8),
      origin: read('people.origin', uint8),
      country: read('people.country', uint16),
      arrivalDay: read('people.arrivalDay', int32),
      emigrationDay: read('people.emigrationDay', int32),
      returnDay: read('people.returnDay', int32),
      deathDay: read('people.deathDay', int32),
      mother: read('people.mother', int32),
      father: read('people.father', int32),
      level: read('people.level', uint8),
    },
    places: history('places'),
    civil: history('civil'),
    partners: history('partners'),
    parents: history('parents'),
    employedYears: read('employedYears', uint32),
    numbering: { pseudonyms: read('numbering.pseudonyms', float64), unitOf: read('numbering.unitOf', int32) },
  };
}

function arraysOf(population: PlainPopulation): readonly (readonly [name: string, NumberArray])[] {
  const { people, places, civil, partners, parents, employedYears, numbering } = population;
  return [
    ...Object.entries(people).flatMap(([name, facts]: readonly [string, number | NumberArray]) =>
      typeof facts === 'number' ? [] : [[`people.${name}`, facts] as const],
    ),
    ...Object.entries({ places, civil, partners, parents }).flatMap(([name, { offsets, days, values }]) => [
      [`${name}.offsets`, offsets] as const,
      [`${name}.days`, days] as const,
      [`${name}.values`, values] as const,
    ]),
    ['employedYears', employedYears],
    ['numbering.pseudonyms', numbering.pseudonyms],
    ['numbering.unitOf', numbering.unitOf],
  ];
}

function writeArray(folder: string, array: NumberArray): ListedArray {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const file = path.join(folder, fileOf(hash));
  if (fs.statSync(file, { throwIfNoEntry: false })?.size !== bytes.byteLength) {
    makeFolders(path.dirname(file));
    replaceFile(file, bytes);
  }
  return { hash, type: array.constructor.name, length: array.length };
}

function fileOf(hash: string): string {
  return `arrays/${hash}.bin`;
}

function listedArrays(folder: string): ReadonlyMap<string, ListedArray> {
  const json = JSON.parse(fs.readFileSync(path.join(folder, manifestName), 'utf8')) as Json;
  const arrays = isObject(json) ? json['arrays'] : undefined;
  if (!isObject(arrays)) throw new Error(`${folder}: the list of arrays is not readable`);
  return new Map(Object.entries(arrays).flatMap(([name, entry]) => listedArray(name, entry)));
}

function listedArray(name: string, entry: Json | undefined): readonly (readonly [string, ListedArray])[] {
  if (!isObject(entry)) return [];
  const { hash, type, length } = entry;
  const isWhole = typeof hash === 'string' && typeof type === 'string' && typeof length === 'number';
  return isWhole ? [[name, { hash, type, length }]] : [];
}

type ArrayMaker<T> = (buffer: SharedArrayBuffer) => T;

const float64: ArrayMaker<Float64Array> = (buffer) => new Float64Array(buffer);
const int32: ArrayMaker<Int32Array> = (buffer) => new Int32Array(buffer);
const uint32: ArrayMaker<Uint32Array> = (buffer) => new Uint32Array(buffer);
const uint16: ArrayMaker<Uint16Array> = (buffer) => new Uint16Array(buffer);
const uint8: ArrayMaker<Uint8Array> = (buffer) => new Uint8Array(buffer);

function readArray<T extends NumberArray>(
  folder: string,
  listed: ReadonlyMap<string, ListedArray>,
  name: string,
  make: ArrayMaker<T>,
): T {
  const entry = listed.get(name);
  if (entry === undefined) throw new Error(`${folder}: the array ${name} is not listed`);
  const bytesEach = make(new SharedArrayBuffer(0)).BYTES_PER_ELEMENT;
  const buffer = new SharedArrayBuffer(entry.length * bytesEach);
  readWhole(path.join(folder, fileOf(entry.hash)), new Uint8Array(buffer));
  return make(buffer);
}

function readWhole(file: string, target: Uint8Array): void {
  const handle = fs.openSync(file, 'r');
  try {
    // One call moves at most 2 GiB.
    for (let done = 0; done < target.length; ) {
      const count = fs.readSync(handle, target, done, Math.min(target.length - done, 0x40000000), done);
      if (count === 0) throw new Error(`${file} ends early`);
      done += count;
    }
  } finally {
    fs.closeSync(handle);
  }
}
