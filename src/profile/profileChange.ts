import { capabilityKinds, type CapabilityKind, type CloneRecord, type ModeratedContent } from '../clone/clone.ts';
import { invalid, type UserError } from '../errors/userError.ts';
import {
  checkDescription,
  checkImageUrl,
  checkName,
  checkShownItem,
  profileLimits,
  type Checked,
} from './profileText.ts';

/** Fields of a profile as they arrive: left out (undefined) stays, null clears. */
export interface ProfileInput {
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly imageUrl?: string | null | undefined;
  readonly shownAssets?: readonly string[] | null | undefined;
  readonly shownDataSources?: readonly string[] | null | undefined;
  readonly shownCapabilities?: readonly CapabilityKind[] | null | undefined;
}

/** Only what is to change, checked and in the form in which it is stored. */
export type ProfileChange = Partial<ModeratedContent> & { readonly shownCapabilities?: readonly CapabilityKind[] };

/** The change that an input asks for, or everything that is wrong with it. */
export function readProfileChange(
  input: ProfileInput,
  imageHosts: readonly string[] | null,
): ProfileChange | { readonly errors: readonly UserError[] } {
  const errors: UserError[] = [];
  const collect = <Value>(checked: Checked<Value>, ...path: (string | number)[]): Value | undefined => {
    if ('value' in checked) return checked.value;
    errors.push(invalid(checked.flaw, ...path));
    return undefined;
  };
  const change = compact({
    name: changeText(input.name, (text) => collect(checkName(text), 'name')),
    description: changeText(input.description, (text) => collect(checkDescription(text), 'description')),
    imageUrl: changeText(input.imageUrl, (text) => collect(checkImageUrl(text, imageHosts), 'imageUrl')),
    shownAssets: changeItems(input.shownAssets, 'shownAssets', collect),
    shownDataSources: changeItems(input.shownDataSources, 'shownDataSources', collect),
    shownCapabilities: changeCapabilities(input.shownCapabilities),
  });
  return errors.length > 0 ? { errors } : change;
}

type Collect = <Value>(checked: Checked<Value>, ...path: (string | number)[]) => Value | undefined;

function changeText<Value>(
  text: string | null | undefined,
  check: (text: string) => Value | undefined,
): Value | null | undefined {
  return typeof text === 'string' ? check(text) : text;
}

function changeItems(
  items: readonly string[] | null | undefined,
  field: string,
  collect: Collect,
): string[] | undefined {
  if (items === undefined) return undefined;
  if (items === null) return [];
  const most = profileLimits.shownItems;
  if (items.length > most) {
    collect({ flaw: `At most ${most} texts are allowed.` }, field);
    return undefined;
  }
  return items.map((item, index) => collect(checkShownItem(item), field, index) ?? '');
}

function changeCapabilities(kinds: readonly CapabilityKind[] | null | undefined): CapabilityKind[] | undefined {
  return kinds === undefined ? undefined : capabilityKinds.filter((kind) => kinds?.includes(kind));
}

/** Without the members that are undefined: a field left out stays. */
function compact(change: { readonly [Field in keyof ProfileChange]: ProfileChange[Field] | undefined }): ProfileChange {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
}

/**
 * The clone with the change applied; the very same object when nothing changes. What a change of moderated content does to
 * the draft's status, revision and place in the queue: doc/behaviour.md#moderation.
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

/** The names of what differs: all that the audit trail says of content. */
export function changedFields(before: CloneRecord, after: CloneRecord): string[] {
  const fields = ['name', 'description', 'imageUrl', 'shownAssets', 'shownDataSources'] as const;
  return [
    ...fields.filter((field) => !isSame(before.draft[field], after.draft[field])),
    ...(isSame(before.shownCapabilities, after.shownCapabilities) ? [] : ['shownCapabilities']),
  ];
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
