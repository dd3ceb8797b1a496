import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { callProgram } from '../helpers/program.ts';
import { temporaryFolder } from '../metadata/temporary-folder.ts';

const parent = temporaryFolder();
const at = (...names: readonly string[]): string => path.join(parent, ...names);
const call = (...argv: readonly string[]): ReturnType<typeof callProgram> => callProgram([...argv, '--lang', 'en']);

const script = `---
title: Wages of women and men
author: Kari Nordmann; Ola Nordmann
orcid: 0000-0002-1825-0097
date: 2026-11-22
license: CC-BY-4.0
keywords: wages, sex
description: A first look.
---

# Wages

\`\`\`microdata
require no.ssb.fdb:60 as db
create-dataset d
import db/BEFOLKNING_KJOENN as sex
import db/INNTEKT_WLONN 2021-12-31 as wage
tabulate sex
barchart (mean) wage, over(sex)
\`\`\`
`;

type Files = Readonly<Record<string, Uint8Array>>;

const text = (files: Files, name: string): string => new TextDecoder().decode(files[name]);
const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);

async function archived(name: string, ...options: readonly string[]): Promise<Files> {
  const argv = ['archive', at('wages.md'), '-o', at(name), '--persons', '10000', '--quiet', ...options];
  expect(await call(...argv)).toEqual({ output: '', error: '', exitCode: 0 });
  return unzipSync(fs.readFileSync(at(name)));
}

let good: Files = {};

beforeAll(async () => {
  fs.writeFileSync(at('wages.md'), script);
  good = await archived('good.zip');
});

