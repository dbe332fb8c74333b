import type { DestinationStream } from 'pino';
import type { Writable } from 'node:stream';

/** How many bytes to buffer for a stalled reader: some thousands of lines. */
const mostBuffered = 1_048_576;

/**
 * A log destination that never blocks: lines for a slow reader are buffered up to `limit`, further ones are dropped. Once
 * the stream drains, a line reports how many.
 */
export function createLogDestination(
  stream: Pick<Writable, 'write' | 'writableLength' | 'once'>,
  limit = mostBuffered,
): DestinationStream {
  let dropped = 0;
  const reportDropped = (): void => {
    const line = {
      level: 'warn',
      time: Date.now(),
      service: 'clone-service',
      dropped,
      msg: 'log lines were dropped: the log reader stalled',
    };
    dropped = 0;
    stream.write(`${JSON.stringify(line)}\n`);
  };
  return {
    write: (line) => {
      if (dropped === 0 && stream.writableLength + line.length <= limit) stream.write(line);
      else if ((dropped += 1) === 1) stream.once('drain', reportDropped);
    },
  };
}

/** Resolves when the stream is flushed, or after `ms`. */
export function untilFlushed(stream: Pick<Writable, 'writableLength' | 'once'>, ms: number): Promise<void> {
  if (stream.writableLength === 0) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
    stream.once('drain', resolve);
  });
}
