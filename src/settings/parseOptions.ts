import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { UsageError } from '../errors/usageError.ts';

/**
 * A command's options. Throws UsageError for others, one line that names the option which is unknown or misses its
 * value, and says how the command is used. It quotes no value.
 */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(`${whatIsWrong(error)}: ${usage}`);
  }
}

/** Node names the option alone, but quotes an argument that stands without one. */
function whatIsWrong(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error;
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return 'An argument stands without an option';
  return /^.*[^.\n]/.exec(error.message)?.[0] ?? '';
}
