import { pino, type DestinationStream, type Logger } from 'pino';
import type { Settings } from '../settings.ts';

/**
 * The service's log: JSON lines on standard output. What may be private is never given to it; the redaction is a
 * second fence, for an object that somebody logs whole one day.
 */
export function createLog(level: Settings['logLevel'], destination?: DestinationStream): Logger {
  const names = ['authorization', 'headers', 'variables', 'body', 'query', 'prompt', 'graph', 'layout', 'content', 'token'];
  const options = {
    level,
    base: { service: 'clone-service' },
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: names.flatMap((name) => [name, `*.${name}`]), censor: '[not logged]' },
  };
  return destination ? pino(options, destination) : pino(options);
}
