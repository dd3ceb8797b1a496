import { test } from 'vitest';
import { findBrowser } from '../../helpers/browser.ts';
import { expectAccessible } from '../../helpers/page-audit.ts';
import { samplePages } from './pages.ts';

const browser = findBrowser();

// The reports of the examples are looked at where they are made, in test/examples.
test.skipIf(browser === undefined)(
  'axe finds no fault in reports of every kind of result, wide and light, narrow and dark (skipped without a Chromium: BROWSER_PATH names one)',
  async () => {
    const pages = new Map(await samplePages());
    await expectAccessible(browser ?? '', pages, 1200, 'light');
    await expectAccessible(browser ?? '', pages, 360, 'dark');
  },
  600_000,
);
