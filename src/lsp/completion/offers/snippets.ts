import type { CommandSpec, ConstructSpec } from '../../../lang/command-spec.ts';
import { positionalWords } from '../../../lang/identifiers.ts';
import { usageOf } from '../../../lang/usage.ts';

const word = /\.?[\p{L}][\p{L}\p{M}\p{Nd}_-]*/gu;

/** The whole of a command as a snippet, made from its usage: what may be left out is left out, of two ways the first is taken. */
export function commandSnippet(spec: CommandSpec): string {
  return snippetOf(spec.name, usageOf(spec).slice(spec.name.length));
}

/** A construct as a snippet: with a line of its own for what stands in its block. */
export function constructSnippet(spec: ConstructSpec): string {
  const head = snippetOf(spec.name, spec.usage.slice(spec.name.length));
  if (spec.end === undefined) return head;
  const isIndented = spec.usage !== spec.name;
  return `${head}\n${isIndented ? '\t' : ''}$0\n${spec.end}`;
}

function snippetOf(name: string, usage: string): string {
  const required = usage
    .replace(/\[[^\]]*\]/gu, '')
    .replace(/\(([^()|]*)\|[^()]*\)/gu, '$1')
    .replace(/…/gu, '');
  let next = 0;
  const parts = required.replace(word, (role) => {
    if (isKeyword(role)) return role;
    next++;
    return `\${${next}:${role}}`;
  });
  // A keyword at the end has lost what followed it.
  const text = parts
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[):])|(?<=\() /gu, '')
    .trim();
  return text === '' ? name : `${name} ${text}`;
}

function isKeyword(role: string): boolean {
  return positionalWords.has(role) || role === 'if';
}
