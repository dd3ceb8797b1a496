import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findBrowser } from '../../helpers/browser.ts';
import { auditPages } from '../../helpers/page-audit.ts';
import { callProgram } from '../../helpers/program.ts';
import { samplePages } from './pages.ts';

const folder = path.join(import.meta.dirname, '../../../examples');
const browser = findBrowser();

/** A report of every example, beside those of made-up results. */
async function everyPage(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map(await samplePages());
  for (const script of readdirSync(folder).filter((name) => /\.(?:md|txt)$/u.test(name))) {
    const { output, exitCode } = await callProgram(['run', path.join(folder, script), '--format', 'html']);
    expect(exitCode).toBe(0);
    pages.set(script, output);
  }
  return pages;
}

test.skipIf(browser === undefined)(
  'axe finds no fault in any report, wide and narrow, light and dark (skipped without a Chromium: BROWSER_PATH names one)',
  async () => {
    const pages = await everyPage();
    const light = await auditPages(browser ?? '', pages, [1200], 'light');
    const dark = await auditPages(browser ?? '', pages, [360], 'dark');
    expect(light.map(({ isDark }) => isDark)).not.toContain(true);
    expect(dark.map(({ isDark }) => isDark)).not.toContain(false);
    for (const { page, width, overflow, violations, passes } of [...light, ...dark]) {
      // What proves that axe looked: rules that every report gives something to look at.
      expect(passes).toEqual(expect.arrayContaining(['color-contrast', 'html-has-lang', 'heading-order']));
      expect({ page, width, overflow, violations }).toEqual({ page, width, overflow: 0, violations: [] });
    }
  },
  600_000,
);
