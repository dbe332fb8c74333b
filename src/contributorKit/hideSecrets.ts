import type { CheckArguments } from './readCheckArguments.ts';

/** A part of a secret, such as the token behind "Bearer", is hidden by itself, but not what many texts hold. */
const isSecretPart = (part: string): boolean => part.length >= 6 && !/^(bearer|digest)$/i.test(part);

/**
 * Takes what is secret out of a text: the values of headers, and what stands in the URL's query. Servers quote what they
 * refuse, whole or in part, in JSON too.
 */
export function hideSecrets({ url, headers }: Pick<CheckArguments, 'url' | 'headers'>): (text: string) => string {
  const values = Object.values(headers);
  const query = [url.search.slice(1), ...url.search.slice(1).split(/[&=]/), ...url.searchParams.values()];
  const parts = [...values.flatMap((value) => value.split(/[\s,;]+/)), ...query].filter(isSecretPart);
  const secrets = new Set([...values, ...parts].flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]));
  secrets.delete('');
  // The longest first: what holds another is hidden as a whole.
  const ordered = [...secrets].toSorted((one, other) => other.length - one.length);
  return (text) => ordered.reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);
}
