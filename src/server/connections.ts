import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';

export interface Connections {
  /** Settles in a moment in which no connection waits to be accepted, or after a number of turns. */
  untilAccepted(): Promise<void>;
  /** Settles when there are none left, or when `ms` are over. */
  untilNone(ms: number): Promise<void>;
  /** Closes those without a request under way. Node's own call counts one that never brought a whole request to the busy. */
  closeUnused(): void;
}

/** Where new ones keep coming. */
const mostTurns = 200;

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
    untilAccepted: async () => {
      // One is accepted in each turn of the event loop: when a turn brings none, none waits.
      let before = -1;
      for (let turns = 0; turns < mostTurns && before !== accepted; turns += 1) {
        before = accepted;
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
