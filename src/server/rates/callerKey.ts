import { isIPv6 } from 'node:net';
import type { Caller } from '../../access/caller.ts';

/**
 * Whose requests are counted together: those of a token's subject, or without a token those from an address, which is a
 * gateway's where one stands in front.
 */
export function callerKey({ subject }: Caller, address: string): string {
  return subject === null ? `address:${networkOf(address)}` : `subject:${subject}`;
}

/** Of IPv6 the first 64 bits: whoever has one address there has all that share them. */
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
