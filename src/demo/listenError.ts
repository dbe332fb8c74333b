import { StartError } from '../errors/startError.ts';

/** What to throw when `part` can't listen on `port`: one line that names both when the port is taken, else the error itself. */
export function listenError(error: unknown, port: number, part: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new StartError(`Port ${port}, which ${part} listens on, is in use: stop the process that has it.`);
}
