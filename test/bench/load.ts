import { Agent, request as send, type IncomingMessage } from 'node:http';

/** A request to send: its token, if any, and its body. */
export interface Request {
  readonly token: string | null;
  readonly body: string;
}

/**
 * Sends HTTP requests over keep-alive connections. Why not autocannon: it gives every connection the same requests, and
 * writes must not repeat; its latencies are whole milliseconds; it opens new connections each time.
 */
export function createLoad(connections: number, headers: Readonly<Record<string, string>>) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });

  /** The text of one answer. Throws when there is none, or when it holds an error. */
  function ask(url: string, { token, body }: Request): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        agent,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...(token && { authorization: `Bearer ${token}` }),
        },
      };
      const outgoing = send(url, options, (incoming: IncomingMessage) => {
        const parts: Buffer[] = [];
        incoming.on('data', (part: Buffer) => parts.push(part));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(parts).toString();
          if (incoming.statusCode === 200 && !text.includes('"errors":[{')) resolve(text);
          else
            reject(
              new Error(
                `${url} did not answer ${body.slice(0, 100)} but ${incoming.statusCode}: ${text.slice(0, 500)}`,
              ),
            );
        });
      });
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        // The server closed the idle connection at that moment, and never saw the request.
        if (outgoing.reusedSocket && error.code === 'ECONNRESET') resolve(ask(url, { token, body }));
        else reject(error);
      });
      outgoing.end(body);
    });
  }

  return {
    ask,
    /** Sends all requests, as many at once as there are connections. Returns the milliseconds of each. */
    async sendAll(url: string, requests: readonly Request[]): Promise<number[]> {
      const latencies: number[] = [];
      const waiting = requests.values();
      const worker = async (): Promise<void> => {
        for (const request of waiting) {
          const start = performance.now();
          await ask(url, request);
          latencies.push(performance.now() - start);
        }
      };
      await Promise.all(Array.from({ length: connections }, worker));
      return latencies;
    },
    close: () => agent.destroy(),
  };
}

export type Load = ReturnType<typeof createLoad>;
