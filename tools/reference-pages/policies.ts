import { policyById, policyIds } from '../../src/disclosure/policies.ts';
import type { Policy } from '../../src/disclosure/policy.ts';
import { page, table } from './markdown.ts';

/** The page of the shipped policies: every parameter under each of them, strictest first, and the hashes that reports name. */
export function policyPage(): string {
  const policies = [...policyIds].reverse().flatMap((id) => policyById(id) ?? []);
  const [first] = policies;
  if (first === undefined) throw new Error('no policy is shipped');
  return page('Policies of disclosure control', [
    'A policy is data: a JSON file with these parameters, checked when it is read and named by its hash in every result. The rules that read them are in [disclosure-matrix.md](disclosure-matrix.md); `null` turns a limit off. The order is that of strictness: a databank may state the least strict policy that it admits.',
    table(['Parameter', ...policies.map(({ id }) => `\`${id}\``)], parametersOf(first).map(rowOf(policies))),
    '## Hashes',
    table(
      ['Policy', 'Version', 'About', 'SHA-256 of its canonical JSON'],
      policies.map(({ id, version, title, hash }) => [`\`${id}\``, String(version), title, `\`${hash}\``]),
    ),
  ]);
}

const rowOf =
  (policies: readonly Policy[]) =>
  (parameter: string): readonly string[] => [
    `\`${parameter}\``,
    ...policies.map((policy) => printed(valueAt(policy, parameter))),
  ];

/** Names of the parameters as `group.name`. */
function parametersOf(policy: Policy): readonly string[] {
  return Object.entries<unknown>({ ...policy }).flatMap(([group, members]) =>
    typeof members === 'object' && members !== null ? Object.keys(members).map((name) => `${group}.${name}`) : [],
  );
}

function valueAt(policy: Policy, parameter: string): unknown {
  const [group = '', name = ''] = parameter.split('.');
  const members: unknown = Reflect.get(policy, group);
  return typeof members === 'object' && members !== null ? Reflect.get(members, name) : undefined;
}

function printed(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? '(none)' : value.join(', ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, member]) => `${name} ${String(member)}`)
      .join(', ');
  }
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}
