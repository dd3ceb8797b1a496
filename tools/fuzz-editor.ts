/**
 * Types, deletes and pastes in plain scripts and literate documents before a language server, and checks all that it says.
 *
 *     npx node tools/fuzz-editor.ts COUNT SEED [FIRST]
 *
 * Does COUNT edits in documents FIRST … of the series SEED, each with a server of its own. Nothing may be thrown, no place may lie
 * outside the text, and every so often every feature must answer as a server does that has just opened the text. Prints each
 * failure with its text and ends with 1 when there was any. The same numbers give the same edits on every machine.
 */
import process from 'node:process';
import { typingFailure } from '../test/helpers/typing/trial.ts';

/** Edits in one document. */
const perDocument = 500;
/** Failures that are shown before a run gives up. */
const mostFailures = 10;

const [count = 10_000, seed = 1, first = 0] = process.argv.slice(2).map(Number);
let failures = 0;
let done = 0;
const start = performance.now();
for (let index = first; done < count && failures < mostFailures; index++) {
  const edits = Math.min(perDocument, count - done);
  const failure = await typingFailure(seed, index, { edits, compareEvery: 50, places: 3 });
  done += edits;
  if (failure !== undefined) {
    failures++;
    console.log(
      `\n── document ${index}: ${failure.kind}\n${failure.detail.slice(0, 1500)}\n${JSON.stringify(failure.text)}`,
    );
  }
  if ((index - first) % 10 === 9) console.log(`${done} edits, ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
console.log(`${done} edits of the series ${seed}: ${failures} documents with failures`);
process.exitCode = failures === 0 ? 0 : 1;
