import { StartError } from '../errors/startError.ts';

/** The error to throw when `part` can't listen on `port`: one line that names both if the port is in use, else the error itself. */
export function listenError(error: unknown, port: number, part: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') return error;
  return new StartError(
    `Port ${port}, which ${part} listens on, is in use: stop the process that uses it, or choose others: npm run demo -- --port 5000.`,
  );
}
