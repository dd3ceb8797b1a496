import type { Statement } from '../lang/syntax/ast.ts';
import { changesThatAffectResults, type ResultChange, semanticsVersion, sharedParts } from './changes.ts';

/** Semantics versions by name. */
export interface Semantics {
  readonly commands: Readonly<Record<string, number>>;
  readonly functions: Readonly<Record<string, number>>;
  readonly parts: Readonly<Record<string, number>>;
}

/** The semantics versions of all that a script uses. */
export function semanticsOf(
  statements: readonly Statement[],
  changes: readonly ResultChange[] = changesThatAffectResults,
): Semantics {
  const used = { command: new Set<string>(), function: new Set<string>() };
  gather(statements, used);
  const versions = (kind: 'command' | 'function' | 'part', names: Iterable<string>) =>
    Object.fromEntries([...names].sort().map((name) => [name, semanticsVersion({ kind, name }, changes)]));
  return {
    commands: versions('command', used.command),
    functions: versions('function', used.function),
    parts: versions('part', sharedParts),
  };
}

/** Walks a tree of plain data: commands may stand in commands, calls wherever an expression may. */
function gather(node: unknown, used: { readonly command: Set<string>; readonly function: Set<string> }): void {
  if (Array.isArray(node)) {
    for (const item of node) gather(item, used);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) {
    if (node.type === 'command' && 'command' in node) used.command.add(String(node.command));
    if (node.type === 'call' && 'function' in node) used.function.add(String(node.function));
  }
  for (const member of Object.values(node)) gather(member, used);
}
