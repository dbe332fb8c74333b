import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

export interface Connections {
  /** Resolves once no connection has arrived for `ms`, or after ten times as long if they keep arriving. */
  untilQuiet(ms: number): Promise<void>;
  /** Resolves when none are left, or after `ms`. */
  untilNone(ms: number): Promise<void>;
  /** Closes those without a request in flight. Node's closeIdleConnections keeps one that never sent a complete request. */
  closeUnused(): void;
}

/** Tracks a server's connections from now on. */
export function trackConnections(server: Server): Connections {
  const requests = new Map<Socket, number>();
  let accepted = 0;
  let onNone = (): void => {};
  const change = (socket: Socket, by: number): void => {
    const count = requests.get(socket);
    if (count !== undefined) requests.set(socket, count + by);
  };
  server.on('connection', (socket) => {
    accepted += 1;
    requests.set(socket, 0);
    socket.once('close', () => {
      requests.delete(socket);
      if (requests.size === 0) onNone();
    });
  });
  server.on('request', ({ socket }, response) => {
    change(socket, 1);
    response.once('close', () => change(socket, -1));
  });
  return {
    untilQuiet: async (ms) => {
      for (let rounds = 0, before = -1; rounds < 10 && before !== accepted; rounds += 1) {
        before = accepted;
        await pause(ms);
        // A late timer fires before pending connections are accepted: give those a turn of the event loop.
        await nextTurn();
      }
    },
    untilNone: (ms) =>
      new Promise((resolve) => {
        if (requests.size === 0) return resolve();
        const timer = setTimeout(resolve, ms);
        onNone = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
    closeUnused: () => {
      for (const [socket, count] of requests) if (count === 0) socket.destroy();
    },
  };
}
