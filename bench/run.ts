import { runFullCountry } from './full-country.ts';
import { runStartUp } from './start-up.ts';

const persons = Number(process.argv[2] ?? 11_000_000);
const rounds = Number(process.argv[3] ?? 3);
if (!Number.isInteger(persons) || !Number.isInteger(rounds) || rounds < 1) {
  console.error('usage: npm run bench -- [persons] [rounds]');
  process.exit(2);
}
runStartUp();
await runFullCountry(persons, rounds);
