import os from 'node:os';
import path from 'node:path';
import type { EpochDay } from '../../base/epoch-day.ts';
import type { LocalText } from '../../base/language.ts';
import type { UnitTypeName } from '../catalogue.ts';
import { DatabankError } from '../databank-error.ts';
import { type Progress, silent } from '../progress.ts';
import { assembleContent } from '../store/column-folder.ts';
import { FolderReader } from '../store/reader.ts';
import type { Spells, UnitUniverse, VariableSlice } from '../stored-column.ts';
import { madeDatabank } from './demo-databanks.ts';
import { readGeography } from './geography.ts';
import { makePart } from './make-part.ts';
import { makePopulation } from './make-population.ts';
import { PartStore } from './part-store.ts';
import type { PlainPopulation, Population } from './population.ts';
import { hasPopulation, populationFolder, readPopulation } from './population-store.ts';
import { generatorVersion } from './profile.ts';
import { type Part, RegisterIndex } from './register-index.ts';
import { TaskPool } from './task-pool.ts';

const phase: LocalText = { nb: 'Lager syntetiske registre', en: 'Making synthetic registers' };

/** Above this number of persons the population is let go when parts are made, rather than kept for the next ones. */
const largestKept = 1_000_000;

/** A MAJOR version after all revisions. */
const newestMajor = Number.MAX_SAFE_INTEGER;

/** Below this number of persons, and for so few parts, threads cost more than they save. */
const smallestForThreads = 30_000;
const fewestForThreads = 3;

/** The workshop of a databank of a size. */
export function openWorkshop(databank: string, cacheFolder: string, personCount: number, threads?: number): Workshop {
  return new Workshop(new RegisterIndex(madeDatabank(databank)), cacheFolder, personCount, { threads });
}

/** What a workshop is told besides: all may be left out. */
export interface WorkshopOptions {
  /** Of a thread that has been given one. */
  readonly population?: PlainPopulation;
  /** Number of threads for making parts; by default it depends on their number and size. */
  readonly threads?: number | undefined;
}

/** Makes the parts of one demo databank of one size, each when it is first asked for, and knows those that have been made. */
export class Workshop {
  readonly index: RegisterIndex;
  readonly parts: PartStore;
  readonly personCount: number;
  readonly #cacheFolder: string;
  readonly #making = new Map<string, Promise<void>>();
  readonly #readers = new Map<string, FolderReader>();
  readonly #threads: number | undefined;
  #population: Promise<PlainPopulation> | undefined;
  #whole: Population | undefined;

  constructor(index: RegisterIndex, cacheFolder: string, personCount: number, options: WorkshopOptions = {}) {
    this.index = index;
    this.#cacheFolder = cacheFolder;
    this.personCount = personCount;
    this.parts = new PartStore(path.join(cacheFolder, `${index.kind.name}-${personCount}-g${generatorVersion}`));
    this.#population = options.population && Promise.resolve(options.population);
    this.#threads = options.threads;
  }

