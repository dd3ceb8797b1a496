import { type Diagnostic, diagnosticCollector, type Report } from '../../base/diagnostic.ts';
import type { CommandForms } from '../command-spec.ts';
import type { Statement } from './ast.ts';
import { parseStatement, type StatementLine } from './statement.ts';

/** Reads one logical line that is not part of a block's frame. */
export type StatementReader = (line: StatementLine, forms: CommandForms, report: Report) => Statement;

/**
 * Remembers what the lines of one document were read as, from one version of it to the next: a line whose text is the same is not
 * read again, wherever it stands now. What it is read as depends on nothing but its text and where it begins.
 */
export interface StatementMemory {
  /** The reader for one version. What the version before the last one held, and no later one, is forgotten. */
  readonly nextReader: () => StatementReader;
}

interface Remembered {
  readonly forms: CommandForms;
  readonly start: number;
  readonly statement: Statement;
  readonly diagnostics: readonly Diagnostic[];
}

/** A memory that is empty. */
export function statementMemory(): StatementMemory {
  let last = new Map<string, Remembered>();
  return {
    nextReader() {
      const before = last;
      const now = new Map<string, Remembered>();
      last = now;
      return (line, forms, report) => {
        const known = now.get(line.text) ?? before.get(line.text);
        const read = known?.forms === forms ? movedTo(line.start, known) : readAnew(line, forms);
        now.set(line.text, read);
        for (const { code, at, parameters, fixes } of read.diagnostics) report(code, at, parameters, fixes);
        return read.statement;
      };
    },
  };
}

function readAnew(line: StatementLine, forms: CommandForms): Remembered {
  const { report, diagnostics } = diagnosticCollector();
  return { forms, start: line.start, statement: parseStatement(line, forms, report), diagnostics };
}

function movedTo(start: number, read: Remembered): Remembered {
  const by = start - read.start;
  if (by === 0) return read;
  return { ...read, start, statement: moved(read.statement, by), diagnostics: moved(read.diagnostics, by) };
}

/** A copy of plain data with all its spans moved. Nothing but a span has a `start` and an `end` that are numbers. */
function moved<T>(value: T, by: number): T {
  return movedValue(value, by) as T;
}

function movedValue(value: unknown, by: number): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((each) => movedValue(each, by));
  if ('start' in value && typeof value.start === 'number' && 'end' in value && typeof value.end === 'number') {
    return { start: value.start + by, end: value.end + by };
  }
  const copy: Record<string, unknown> = {};
  for (const key of Object.keys(value)) copy[key] = movedValue((value as Readonly<Record<string, unknown>>)[key], by);
  return copy;
}
