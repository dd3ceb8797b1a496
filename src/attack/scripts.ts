import type { Target } from './scene.ts';

/** Selects some units and nobody else. */
export function anyOf(targets: readonly Pick<Target, 'condition'>[]): string {
  return `(${targets.map(({ condition }) => `(${condition})`).join(' | ')})`;
}
