import { createLog } from './server/log.ts';
import { startService } from './startService.ts';
import { readSettings } from './settings.ts';

/**
 * `npm start`: this subgraph until SIGINT, SIGTERM or SIGHUP, which end it with exit code 0. Throws SettingsError or
 * StartError when it can't start.
 */
export async function main(): Promise<void> {
  const stopped = untilSignal();
  const settings = readSettings(process.env);
  const log = createLog(settings.logLevel);
  // Every store survives a process that ends while it starts.
  void stopped.then(() => running ?? process.exit(0));
  let running: Awaited<ReturnType<typeof startService>> | undefined;
  running = await startService(settings, log);
  await stopped;
  log.info('stopping');
  await running.close();
  process.exit(0);
}

/** Settles at the first signal. Later ones change nothing: npm and the terminal each send their own. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
