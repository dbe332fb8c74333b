import { parseOptions } from './settings/parseOptions.ts';

const usage = 'npm start';

const help = `Runs the Clone subgraph until it is stopped: /graphql, /graphiql, /health/live and /health/ready on PORT, /metrics on METRICS_PORT.
It has no options: settings are environment variables (doc/operations.md).`;

/**
 * `npm start`: this subgraph until SIGINT, SIGTERM or SIGHUP, which end it with exit code 0 at any moment, also while it
 * starts. Throws SettingsError or StartError when it can't start.
 */
export async function main(args: readonly string[]): Promise<void> {
  parseOptions(args, {}, { usage, help });
  const stopped = untilSignal();
  // Loaded here: reading all this code takes most of a second, and a signal must find its listener by then.
  const [{ readSettings }, { createLog }, { untilPassedOn }, { startService }] = await Promise.all([
    import('./settings/settings.ts'),
    import('./server/log.ts'),
    import('./server/logDestination.ts'),
    import('./startService.ts'),
  ]);
  const settings = readSettings(process.env);
  // A log without a reader ends nothing.
  process.stdout.removeAllListeners('error').on('error', () => {});
  const log = createLog(settings.logLevel);
  // Stopped while starting, it starts and is closed: a process that exits while WebAssembly is being compiled, as the
  // embedded database is, may hang for good (measured with Node 24.21, one exit in ten).
  const running = await startService(settings, log);
  await stopped;
  log.info('stopping');
  await running.close();
  await untilPassedOn(process.stdout, 500);
  process.exit(0);
}

/** Settles at the first signal. Later ones change nothing: npm and the terminal each send their own. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
