import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { HelpRequest, UsageError } from '../errors/usageError.ts';

/** What a command says about itself. */
export interface Usage {
  /** How it is called, on one line. */
  readonly usage: string;
  /** What it does, and its options. */
  readonly help: string;
}

/**
 * A command's options. Throws HelpRequest for `--help`, and UsageError for options that the command doesn't take; its
 * message names the option and quotes no value.
 */
export function parseOptions<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  { usage, help }: Usage,
) {
  if (args.includes('--help') || args.includes('-h')) throw new HelpRequest(`Usage: ${usage}\n\n${help}`);
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new UsageError(whatIsWrong(error), usage);
  }
}

/** Node's message, except for a stray argument, which it would quote. */
function whatIsWrong(error: unknown): string {
  if (!(error instanceof Error && 'code' in error)) throw error;
  if (error.code === 'ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL') return 'An argument belongs to no option.';
  return `${/^.*[^.\n]/.exec(error.message)?.[0] ?? ''}.`;
}
