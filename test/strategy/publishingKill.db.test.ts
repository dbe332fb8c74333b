import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleGraph } from '../sampleStrategy.ts';
import { askProcess, makeProcessHome, startProcess, type ProcessHome, type ServiceProcess } from '../startProcess.ts';

interface Version {
  readonly id: string;
  readonly number: number;
  readonly contentHash: string;
  readonly graph: { readonly tradingPrompts: readonly { readonly prompt: string }[] };
}

const versionFields = 'id number contentHash graph { tradingPrompts { prompt } }';
const saveAndPublish = `mutation($c: ID!, $revision: Int!, $next: Int!, $key: String!, $graph: StrategyGraphInput!) {
  save: saveStrategyDraft(input: { cloneId: $c, expectedRevision: $revision, graph: $graph }) { errors { code } }
  publish: publishStrategy(input: { cloneId: $c, expectedRevision: $next, idempotencyKey: $key }) { created strategyVersion { ${versionFields} } errors { code } } }`;

let home: ProcessHome;
let service: ServiceProcess;
let alice: string;

beforeAll(async () => {
  home = await makeProcessHome();
  service = await startProcess(home.settings);
  alice = await home.token('alice');
});
afterAll(async () => {
  await service.end('SIGTERM');
  await home.remove();
});

async function ask(query: string, variables: Record<string, unknown>) {
  const { data, errors } = await askProcess(service.url, alice, query, variables);
  expect(errors).toEqual([]);
  return data;
}

/** Publishes a version again with its key, as a client does that lost the answer. */
async function publishAgain(cloneId: string, version: Version | undefined) {
  const prompt = version?.graph.tradingPrompts[0]?.prompt ?? '';
  const revision = Number(/revision (\d+)\./.exec(prompt)?.[1]);
  const { publish } = await ask(
    `mutation($c: ID!, $next: Int!, $key: String!) {
      publish: publishStrategy(input: { cloneId: $c, expectedRevision: $next, idempotencyKey: $key }) { created strategyVersion { ${versionFields} } } }`,
    { c: cloneId, next: revision + 1, key: `r${revision + 1}` },
  );
  return publish;
}

async function makeClone(): Promise<string> {
  const { createClone } = await ask(
    'mutation { createClone(input: { name: "Storm", modelId: "swift-1" }) { clone { id } } }',
    {},
  );
  return createClone.clone.id;
}

/** Everything about a clone that a killed process may have left half done. */
async function read(cloneId: string) {
  const { clone } = await ask(
    `query($c: ID!) { clone(id: $c) { activeStrategyVersionId activeStrategyVersion { number } strategyDraft { revision hasUnpublishedChanges }
      strategyVersions(first: 100) { nodes { ${versionFields} isActive } } auditTrail(first: 100) { nodes { sequence action } } } }`,
    { c: cloneId },
  );
  expect(clone, 'an acknowledged clone exists').not.toBeNull();
  return clone;
}

/**
 * Publishes on all clones at once until `most` versions were acknowledged, then kills the process; returns the
 * acknowledged versions by clone.
 */
async function publishUntilKilled(cloneIds: readonly string[], most: number): Promise<Map<string, Version[]>> {
  const acknowledged = new Map<string, Version[]>(cloneIds.map((id) => [id, []]));
  const clones = await Promise.all(cloneIds.map(read));
  let count = 0;
  let killed: Promise<void> | undefined;
  await Promise.all(
    cloneIds.map(async (c, index) => {
      for (let revision: number = clones[index].strategyDraft.revision; killed === undefined; revision += 1) {
        const variables = {
          c,
          revision,
          next: revision + 1,
          key: `r${revision + 1}`,
          graph: sampleGraph(`Clone ${index}, revision ${revision}.`),
        };
        const answer = await ask(saveAndPublish, variables).catch((error: unknown) => {
          if (killed === undefined) throw error;
        });
        if (answer === undefined) return;
        expect(answer).toMatchObject({ save: { errors: [] }, publish: { created: true, errors: [] } });
        acknowledged.get(c)?.push(answer.publish.strategyVersion);
        if ((count += 1) === most) killed = service.end('SIGKILL');
      }
    }),
  );
  await killed;
  return acknowledged;
}

describe('a process that is killed while it publishes', () => {
  it('keeps every version that it acknowledged, complete, numbered without a gap, and the last one is active', async () => {
    const cloneIds = await Promise.all(Array.from({ length: 8 }, makeClone));
    const stored = new Map<string, Version[]>(cloneIds.map((id) => [id, []]));
    for (const most of [3, 30]) {
      const acknowledged = await publishUntilKilled(cloneIds, most);
      service = await startProcess(home.settings);
      for (const cloneId of cloneIds) {
        const { activeStrategyVersionId, strategyVersions, strategyDraft, auditTrail } = await read(cloneId);
        const versions: (Version & { readonly isActive: boolean })[] = strategyVersions.nodes.toReversed();
        const known = [...(stored.get(cloneId) ?? []), ...(acknowledged.get(cloneId) ?? [])];
        expect(versions.slice(0, known.length)).toEqual(
          known.map((version) => ({ ...version, isActive: version.id === activeStrategyVersionId })),
        );
        // One more may have been made, with its answer lost.
        expect(versions.length - known.length).toBeLessThanOrEqual(1);
        expect(versions.map(({ number }) => number)).toEqual(versions.map((_, index) => index + 1));
        expect(activeStrategyVersionId).toBe(versions.at(-1)?.id ?? null);
        expect(strategyDraft.revision).toBeGreaterThanOrEqual(versions.length);
        const actions: string[] = auditTrail.nodes.map(({ action }: { action: string }) => action);
        expect(actions.filter((action) => action === 'strategy.published')).toHaveLength(versions.length);
        if (known.length > 0)
          expect(await publishAgain(cloneId, known.at(-1))).toEqual({ created: false, strategyVersion: known.at(-1) });
        stored.set(
          cloneId,
          versions.map(({ isActive: _, ...version }) => version),
        );
      }
    }
  });
});
