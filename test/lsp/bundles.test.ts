import path from 'node:path';
import vm from 'node:vm';
import { build, type Metafile } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { browserBundle } from '../../tools/browser-bundle.ts';

const root = path.join(import.meta.dirname, '../..');

/** Every file that a bundle loads before anything is asked of it. */
function loadedAtOnce({ inputs }: Metafile, entry: string): ReadonlySet<string> {
  const loaded = new Set<string>();
  const follow = (file: string): void => {
    const input = inputs[file];
    if (input === undefined || loaded.has(file)) return;
    loaded.add(file);
    for (const { path: next, kind } of input.imports) if (kind !== 'dynamic-import') follow(next);
  };
  follow(entry);
  return loaded;
}

describe('the server for editors', () => {
  it('loads neither the engine nor statistics, disclosure control or charts', async () => {
    const entry = 'src/cli/lsp.ts';
    const { metafile } = await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outdir: 'unused',
      write: false,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      external: ['canvas', '@resvg/resvg-js'],
      metafile: true,
    });
    const loaded = [...loadedAtOnce(metafile, entry)];
    expect(loaded.length).toBeGreaterThan(100);
    const forbidden =
      /^src\/(?:runtime|stats|disclosure|render|attack|record)\/|\/execute[a-z-]*\.ts$|node_modules\/(?:vega|apache-arrow|ml-matrix|@stdlib)/u;
    expect(loaded.filter((file) => forbidden.test(file))).toEqual([]);
  });
});

/** What the browser's worker says, until it has said something of a kind. */
interface Page {
  readonly send: (message: object) => void;
  readonly next: (wanted: (message: Said) => boolean) => Promise<Said>;
}

interface Said {
  readonly id?: number;
  readonly method?: string;
  readonly result?: { readonly capabilities?: object };
  readonly params?: { readonly diagnostics?: readonly { readonly code: string }[] };
}

/** Runs a bundle in a world that has what workers have, and nothing of Node. */
function openPage(code: string): Page {
  const said: Said[] = [];
  const waiting = new Set<() => void>();
  const scope: Record<string, unknown> = {
    ...{ setTimeout, clearTimeout, performance, TextDecoder, TextEncoder, structuredClone },
    addEventListener: () => undefined,
    postMessage: (message: unknown) => {
      said.push(JSON.parse(JSON.stringify(message)) as Said);
      for (const look of [...waiting]) look();
    },
  };
  scope['self'] = scope;
  vm.runInNewContext(code, scope);
  return {
    send: (message) => {
      (scope['onmessage'] as (event: { readonly data: object }) => void)({ data: { jsonrpc: '2.0', ...message } });
    },
    next: (wanted) =>
      new Promise((resolve) => {
        const look = (): void => {
          const found = said.find(wanted);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

describe('the server for browsers', () => {
  let code = '';

  beforeAll(async () => {
    const { outputFiles } = await build({ absWorkingDir: root, ...browserBundle, write: false, outfile: 'worker.js' });
    code = outputFiles[0]?.text ?? '';
  });

  it('answers in a world without Node, with the catalogue that the page hands over', async () => {
    const page = openPage(code);
    const variable = {
      name: 'SEX',
      title: 'Kjønn',
      description: '',
      unitType: 'PERSON',
      temporality: 'FIXED',
      dataType: 'STRING',
      codeList: 'SEX',
      sensitivityLevel: 'PERSON_GENERAL',
      populationDescription: '',
      subjectFields: [],
    };
    const catalogue = {
      label: { nb: 'a', en: 'a' },
      codeLists: { SEX: [['1', 'Mann']] },
      variables: [variable],
    };
    const catalogues = [{ databank: 'org.page', version: '1', nature: 'synthetic', catalogue }];
    const params = { processId: null, rootUri: null, capabilities: {}, initializationOptions: { catalogues } };
    page.send({ id: 1, method: 'initialize', params });
    expect((await page.next(({ id }) => id === 1)).result?.capabilities).toMatchObject({ hoverProvider: true });
    page.send({ method: 'initialized', params: {} });
    const text = 'require org.page:1 as db\ncreate-dataset d\nimport db/SEX as sex\nkeep if sex == 1\n';
    const textDocument = { uri: 'file:///a.micro', languageId: 'microdata', version: 1, text };
    page.send({ method: 'textDocument/didOpen', params: { textDocument } });
    const shown = await page.next(({ method }) => method === 'textDocument/publishDiagnostics');
    expect(shown.params?.diagnostics?.map((problem) => problem.code)).toEqual(['text-compared-with-number']);
  });

  it('says which catalogue is not valid, and goes on', async () => {
    const page = openPage(code);
    const catalogues = [{ databank: 'org.page', version: '1', nature: 'synthetic', catalogue: { label: 1 } }, 5];
    const params = { processId: null, rootUri: null, capabilities: {}, initializationOptions: { catalogues } };
    page.send({ id: 1, method: 'initialize', params });
    await page.next(({ id }) => id === 1);
    page.send({ method: 'initialized', params: {} });
    const told = await page.next(({ method }) => method === 'window/showMessage');
    expect(JSON.stringify(told)).toContain('org.page');
  });
});