  /** Makes the population if this machine does not have it yet. */
  async ensurePopulation(progress: Progress = silent): Promise<void> {
    if (!hasPopulation(populationFolder(this.#cacheFolder, this.personCount))) await this.#plain(progress);
  }

  /** Makes those of some parts, and those they need, that have not been made. */
  async ensure(parts: readonly Part[], progress: Progress = silent): Promise<void> {
    const missing = this.#missing(parts);
    const first = this.#missing(missing.flatMap((part) => this.index.needsOf(part)));
    const late = missing.filter(({ name }) => !first.some((needed) => needed.name === name));
    const count = first.length + late.length;
    if (count === 0) return;
    await this.#makeAll(first, (finished) => progress(phase, finished / count));
    await this.#makeAll(late, (finished) => progress(phase, (first.length + finished) / count));
    if (this.personCount > largestKept) this.#letGo();
  }

  /** Every part of every version. */
  allParts(): readonly Part[] {
    const majors = [newestMajor, ...this.index.kind.revisions.map(({ since }) => since - 1)];
    const parts = majors.flatMap((major) => this.index.allParts(major));
    return [...new Map(parts.map((part) => [part.name, part])).values()];
  }

  /** Values of a variable at a day from the part that holds them, made first if need be; `undefined` where there are none. */
  async read(variable: string, day: EpochDay | undefined, major: number): Promise<VariableSlice | undefined> {
    const part = this.index.partAt(variable, day, major);
    return part && this.from(part, (reader) => reader.sliceAt(variable, day));
  }

  /** All spells of a variable that is stored as a history, made first if need be; `undefined` for others. */
  async spells(variable: string, major: number): Promise<Spells | undefined> {
    const part = this.index.partsOfVariable(variable, major).at(-1);
    return part === undefined || part.when !== undefined
      ? undefined
      : this.from(part, (reader) => reader.spellsOf(variable));
  }

  /** The units of a type, numbered first if need be. */
  async universe(unitType: UnitTypeName): Promise<UnitUniverse> {
    const part = this.index.partOfUniverse(unitType);
    if (part === undefined) throw new Error(`no register of ${this.index.kind.name} numbers ${unitType}`);
    return this.from(part, (reader) => reader.universe(unitType));
  }

  /** Reads from a part, made first if need be, and made anew where one of its files has been damaged. */
  async from<T>(part: Part, read: (reader: FolderReader) => Promise<T>): Promise<T> {
    await this.ensure([part]);
    try {
      return await read(this.readerOf(part));
    } catch (error) {
      if (!(error instanceof DatabankError) || error.problem.code !== 'column-file-damaged') throw error;
      this.parts.forget(part.name);
      this.#readers.delete(part.name);
      await this.ensure([part]);
      return read(this.readerOf(part));
    }
  }

  /** Reads a part that has been made. */
  readerOf(part: Part): FolderReader {
    let reader = this.#readers.get(part.name);
    if (reader === undefined) {
      const columns = this.parts.find(part.name);
      if (columns === undefined) throw new Error(`the part ${part.name} has not been made`);
      reader = new FolderReader(this.index.kind.name, '', this.parts.folder, assembleContent(columns));
      this.#readers.set(part.name, reader);
    }
    return reader;
  }

  #missing(parts: readonly Part[]): readonly Part[] {
    const distinct = new Map(parts.map((part) => [part.name, part]));
    return [...distinct.values()].filter(({ name }) => this.parts.find(name) === undefined);
  }

  /** Makes each part once, however many ask for it at the same time. */
  async #makeAll(parts: readonly Part[], done: (finished: number) => void): Promise<void> {
    const threads = this.#threadsFor(parts.length);
    if (threads > 1) return this.#makeOnThreads(parts, threads, done);
    let finished = 0;
    for (const part of parts) {
      await this.#making.get(part.name);
      if (this.parts.find(part.name) === undefined) await this.#once(part.name, this.#makeHere(part));
      done(++finished);
      // Lets timers and the display of progress have their turn.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  async #makeHere(part: Part): Promise<void> {
    const plain = await this.#plain(silent);
    this.#whole ??= { ...plain, geography: readGeography() };
    await makePart(this, part, this.#whole);
  }

  /** Threads make what their parts read themselves, so that none waits for another. */
  async #makeOnThreads(parts: readonly Part[], threads: number, done: (finished: number) => void): Promise<void> {
    const others = parts.flatMap(({ name }) => this.#making.get(name) ?? []);
    const mine = parts.filter(({ name }) => !this.#making.has(name));
    const making = this.#runPool(mine, threads, done);
    await Promise.all([...mine.map(({ name }) => this.#once(name, making)), ...others]);
  }

  async #runPool(parts: readonly Part[], threads: number, done: (finished: number) => void): Promise<void> {
    const population = await this.#plain(silent);
    const pool = new TaskPool(threads, { kind: this.index.kind.name, cacheFolder: this.#cacheFolder, population });
    try {
      await pool.run(
        parts.map((part) => ({ type: 'part' as const, part })),
        done,
      );
    } finally {
      await pool.close();
    }
  }

  /** Remembers that a part is being made, until it is. */
  async #once(name: string, making: Promise<void>): Promise<void> {
    this.#making.set(name, making);
    try {
      await making;
    } finally {
      this.#making.delete(name);
    }
  }

  #threadsFor(partCount: number): number {
    if (this.#threads !== undefined) return this.#threads;
    if (this.personCount < smallestForThreads || partCount < fewestForThreads) return 1;
    return Math.min(partCount, os.availableParallelism(), this.personCount > largestKept ? 2 : 4);
  }

  #plain(progress: Progress): Promise<PlainPopulation> {
    this.#population ??= this.#readOrMake(progress);
    return this.#population;
  }

  async #readOrMake(progress: Progress): Promise<PlainPopulation> {
    const folder = populationFolder(this.#cacheFolder, this.personCount);
    if (hasPopulation(folder)) return readPopulation(folder, this.personCount);
    return makePopulation(folder, this.personCount, progress);
  }

  #letGo(): void {
    this.#population = undefined;
    this.#whole = undefined;
  }
}
