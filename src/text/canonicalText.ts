import canonicalize from 'canonicalize';

/** RFC 8785 text of a JSON object: equal objects give equal text, whatever the order of their members. */
export function canonicalText(value: Readonly<Record<string, unknown>>): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a JSON object always has a canonical text');
  return text;
}
