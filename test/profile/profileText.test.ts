import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDescription, checkImageUrl, checkName, checkShownItem } from '../../src/profile/profileText.ts';

const accepted = (text: string) => ('value' in checkName(text) ? 'accepted' : 'refused');

describe('a name', () => {
  it('is stored trimmed and in NFC', () => {
    expect(checkName('  E\u0301clair ')).toEqual({ value: 'Éclair' });
  });

  it.each([
    ['🦊'.repeat(60), 'accepted'],
    ['🦊'.repeat(61), 'refused'],
    ['a', 'accepted'],
    ['👩‍🚀 crew', 'accepted'],
    ['می‌خواهم', 'accepted'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', 'accepted'],
  ])('%j is %s', (text, verdict) => {
    expect(accepted(text)).toBe(verdict);
  });

  it.each([
    '',
    '   ',
    '\u200B',
    '\u200D',
    'a\u202Eb',
    'a\u2066b',
    'a\u0000b',
    'a\u0007b',
    'a\nb',
    'a\tb',
    'a\u2028b',
    '\uD800',
    'a\uFEFFb',
    '\u3164',
    '\u2800',
    '\u0301',
    'a\u200Fb',
  ])('%j is refused', (text) => {
    expect(accepted(text)).toBe('refused');
  });

  it('that was accepted is accepted as it is stored, and stays the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 70 }), (text) => {
        const checked = checkName(text);
        if ('value' in checked) expect(checkName(checked.value)).toEqual(checked);
      }),
    );
  });

  it('that is refused is refused without a word of it', () => {
    const checked = checkName(`CANARY\u202E`);
    expect('flaw' in checked && checked.flaw).not.toContain('CANARY');
  });
});

describe('a description', () => {
  it('keeps line feeds and tabs, and blank is null', () => {
    expect(checkDescription(' one\n\ttwo ')).toEqual({ value: 'one\n\ttwo' });
    expect(checkDescription(' \n ')).toEqual({ value: null });
  });

  it.each([
    ['🦊'.repeat(2_000), true],
    ['🦊'.repeat(2_001), false],
    ['a\rb', false],
    ['a\u200Bb', false],
  ])('of such length and characters is allowed or not (%#)', (text, allowed) => {
    expect('value' in checkDescription(text)).toBe(allowed);
  });
});

describe('a shown asset or source', () => {
  it.each([
    ['🦊'.repeat(100), true],
    ['🦊'.repeat(101), false],
    [' ', false],
  ])('has 1 to 100 characters (%#)', (text, allowed) => {
    expect('value' in checkShownItem(text)).toBe(allowed);
  });
});

describe('an image URL', () => {
  it.each([
    'https://img.example.com/a.png',
    'https://img.example.com',
    'HTTPS://IMG.example.com/a?b=c#d',
    'https://bücher.example/a',
  ])('%j is allowed', (text) => {
    expect(checkImageUrl(text, null)).toEqual({ value: text });
  });

  it.each([
    '',
    'http://img.example.com/a',
    'ftp://x/a',
    'javascript:alert(1)',
    'data:image/png;base64,AA',
    '//img.example.com/a',
    'https:img.example.com/a',
    'https://',
    'https://img.example.com:443/a',
    'https://img.example.com:8443/a',
    'https://u@img.example.com/a',
    'https://u:p@img.example.com/a',
    'https://127.0.0.1/a',
    'https://0x7f.1/a',
    'https://2130706433/a',
    'https://[::1]/a',
    'https://img.example.com\\@evil.example/a',
    ' https://img.example.com/a',
    'https://img.example.com/a b',
    'https://img.example.com/\u0000',
  ])('%j is refused', (text) => {
    expect(checkImageUrl(text, null)).toHaveProperty('flaw');
  });

  it('comes from exactly one of the allowed hosts', () => {
    const hosts = ['img.example.com'];
    expect(checkImageUrl('https://IMG.example.com/a', hosts)).toHaveProperty('value');
    for (const host of [
      'evil-img.example.com',
      'sub.img.example.com',
      'img.example.com.evil.example',
      'img.example.co',
    ]) {
      expect(checkImageUrl(`https://${host}/a`, hosts)).toHaveProperty('flaw');
    }
  });
});
