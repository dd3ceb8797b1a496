import type { FunctionSpec } from './function-spec.ts';

/** How a function is written: `round(x, unit?)`, `inlist(x, value, …)`. */
export function signatureOf(spec: Pick<FunctionSpec, 'name' | 'parameters'>): string {
  const parameters = spec.parameters.map((p) => `${p.name}${p.optional ? '?' : ''}${p.repeated ? ', …' : ''}`);
  return `${spec.name}(${parameters.join(', ')})`;
}

/** Whether a function can be called with so many arguments. */
export function acceptsCount(spec: FunctionSpec, count: number): boolean {
  const least = spec.parameters.filter((p) => !p.optional).length;
  const most = spec.parameters.at(-1)?.repeated ? Number.POSITIVE_INFINITY : spec.parameters.length;
  return (count >= least && count <= most) || spec.synonym?.arguments === count;
}
