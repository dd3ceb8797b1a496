import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import type { Clock } from './publish.ts';
import { serve } from './server.ts';
import { directoryOf } from './worker-directory.ts';

/** The worker's own clock. */
const clock: Clock = {
  now: () => performance.now(),
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};

declare const self: ConstructorParameters<typeof BrowserMessageReader>[0];

// A worker lives as long as the page wants it to: it is ended from outside.
serve(createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self)), {
  clock,
  addressOf: (folder) => folder,
  openDirectory: (client, tell) => directoryOf(client.options.catalogues, tell),
  // A page that has other catalogues says so as a changed setting.
  watchDatabanks: () => () => undefined,
});