describe('an archive', () => {
  test('has the same bytes again, whatever the number of threads', async () => {
    await archived('again.zip', '--threads', '3');
    expect(fs.readFileSync(at('again.zip')).equals(fs.readFileSync(at('good.zip')))).toBe(true);
  });

  test('holds script, results, record, catalogue, policy and descriptions, each listed with its hash', () => {
    const manifest = text(good, 'manifest-sha256.txt');
    for (const [name, content] of Object.entries(good)) {
      if (name === 'manifest-sha256.txt') continue;
      expect(manifest).toContain(`${createHash('sha256').update(content).digest('hex')}  ${name}\n`);
    }
    expect(Object.keys(good)).toEqual([
      ...['CITATION.cff', 'README.md', 'catalogue/variables.json', 'catalogue/variables.md', 'manifest-sha256.txt'],
      ...['policy.json', 'results/charts/figure-001.svg', 'results/report.html', 'results/results.json'],
      ...['results/tables/table-001.csv', 'results/tables/table-002.csv', 'ro-crate-metadata.json'],
      ...['run-record.json', 'script/wages.md'],
    ]);
    expect(text(good, 'script/wages.md')).toBe(script);
    expect(text(good, 'results/report.html')).toContain('<!doctype html>');
  });

  test('says who made it, under which licence, in words and for programs', () => {
    const citation = text(good, 'CITATION.cff');
    expect(citation).toContain('title: "Wages of women and men"');
    expect(citation).toContain('  - name: "Kari Nordmann"\n    orcid: "https://orcid.org/0000-0002-1825-0097"\n');
    expect(citation).toContain('  - name: "Ola Nordmann"\ndate-released: 2026-11-22\n');
    const readme = text(good, 'README.md');
    expect(readme).toContain('# Wages of women and men');
    expect(readme).toContain('no.ssb.fdb, version 60 (synthetic data)');
    expect(readme).toContain('Licence: CC-BY-4.0.');
  });

  test('is an RO-Crate: one root with what it must have, and a description of every file', () => {
    interface Entity {
      readonly '@id': string;
      readonly '@type': string | readonly string[];
      readonly [name: string]: unknown;
    }
    const crate = JSON.parse(text(good, 'ro-crate-metadata.json')) as {
      readonly '@context': string;
      readonly '@graph': readonly Entity[];
    };
    const graph = crate['@graph'];
    const ids = graph.map((entity) => entity['@id']);
    expect(new Set(ids).size).toBe(ids.length);
    const entity = (id: string): Entity => graph.find((candidate) => candidate['@id'] === id)!;
    expect(entity('ro-crate-metadata.json')).toMatchObject({
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    });
    const root = entity('./');
    expect(root).toMatchObject({
      '@type': 'Dataset',
      name: 'Wages of women and men',
      description: 'A first look.',
      datePublished: '2026-11-22',
      license: { '@id': 'https://spdx.org/licenses/CC-BY-4.0' },
      keywords: ['wages', 'sex'],
    });
    const parts = (root['hasPart'] as readonly { readonly '@id': string }[]).map((part) => part['@id']);
    const described = Object.keys(good).filter((name) => !/^(?:ro-crate|manifest)/u.test(name));
    expect(parts.toSorted()).toEqual(described.toSorted());
    for (const name of described) {
      expect(entity(name)['sha256'], name).toBe(createHash('sha256').update(good[name]!).digest('hex'));
    }
    // Whatever is referred to is described.
    const referred = [...JSON.stringify(graph).matchAll(/\{"@id":"([^"]+)"\}/gu)].map(([, id]) => id!);
    for (const id of referred) if (!id.startsWith('https://w3id.org/')) expect(ids).toContain(id);
  });

  test('holds the codes of the dates that were used, and no more', () => {
    const { variables } = JSON.parse(text(good, 'catalogue/variables.json')) as {
      readonly variables: readonly {
        readonly name: string;
        readonly usedAt: readonly string[];
        readonly codes?: unknown;
      }[];
    };
    expect(variables.map(({ name, usedAt }) => [name, usedAt])).toEqual([
      ['BEFOLKNING_KJOENN', []],
      ['INNTEKT_WLONN', ['2021-12-31']],
    ]);
    expect(variables[0]!.codes).toEqual([
      { code: '1', title: 'Mann' },
      { code: '2', title: 'Kvinne' },
    ]);
  });

  test('verifies as the same, and tells which cells differ where one does', async () => {
    expect(await call('verify', at('good.zip'))).toMatchObject({ error: '', exitCode: 0 });
    const results = text(good, 'results/results.json');
    const record = text(good, 'run-record.json');
    expect(results).toContain('"v":');
    const other = await callProgram(['verify', at('good.zip'), '--policy', 'open', '--lang', 'en']);
    expect(other.exitCode).toBe(6);
    expect(other.output).toMatch(/rows · Mann · total · freq +\d+ → \d+/u);
    expect(other.output).toContain('Reason: disclosure control follows another policy (open@');
    expect(record).toContain('"format":"microdata-run-record"');
  });

  test('needs a date, a right ORCID and a name that ends in .zip', async () => {
    fs.writeFileSync(
      at('bare.txt'),
      'require no.ssb.fdb:60 as db\ncreate-dataset d\nimport db/BEFOLKNING_KJOENN as sex\n',
    );
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['archive', at('bare.txt'), '-o', at('x.zip')], 'needs a date of publication'],
      [['archive', at('bare.txt'), '-o', at('x.zip'), '--date', 'soon'], "'soon' is not a date"],
      [['archive', at('wages.md'), '-o', at('x.zip'), '--orcid', '0000-0002-1825-0098'], 'is not an ORCID'],
      [['archive', at('wages.md'), '-o', at('x.tar')], 'must end in .zip'],
      [['archive', at('wages.md'), '-o', at('nowhere', 'x.zip')], 'does not exist'],
    ];
    for (const [argv, sentence] of cases) {
      const { error, exitCode } = await call(...argv, '--persons', '10000');
      expect(error).toContain(sentence);
      expect(exitCode).toBe(2);
    }
    expect(fs.existsSync(at('x.zip'))).toBe(false);
  });
});

