import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { ReleasedBody, Shown } from '../../src/disclosure/released.ts';
import { callProgram } from '../helpers/program.ts';
import { numbersIn } from './attacker.ts';
import { attackDatabank, secretsFolder } from './population.ts';
import { readingScript } from './reading-scripts.ts';

/** Where a number that somebody can read comes from, for random scripts: from a released result, the script, or a fixed sentence. */

interface Output {
  readonly name: string;
  readonly content: Uint8Array;
}

interface Run {
  /** Lines and columns of problems, which are found before data are read. */
  readonly places: readonly number[];
  readonly bodies: readonly ReleasedBody[];
  readonly outputs: readonly Output[];
}

const formats = ['html', 'csv', 'xlsx', 'md', 'tex', 'svg'] as const;

/** Runs a script as a whole program and collects everything that it writes. */
async function run(script: string, policy: string): Promise<Run> {
  const databank = await attackDatabank(1);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'derivable-'));
  try {
    const file = path.join(folder, 'script.txt');
    fs.writeFileSync(file, script);
    const out = [...formats, 'json'].flatMap((format) => ['--out', path.join(folder, `run.${format}`)]);
    const options = ['--databank', databank, '--threads', '1', '--lang', 'en', '--width', '1000', '--quiet'];
    const { exitCode, error, output } = await callProgram(['run', file, ...options, '--policy', policy, ...out], {
      environment: { MICRODATA_SECRETS: secretsFolder },
    });
    expect([exitCode, error]).toEqual([0, '']);
    const json = fs.readFileSync(path.join(folder, 'run.json'), 'utf8');
    const { problems, statements } = JSON.parse(json) as {
      readonly problems: unknown;
      readonly statements: readonly { readonly results: readonly { readonly body: ReleasedBody }[] }[];
    };
    const files = fs.readdirSync(folder).filter((name) => name.startsWith('run') && !name.endsWith('.json'));
    return {
      places: numbersIn(problems).map(([, value]) => value),
      bodies: statements.flatMap(({ results }) => results.map(({ body }) => body)),
      outputs: [
        { name: 'text', content: Buffer.from(output) },
        ...files.map((name) => ({ name, content: fs.readFileSync(path.join(folder, name)) })),
      ],
    };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** What a reader can read in an output, a piece for each place. */
function readable({ name, content }: Output): readonly string[] {
  const text = new TextDecoder().decode(content);
  if (name.endsWith('.xlsx')) {
    const parts = unzipSync(content);
    return Object.entries(parts)
      .filter(([part]) => part.startsWith('xl/worksheets/sheet') || part === 'xl/sharedStrings.xml')
      .flatMap(([, xml]) => [...new TextDecoder().decode(xml).matchAll(/<(v|t)\b[^>]*>([^<]*)</gu)])
      .filter((match) => !/t="s"/u.test(match.input.slice(Math.max(0, match.index - 60), match.index)))
      .map(([, , value = '']) => value);
  }
  if (name.endsWith('.svg')) return drawnTexts(text);
  if (name.endsWith('.html')) {
    const pictures = [...text.matchAll(/<svg\b.*?<\/svg>/gsu)].flatMap(([svg]) => drawnTexts(svg));
    const page = text.replaceAll(/<(style|script|svg|head)\b.*?<\/\1>/gsu, ' ');
    return [...pictures, ...page.split(/<[^>]*>/u)];
  }
  // LaTeX writes separators, signs and per cent in its own way.
  return text.replaceAll('\\,', '\u202f').replaceAll('$-$', '-').replaceAll('\\%', '%').split('\n');
}

/** The letters of a picture, and what its marks tell whoever points at them. */
function drawnTexts(svg: string): readonly string[] {
  const found = svg.matchAll(/<(?:text|tspan|title|desc)\b[^>]*>([^<]*)<| data-tip="([^"]*)"/gu);
  return [...found].map(([, letters, told]) => letters ?? told ?? '');
}

