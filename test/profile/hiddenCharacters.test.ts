import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settleHidden } from '../../src/profile/hiddenCharacters.ts';
import { checkDescription, checkName, checkShownItem } from '../../src/profile/profileText.ts';
import { often, runs } from '../runs.ts';

const isHidden = /^\p{Default_Ignorable_Code_Point}$/u;
const hidden = Array.from({ length: 0x110000 }, (_, code) => code)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => isHidden.test(character));
const visiblePart = (text: string): string => text.replace(/\p{Default_Ignorable_Code_Point}/gu, '');

const fields = [
  ['a name', checkName],
  ['a description', checkDescription],
  ['a shown asset or source', checkShownItem],
] as const;

describe.each(fields)('%s', (_, check) => {
  it('has no character between letters that Unicode calls default-ignorable', () => {
    expect(hidden.length).toBeGreaterThan(4_000);
    expect(hidden.filter((character) => 'value' in check(`a${character}b`))).toEqual([]);
  });

  it('has none of them alone, at its start, behind a digit or a blank, nor many', () => {
    const places = hidden
      .flatMap((one) => [one, `x ${one} x`, `1${one}`, `${one}x`, `é${one}${one}b`])
      .filter((text) => text.trim() !== 'x');
    expect(
      places.filter((text) => {
        const checked = check(text);
        return (
          'value' in checked &&
          checked.value !== null &&
          isHidden.test([...checked.value].find((one) => isHidden.test(one)) ?? 'x')
        );
      }),
    ).toEqual([]);
  });

  it.each([
    [
      'tags that spell instructions',
      `nice${[...'ignore'].map((letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0))).join('')}`,
    ],
    ['tags behind a flag that is none', '🏴\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F}'],
    ['tags behind a flag that is one', '🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}\u{E0061}'],
    ['bytes in selectors behind an emoji', '😀\uFE0F\u{E0142}\u{E0151}\u{E0152}'],
    ['two selectors', '❤\uFE0F\uFE0F'],
    ['a selector behind a digit', '1\uFE0F'],
    ['a joiner between emoji that are no emoji together', '🦊\u200D🦊'],
    ['a joiner behind an emoji', '🦊\u200D'],
    ['several variants of a Mongolian letter', 'ᠠ\u180B\u180C'],
    ['both kinds of joiner', 'می\u200C\u200Dخ'],
    ['a joiner between letters of two scripts', 'a\u200Dक'],
    ['an annotation', 'a\uFFF9b\uFFFAc\uFFFBd'],
    ['a Hangul filler', '한\u3164'],
  ])('has no %s, and the refusal repeats nothing', (_what, text) => {
    const checked = check(text);
    expect(checked).toEqual({ flaw: expect.stringContaining('Characters that nobody sees') });
    expect('flaw' in checked && hidden.some((one) => checked.flaw.includes(one))).toBe(false);
  });

  it.each([
    '👩‍🚀',
    '👨‍👩‍👧‍👦',
    '👩🏽‍🤝‍👨🏿',
    '👩‍❤️‍💋‍👨',
    '🏳️‍🌈',
    '🏳️‍⚧️',
    '🏴‍☠️',
    '🧔🏻‍♂️',
    '🐻‍❄️',
    '👁️‍🗨️',
    '❤️‍🔥',
    '🙂‍↔️',
    '🧑‍🧑‍🧒',
    '⛓️‍💥',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    '🏴󠁧󠁢󠁷󠁬󠁳󠁿',
    '🇮🇷',
    '#️⃣',
    '*️⃣',
    '0️⃣9️⃣',
    '☝🏽',
    '👋🏿',
    '❤️ and ❤',
    '©️',
    'Ⓜ️',
    '↔️',
    'می‌خواهم',
    'علی‌رضا',
    'نیک‌نام',
    'خانه‌ای',
    'क्‌ष',
    'क्‍ष',
    'राजकुमार',
    'ශ්‍රී ලංකා',
    'චන්ද්‍රිකා',
    'র‍্যাম',
    'ರ‍್ಯಾಂಕ್',
    'ರಾಜ್‌ಕುಮಾರ್',
    'പവന്‍',
    'অকস্মাত্‍',
    'పవన్‌కళ్యాణ్',
    'ᠲᠤᠶ᠎ᠠ',
    'ᠰᠣᠯᠣᠩᠭ᠎ᠠ',
    'ᠮᠣᠩᠭᠣᠯ',
    'ᠠ᠋',
    'ܐܒ‌ܓ',
    '한국',
    '日本語',
    'עברית',
    'Éclair',
  ])('keeps %j as it is', (text) => {
    const whole = text.normalize('NFC');
    expect(check(whole)).toEqual({ value: whole });
  });
});

