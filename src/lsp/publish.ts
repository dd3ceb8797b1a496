import type { Diagnostic } from '../base/diagnostic.ts';
import { carriedOver } from './carry.ts';
import { problemsOf } from './findings.ts';
import type { Snapshot } from './snapshot.ts';

/** The server's clock; the only one that language services have. */
export interface Clock {
  /** Milliseconds since some moment. */
  now(): number;
  /** Acts later; the answer calls it off. */
  after(milliseconds: number, act: () => void): () => void;
}

/** Shows problems as they are found. */
export interface Publisher {
  /** A document has a new text, or other databanks: what reading finds is shown at once, the rest after a short pause. */
  update(snapshot: Snapshot): void;
  /** A document was closed: nothing is shown of it any more. */
  forget(uri: string): void;
  stop(): void;
}

/** What has been shown of a document. */
interface Shown {
  readonly text: string;
  /** Of the analysis; carried over from an older text where the newer one has not been analysed yet. */
  readonly analysed: readonly Diagnostic[];
}

/** Analysis that takes longer than this waits until the typist pauses. */
const quick = 20;

/** The longest pause, in milliseconds. */
const longest = 400;

/**
 * Makes a publisher. Scripts whose analysis is quick are analysed after every keystroke; for others the pause grows with what
 * their last analysis took, and work on a text that is no longer the current one is dropped.
 *
 * @param show shows all problems of a document in place of those shown before
 * @param find what lint finds in a document; nothing where it is not asked
 */
export function publisher(
  clock: Clock,
  show: (snapshot: Snapshot, problems: readonly Diagnostic[]) => void,
  find: (snapshot: Snapshot) => readonly Diagnostic[] = () => [],
): Publisher {
  const waiting = new Map<string, () => void>();
  const shown = new Map<string, Shown>();
  let lastDuration = 0;

  const analyse = (snapshot: Snapshot): void => {
    waiting.delete(snapshot.uri);
    const before = clock.now();
    const findings = find(snapshot);
    const analysed = [...snapshot.analysis.diagnostics, ...findings];
    lastDuration = clock.now() - before;
    shown.set(snapshot.uri, { text: snapshot.source.text, analysed });
    show(snapshot, problemsOf(snapshot, findings));
  };

  return {
    update(snapshot) {
      const { uri, source } = snapshot;
      waiting.get(uri)?.();
      if (lastDuration <= quick) {
        waiting.set(
          uri,
          clock.after(0, () => analyse(snapshot)),
        );
        return;
      }
      const last = shown.get(uri);
      const analysed = last === undefined ? [] : carriedOver(last.analysed, last.text, source.text);
      shown.set(uri, { text: source.text, analysed });
      show(snapshot, [...snapshot.parseDiagnostics, ...analysed]);
      waiting.set(
        uri,
        clock.after(Math.min(longest, 2 * lastDuration), () => analyse(snapshot)),
      );
    },
    forget(uri) {
      waiting.get(uri)?.();
      waiting.delete(uri);
      shown.delete(uri);
    },
    stop() {
      for (const callOff of waiting.values()) callOff();
      waiting.clear();
    },
  };
}
