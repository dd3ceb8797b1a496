import { expect, it } from 'vitest';
import { allScripts, holdToLaws } from './run-laws.ts';

const quarter = allScripts / 4;

it('the laws hold for random scripts that were written carelessly', { timeout: 600_000 }, () => {
  expect.hasAssertions();
  holdToLaws(1 * quarter, 2 * quarter);
});
