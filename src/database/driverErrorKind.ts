import { property } from './sqlState.ts';

/**
 * What Prisma's driver adapter calls an error, such as `DatabaseNotReachable` or `TlsConnectionError`; null: it is none of
 * the adapter's. The operating system's code is lost in it.
 */
export function driverErrorKind(error: unknown): string | null {
  const found = [property(error, 'meta', 'driverAdapterError', 'cause', 'kind'), property(error, 'cause', 'kind')].find(
    (kind) => typeof kind === 'string' && /^[A-Za-z]{1,40}$/.test(kind),
  );
  return typeof found === 'string' ? found : null;
}
