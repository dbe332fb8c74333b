import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { testServer } from './testServer.ts';

/**
 * A proxy to the test server that can go silent: connections stay open, and new ones are accepted, but nothing passes.
 */
export interface Relay {
  /** The same URL, through this relay. */
  through(url: string): string;
  /** From now on nothing passes, in either direction; what is sent is lost, and its connections never work again. */
  swallow(): void;
  /** Connections made from now on work; those opened before never do again. */
  restore(): void;
  /** Swallows everything once a client has sent this text, which itself still passes or not. */
  swallowAt(text: string, passes: boolean): void;
  /** How many chunks it has swallowed from clients. */
  swallowed(): number;
  /** How many connections from clients are open. */
  open(): number;
}

/** Starts a relay for the running test. */
export async function startRelay(): Promise<Relay> {
  const target = new URL(testServer ?? '');
  const sockets = new Set<Socket>();
  const dead = new WeakSet<Socket>();
  let swallows = false;
  let swallowed = 0;
  let trigger: { readonly text: string; readonly passes: boolean } | null = null;

  const swallow = (): void => {
    swallows = true;
    for (const socket of sockets) dead.add(socket);
  };
  const server = createServer((client) => {
    sockets.add(client);
    client.on('error', () => {}).on('close', () => sockets.delete(client));
    if (swallows) {
      dead.add(client);
      client.on('data', () => void (swallowed += 1));
      return;
    }
    const upstream = connect(Number(target.port || 5432), target.hostname);
    upstream.on('error', () => {});
    client.on('data', (chunk) => {
      if (dead.has(client)) return void (swallowed += 1);
      const triggered = trigger !== null && chunk.includes(trigger.text);
      if (!triggered || trigger?.passes) upstream.write(chunk);
      if (triggered) swallow();
    });
    upstream.on('data', (chunk) => void (dead.has(client) || client.write(chunk)));
    // The end of a connection doesn't pass either.
    upstream.on('close', () => void (dead.has(client) || client.destroy()));
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    through: (url) => {
      const relayed = new URL(url);
      relayed.hostname = '127.0.0.1';
      relayed.port = String((server.address() as AddressInfo).port);
      return relayed.href;
    },
    swallow,
    restore: () => {
      swallows = false;
      trigger = null;
    },
    swallowAt: (text, passes) => void (trigger = { text, passes }),
    swallowed: () => swallowed,
    open: () => sockets.size,
  };
}
