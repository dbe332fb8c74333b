/**
 * What moderation is about, each field with the value that clears it: null for a text, [] for a list of texts. A field has
 * a column of its own name for the draft and one beginning with `approved` for the approved copy. How its texts are checked
 * says `checks` in src/profile/profileChange.ts; who sees it, `publicFace`.
 */
export const moderatedFields = {
  name: null,
  description: null,
  imageUrl: null,
  shownAssets: [],
  shownDataSources: [],
} as const satisfies Readonly<Record<string, null | readonly []>>;

export type ModeratedField = keyof typeof moderatedFields;
export const fieldNames = Object.keys(moderatedFields) as readonly ModeratedField[];

/** The moderated content of a profile. */
export type ModeratedContent = {
  readonly [Field in ModeratedField]: (typeof moderatedFields)[Field] extends null ? string | null : readonly string[];
};

export const noContent: ModeratedContent = { ...moderatedFields };

/** Only the moderated content of something that has more. */
export function contentOf(profile: ModeratedContent): ModeratedContent {
  return Object.fromEntries(fieldNames.map((field) => [field, profile[field]])) as ModeratedContent;
}
