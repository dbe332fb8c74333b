import { capabilityKinds, type CapabilityKind, type CloneRecord } from '../clone/clone.ts';
import { invalid, userError, type UserError } from '../errors/userError.ts';
import { fieldNames, moderatedFields, type ModeratedContent, type ModeratedField } from '../clone/moderatedFields.ts';
import {
  checkDescription,
  checkImageUrl,
  checkName,
  checkShownItem,
  profileLimits,
  type Checked,
} from './profileText.ts';

/** How each field's text, or each text of its list, is checked. */
const checks: Readonly<
  Record<ModeratedField, (text: string, imageHosts: readonly string[] | null) => Checked<string | null>>
> = {
  name: checkName,
  description: checkDescription,
  imageUrl: checkImageUrl,
  shownAssets: checkShownItem,
  shownDataSources: checkShownItem,
};

/** The profile isn't at the revision that the caller saw. */
export const profileMoved: UserError = userError(
  'REVISION_CONFLICT',
  'The profile changed since this revision.',
  'expectedRevision',
);

interface ProfileContent extends ModeratedContent {
  readonly shownCapabilities: readonly CapabilityKind[];
}

/** Fields of a profile as they arrive: left out (undefined) stays, null clears. */
export type ProfileInput = { readonly [Name in keyof ProfileContent]?: ProfileContent[Name] | null | undefined };

/** Only what is to change, checked and in the form in which it is stored. */
export type ProfileChange = Partial<ProfileContent>;

/** The change that an input asks for, or everything that is wrong with it. */
export function readProfileChange(
  input: ProfileInput,
  imageHosts: readonly string[] | null,
): ProfileChange | { readonly errors: readonly UserError[] } {
  const errors: UserError[] = [];
  const readText = (name: ModeratedField, text: string, ...place: readonly number[]): string | null => {
    const checked = checks[name](text, imageHosts);
    if ('value' in checked) return checked.value;
    errors.push(invalid(checked.flaw, name, ...place));
    return null;
  };
  const readField = (name: ModeratedField, value: string | readonly string[] | null): unknown => {
    if (value === null) return moderatedFields[name];
    if (typeof value === 'string') return readText(name, value);
    const most = profileLimits.shownItems;
    if (value.length <= most) return value.map((text, index) => readText(name, text, index));
    errors.push(invalid(`At most ${most} texts are allowed.`, name));
    return undefined;
  };
  const given = fieldNames.flatMap((name) => {
    const value = input[name];
    return value === undefined ? [] : [[name, readField(name, value)] as const];
  });
  if (errors.length > 0) return { errors };
  const { shownCapabilities } = input;
  return {
    ...(Object.fromEntries(given) as Partial<ModeratedContent>),
    ...(shownCapabilities !== undefined && { shownCapabilities: inEnumsOrder(shownCapabilities ?? []) }),
  };
}

function inEnumsOrder(kinds: readonly CapabilityKind[]): readonly CapabilityKind[] {
  return capabilityKinds.filter((kind) => kinds.includes(kind));
}

/**
 * The clone with the change applied; the very same object when nothing changes. A change of moderated content makes the
 * draft PENDING and raises its revision; it keeps its place in the queue through further edits, and the last decision's
 * reason until the next decision. Shown capabilities are not moderated (doc/behaviour.md, "Profile and moderation").
 */
export function applyProfileChange(clone: CloneRecord, change: ProfileChange, now: Date): CloneRecord {
  const { shownCapabilities = clone.shownCapabilities, ...content } = change;
  const draft = { ...clone.draft, ...content };
  const contentChanged = !isSame(draft, clone.draft);
  if (!contentChanged && isSame(shownCapabilities, clone.shownCapabilities)) return clone;
  const changed = { ...clone, draft, shownCapabilities, profileUpdatedAt: now };
  if (!contentChanged) return changed;
  return {
    ...changed,
    profileRevision: clone.profileRevision + 1,
    moderation: { ...clone.moderation, status: 'PENDING', waitingSince: clone.moderation.waitingSince ?? now },
  };
}

/** The names of the fields that differ: all that the audit trail says about content. */
export function changedFields(before: CloneRecord, after: CloneRecord): string[] {
  return [
    ...fieldNames.filter((name) => !isSame(before.draft[name], after.draft[name])),
    ...(isSame(before.shownCapabilities, after.shownCapabilities) ? [] : ['shownCapabilities']),
  ];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
