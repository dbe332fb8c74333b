import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askGraph } from '../../src/demo/askGraph.ts';
import { recordArenaSlot } from '../../src/demo/contributors/arena.ts';
import { recordAudition } from '../../src/demo/contributors/audition.ts';
import { startContributors } from '../../src/demo/contributors/startContributors.ts';
import { startGateway } from '../../src/demo/gateway/startGateway.ts';
import { startTestDemo, type TestDemo } from './startTestDemo.ts';

let demo: TestDemo;

beforeAll(async () => {
  demo = await startTestDemo();
}, 60_000);

afterAll(() => demo.close());

const engine = ['clone:read', 'strategy:read'] as const;

async function createClones(sub: string, count: number): Promise<string[]> {
  const ask = await demo.askAs(sub);
  const one = async () => {
    const { createClone } = await ask<{ createClone: { clone: { id: string } } }>('mutation { createClone(input: {}) { clone { id } } }');
    return createClone.clone.id;
  };
  return Promise.all(Array.from({ length: count }, one));
}

/** A published version of the sample data, with its owner. */
async function someVersion(): Promise<{ id: string; cloneId: string; prompt: string }> {
  const ask = await demo.askAs('alice');
  const { myClones } = await ask<{ myClones: { nodes: Published[] } }>(
    '{ myClones(first: 20) { nodes { id activeStrategyVersion { id graph { tradingPrompts { prompt } } } } } }',
  );
  for (const { id, activeStrategyVersion: version } of myClones.nodes) {
    if (version !== null) return { id: version.id, cloneId: id, prompt: version.graph.tradingPrompts[0]?.prompt ?? '' };
  }
  throw new Error('alice has published nothing');
}

interface Published {
  readonly id: string;
  readonly activeStrategyVersion: { readonly id: string; readonly graph: { readonly tradingPrompts: readonly { readonly prompt: string }[] } } | null;
}

function audition(cloneId: string, strategyVersionId: string | null, store = demo.contributors.audition.store): void {
  const startedAt = '2026-01-01T00:00:00.000Z';
  recordAudition(store, {
    id: randomUUID(), cloneId, status: 'PASSED', strategyVersionId, propAccountId: null, startedAt, finishedAt: null, outcomeReason: null,
  });
}

describe('the combined summary', () => {
  it('shows each of the seven states in the sample data', async () => {
    const states = await Promise.all(
      ['alice', 'bob'].map(async (creator) => {
        const ask = await demo.askAs(creator);
        const { myClones } = await ask<{ myClones: { nodes: { lifecycle: { state: string; unavailable: string[] } }[] } }>(
          '{ myClones(first: 100) { nodes { lifecycle { state unavailable } } } }',
        );
        expect(myClones.nodes.flatMap(({ lifecycle }) => lifecycle.unavailable)).toEqual([]);
        return myClones.nodes.map(({ lifecycle }) => lifecycle.state);
      }),
    );
    expect(new Set(states.flat())).toEqual(
      new Set(['SETUP_REQUIRED', 'CONFIGURED', 'AUDITION_RUNNING', 'AUDITION_FAILED', 'COMPETITION_ELIGIBLE', 'COMPETING', 'RETIRED']),
    );
  });

  it('answers a hundred clones in one query, each with its own state', async () => {
    const ids = await createClones('centurion', 100);
    for (const id of ids.filter((_, index) => index % 2 === 0)) audition(id, null);
    const ask = await demo.askAs(null);
    const { clones } = await ask<{ clones: unknown[] }>(
      'query ($ids: [ID!]!) { clones(ids: $ids) { id lifecycle { state unavailable setup { complete } auditionStatus } } }',
      { ids },
    );
    expect(clones).toEqual(
      ids.map((id, index) => ({
        id,
        lifecycle: {
          state: index % 2 === 0 ? 'COMPETITION_ELIGIBLE' : 'SETUP_REQUIRED',
          unavailable: [],
          setup: { complete: false },
          auditionStatus: index % 2 === 0 ? 'PASSED' : 'NONE',
        },
      })),
    );
  });

  it('leads from an audition to the version that it ran, with the graph for an engine', async () => {
    const version = await someVersion();
    const [id] = await createClones('traveller', 1);
    audition(id ?? '', version.id);
    const ask = await demo.askAs('engine', ...engine);
    const { clone } = await ask<{ clone: unknown }>(
      `query ($id: ID!) { clone(id: $id) { lifecycle { latestAudition { strategyVersion { cloneId isActive graph { tradingPrompts { prompt } } } } } } }`,
      { id },
    );
    expect(clone).toEqual({
      lifecycle: {
        latestAudition: { strategyVersion: { cloneId: version.cloneId, isActive: true, graph: { tradingPrompts: [{ prompt: version.prompt }] } } },
      },
    });
  });

  it('loses nothing but the own fields of one version id among twenty that is not here', async () => {
    const version = await someVersion();
    const ids = await createClones('twenty', 20);
    for (const [index, id] of ids.entries()) audition(id, index === 7 ? randomUUID() : version.id);
    const ask = await demo.askAs(null);
    const { clones } = await ask<{ clones: unknown[] }>(
      `query ($ids: [ID!]!) {
        clones(ids: $ids) { id lifecycle { state setup { complete } latestAudition { status strategyVersion { number } } } }
      }`,
      { ids },
    );
    expect(clones).toEqual(
      ids.map((id, index) => ({
        id,
        lifecycle: {
          state: 'COMPETITION_ELIGIBLE',
          setup: { complete: false },
          latestAudition: { status: 'PASSED', strategyVersion: { number: index === 7 ? null : expect.any(Number) } },
        },
      })),
    );
  });

  it('never shows one caller the answer of another who asks the same at the same moment', async () => {
    const { cloneId, prompt } = await someVersion();
    const tokens = {
      owner: await demo.token('alice'),
      stranger: await demo.token('mallory'),
      engine: await demo.token('engine', ...engine),
      nobody: null,
    };
    const query = `query ($id: ID!) { clone(id: $id) {
      strategyDraft { graph { tradingPrompts { prompt } } } activeStrategyVersion { graph { tradingPrompts { prompt } } }
    } }`;
    const expected = {
      owner: { draft: prompt, version: prompt },
      engine: { draft: undefined, version: prompt },
      stranger: { draft: undefined, version: undefined },
      nobody: { draft: undefined, version: undefined },
    };
    const callers = ['owner', 'stranger', 'engine', 'nobody'] as const;
    for (let round = 0; round < 50; round++) {
      const order = callers.toSorted(() => Math.random() - 0.5);
      const answers = await Promise.all(order.map((caller) => dataOf(query, { id: cloneId }, tokens[caller])));
      expect(answers.map(promptsIn)).toEqual(order.map((caller) => expected[caller]));
    }
  });
});

