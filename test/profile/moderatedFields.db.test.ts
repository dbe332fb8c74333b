import { describe, expect, it } from 'vitest';
import { fieldNames, moderatedFields, noContent, type ModeratedContent } from '../../src/clone/moderatedFields.ts';
import { newId } from '../../src/clone/id.ts';
import { cloneById, cloneInsert, cloneUpdate } from '../../src/clone/store.ts';
import { readSelections } from '../../src/database/readSelections.ts';
import { writeAll } from '../../src/database/writeAll.ts';
import { applyProfileChange, changedFields, readProfileChange } from '../../src/profile/profileChange.ts';
import { applyDecision } from '../../src/profile/moderationDecision.ts';
import { profileDraft, publicFace } from '../../src/profile/publicFace.ts';
import { publicTrace } from '../../src/profile/publicTrace.ts';
import { makeCloneRecord } from '../lifecycle/makeCloneRecord.ts';
import { startTestService } from '../startTestService.ts';

const service = startTestService();
const now = new Date('2026-02-01T00:00:00Z');
const text = 'https://images.example/a.png';

describe.each(fieldNames)('the moderated field %s', (field) => {
  const value = moderatedFields[field] === null ? text : [text];
  const clone = makeCloneRecord({ id: newId() });
  const change = readProfileChange({ [field]: value }, null);
  if ('errors' in change) throw new Error(JSON.stringify(change.errors));
  const changed = applyProfileChange(clone, change, now);
  const approved = applyDecision(changed, 'APPROVE', null, now);

  it('changes the draft, is reviewed, and is named in the audit trail', () => {
    expect(changed.draft).toEqual({ ...noContent, [field]: value });
    expect(changed).toMatchObject({ profileRevision: 1, moderation: { status: 'PENDING', waitingSince: now } });
    expect(changedFields(clone, changed)).toEqual([field]);
  });

  it('is seen by the owner as a draft and by the public once approved', () => {
    const seen = (profile: ModeratedContent) => profile[field];
    expect([seen(profileDraft(changed)), seen(publicFace(changed, 'publish', false))]).toEqual([
      value,
      moderatedFields[field],
    ]);
    expect(seen(publicFace(approved, 'publish', false))).toEqual(value);
    expect(publicTrace(approved, 'publish')).not.toBe(publicTrace(changed, 'publish'));
  });

  it('is cleared by null', () => {
    const clearing = readProfileChange({ [field]: null }, null);
    expect(clearing).toEqual({ [field]: moderatedFields[field] });
  });

  it('is stored, as a draft and as the approved copy', async () => {
    const { client } = service.database;
    await writeAll(client, [cloneInsert(clone)]);
    await writeAll(client, [cloneUpdate(approved)]);
    expect((await readSelections(client, { stored: cloneById(clone.id) })).stored).toEqual(approved);
  });
});
