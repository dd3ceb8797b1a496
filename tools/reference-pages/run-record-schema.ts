import { recordVersion } from '../../src/record/run-record.ts';

const text = { type: 'string' };
const whole = { type: 'integer', minimum: 0 };
const hash = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' };

/** An object whose members are all there, but for those named. */
function members(properties: Readonly<Record<string, object>>, optional: readonly string[] = []): object {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: 'object', properties, required };
}

function list(items: object): object {
  return { type: 'array', items };
}

const versions = { type: 'object', additionalProperties: { type: 'integer', minimum: 1 } };

/** The JSON Schema of run records (draft 2020-12), as text. New members may come; those that there are keep their meaning. */
export function runRecordSchema(): string {
  const statement = members(
    {
      index: { ...whole, description: 'Position in the straight line that was executed, from 0.' },
      command: text,
      at: {
        ...members({ start: whole, end: whole, line: whole }),
        description: 'Offsets in the script (UTF-16), and the first line.',
      },
      iteration: {
        ...list(members({ name: text, value: text })),
        description: 'The pass of the loops that it stands in.',
      },
      outcome: { enum: ['done', 'refused', 'failed', 'not-run'] },
      results: {
        ...list(members({ type: text, hash })),
        description: 'Released results: the SHA-256 of the canonical JSON (RFC 8785) of each body.',
      },
    },
    ['iteration'],
  );
  const databank = members({
    databank: text,
    version: { ...text, description: 'In full: 38.1.2; DRAFT is not reproducible.' },
    nature: { enum: ['synthetic', 'public', 'confidential'] },
    hash: { ...hash, description: 'Over the catalogue and the content of all column files.' },
    variables: {
      ...list(members({ name: text, files: list(hash) })),
      description: 'Variables that were read, with the content hashes of their column files.',
    },
  });
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:openmicrodata:run-record:${recordVersion}`,
    title: 'Run record of openmicrodata',
    ...members(
      {
        format: { const: 'microdata-run-record' },
        version: { const: recordVersion },
        engine: members({ name: { const: 'openmicrodata' }, version: text, build: hash }),
        script: members({ name: text, container: { enum: ['plain', 'literate'] }, hash, text }),
        ir: { ...members({ version: whole, hash }), description: 'What the script means, whatever its spelling.' },
        semantics: {
          ...members({ commands: versions, functions: versions, parts: versions }),
          description: 'Semantics versions of all that the script uses; see changes-that-affect-results.md.',
        },
        databanks: list(databank),
        policy: members({ id: text, version: whole, hash }),
        noiseKey: { ...hash, description: 'Names the secret that noise was drawn with, and tells nothing of it.' },
        history: { ...text, description: 'Names what was known of earlier runs, where results depend on it.' },
        options: members({ language: { enum: ['nb', 'en'] }, persons: whole }, ['persons']),
        statements: list(statement),
        time: {
          type: 'string',
          pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$',
          description: 'Only on request.',
        },
      },
      ['history', 'time'],
    ),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}