describe('archives that are not what they say', () => {
  const zip = (name: string, files: Files, level: 0 | 6 = 6): string => {
    fs.writeFileSync(at(name), zipSync({ ...files }, { level }));
    return at(name);
  };
  const without = (files: Files, name: string): Files =>
    Object.fromEntries(Object.entries(files).filter(([own]) => own !== name));
  const withManifest = (files: Files): Files => {
    const others = without(files, 'manifest-sha256.txt');
    const lines = Object.entries(others).map(
      ([name, content]) => `${createHash('sha256').update(content).digest('hex')}  ${name}\n`,
    );
    return { ...others, 'manifest-sha256.txt': bytes(lines.join('')) };
  };
  const refused = async (file: string, sentence: RegExp): Promise<void> => {
    const before = fs.readdirSync(parent).toSorted();
    const { output, error, exitCode } = await call('verify', file);
    expect(output).toBe('');
    expect(error).toMatch(sentence);
    expect(error).not.toMatch(/\n {4}at /u);
    expect(exitCode).toBe(2);
    expect(fs.readdirSync(parent).toSorted()).toEqual(before);
  };

  test('cut short, anywhere', async () => {
    const whole = fs.readFileSync(at('good.zip'));
    for (const share of [0.01, 0.3, 0.6, 0.9, 0.999]) {
      fs.writeFileSync(at('cut.zip'), whole.subarray(0, Math.floor(whole.length * share)));
      await refused(at('cut.zip'), /is not a whole, valid archive/u);
    }
  });

  test('with bytes that were changed', async () => {
    const whole = fs.readFileSync(at('good.zip'));
    for (const share of [0.1, 0.4, 0.7]) {
      const changed = Buffer.from(whole);
      const place = Math.floor(whole.length * share);
      changed[place] = changed[place]! ^ 0x55;
      fs.writeFileSync(at('changed.zip'), changed);
      await refused(at('changed.zip'), /changed\.zip'/u);
    }
  });

  test('with files that were changed, added or taken away', async () => {
    const results = bytes(text(good, 'results/results.json').replace(/"v":\d+/u, '"v":1'));
    await refused(zip('a.zip', { ...good, 'results/results.json': results }), /results\.json in .* is not the file/u);
    await refused(zip('b.zip', { ...good, 'extra.txt': bytes('x') }), /extra\.txt in .* is not the file/u);
    await refused(zip('c.zip', without(good, 'policy.json')), /policy\.json is missing/u);
    await refused(zip('d.zip', without(good, 'manifest-sha256.txt')), /lacks the file list/u);
    const other = withManifest({ ...good, 'script/wages.md': bytes(`${script}\n`) });
    await refused(zip('e.zip', other), /is not the one that the record says was run/u);
    await refused(zip('f.zip', withManifest(without(good, 'run-record.json'))), /is not a run record/u);
  });

  test('whose results were changed with their hashes: the record knows the numbers', async () => {
    const results = bytes(text(good, 'results/results.json').replaceAll(/"v":\d+/gu, '"v":1'));
    const file = zip('forged.zip', withManifest({ ...good, 'results/results.json': results }));
    // The record's hashes are what counts: it still verifies, and the forged numbers are shown nowhere.
    expect(await call('verify', file)).toMatchObject({ exitCode: 0 });
  });

  test('with names that lead out of it', async () => {
    for (const name of ['../escaped.txt', '/absolute.txt', 'a/../../escaped.txt', 'C:/windows.txt', 'a\\..\\b.txt']) {
      await refused(zip('names.zip', withManifest({ ...good, [name]: bytes('x') })), /is not a whole, valid archive/u);
    }
    expect(fs.existsSync(path.join(parent, '..', 'escaped.txt'))).toBe(false);
  });

  test('that unpack to far more than they are', async () => {
    const zeros = new Uint8Array(100e6);
    await refused(zip('bomb.zip', { 'run-record.json': zeros }), /unpacks to more/u);
    const many = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`f${i}`, bytes('')]));
    await refused(zip('many.zip', many), /unpacks to more/u);
  });

  test('that say a smaller size than they have', async () => {
    const lying = Buffer.from(zipSync({ 'run-record.json': new Uint8Array(60e6) }));
    // Local header and central directory both claim ten bytes.
    for (const signature of [0x04034b50, 0x02014b50]) {
      for (let i = 0; i + 4 < lying.length; i++) {
        if (lying.readUInt32LE(i) === signature) lying.writeUInt32LE(10, i + (signature === 0x04034b50 ? 22 : 24));
      }
    }
    fs.writeFileSync(at('lying.zip'), lying);
    await refused(at('lying.zip'), /is not a whole, valid archive|unpacks to more/u);
  });

  test('with a record that is huge or nested without end', async () => {
    const deep = bytes('{"format":'.repeat(200_000));
    await refused(zip('deep.zip', withManifest({ ...good, 'run-record.json': deep }), 0), /is not a run record/u);
    const random = Buffer.alloc(30e6, 'aBcD');
    await refused(
      zip('huge.zip', withManifest({ ...good, 'run-record.json': random })),
      /unpacks to more|not a run record/u,
    );
  });

  test('twice the same name', async () => {
    const once = Buffer.from(zipSync({ 'aa.txt': bytes('x'), 'ab.txt': bytes('y') }));
    const twice = Buffer.from(once.toString('latin1').replaceAll('ab.txt', 'aa.txt'), 'latin1');
    fs.writeFileSync(at('twice.zip'), twice);
    await refused(at('twice.zip'), /aa\.txt twice/u);
  });
});
