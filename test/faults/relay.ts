import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';

/** A proxy between the service and its database. */
export interface Relay {
  readonly port: number;
  /**
   * From now on nothing passes, in either direction, and neither side gets an error: connections stay open, and new
   * ones are accepted.
   */
  swallow(): void;
  /** New connections work again. Older ones stay silent for good, as if the network had lost their state. */
  restore(): void;
  /** New connections go to the server at this port. */
  moveTo(port: number): void;
  close(): Promise<void>;
}

export async function startRelay(first: number): Promise<Relay> {
  let target = first;
  let open = true;
  let sockets: Socket[] = [];
  const pass = new Set<Socket>();
  const server = createServer((near) => {
    sockets.push(near);
    near.on('error', () => {});
    // Always read: a full buffer must not hold up the sender.
    near.on('data', () => {});
    if (!open) return;
    const far = createConnection(target, '127.0.0.1');
    sockets.push(far);
    far.on('error', () => near.destroy());
    pass.add(near);
    near.on('data', (bytes: Buffer) => pass.has(near) && far.write(bytes));
    far.on('data', (bytes: Buffer) => pass.has(near) && near.write(bytes));
    near.on('close', () => pass.has(near) && far.destroy());
    far.on('close', () => pass.has(near) && near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    swallow: () => {
      open = false;
      pass.clear();
    },
    restore: () => {
      open = true;
    },
    moveTo: (port) => {
      target = port;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      sockets = [];
      server.close();
      await once(server, 'close');
    },
  };
}
