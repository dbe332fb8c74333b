import { Agent, request } from 'node:http';

/** Another caller, who sends requests over one connection all the time. */
export interface Neighbour {
  /** The longest it waited for an answer, in milliseconds; a request in progress counts. May be called again. */
  stop(): Promise<number>;
}

const pauseMs = 10;

export function watchNeighbour(url: URL): Neighbour {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let longest = 0;
  let began = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const note = (): void => {
    longest = Math.max(longest, performance.now() - began);
  };
  const ask = (): void => {
    began = performance.now();
    const next = (): void => {
      note();
      timer = setTimeout(ask, pauseMs);
    };
    request(url, { agent, headers: { 'apollo-require-preflight': 'true' } }, (answer) =>
      answer.resume().on('end', next),
    )
      .on('error', next)
      .end();
  };
  ask();
  let isStopped = false;
  return {
    stop: async () => {
      if (!isStopped) note();
      isStopped = true;
      clearTimeout(timer);
      agent.destroy();
      return Math.round(longest);
    },
  };
}
