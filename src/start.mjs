import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Plain JavaScript that old versions of Node understand: they can't read the TypeScript behind it, and should say so.
const least = 24;
if (Number(process.versions.node.split('.')[0]) < least) {
  console.error(`Clone Service needs Node ${least} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

// Compiled code is kept from one start to the next (doc/decisions/performance-history.md), among what is installed: in the folder for
// temporary files, which is Node's default, another user of the machine could put code of theirs. Not writable, not kept.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));

// Node warns of WebAssembly modules and SQLite, which are here to stay; an error of one line would stand below that.
process.removeAllListeners('warning').on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(`${warning.name}: ${warning.message}`);
});

// A reader that has seen enough (`| head`) is no fault.
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
  console.error(`There is no such command; there are ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
}

/** What its reader can mend is one line; only a fault has a stack. */
run().catch((error) => {
  const exitCodes = { StartError: 1, UsageError: 2 };
  console.error(error.name in exitCodes ? error.message : error);
  process.exit(exitCodes[error.name] ?? 1);
});
