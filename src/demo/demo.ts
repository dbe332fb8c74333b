import { setTimeout as delay } from 'node:timers/promises';
import type { SettingName } from '../settings/settingsTable.ts';
import { createParts, type Parts } from './parts.ts';
import { readDemoArguments, type DemoChoices } from './readDemoArguments.ts';

/** Settings of the Clone subgraph that the demo takes over. It has its own database and its own keys, whatever is set. */
const takenOver: readonly SettingName[] = [
  'PORT',
  'DATA_DIR',
  'MODERATION_GATE',
  'IMAGE_HOSTS',
  'MAX_CLONES_PER_OWNER',
];

const ports = { gateway: 4000, internalGateway: 4010, audition: 4011, queue: 4012, arena: 4013 };

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `npm run demo`: the whole graph in this process until SIGINT, SIGTERM or SIGHUP, which end it with exit code 0 at
 * any moment, also while it starts. `args`: which source fails, or is another team's. Throws UsageError, SettingsError or
 * StartError when it can't start.
 */
export async function runDemo(env: Environment, args: readonly string[]): Promise<void> {
  const stopped = untilSignal();
  const choices = readDemoArguments(args);
  const parts = createParts((line) => console.log(line));
  const started = start(env, choices, parts);
  // Stopped while starting: whatever the start still ends with is of no interest.
  const settled = started.then(
    () => {},
    () => {},
  );
  try {
    const text = await Promise.race([started, stopped]);
    if (text !== undefined) {
      console.log(text);
      await stopped;
    }
  } finally {
    // A part that is just starting is waited for: an exit while WebAssembly is being compiled may hang (src/main.ts).
    await Promise.race([settled.then(() => parts.close()), delay(8_000, undefined, { ref: false })]);
  }
  // What takes longer is left as it is: every store survives a process that ends at any moment.
  process.exit(0);
}

/** Starts everything and gives what the terminal then shows. */
async function start(env: Environment, choices: DemoChoices, parts: Parts): Promise<string> {
  // Loaded here: reading all this code takes most of a second, and a signal must find its listener by then.
  const [{ readSettings }, { startDemo }, { welcome }] = await Promise.all([
    import('../settings/settings.ts'),
    import('./startDemo.ts'),
    import('./welcome.ts'),
  ]);
  const chosen = Object.fromEntries(takenOver.map((name) => [name, env[name]]));
  // Its metrics are nobody's: whoever runs the service beside the demo keeps the port.
  const settings = readSettings({ ...chosen, METRICS_PORT: '0', LOG_LEVEL: env['LOG_LEVEL'] || 'warn' });
  return welcome(await startDemo({ settings, dataDir: env['DATA_DIR'] || '.data', ports, choices }, parts));
}

/** Settles at the first signal. Later ones change nothing: npm and the terminal each send their own. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
