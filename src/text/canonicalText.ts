import canonicalize from 'canonicalize';
import type { JsonObject } from './jsonObject.ts';

/** RFC 8785 text of a JSON object: equal values give equal text, whatever the order of their members. */
export function canonicalText(value: JsonObject): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a JSON object always has a canonical text');
  return text;
}
