import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

export interface Connections {
  /** Settles when nobody has connected for `ms`, or after ten times as long where somebody always does. */
  untilQuiet(ms: number): Promise<void>;
  /** Settles when there are none left, or when `ms` are over. */
  untilNone(ms: number): Promise<void>;
  /** Closes those without a request under way. Node's own call counts one that never brought a whole request to the busy. */
  closeUnused(): void;
}

/** The connections of a server from now on. */
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
        // The timer may be late and come first; those who connected meanwhile are accepted in the turn after it.
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
