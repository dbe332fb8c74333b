import { pino, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../settings/settings.ts';
import { createLogDestination } from './logDestination.ts';

/**
 * The service's log: JSON lines on standard output. Private data must never be passed to it; `withoutPrivate` is a
 * safety net for objects that get logged whole by mistake.
 */
export function createLog(
  level: Settings['logLevel'],
  destination: DestinationStream = createLogDestination(process.stdout),
): Logger {
  const options = {
    level,
    base: { service: 'clone-service' },
    formatters: { level: (label: string) => ({ level: label }), log: (fields: object) => withoutPrivate(fields, 1) },
  };
  return pino(options, destination);
}

const privateNames: ReadonlySet<string> = new Set([
  'authorization',
  'headers',
  'variables',
  'body',
  'query',
  'prompt',
  'graph',
  'layout',
  'content',
  'token',
]);

/** Replaces pino's `redact`, which allocates 25 KB per line (doc/decisions/performance-history.md). `depth`: how many levels of nested objects it checks. */
function withoutPrivate(fields: object, depth: number): Record<string, unknown> {
  const shown = ([name, value]: [string, unknown]) => {
    if (privateNames.has(name)) return [name, '[not logged]'];
    return [name, depth > 0 && isRecord(value) ? withoutPrivate(value, depth - 1) : value];
  };
  return Object.fromEntries(Object.entries(fields).map(shown));
}

/** Excludes what pino serializes specially: arrays, errors, dates. */
function isRecord(value: unknown): value is object {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Error) &&
    !('toJSON' in value)
  );
}
