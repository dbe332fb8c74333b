import { domainToASCII } from 'node:url';

/** Default-ignorable characters (Unicode) show nothing by themselves, nor do the marks of an interlinear annotation. */
const hidden = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/v;
const keycapMark = '\u20E3';

/** Emoji that joiners combine into one. */
const joinedEmoji =
  /\p{ExtPict}[\uFE0E\uFE0F]?\p{Emoji_Modifier}?(?:\u200D\p{ExtPict}[\uFE0E\uFE0F]?\p{Emoji_Modifier}?)+/gv;
/** Selectors that ask for what is shown anyway. */
const idleSelector =
  /(?<=\p{Emoji_Presentation})\uFE0F|(?<=\p{ExtPict})\uFE0F(?=\p{Emoji_Modifier})|(?<=[\p{ExtPict}\p{Emoji_Presentation}])\uFE0E|(?<=\p{Script=Han})[\u{E0100}-\u{E01EF}]/gv;
const keycap = /([#*0-9])\uFE0F?\u20E3/gv;

/** Scripts whose letters join, so that a joiner or non-joiner may change their shapes. */
const joining = [
  'Arabic',
  'Syriac',
  'Mongolian',
  'Devanagari',
  'Bengali',
  'Gurmukhi',
  'Gujarati',
  'Oriya',
  'Tamil',
  'Telugu',
  'Kannada',
  'Malayalam',
  'Sinhala',
];
const letterOf = joining.map((script) => new RegExp(`^[\\p{L}&&\\p{Script=${script}}]`, 'v'));
const joiningLetter = `[\\p{L}&&[${joining.map((script) => `\\p{Script=${script}}`).join('')}]]`;
/** Joiners with the letters around them. */
const joiners = new RegExp(
  `(?=[\\u200C\\u200D])(?<=(${joiningLetter}\\p{M}*))([\\u200C\\u200D]+)(?=(\\p{M}*\\p{L})?)`,
  'gv',
);

/** Where hidden characters are needed, once the idle ones are gone: in an emoji, between letters that join, in a variant of a Mongolian letter, before a Mongolian final vowel. */
const needed = new RegExp(
  `\\p{RGI_Emoji}|(?=[\\u200C\\u200D])(?<=${joiningLetter}\\p{M}*).` +
    '|(?<=[\\p{L}&&\\p{Script=Mongolian}])(?:[\\u180B-\\u180D\\u180F]|\\u180E(?=[\\u1820\\u1821]))',
  'gv',
);

/**
 * A text without the hidden characters that change nothing where they stand, or null when it has some that don't belong
 * there. What stays is visible: in an emoji that Unicode recommends for interchange (RGI), which gets one spelling; joiners
 * where RFC 5892 allows them between letters that join; Mongolian variants. So two results differ in hidden characters only
 * where that changes how they look.
 */
export function settleHidden(text: string): string | null {
  if (!hidden.test(text) && !text.includes(keycapMark)) return text;
  const settled = withoutIdle(text);
  // A character that is allowed only because others went doesn't belong there either.
  return hidden.test(settled.replace(needed, '')) || withoutIdle(settled) !== settled ? null : settled;
}

function withoutIdle(text: string): string {
  return text
    .replace(joinedEmoji, recommended)
    .replace(keycap, `$1\uFE0F${keycapMark}`)
    .replace(idleSelector, '')
    .replace(joiners, (_, before: string, run: string, after: string | undefined) =>
      joinersThatShow(before, run, after ?? ''),
    )
    .normalize('NFC');
}

/** Keyboards leave selectors out or add some; Unicode's recommended spelling has one behind each symbol that needs it. */
function recommended(emoji: string): string {
  const spelt = emoji
    .replace(/[\uFE0E\uFE0F]/g, '')
    .replace(/(?!\p{Emoji_Presentation})\p{ExtPict}(?!\p{Emoji_Modifier})/gv, '$&\uFE0F');
  return /^\p{RGI_Emoji}$/v.test(spelt) ? spelt : emoji;
}

/** One joiner instead of many, none where it changes nothing; a mix of both kinds stays, and is refused later. */
function joinersThatShow(before: string, run: string, after: string): string {
  if (new Set(run).size > 1) return run;
  const [joiner = ''] = run;
  return changesShape(before, joiner, after) ? joiner : '';
}

/** By RFC 5892 (CONTEXTJ), which Node applies to domain names. */
function changesShape(before: string, joiner: string, after: string): boolean {
  if (joiner === '\u200D' && joinsBeyondDomains(before, after)) return true;
  return (
    letterOf.some((letter) => letter.test(before) && letter.test(after)) &&
    domainToASCII(before + joiner + after) !== ''
  );
}

/** Malayalam chillus and the Bengali khanda ta as written before they had code points, and a Bengali or Kannada ra that keeps its shape. */
function joinsBeyondDomains(before: string, after: string): boolean {
  return (
    /^(?:[\u0D15\u0D23\u0D28\u0D30\u0D32\u0D33]\u0D4D|\u09A4\u09CD)$/.test(before) ||
    /^(?:\u09B0 \u09CD|\u0CB0 \u0CCD)/.test(`${before} ${after}`)
  );
}
