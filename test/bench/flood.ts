/** Sends the same requests over and over, in its own process so that it doesn't slow down the process that measures. */
import { createLoad, type Request } from './load.ts';

export interface Flood {
  readonly url: string;
  readonly requests: readonly Request[];
  readonly parallel: number;
}

process.once('message', ({ url, requests, parallel }: Flood) => {
  const load = createLoad(parallel, {});
  let answered = 0;
  const worker = async (first: number): Promise<void> => {
    for (let index = first; ; index += 1) {
      const request = requests[index % requests.length];
      if (request === undefined) return;
      await load.ask(url, request);
      answered += 1;
      if (answered === parallel) process.send?.('begun');
    }
  };
  void Promise.all(Array.from({ length: parallel }, (_, index) => worker(index)));
  process.on('message', () => process.send?.(answered));
});
