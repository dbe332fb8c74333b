import { property } from '../errors/property.ts';

/**
 * What Prisma's driver adapter calls an error, such as `DatabaseNotReachable` or `TlsConnectionError`; null: the error isn't
 * the adapter's. The adapter drops the operating system's code.
 */
export function driverErrorKind(error: unknown): string | null {
  const found = [property(error, 'meta', 'driverAdapterError', 'cause', 'kind'), property(error, 'cause', 'kind')].find(
    (kind) => typeof kind === 'string' && /^[A-Za-z]{1,40}$/.test(kind),
  );
  return typeof found === 'string' ? found : null;
}
