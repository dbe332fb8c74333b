import type { CheckArguments } from './readCheckArguments.ts';

/** Parts of a secret, such as the token after "Bearer", are hidden too, but not short or common words. */
const isSecretPart = (part: string): boolean => part.length >= 6 && !/^(bearer|digest)$/i.test(part);

/**
 * Removes secrets from a text: header values, and what is in the URL's query string. Servers quote what they refuse, whole
 * or in part, also inside JSON.
 */
export function hideSecrets({ url, headers }: Pick<CheckArguments, 'url' | 'headers'>): (text: string) => string {
  const values = Object.values(headers);
  const query = [url.search.slice(1), ...url.search.slice(1).split(/[&=]/), ...url.searchParams.values()];
  const parts = [...values.flatMap((value) => value.split(/[\s,;]+/)), ...query].filter(isSecretPart);
  const secrets = new Set([...values, ...parts].flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]));
  secrets.delete('');
  // Longest first, so that a secret that contains another is hidden as a whole.
  const ordered = [...secrets].toSorted((one, other) => other.length - one.length);
  return (text) => ordered.reduce((hidden, secret) => hidden.replaceAll(secret, '[hidden]'), text);
}
