import { createHmac, timingSafeEqual } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { canonicalJson, type Json } from '../../base/canonical-json.ts';
import type { ContentHash } from '../../base/hash.ts';
import type { AuditRecord } from '../../disclosure/protection.ts';
import { isObject, plainJson } from '../../metadata/store/content.ts';
import { LineFile } from './lines.ts';

/** What a line of the audit log says. Nothing in it is an exact number. */
export type AuditEvent =
  | {
      readonly type: 'run';
      /** Epoch seconds. */
      readonly time: number;
      readonly user: string;
      readonly script: ContentHash;
      readonly engine: string;
      readonly databanks: readonly string[];
      readonly policy: string;
      readonly policyHash: string;
    }
  | { readonly type: 'record'; readonly record: AuditRecord }
  | { readonly type: 'end'; readonly time: number }
  /** An operator has opened a blocked session again. */
  | { readonly type: 'reset'; readonly time: number; readonly user: string };

/** A log as it was read. */
export interface AuditReading {
  readonly events: readonly AuditEvent[];
  /** Seal of the last line; empty where there is none. An owner who keeps it elsewhere can see later that it is still there. */
  readonly head: string;
  /** What is wrong: a line that was changed, inserted or taken out, or lines missing at the end. Line numbers count from 1. */
  readonly problem?:
    | { readonly type: 'changed'; readonly line: number }
    | { readonly type: 'cut'; readonly line: number };
}

const logName = 'audit.jsonl';
const headName = 'audit.head';
/** Every so many lines the head is put beside the log, so that a run of any length costs little. */
const headEvery = 64;

/** The key that lines are sealed with. Whoever has not the databank's secret can neither change nor add a line. */
function auditKey(secret: Uint8Array): Uint8Array {
  return createHmac('sha256', secret).update('openmicrodata/audit/1').digest();
}

function sealOf(key: Uint8Array, previous: string, event: Json): string {
  return createHmac('sha256', key).update(canonicalJson({ previous, event })).digest('hex');
}

function headLine(key: Uint8Array, count: number, seal: string): string {
  const mac = createHmac('sha256', key).update(`head ${count} ${seal}`).digest('hex');
  return `${count} ${seal} ${mac}\n`;
}

/** Appends to an audit log. Each line is sealed together with the seal of the line before (a hash chain with a key). */
export class AuditLog {
  readonly #key: Uint8Array;
  readonly #file: LineFile;
  readonly #headFile: string;
  #count: number;
  #seal: string;

  constructor(folder: string, secret: Uint8Array) {
    this.#key = auditKey(secret);
    this.#file = new LineFile(path.join(folder, logName));
    this.#headFile = path.join(folder, headName);
    const lines = this.#file.read();
    this.#count = lines.length;
    this.#seal = lastSeal(lines);
  }

  append(event: AuditEvent): void {
    const json = plainJson(event);
    const seal = sealOf(this.#key, this.#seal, json);
    this.#file.append(canonicalJson({ event: json, seal }));
    this.#seal = seal;
    this.#count += 1;
    if (this.#count % headEvery === 0) this.#writeHead();
  }

  close(): void {
    this.#file.close();
    // A log that could not be begun has no head either: one would say that lines are gone.
    if (this.#count > 0) this.#writeHead();
  }

  #writeHead(): void {
    const temporary = `${this.#headFile}.new`;
    fs.writeFileSync(temporary, headLine(this.#key, this.#count, this.#seal), { mode: 0o600 });
    fs.renameSync(temporary, this.#headFile);
  }
}

/**
 * Reads an audit log and checks it line by line.
 *
 * Lines that were cut off are noticed because the sealed head, which lies beside the log, counts more of them. Whoever puts
 * back both as they were earlier can be found out by a head that the owner has kept elsewhere: see `AuditReading.head`.
 */
export function readAuditLog(folder: string, secret: Uint8Array): AuditReading {
  const key = auditKey(secret);
  const lines = new LineFile(path.join(folder, logName)).read();
  const events: AuditEvent[] = [];
  let previous = '';
  for (const [index, line] of lines.entries()) {
    const read = parsed(line);
    if (read === undefined || !isSame(read.seal, sealOf(key, previous, read.event)))
      return { events, head: previous, problem: { type: 'changed', line: index + 1 } };
    // A line with a valid seal was written by us, as a value of this type.
    events.push(eventOf(read.event));
    previous = read.seal;
  }
  const head = readHead(path.join(folder, headName));
  if (lines.length > 0 && !isHeadOf(head, key, lines))
    return { events, head: previous, problem: { type: 'cut', line: lines.length } };
  if (lines.length === 0 && head !== undefined) return { events, head: '', problem: { type: 'cut', line: 0 } };
  return { events, head: previous };
}

/** Seals of all lines, so that one that was noted down can be looked for. */
export function sealsIn(folder: string): readonly string[] {
  return new LineFile(path.join(folder, logName)).read().flatMap((line) => parsed(line)?.seal ?? []);
}

/** A run that was killed has lines after the head; a head that counts more than there are means that lines are gone. */
function isHeadOf(head: string | undefined, key: Uint8Array, lines: readonly string[]): boolean {
  // Short logs of runs that were killed before they had a head.
  if (head === undefined) return lines.length < headEvery;
  const [count = '', seal = ''] = head.split(' ');
  const at = lines[Number(count) - 1];
  return isSame(`${head}\n`, headLine(key, Number(count), seal)) && at !== undefined && parsed(at)?.seal === seal;
}

function readHead(file: string): string | undefined {
  try {
    return fs.readFileSync(file, 'utf8').trimEnd();
  } catch {
    return undefined;
  }
}

function parsed(line: string): { readonly event: Json; readonly seal: string } | undefined {
  let json: Json;
  try {
    json = JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const { event, seal } = json;
  return isObject(event) && typeof seal === 'string' ? { event, seal } : undefined;
}

function eventOf(json: Json): AuditEvent {
  const event: unknown = json;
  return event as AuditEvent;
}

function lastSeal(lines: readonly string[]): string {
  const last = lines.at(-1);
  return last === undefined ? '' : (parsed(last)?.seal ?? '');
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