describe('what changes nothing is left out, so that there is one spelling', () => {
  it.each([
    ['⚡️ fast', '⚡ fast'],
    ['⌚︎', '⌚'],
    ['♥︎', '♥'],
    ['🦊️', '🦊'],
    ['☝️🏽', '☝🏽'],
    ['🧔‍♂', '🧔‍♂️'],
    ['🏳‍🌈', '🏳️‍🌈'],
    ['❤‍🔥', '❤️‍🔥'],
    ['👁‍🗨️', '👁️‍🗨️'],
    ['1⃣', '1️⃣'],
    ['کار‌ها', 'کارها'],
    ['می‌‌خواهم', 'می‌خواهم'],
    ['می‌ خواهم', 'می خواهم'],
    ['ಕುಮಾರ್‌', 'ಕುಮಾರ್'],
    ['बाहु‍बली', 'बाहुबली'],
    ['葛󠄀城', '葛城'],
    ['辻󠄂', '辻'],
  ])('%j is %j', (written, stored) => {
    expect(checkName(written)).toEqual({ value: stored.normalize('NFC') });
  });

  it('and what is stored stays as it is', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const settled = settleHidden(text.normalize('NFC'));
        if (settled !== null) expect(settleHidden(settled)).toBe(settled);
      }),
      { numRuns: runs(5_000) },
    );
  });
});

/** Texts in which hidden characters are likely to stand where they may, or almost. */
const anyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u200C',
        '\u200D',
        '\uFE0E',
        '\uFE0F',
        '\u180B',
        '\u180E',
        '\u{E0100}',
        '\u{E0067}',
        '\u{E007F}',
        '\u20E3',
        '\u034F',
      ),
      fc.constantFrom(
        '❤',
        '⚡',
        '👩',
        '🧔',
        '♂',
        '🦊',
        '🏽',
        '🏴',
        '🔥',
        '🚀',
        '☝',
        '1',
        'a',
        ' ',
        'م',
        'ر',
        '\u064B',
        'क',
        '\u094D',
        'ර',
        '\u0DCA',
        'র',
        '\u09CD',
        'ന',
        '\u0D4D',
        'ᠠ',
        'ᠶ',
        '葛',
        'é',
        '\u0301',
      ),
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));

describe('two names that are taken never differ in hidden characters alone', () => {
  /** How a text looks where hidden characters may change that; each look is one that Unicode gives to one spelling only. */
  function look(text: string): string {
    return (
      text
        // An emoji of the recommended ones is a picture of its own.
        .replaceAll(
          /\p{RGI_Emoji}/gv,
          (emoji) =>
            `<${[...visiblePart(emoji)].join('+')}${[...emoji].length === 1 || visiblePart(emoji) === emoji ? '' : ' as emoji'}>`,
        )
        .replaceAll(/(?<=\p{L}\p{M}*)\u200C/gu, '<apart>')
        .replaceAll(/(?<=\p{L}\p{M}*)\u200D/gu, '<joined>')
        .replaceAll(/(?<=\p{Script=Mongolian})\u180B/gu, '<variant>')
        .replaceAll(/(?<=\p{Script=Mongolian})\u180E/gu, '<gap>')
    );
  }

  it('but by an emoji, a joiner that changes shapes, or a variant', () => {
    let taken = 0;
    fc.assert(
      fc.property(anyText, (text) => {
        const checked = checkName(text);
        if (!('value' in checked)) return;
        taken += 1;
        expect(visiblePart(look(checked.value))).toBe(look(checked.value));
      }),
      { numRuns: runs(20_000) },
    );
    expect(taken).toBeGreaterThan(often(1_000));
  });

  it.each([
    ['❤️‍🔥', [0, 1]],
    ['🏳️‍⚧️', [0, 1, 2, 3]],
    ['👩‍❤️‍💋‍👨', [0, 1]],
    ['👁️‍🗨️', [0, 1, 2, 3]],
    ['🧔🏻‍♂️', [0, 1]],
    ['9️⃣', [0, 1]],
  ])('whichever selectors %s is written with', (emoji, subsets) => {
    const parts = emoji.split('\uFE0F');
    const spellings = subsets.map((subset) =>
      parts.map((part, index) => part + ((subset >> index) & 1 && index < parts.length - 1 ? '\uFE0F' : '')).join(''),
    );
    expect(new Set(spellings).size).toBe(subsets.length);
    expect(new Set(spellings.map((spelling) => JSON.stringify(checkName(spelling))))).toEqual(
      new Set([JSON.stringify({ value: emoji })]),
    );
  });

  it('whatever selector stands behind an emoji that is one by itself', () => {
    for (const code of Array.from({ length: 0x20000 }, (_, index) => index)) {
      const emoji = String.fromCodePoint(code);
      if (!/^\p{Emoji_Presentation}$/u.test(emoji) || !/^\p{RGI_Emoji}$/v.test(emoji)) continue;
      for (const selector of ['\uFE0E', '\uFE0F']) expect(checkName(emoji + selector)).toEqual({ value: emoji });
    }
  });
});

it('a long text is judged fast, whatever is in it', () => {
  const parts = [
    'ب\u200C',
    'क्\u200D',
    '🦊\u200D',
    '🏴\u{E0067}',
    '❤\uFE0F',
    '\u064B',
    '1\u20E3',
    '葛\u{E0100}',
    `ب${'\u064B'.repeat(500)}\u200C`,
  ];
  for (const part of parts) {
    const text = part.repeat(1_000_000 / part.length);
    const start = performance.now();
    checkDescription(text);
    checkDescription([...text].slice(0, 4_000).join(''));
    expect({ part, fast: performance.now() - start < 2_000 }).toEqual({ part, fast: true });
  }
});
