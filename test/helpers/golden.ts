import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';

/** Compares a text with a committed file to the byte; `npm run golden` rewrites the file instead. */
export function expectGolden(file: string, actual: string): void {
  if (process.env['UPDATE_GOLDEN'] !== undefined) {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  expect(existsSync(file), `${path.basename(file)} is missing; npm run golden makes it`).toBe(true);
  expect(actual).toBe(readFileSync(file, 'utf8'));
}
