import { appendFileSync } from 'node:fs';
import type { Message, MessageReader, MessageWriter } from 'vscode-languageserver/node';
import { createConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { type ServerHost, serve } from './server.ts';

/** Where messages come from and go to. */
export interface ServerStreams {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Serves an editor over two streams. The process ends when the editor says so; the answer comes when it has gone without that.
 *
 * @param logFile  where every message is written down, if anywhere
 */
export function serveStreams({ input, output }: ServerStreams, host: ServerHost, logFile?: string): Promise<void> {
  const log = logFile === undefined ? undefined : messageLog(logFile, host);
  const reader = new StreamMessageReader(input);
  // After a header that makes no sense the reader waits for more input before it looks at what it has.
  reader.onError(() => host.clock.after(0, () => void input.emit('data', Buffer.alloc(0))));
  const writer = new StreamMessageWriter(output);
  const connection =
    log === undefined
      ? createConnection(reader, writer)
      : createConnection(loggedReader(reader, log), loggedWriter(writer, log));
  serve(connection, host);
  return new Promise((resolve) => {
    input.once('end', () => host.clock.after(grace, resolve));
  });
}

/** Milliseconds that messages have which came just before the input ended. */
const grace = 500;

type MessageLog = (direction: 'in' | 'out', message: Message) => void;

/** One line per message: milliseconds since the start, direction, message. */
function messageLog(file: string, { clock }: ServerHost): MessageLog {
  const start = clock.now();
  return (direction, message) => {
    appendFileSync(file, `${(clock.now() - start).toFixed(1)} ${direction} ${JSON.stringify(message)}\n`);
  };
}

function loggedReader(reader: MessageReader, log: MessageLog): MessageReader {
  return {
    onError: reader.onError,
    onClose: reader.onClose,
    onPartialMessage: reader.onPartialMessage,
    dispose: () => reader.dispose(),
    listen: (callback) =>
      reader.listen((message) => {
        log('in', message);
        callback(message);
      }),
  };
}

function loggedWriter(writer: MessageWriter, log: MessageLog): MessageWriter {
  return {
    onError: writer.onError,
    onClose: writer.onClose,
    dispose: () => writer.dispose(),
    end: () => writer.end(),
    write: (message) => {
      log('out', message);
      return writer.write(message);
    },
  };
}
