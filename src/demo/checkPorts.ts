import { createServer } from 'node:net';
import { once } from 'node:events';
import { StartError } from '../errors/startError.ts';

/** Throws StartError, one line, that names every port of a part which something else listens on. 0 is any free port. */
export async function checkPorts(ports: Readonly<Record<string, number>>): Promise<void> {
  const wanted = Object.entries(ports);
  const free = await Promise.all(wanted.map(([, port]) => port === 0 || isFree(port)));
  const taken = wanted.filter((_, index) => !free[index]).map(([part, port]) => `${port} (${part})`);
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
