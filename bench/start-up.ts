import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Time from process start to the end of `check` on a small script, with the built program: median of eleven calls, after one to warm up. */
export function runStartUp(): void {
  const root = join(import.meta.dirname, '..');
  const program = join(root, 'dist', 'cli.js');
  if (!existsSync(program)) throw new Error('npm run build first: the start-up of the built program is measured');
  const times: number[] = [];
  for (let i = 0; i < 12; i++) {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, [program, 'check', join(root, 'examples', 'cars-and-income.txt')]);
    if (status !== 0) throw new Error('the example does not check');
    if (i > 0) times.push(performance.now() - started);
  }
  const bare = performance.now();
  spawnSync(process.execPath, ['-e', '']);
  const bareNode = performance.now() - bare;
  times.sort((a, b) => a - b);
  console.log(
    `check of a small script, from process start: ${(times[5] ?? 0).toFixed(0)} ms (bare Node ${bareNode.toFixed(0)} ms)`,
  );
}
