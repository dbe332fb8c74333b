import { expect, it } from 'vitest';
import type { Caller } from '../src/access/caller.ts';
import { newId } from '../src/clone/id.ts';
import { economy } from './entitlement/applyFacts.ts';
import { createPublishedClone } from './makers.ts';
import { admin, moderator } from './profile/operate.ts';
import { sampleGraph } from './sampleStrategy.ts';
import { nobody, startTestService, user } from './startTestService.ts';

const service = startTestService();
const alice = user('alice');

/** With a single connection, as on the embedded database, a statement outside its transaction would wait forever. */
it('twenty of every kind of write and a hundred reads at once all succeed', async () => {
  const clones = await Promise.all(
    Array.from({ length: 5 }, (_, index) => createPublishedClone(service, alice, `Busy ${index}`)),
  );
  const cloneIds = clones.map(({ cloneId }) => cloneId);
  const write = (caller: Caller, name: string, type: string, input: Record<string, unknown>) => () =>
    service.ask(caller, `mutation($input: ${type}!) { ${name}(input: $input) { errors { code } } }`, { input });
  const asks = Array.from({ length: 20 }, (_, index) => {
    const cloneId = cloneIds[index % cloneIds.length] ?? '';
    return [
      write(alice, 'createClone', 'CreateCloneInput', { idempotencyKey: `key ${index % 4}`, name: 'New' }),
      write(alice, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
        cloneId,
        expectedRevision: 1,
        graph: sampleGraph(`Prompt ${index}.`),
      }),
      write(alice, 'publishStrategy', 'PublishStrategyInput', { cloneId, expectedRevision: 2 }),
      write(alice, 'selectModel', 'SelectModelInput', { cloneId, modelId: `swift-${(index % 2) + 1}` }),
      write(economy, 'applyEntitlementFacts', 'ApplyEntitlementFactsInput', {
        facts: cloneIds.map((id) => ({
          grantId: newId(),
          cloneId: id,
          kind: 'GRANTED',
          occurredAt: '2026-01-01T00:00:00Z',
        })),
      }),
      write(moderator, 'moderatePublicProfile', 'ModeratePublicProfileInput', {
        cloneId,
        expectedRevision: 1,
        decision: index % 3 === 0 ? 'REJECT' : 'APPROVE',
      }),
      write(admin, 'setCloneStatus', 'SetCloneStatusInput', {
        cloneId,
        status: index % 5 === 0 ? 'SUSPENDED' : 'ACTIVE',
        reason: 'x',
      }),
      ...Array.from(
        { length: 5 },
        () => () =>
          service.ask(
            nobody,
            'query($ids: [ID!]!) { clones(ids: $ids) { publicProfile { name capabilitySignals { kind } } lifecycle { setup { complete } } } }',
            { ids: cloneIds },
          ),
      ),
    ];
  }).flat();
  const answers = await Promise.all(asks.map((ask) => ask()));
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  const refusals = answers.flatMap(({ data }) =>
    Object.values<{ errors?: { code: string }[] }>(data).flatMap(({ errors = [] }) => errors.map(({ code }) => code)),
  );
  expect(refusals.filter((code) => !['REVISION_CONFLICT', 'CLONE_NOT_ACTIVE'].includes(code))).toEqual([]);
  for (const ofClone of Map.groupBy(
    await service.database.client.auditEvent.findMany({ orderBy: { sequence: 'asc' } }),
    ({ cloneId }) => cloneId,
  ).values()) {
    expect(ofClone.map(({ sequence }) => sequence)).toEqual(ofClone.map((_, index) => index + 1));
  }
});
