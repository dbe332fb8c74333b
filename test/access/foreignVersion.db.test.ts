import { beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/clone/id.ts';
import { createPublishedClone, publish, saveDraft } from '../makers.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startTestService, user } from '../startTestService.ts';

const service = startTestService();
const [alice, mallory] = [user('alice'), user('mallory')];
const secret = 'The prompt of alice’s second version.';

let hers: { readonly cloneId: string; readonly versionId: string };
let own: { readonly cloneId: string; readonly versionId: string };
/** alice's second version: mallory's clone has only one. */
let second: string;

beforeAll(async () => {
  hers = await createPublishedClone(service, alice, 'Hers');
  second = await publish(
    service,
    alice,
    hers.cloneId,
    await saveDraft(service, alice, hers.cloneId, 1, sampleGraph(secret)),
    { idempotencyKey: 'k', note: secret },
  );
  own = await createPublishedClone(service, mallory, 'Mine');
});

/** What mallory gets for her own clone with another's version or a missing one, and the statements that it cost. */
async function ask(query: string, versionId: string) {
  const answers: unknown[] = [];
  const statements = await service.statementsOf(async () =>
    answers.push(await service.ask(mallory, query, { cloneId: own.cloneId, versionId })),
  );
  return { statements, answers };
}

describe('another clone’s version id', () => {
  it('restores nothing, with the same response and cost as an unknown id', async () => {
    const restore = `mutation($cloneId: ID!, $versionId: ID!) { restoreStrategyVersion(input: { cloneId: $cloneId, versionId: $versionId, expectedRevision: 1 }) {
      strategyDraft { revision graph { tradingPrompts { prompt } } } clone { id } errors { code message path } } }`;
    const [foreign, unknown] = [await ask(restore, second), await ask(restore, newId())];
    expect(foreign).toEqual(unknown);
    expect(foreign.answers).toMatchObject([
      {
        errors: [],
        data: {
          restoreStrategyVersion: {
            errors: [{ code: 'NOT_FOUND', path: ['input', 'versionId'] }],
            strategyDraft: { revision: 1 },
            clone: { id: own.cloneId },
          },
        },
      },
    ]);
    expect(JSON.stringify(foreign)).not.toContain(secret);
  });

  it('shows its changes only to those who may read it, whatever it is compared with', async () => {
    for (const number of ['', '(number: 1)', '(number: 2)', '(number: 99)']) {
      const query = `query($versionId: ID!) { strategyVersion(id: $versionId) { changesSince${number} { subjectId before after } } }`;
      expect(await service.ask(mallory, query, { versionId: second })).toMatchObject({
        data: { strategyVersion: { changesSince: null } },
        errors: [{ code: 'FORBIDDEN' }],
      });
    }
  });

  it('is never compared with an own version: numbers count within a clone', async () => {
    const query = 'query($id: ID!) { strategyVersion(id: $id) { changesSince(number: 2) { subjectId before after } } }';
    expect(await service.ask(mallory, query, { id: own.versionId })).toEqual({
      data: { strategyVersion: { changesSince: null } },
      errors: [],
    });
  });

  it('is not returned to another clone publishing under the same key, nor to a stranger', async () => {
    const publishing = (cloneId: string) =>
      service.ask(
        mallory,
        'mutation($id: ID!) { publishStrategy(input: { cloneId: $id, expectedRevision: 2, idempotencyKey: "k" }) { strategyVersion { id } strategyDraft { revision } errors { code } } }',
        { id: cloneId },
      );
    expect(await publishing(hers.cloneId)).toMatchObject({
      data: { publishStrategy: null },
      errors: [{ code: 'FORBIDDEN' }],
    });
    expect((await publishing(own.cloneId)).data.publishStrategy).toEqual({
      strategyVersion: null,
      strategyDraft: { revision: 1 },
      errors: [{ code: 'REVISION_CONFLICT' }],
    });
  });

  it('appears on no page of another clone’s versions, not even with a cursor of its own clone', async () => {
    const page =
      'query($id: ID!, $after: String) { clone(id: $id) { strategyVersions(after: $after) { edges { cursor node { id } } } } }';
    const [newest] = (await service.ask(alice, page, { id: hers.cloneId })).data.clone.strategyVersions.edges;
    const { data } = await service.ask(mallory, page, { id: own.cloneId, after: newest.cursor });
    expect(data.clone.strategyVersions.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([
      own.versionId,
    ]);
  });
});
