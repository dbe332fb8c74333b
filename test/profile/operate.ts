import type { Caller } from '../../src/access/caller.ts';
import { user, type Asked } from '../startTestService.ts';

export const moderator: Caller = user('mod', 'clone:moderate');
export const admin: Caller = user('root', 'clone:admin');

export const profileFields = 'name description imageUrl shownAssets shownDataSources moderationStatus updatedAt';
export const ownFields = 'revision moderationReason moderatedAt waitingSince';

/** Decides on a profile; the payload. */
export async function moderate(
  service: Asked,
  cloneId: string,
  expectedRevision: number,
  decision: 'APPROVE' | 'REJECT',
  reason?: string | null,
) {
  const input = { cloneId, expectedRevision, decision, ...(reason === undefined ? {} : { reason }) };
  return payloadOf(service, moderator, 'moderatePublicProfile', 'ModeratePublicProfileInput', input);
}

/** Sets a clone's row status; the payload. */
export async function setStatus(service: Asked, cloneId: string, status: string, reason = 'as asked') {
  return payloadOf(service, admin, 'setCloneStatus', 'SetCloneStatusInput', { cloneId, status, reason });
}

async function payloadOf(service: Asked, caller: Caller, name: string, type: string, input: Record<string, unknown>) {
  const selection = `clone { id status updatedAt publicProfile { ${profileFields} } publicProfileDraft { ${profileFields} ${ownFields} } } errors { code path message }`;
  const { data, errors } = await service.ask(
    caller,
    `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} } }`,
    { input },
  );
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return data[name];
}

/** Errors as "CODE path". */
export function codesOf({
  errors,
}: {
  errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}): string[] {
  return errors.map(({ code, path }) => `${code} ${path.join('.')}`);
}
