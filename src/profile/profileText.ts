import { isLongerThan, isStorable, notStorable, tooLong } from '../text/characters.ts';
import { settleHidden } from './hiddenCharacters.ts';

/** A text as it is stored, or what is wrong with it. */
export type Checked<Value> = { readonly value: Value } | { readonly flaw: string };

export const profileLimits = { name: 60, description: 2_000, shownItems: 50, shownItem: 100, imageUrl: 2_048 } as const;

const control = /[\p{Cc}\p{Zl}\p{Zp}]/u;
const controlBeyondLines = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}]/u;
/** Something visible: U+2800 counts as a symbol, but is blank. */
const visible = /(?!\u2800)[\p{L}\p{N}\p{P}\p{S}]/u;

/** A name: NFC, trimmed, 1 to 60 characters with something to see. */
export function checkName(text: string): Checked<string> {
  return checkLine(text, profileLimits.name);
}

/** One shown asset or data source. */
export function checkShownItem(text: string): Checked<string> {
  return checkLine(text, profileLimits.shownItem);
}

/** A description: NFC, trimmed, line feeds and tabs allowed; blank is null. */
export function checkDescription(text: string): Checked<string | null> {
  const checked = checkText(text, profileLimits.description, controlBeyondLines);
  if ('flaw' in checked) return checked;
  return { value: checked.value === '' ? null : checked.value };
}

function checkLine(text: string, most: number): Checked<string> {
  const checked = checkText(text, most, control);
  if ('flaw' in checked) return checked;
  return visible.test(checked.value) ? checked : { flaw: `1 to ${most} characters are needed, with something to see.` };
}

function checkText(text: string, most: number, controls: RegExp): Checked<string> {
  if (!isStorable(text)) return { flaw: notStorable };
  const trimmed = text.normalize('NFC').trim();
  // Every second character may be an idle selector, which goes. A text that is longer still isn't searched.
  if (isLongerThan(trimmed, 2 * most)) return { flaw: tooLong(most) };
  const value = settleHidden(trimmed);
  if (value === null || controls.test(value)) {
    return {
      flaw: 'Characters that nobody sees are not allowed: controls, and joiners, selectors or tags that neither an emoji nor a script needs.',
    };
  }
  return isLongerThan(value, most) ? { flaw: tooLong(most) } : { value };
}

/** https, a host name (no IP literal, port or credentials), one of IMAGE_HOSTS if set. Never fetched. doc/behaviour.md#profile. */
export function checkImageUrl(text: string, hosts: readonly string[] | null): Checked<string> {
  const shape = /^https:\/\/([^/?#\\@:[\]\s]+)([/?#][^\s\\]*)?$/i.exec(text);
  const url = shape && isStorable(text) && !/\p{Cc}/u.test(text) ? URL.parse(text) : null;
  if (url === null || /^[\d.]+$/.test(url.hostname)) {
    return { flaw: 'An image URL is https://, a host name without port or credentials, and a path.' };
  }
  if (hosts !== null && !hosts.includes(url.hostname)) return { flaw: `Images may come from: ${hosts.join(', ')}.` };
  return { value: text };
}