interface Prompts {
  readonly clone: { readonly strategyDraft: Graph | null; readonly activeStrategyVersion: Graph | null };
}

interface Graph {
  readonly graph: { readonly tradingPrompts: readonly { readonly prompt: string }[] } | null;
}

const promptsIn = ({ clone }: Prompts) => ({
  draft: clone.strategyDraft?.graph?.tradingPrompts[0]?.prompt,
  version: clone.activeStrategyVersion?.graph?.tradingPrompts[0]?.prompt,
});

/** The data of the gateway's answer, whatever its errors. */
async function dataOf(query: string, variables: object, token: string | null): Promise<Prompts> {
  const response = await fetch(`${demo.gatewayUrl}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables }),
  });
  const { data } = (await response.json()) as { data: Prompts };
  return data;
}

describe('with a contributing subgraph stopped, a state', () => {
  const competing = { race: 'Race', rank: 1, enteredAt: '2026-01-01T00:00:00.000Z', strategyVersionId: null, propAccountId: null };

  it.each([
    { stopped: 'audition', facts: 'arena', state: 'COMPETING' },
    { stopped: 'audition', facts: 'none', state: null },
    { stopped: 'queue', facts: 'audition', state: 'COMPETITION_ELIGIBLE' },
    { stopped: 'queue', facts: 'none', state: null },
    { stopped: 'arena', facts: 'audition', state: null },
  ] as const)('is right or null: $stopped stopped, $facts known, $state', async ({ stopped, facts, state }) => {
    const folder = mkdtempSync(join(tmpdir(), 'contributors-'));
    const contributors = await startContributors({ folder, ports: { audition: 0, queue: 0, arena: 0 } });
    const subgraphs = [{ name: 'clone', url: `${demo.cloneUrl}/graphql` }, contributors.audition, contributors.queue, contributors.arena];
    const gateway = await startGateway({ subgraphs, port: 0 });
    const [cloneId = ''] = await createClones('survivor', 1);
    if (facts === 'audition') audition(cloneId, null, contributors.audition.store);
    if (facts === 'arena') {
      recordArenaSlot(contributors.arena.store, { ...competing, id: randomUUID(), cloneId, retiredAt: null, retirementReason: null });
    }
    await contributors[stopped].close();
    const { clone } = await askGraph(`${gateway.url}/graphql`, null)<{ clone: unknown }>(
      'query ($id: ID!) { clone(id: $id) { lifecycle { state unavailable setup { complete } } } }',
      { id: cloneId },
    );
    expect(clone).toEqual({ lifecycle: { state, unavailable: [stopped.toUpperCase()], setup: { complete: false } } });
    await gateway.close();
    await contributors.close();
    rmSync(folder, { recursive: true });
  });
});
