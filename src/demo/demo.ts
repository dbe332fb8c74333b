import { setTimeout as delay } from 'node:timers/promises';
import type { SettingName } from '../settings/settingsTable.ts';
import { traceVariables } from '../settings/traceVariables.ts';
import { demoDefaults } from './demoDefaults.ts';
import { createParts, type Parts } from './parts.ts';
import { readDemoArguments, type DemoChoices } from './readDemoArguments.ts';

/** Settings of the Clone subgraph that the demo takes over. It has its own database and its own keys, whatever is set. */
const takenOver: readonly SettingName[] = [
  'PORT',
  'DATA_DIR',
  'MODERATION_GATE',
  'IMAGE_HOSTS',
  'MAX_CLONES_PER_OWNER',
  ...(Object.keys(traceVariables) as (keyof typeof traceVariables)[]),
];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * `npm run demo`: the whole graph in this process until SIGINT, SIGTERM or SIGHUP, which end it with exit code 0 at
 * any moment, also while it starts. `args`: which source fails or is another team's, and the ports. Throws UsageError, SettingsError or
 * StartError when it can't start.
 */
export async function runDemo(env: Environment, args: readonly string[]): Promise<void> {
  const choices = readDemoArguments(args);
  const stopped = untilSignal();
  const parts = createParts((line) => console.log(line));
  const started = start(env, choices, parts);
  // If the demo is stopped while it starts, how the start ends no longer matters.
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
    // Waits for a part that is still starting: exiting while WebAssembly compiles may hang (src/main.ts).
    await Promise.race([settled.then(() => parts.close()), delay(8_000, undefined, { ref: false })]);
  }
  // Whatever takes longer is abandoned: every store survives a process that ends at any moment.
  process.exit(0);
}

/** Starts everything and returns the text for the terminal. */
async function start(env: Environment, choices: DemoChoices, parts: Parts): Promise<string> {
  // Imported here because loading all this code takes most of a second, and the signal handlers must be there by then.
  const [{ readSettings }, { startDemo }, { welcome }] = await Promise.all([
    import('../settings/settings.ts'),
    import('./startDemo.ts'),
    import('./welcome.ts'),
  ]);
  const { clone, ...ports } = portsFrom(choices.firstPort);
  const chosen = {
    PORT: String(clone),
    ...demoDefaults,
    ...Object.fromEntries(takenOver.flatMap((name) => (env[name] ? [[name, env[name]]] : []))),
  };
  // Nobody reads the demo's metrics, so it leaves the port to a service that runs beside it.
  const settings = readSettings({ ...chosen, METRICS_PORT: '0', LOG_LEVEL: env['LOG_LEVEL'] || 'warn' });
  return welcome(await startDemo({ settings, dataDir: env['DATA_DIR'] || '.data', ports, choices }, parts));
}

/** The ports of all parts; all 0, any free ones, if `first` is 0. */
function portsFrom(first: number) {
  const at = (distance: number): number => (first === 0 ? 0 : first + distance);
  return { gateway: at(0), clone: at(1), internalGateway: at(10), audition: at(11), queue: at(12), arena: at(13) };
}

/** Resolves at the first signal. Later ones are ignored: npm and the terminal each send their own. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}
