import { describe, expect, it } from 'vitest';
import { createClone, createPublishedClone } from '../makers.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService({ imageHosts: ['img.example.com'] });
const alice = user('alice');

const update = async (input: Record<string, unknown>) =>
  (
    await service.ask(
      alice,
      `mutation($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { clone { updatedAt publicProfileDraft { name description imageUrl shownAssets shownCapabilities revision } } errors { code path } } }`,
      { input },
    )
  ).data.updatePublicProfile;
const codes = ({ errors }: { errors: { code: string; path: string[] }[] }) =>
  errors.map(({ code, path }) => `${code} ${path.join('.')}`);
const auditRows = (cloneId: string) => service.database.client.auditEvent.count({ where: { cloneId } });

describe('updating a profile', () => {
  it('keeps fields that are left out, and clears fields that are null', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox', description: 'quick' });
    await update({ cloneId, shownAssets: ['BTC'], imageUrl: 'https://img.example.com/fox.png' });
    const { clone } = await update({ cloneId, description: null, shownAssets: null });
    expect(clone.publicProfileDraft).toEqual({
      name: 'Fox',
      description: null,
      imageUrl: 'https://img.example.com/fox.png',
      shownAssets: [],
      shownCapabilities: [],
      revision: 3,
    });
  });

  it('with the same values changes no timestamp and adds no audit row', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    const [rows, { clone }] = [await auditRows(cloneId), await update({ cloneId })];
    expect(await update({ cloneId, name: ' Fox ' })).toEqual({ clone, errors: [] });
    expect(await auditRows(cloneId)).toBe(rows);
  });

  it('reports all errors at once, and changes nothing', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    const refused = await update({
      cloneId,
      name: '',
      description: 'a\u0007',
      imageUrl: 'https://elsewhere.example/a',
      shownAssets: ['ok', ' '],
      shownDataSources: Array.from({ length: 51 }, () => 'x'),
    });
    expect(codes(refused)).toEqual(
      ['name', 'description', 'imageUrl', 'shownAssets.1', 'shownDataSources'].map(
        (path) => `INVALID_INPUT input.${path}`,
      ),
    );
    expect(refused.clone.publicProfileDraft).toMatchObject({ name: 'Fox', revision: 1 });
  });

  it.each(['\u{E0061}\u{E0062}', '\u034F', '\u206A', 'x\uFE0F', '\u200D'])(
    'with invisible characters is refused in every field, without quoting them (%#)',
    async (unseen) => {
      const cloneId = await createClone(service, alice, { name: 'Fox' });
      const text = `Fo${unseen}x`;
      const refused = await update({
        cloneId,
        name: text,
        description: text,
        shownAssets: ['ok', text],
        shownDataSources: [text],
      });
      expect(codes(refused)).toEqual(
        ['name', 'description', 'shownAssets.1', 'shownDataSources.0'].map((path) => `INVALID_INPUT input.${path}`),
      );
      expect(refused.clone.publicProfileDraft).toMatchObject({ name: 'Fox', revision: 1 });
      const created = await service.ask(
        alice,
        'mutation($input: CreateCloneInput!) { createClone(input: $input) { clone { id } errors { code path message } } }',
        { input: { name: text, description: text } },
      );
      expect(codes(created.data.createClone)).toEqual(['INVALID_INPUT input.name', 'INVALID_INPUT input.description']);
      expect(JSON.stringify([refused.errors, created])).not.toMatch(/(?!\uFE0F)\p{Default_Ignorable_Code_Point}/u);
    },
  );

  it('normalizes the spelling of an emoji, so that another spelling changes nothing', async () => {
    const cloneId = await createClone(service, alice, { name: '🧔‍♂️ Fox ⚡' });
    const { clone } = await update({ cloneId, name: '🧔‍♂ Fox ⚡️' });
    expect(clone.publicProfileDraft).toMatchObject({ name: '🧔‍♂️ Fox ⚡', revision: 1 });
  });

  it('with another revision is a conflict; without one it is not checked', async () => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    expect(codes(await update({ cloneId, expectedRevision: 0, name: 'Wolf' }))).toEqual([
      'REVISION_CONFLICT input.expectedRevision',
    ]);
    expect(codes(await update({ cloneId, expectedRevision: null, name: 'Wolf' }))).toEqual([]);
    expect(codes(await update({ cloneId, expectedRevision: 2, name: 'Bear' }))).toEqual([]);
  });

  it('cannot clear the name of a published clone', async () => {
    const { cloneId } = await createPublishedClone(service, alice, 'Fox');
    expect(codes(await update({ cloneId, name: null }))).toEqual(['INVALID_INPUT input.name']);
  });

  it.each(['SUSPENDED', 'ARCHIVED'])('of a clone that is %s is refused', async (status) => {
    const cloneId = await createClone(service, alice, { name: 'Fox' });
    await service.database.client.clone.update({ where: { id: cloneId }, data: { status } });
    expect(codes(await update({ cloneId, name: '' }))).toEqual(['CLONE_NOT_ACTIVE input.cloneId']);
  });
});
