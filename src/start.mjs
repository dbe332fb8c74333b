import module from 'node:module';
import { fileURLToPath } from 'node:url';

// Plain JavaScript, so that an old Node can say that it is too old: it can't read the TypeScript behind this file.
const least = 24;
if (Number(process.versions.node.split('.')[0]) < least) {
  console.error(`Clone Service needs Node ${least} or newer; this is Node ${process.versions.node}.`);
  process.exit(1);
}

// Caches compiled code between starts (doc/decisions/performance-history.md), in node_modules: in Node's default, the folder for temporary
// files, another user of the machine could plant code. Where this folder isn't writable, nothing is cached.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)));

// Hides Node's warnings about WebAssembly modules and SQLite: nothing can be done about them, and they bury one-line errors.
process.removeAllListeners('warning').on('warning', (warning) => {
  if (warning.name !== 'ExperimentalWarning') console.error(`${warning.name}: ${warning.message}`);
});

// A reader that closes the pipe early (`| head`) is no fault.
process.stdout.on('error', (error) => process.exit(error.code === 'EPIPE' ? 0 : 1));

const commands = {
  start: async (args) => (await import('./main.ts')).main(args),
  demo: async (args) => (await import('./demo/demo.ts')).runDemo(process.env, args),
  migrate: async (args) => console.log(await (await import('./commands/migrate.ts')).runMigrate(args, process.env)),
  token: async (args) => console.log(await (await import('./commands/token.ts')).token(args, process.env)),
  supergraph: async (args) => console.log(await (await import('./commands/supergraph.ts')).supergraph(args)),
  events: async (args) => {
    const stopping = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => stopping.abort());
    const { events } = await import('./commands/events.ts');
    const lines = [(line) => console.log(line), (line) => console.error(line)];
    await events(args, process.env, stopping.signal, ...lines);
  },
  'check-contributor': async (args) => {
    const { checkContributor } = await import('./commands/checkContributor.ts');
    if (!(await checkContributor(args, process.env, (text) => console.log(text)))) process.exitCode = 1;
  },
};

async function run([first = 'start', ...others]) {
  // `npm start -- --help`: npm names no command there.
  const [name, args] = first.startsWith('-') ? ['start', [first, ...others]] : [first, others];
  if (Object.hasOwn(commands, name)) return commands[name](args);
  console.error(`Unknown command. Commands: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = 2;
}

run(process.argv.slice(2)).catch(async (error) => (await import('./commands/endCommand.ts')).endCommand(error));
