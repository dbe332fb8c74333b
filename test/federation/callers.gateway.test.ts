import { isDeepStrictEqual } from 'node:util';
import type { GatewayPlugin } from '@graphql-hive/gateway-runtime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../../src/demo/gateway/startGateway.ts';
import { runs } from '../runs.ts';
import { askGateway } from './askGateway.ts';
import { createKnownClones, knownPrompt, owner } from './createKnownClones.ts';
import { gatewayKinds, type GatewayUnderTest } from './gateways/gatewayKinds.ts';
import { mergingOn } from './gateways/startHiveGateway.ts';
import { startFederation, type Federation } from './startFederation.ts';

/** lessons.md's query: what the creator edits, and what races run. */
const query = `query ($id: ID!) { clone(id: $id) {
  strategyDraft { revision graph { tradingPrompts { prompt } } }
  activeStrategyVersion { graph { tradingPrompts { prompt } } }
} }`;

interface Answered {
  readonly clone: { readonly strategyDraft: Graph | null; readonly activeStrategyVersion: Graph | null };
}

interface Graph {
  readonly graph: { readonly tradingPrompts: readonly { readonly prompt: string }[] } | null;
}

const promptsIn = (data: Answered | null) => ({
  draft: data?.clone.strategyDraft?.graph?.tradingPrompts[0]?.prompt,
  version: data?.clone.activeStrategyVersion?.graph?.tradingPrompts[0]?.prompt,
});

const may = {
  owner: { draft: knownPrompt, version: knownPrompt },
  engine: { draft: undefined, version: knownPrompt },
  stranger: { draft: undefined, version: undefined },
  nobody: { draft: undefined, version: undefined },
};
type Caller = keyof typeof may;
/** The owner twice: the same request of the same caller is what a gateway may answer once. */
const together: readonly Caller[] = ['owner', 'stranger', 'engine', 'nobody', 'owner'];
const rounds = runs(50);

let federation: Federation;
let cloneId: string;
let tokens: Readonly<Record<Caller, string | null>>;

beforeAll(async () => {
  federation = await startFederation();
  const clones = await createKnownClones(federation, [
    { facts: { audition: 'NONE', queue: 'NONE', arena: 'NONE' }, complete: true },
  ]);
  cloneId = clones[0]?.id ?? '';
  tokens = {
    owner: await federation.token(owner),
    engine: await federation.token('engine', 'clone:read', 'strategy:read'),
    stranger: await federation.token('mallory'),
    nobody: null,
  };
});

afterAll(() => federation.close());

/** Asks the same as all callers at the same moment, in an order by chance. */
async function askTogether(
  url: string,
  requestId: string,
): Promise<{ readonly came: readonly object[]; readonly right: readonly object[] }> {
  const order = together.toSorted(() => Math.random() - 0.5);
  const answers = await Promise.all(
    order.map((caller) =>
      askGateway<Answered>(url, query, { token: tokens[caller], variables: { id: cloneId }, requestId }),
    ),
  );
  return { came: answers.map(({ data }) => promptsIn(data)), right: order.map((caller) => may[caller]) };
}

describe.each(gatewayKinds)('$gateway', ({ gateway, start, merges }) => {
  let running: GatewayUnderTest;

  beforeAll(async () => {
    running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000 });
  });

  afterAll(() => running.close());

  it(`never gives one caller the answer of another who asks the same at the same moment, ${rounds} times over`, async () => {
    // One id for all: requests that differ in nothing but the caller are those that may be taken for one another.
    const requestId = gateway.replaceAll(/\W+/g, '-');
    for (let round = 0; round < rounds; round++) {
      const { came, right } = await askTogether(running.url, requestId);
      expect(came).toEqual(right);
    }
    const reachedClone = federation.fronts.clone.requests.filter((request) => request.requestId === requestId).length;
    if (merges) expect(reachedClone).toBeLessThan(rounds * together.length);
    else expect(reachedClone).toBe(rounds * together.length);
  });

  it('passes on what a refused caller is told, word for word', async () => {
    for (const token of [tokens.stranger, tokens.nobody]) {
      const messagesFrom = async (url: string) =>
        (await askGateway(url, query, { token, variables: { id: cloneId } })).errors
          .map(({ message }) => message)
          .toSorted();
      const messages = await messagesFrom(federation.cloneUrl);
      expect(messages).toEqual([
        expect.stringContaining("that of the clone's owner"),
        expect.stringContaining("that of the clone's owner"),
      ]);
      expect(await messagesFrom(running.url)).toEqual(messages);
    }
  });
});

describe('a gateway that adds the token where it no longer tells requests apart', () => {
  it("is caught: one caller gets another's answer", async () => {
    const addToken: GatewayPlugin = {
      onFetch({ options, executionRequest }) {
        const authorization: string | null | undefined =
          executionRequest?.context?.request?.headers.get('authorization');
        if (authorization) options.headers = { ...options.headers, authorization };
      },
    };
    const runtime = { transportEntries: mergingOn, propagateHeaders: {}, plugins: () => [addToken] };
    const { url, close } = await startGateway({ subgraphs: Object.values(federation.fronts), port: 0, runtime });
    let isShared = false;
    for (let round = 0; round < 50 && !isShared; round++) {
      const { came, right } = await askTogether(`${url}/graphql`, 'mistaken');
      isShared = !isDeepStrictEqual(came, right);
    }
    expect(isShared).toBe(true);
    await close();
  });
});
