import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

/** The command line's options. `--help` prints `usage`, an unknown option one line; both end the process. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(options: Options, usage: string) {
  if (process.argv.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error));
  }
}

/** Ends the process with one line about what is wrong with its options. */
export function refuse(message: string): never {
  console.error(`${message}. --help lists the options.`);
  process.exit(2);
}

/** The database to measure on. Without one, the process ends. */
export function databaseUrl(): string {
  return process.env['DATABASE_URL'] ?? refuse('DATABASE_URL is not set: a PostgreSQL 15 or newer is needed');
}
