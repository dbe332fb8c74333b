import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Plain JavaScript, so that old versions of Node, which can't load the TypeScript behind it, get as far as this message.
const least = 24;
if (Number(process.versions.node.split('.')[0]) < least) {
  console.error(`Clone Service needs Node ${least} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

// Caches compiled code between starts (doc/performance.md), inside node_modules: in Node's default, the temporary folder,
// another user of the machine could plant code. If the folder isn't writable, nothing is cached.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));

// Node's experimental warnings about WebAssembly modules and SQLite would bury a one-line error.
process.removeAllListeners('warning').on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(`${warning.name}: ${warning.message}`);
});

// A reader that closes the pipe (`| head`) is no error.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const [name, ...args] = process.argv.slice(2);

const commands = {
  start: async () => (await import('./main.ts')).main(),
  demo: async () => (await import('./demo/demo.ts')).runDemo(process.env, args),
  migrate: async () =>
    console.log(
      await (await import('./commands/migrate.ts')).migrateCommand((await settings()).readMigrateDatabase(process.env)),
    ),
  token: async () =>
    console.log(
      await (await import('./commands/token.ts')).token(args, (await settings()).readTokenSettings(process.env)),
    ),
  supergraph: async () => console.log(await (await import('./commands/supergraph.ts')).supergraph(args)),
  'check-contributor': async () => {
    const { checkContributor } = await import('./commands/checkContributor.ts');
    if (!(await checkContributor(args, process.env, (text) => console.log(text)))) process.exitCode = 1;
  },
};

function settings() {
  return import('./settings/settings.ts');
}

async function run() {
  const command = Object.hasOwn(commands, name ?? 'start') ? commands[name ?? 'start'] : undefined;
  if (command) return command();
  console.error(`Unknown command. Commands: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
}

/** An error that the user can fix is one line; only a bug prints a stack. */
run().catch((error) => {
  const exitCodes = { StartError: 1, UsageError: 2 };
  console.error(error.name in exitCodes ? error.message : error);
  process.exit(exitCodes[error.name] ?? 1);
});
