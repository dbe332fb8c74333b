import { v7 } from 'uuid';

/** New ids are UUIDv7; imported ones may be any UUID: doc/behaviour.md#ids. */
export function newId(): string {
  return v7();
}

/**
 * Whether `candidate` can name anything: the canonical lower-case form of a UUID. Anything else (another spelling, a
 * number, an object in a representation) names nothing, and never reaches SQL.
 */
export function isId(candidate: unknown): candidate is string {
  return typeof candidate === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(candidate);
}
