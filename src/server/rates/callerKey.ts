import { isIPv6 } from 'node:net';
import type { Caller } from '../../access/caller.ts';

/**
 * The key for rate limits: the token's subject or, without a token, the client's address (behind a gateway, the gateway's).
 */
export function callerKey({ subject }: Caller, address: string): string {
  return subject === null ? `address:${networkOf(address)}` : `subject:${subject}`;
}

/** For IPv6 the /64 network: whoever has one of its addresses can use them all. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  const [head = '', tail] = address.replace(/%.*$/, '').split('::');
  const groups = head.split(':').filter(Boolean);
  const last = (tail ?? '').split(':').filter(Boolean);
  const all =
    tail === undefined
      ? groups
      : [...groups, ...Array<string>(Math.max(0, 8 - groups.length - last.length)).fill('0'), ...last];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
