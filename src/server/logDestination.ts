import type { DestinationStream } from 'pino';
import type { Writable } from 'node:stream';

/** What waits for a reader that stands still, in bytes: some thousands of lines. */
const mostWaiting = 1_048_576;

/**
 * Where a log's lines go when nothing may wait for their reader: what it doesn't take waits in memory, up to a limit, and
 * lines beyond it are dropped and counted. Once it reads again, a line says how many there were.
 */
export function createLogDestination(
  stream: Pick<Writable, 'write' | 'writableLength' | 'once'>,
  limit = mostWaiting,
): DestinationStream {
  let dropped = 0;
  const tell = (): void => {
    const line = {
      level: 'warn',
      time: Date.now(),
      service: 'clone-service',
      dropped,
      msg: 'lines of the log were dropped: its reader stood still',
    };
    dropped = 0;
    stream.write(`${JSON.stringify(line)}\n`);
  };
  return {
    write: (line) => {
      if (dropped === 0 && stream.writableLength + line.length <= limit) stream.write(line);
      else if ((dropped += 1) === 1) stream.once('drain', tell);
    },
  };
}

/** Settles when the stream has passed everything on, or can't before `ms` are over. */
export function untilPassedOn(stream: Pick<Writable, 'writableLength' | 'once'>, ms: number): Promise<void> {
  if (stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    stream.once('drain', resolve);
  });
}
