import { createServer } from 'node:net';
import { once } from 'node:events';
import { StartError } from '../errors/startError.ts';

/** A port that a part of the demo is going to listen on; 0: any free one. */
export interface WantedPort {
  readonly part: string;
  readonly port: number;
}

/** Throws StartError, one line, that names every port which something else listens on. */
export async function checkPorts(wanted: readonly WantedPort[]): Promise<void> {
  const free = await Promise.all(wanted.map(({ port }) => port === 0 || isFree(port)));
  const taken = wanted.filter((_, index) => !free[index]).map(({ part, port }) => `${port} (${part})`);
  if (taken.length === 0) return;
  const what = taken.length === 1 ? `Port ${taken[0]} is` : `Ports ${taken.join(', ')} are`;
  throw new StartError(
    `${what} in use. Stop what listens there, or choose others: npm run demo -- --port 5000, or 0 for any free ones.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
