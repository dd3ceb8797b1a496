import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditEvent, AuditLog, readAuditLog, sealsIn } from '../../../src/runtime/ledger/audit-log.ts';

const secret = Uint8Array.from({ length: 32 }, (_, i) => i);
let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'audit-log-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const file = (): string => path.join(folder, 'audit.jsonl');
const event = (time: number): AuditEvent => ({ type: 'end', time });

function write(...events: readonly AuditEvent[]): void {
  const log = new AuditLog(folder, secret);
  for (const each of events) log.append(each);
  log.close();
}

describe('the audit log', () => {
  it('gives back what was written, run after run', () => {
    write(event(1), event(2));
    write({ type: 'reset', time: 3, user: 'eier' });
    const { events, problem, head } = readAuditLog(folder, secret);
    expect(events).toEqual([event(1), event(2), { type: 'reset', time: 3, user: 'eier' }]);
    expect(problem).toBeUndefined();
    expect(sealsIn(folder).at(-1)).toBe(head);
  });

  it('is empty where nothing was written', () => {
    expect(readAuditLog(folder, secret)).toEqual({ events: [], head: '' });
  });

  it('tells at which line it was changed, whatever byte is', () => {
    write(...Array.from({ length: 6 }, (_, i) => event(i)));
    const content = fs.readFileSync(file());
    fc.assert(
      fc.property(fc.nat(content.length - 2), fc.integer({ min: 1, max: 255 }), (place, change) => {
        const changed = Uint8Array.from(content);
        changed[place] = content[place]! ^ change;
        fs.writeFileSync(file(), changed);
        const { problem, events } = readAuditLog(folder, secret);
        const line = content.subarray(0, place).filter((byte) => byte === 10).length + 1;
        expect(problem).toBeDefined();
        expect(events.length).toBeLessThan(line + 1);
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('tells where a line was taken out, put in, or moved', () => {
    write(...Array.from({ length: 5 }, (_, i) => event(i)));
    const lines = fs.readFileSync(file(), 'utf8').trimEnd().split('\n');
    const tampered: Readonly<Record<string, readonly string[]>> = {
      'taken out': lines.toSpliced(2, 1),
      twice: lines.toSpliced(2, 0, lines[2]!),
      moved: [lines[0]!, lines[2]!, lines[1]!, lines[3]!, lines[4]!],
    };
    for (const [how, left] of Object.entries(tampered)) {
      fs.writeFileSync(file(), `${left.join('\n')}\n`);
      expect([how, readAuditLog(folder, secret).problem?.type]).toEqual([how, 'changed']);
    }
  });

  it('tells that lines at its end are gone, be it all of them', () => {
    write(...Array.from({ length: 5 }, (_, i) => event(i)));
    const lines = fs.readFileSync(file(), 'utf8').trimEnd().split('\n');
    for (const left of [4, 1]) {
      fs.writeFileSync(file(), `${lines.slice(0, left).join('\n')}\n`);
      expect(readAuditLog(folder, secret).problem).toEqual({ type: 'cut', line: left });
    }
    fs.rmSync(file());
    expect(readAuditLog(folder, secret).problem).toEqual({ type: 'cut', line: 0 });
  });

  it('cannot be sealed without the secret', () => {
    write(event(1));
    const forged = new AuditLog(folder, new Uint8Array(32));
    forged.append(event(2));
    forged.close();
    expect(readAuditLog(folder, secret).problem).toEqual({ type: 'changed', line: 2 });
  });

  it('goes on after a run that was killed in the middle of a line', () => {
    write(event(1));
    fs.appendFileSync(file(), '{"event":{"type":"en');
    expect(readAuditLog(folder, secret).problem).toBeUndefined();
    write(event(2));
    expect(readAuditLog(folder, secret).events).toEqual([event(1), event(2)]);
  });

  it('is whole after a run that was killed before it closed', () => {
    write(event(1));
    const killed = new AuditLog(folder, secret);
    for (let i = 0; i < 100; i++) killed.append(event(i));
    expect(readAuditLog(folder, secret).problem).toBeUndefined();
    expect(readAuditLog(folder, secret).events).toHaveLength(101);
  });
});
