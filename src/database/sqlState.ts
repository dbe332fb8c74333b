import { property } from '../errors/property.ts';

/**
 * The SQLSTATE of a database error, or null; Prisma's codes and the operating system's are none. Prisma's own errors hold it
 * deep inside, with driver adapters under `meta.driverAdapterError`.
 */
export function sqlState(error: unknown): string | null {
  const found = [
    property(error, 'meta', 'driverAdapterError', 'cause', 'originalCode'),
    property(error, 'cause', 'originalCode'),
    property(error, 'cause', 'code'),
    property(error, 'code'),
  ].find((code) => typeof code === 'string' && /^(?:\d[0-9A-Z]|F0|HV|XX)[0-9A-Z]{3}$/.test(code));
  return typeof found === 'string' ? found : null;
}
