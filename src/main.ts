import { parseOptions } from './settings/parseOptions.ts';

const usage = 'npm start';

const help = `Runs the Clone subgraph until it is stopped: /graphql, /graphiql, /health/live and /health/ready on PORT, /metrics on METRICS_PORT.
It has no options: settings are environment variables (doc/operations.md).`;

/**
 * `npm start`: runs this subgraph until SIGINT, SIGTERM or SIGHUP, then exits with 0, even if it was still starting.
 * Throws SettingsError or StartError when it can't start.
 */
export async function main(args: readonly string[]): Promise<void> {
  parseOptions(args, {}, { usage, help });
  const stopped = untilSignal();
  // Imported here: loading takes most of a second, and the signal handlers must be in place by then.
  const [{ readSettings }, { createLog }, { untilFlushed }, { startService }] = await Promise.all([
    import('./settings/settings.ts'),
    import('./server/log.ts'),
    import('./server/logDestination.ts'),
    import('./startService.ts'),
  ]);
  const settings = readSettings(process.env);
  // Losing the log's reader must not end the service.
  process.stdout.removeAllListeners('error').on('error', () => {});
  const log = createLog(settings.logLevel);
  // A signal during startup takes effect after it: a process that exits while the embedded database's WebAssembly is being
  // compiled may hang forever (one exit in ten, measured with Node 24.21).
  const running = await startService(settings, log);
  await stopped;
  log.info('stopping');
  await running.close();
  await untilFlushed(process.stdout, 500);
  process.exit(0);
}

/** Resolves at the first signal. Later ones are ignored: npm and the terminal each send their own. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