/** Names with digits in them: hashes of scripts, versions and policies, rules, heads of percentiles and intervals. */
const names = /(?<!\.)\b(?:[0-9a-f]{64}|(?=\d*[a-f])[0-9a-f]{12})\b|sha256:\w+|DC-\d\d|\b(?:1|25|50|75|95|99) ?%/gu;
/** Grouped thousands, decimals and exponents as reports write them; digits inside names and codes are no numbers. */
const numerals =
  /(?<![\p{L}_\d.#&])[-−]?\d{1,3}(?:\u202f\d{3})+(?:\.\d+)?(?![\p{L}_\d]|\.\d)|(?<![\p{L}_\d.#&])[-−]?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\p{L}_\d]|\.\d)/gu;

interface Numeral {
  readonly written: string;
  readonly value: number;
  /** Half a unit of its last digit. */
  readonly half: number;
}

function numeralsIn(text: string): readonly Numeral[] {
  return [...text.replaceAll(names, '').matchAll(numerals)].map(([written]) => {
    const plain = written.replaceAll('\u202f', '').replace('−', '-');
    const [mantissa = '', exponent = '0'] = plain.split('e');
    const decimals = mantissa.split('.')[1]?.length ?? 0;
    return { written, value: Number(plain), half: 0.5 * 10 ** (Number(exponent) - decimals) };
  });
}

/** Numbers of fixed sentences and of what every report says of itself. */
const fixed = [0, 1, 10, 99, 100, 1000];

/** Whether a number is a released one as it is written, or stands in the script or in a fixed sentence. */
function isDerivable({ value, half }: Numeral, known: readonly number[]): boolean {
  const slack = half * (1 + 1e-9) + Math.abs(value) * 1e-12;
  return known.some((number) => Math.abs(number - value) <= slack);
}

/** Marks of axes are round numbers, chosen for the range that they divide. */
function isRoundMark({ value }: Numeral): boolean {
  return Number(value.toPrecision(3)) === value;
}

describe('numbers in what a run puts out', () => {
  test('are found where they are none of the released ones', () => {
    const known = [1234.5678, 0.25, 5];
    const strays = (text: string): readonly string[] =>
      numeralsIn(text)
        .filter((numeral) => !isDerivable(numeral, known))
        .map(({ written }) => written);
    expect(strays('1\u202f234.57 1234.6 1235 0.3 0.25 5')).toEqual([]);
    expect(strays('1\u202f234.56 1234.5 4 −5 0.2501 K12 mean_7 sha256:0123 2.5e-1')).toEqual([
      '1\u202f234.56',
      '1234.5',
      '4',
      '−5',
      '0.2501',
    ]);
  });

  const runs = 12;
  test.each(['strict', 'hardened'])(
    `are released ones, whatever the script, under %s`,
    { timeout: 300_000 },
    async (policy) => {
      await fc.assert(
        fc.asyncProperty(readingScript, async (script) => {
          const { bodies, outputs, places } = await run(script, policy);
          const released = bodies.flatMap((body) => numbersIn(body).map(([, value]) => value));
          const texts = [script, ...bodies.flatMap(textsIn)].flatMap(numeralsIn).map(({ value }) => value);
          const known = [...released, ...texts, ...places, ...fixed];
          for (const output of outputs) {
            const isPicture = output.name.endsWith('.svg') || output.name.endsWith('.html');
            const strays = readable(output)
              .flatMap((piece) => numeralsIn(piece).map((numeral) => ({ piece: piece.trim(), ...numeral })))
              .filter((numeral) => !isDerivable(numeral, known) && !(isPicture && isRoundMark(numeral)));
            expect([output.name, strays.map(({ written, piece }) => `${written}: ${piece.slice(0, 120)}`)]).toEqual([
              output.name,
              [],
            ]);
          }
          const few = bodies.flatMap(countsOf).filter((count) => count > 0 && count < 5);
          expect(few).toEqual([]);
        }),
        { numRuns: runs, seed: 20_261_122, endOnFailure: true },
      );
    },
  );
});

/** Every text in a released value, as labels of categories. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Every count of units or rows in a released body. */
function countsOf(body: ReleasedBody): readonly number[] {
  switch (body.type) {
    case 'table': {
      const counting = body.measures.flatMap(({ key }, m) => (key === 'freq' || key === 'count' ? [m] : []));
      const cells = body.rows.flatMap((row) => row.cells.flatMap((cell) => counting.map((m) => cell[m])));
      return shown([...cells, body.population]);
    }
    case 'summary': {
      const counting = body.statistics.flatMap((key, s) => (key === 'count' || key === 'obs' ? [s] : []));
      return shown(body.rows.flatMap(({ values }) => counting.map((s) => values[s])));
    }
    case 'matrix':
      return shown([...body.rows.flatMap((row) => row.map(({ n }) => n)), body.sample]);
    case 'distribution':
      return shown(body.facets.flatMap(({ total, bars }) => [total, ...bars.map(({ count }) => count)]));
    case 'flow':
      return shown([...body.nodes.flat(), ...body.links.flat(2), body.population]);
    case 'box':
      return body.boxes.map(({ count }) => count);
    case 'hex':
      return body.hexagons.flatMap(({ count }) => count ?? []);
    case 'model':
      return shown(body.header.flatMap(({ key, value }) => (key === 'n' || key === 'n_clusters' ? [value] : [])));
    case 'variance':
      return shown(body.header.flatMap(({ key, value }) => (key === 'n' ? [value] : [])));
    case 'message':
      return shown(Object.values(body.counts));
    default:
      return [];
  }
}

function shown(values: readonly (Shown | undefined)[]): readonly number[] {
  return values.flatMap((value) => value?.v ?? []);
}
