import { execFile } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser of this machine, if it has one: the program that `BROWSER_PATH` names, or a Chromium in the search path. */
export function findBrowser(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const named = process.env['BROWSER_PATH'];
  const candidates = [
    ...(named === undefined ? [] : [named]),
    ...folders.flatMap((folder) => names.map((name) => path.join(folder, name))),
  ];
  return candidates.find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens a page without a window, lets its scripts run until they are idle, and gives the text content of its element `result`.
 * The page writes it with `encodeURIComponent`, so that it passes through HTML as it is.
 */
export async function resultOfPage(browser: string, html: string, colours: 'light' | 'dark'): Promise<string> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'microdata-page-'));
  try {
    const file = path.join(folder, 'page.html');
    writeFileSync(file, html);
    const { stdout } = await promisify(execFile)(
      browser,
      [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        `--user-data-dir=${path.join(folder, 'profile')}`,
        '--window-size=1400,1000',
        `--blink-settings=preferredColorScheme=${colours === 'dark' ? '0' : '1'}`,
        '--virtual-time-budget=600000',
        '--dump-dom',
        pathToFileURL(file).href,
      ],
      { maxBuffer: 256e6, timeout: 240_000 },
    );
    const found = /<pre id="result">([^<]*)<\/pre>/u.exec(stdout)?.[1];
    if (found === undefined || found === '') throw new Error('the page wrote no result');
    return decodeURIComponent(found);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
