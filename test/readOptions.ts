import type { ParseArgsOptionsConfig } from 'node:util';
import { endCommand } from '../src/commands/endCommand.ts';
import { UsageError } from '../src/errors/usageError.ts';
import { parseOptions, type Usage } from '../src/settings/parseOptions.ts';

/** The options of a command under test/. Where they don't fit, and for `--help`, the process ends here. */
export function readOptions<const Options extends ParseArgsOptionsConfig>(
  options: Options,
  usage: Usage,
  args: readonly string[] = process.argv.slice(2),
) {
  try {
    return parseOptions(args, options, usage);
  } catch (error) {
    return endCommand(error);
  }
}

/** The PostgreSQL to measure on. Without one, the process ends. */
export function databaseUrl(usage: string): string {
  const error = new UsageError('DATABASE_URL is not set: this needs a PostgreSQL 15 or newer.', usage);
  return process.env['DATABASE_URL'] ?? endCommand(error);
}
