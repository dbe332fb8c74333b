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

/** What the creator edits, and what races run. */
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

const visible = {
  owner: { draft: knownPrompt, version: knownPrompt },
  engine: { draft: undefined, version: knownPrompt },
  stranger: { draft: undefined, version: undefined },
  nobody: { draft: undefined, version: undefined },
};
type Caller = keyof typeof visible;
/** The owner is here twice: a gateway may merge identical requests of one caller. */
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

/** Sends the same query as every caller at the same moment, in random order. */
async function askTogether(
  url: string,
  requestId: string,
): Promise<{ readonly received: readonly object[]; readonly expected: readonly object[] }> {
  const order = together.toSorted(() => Math.random() - 0.5);
  const answers = await Promise.all(
    order.map((caller) =>
      askGateway<Answered>(url, query, { token: tokens[caller], variables: { id: cloneId }, requestId }),
    ),
  );
  return { received: answers.map(({ data }) => promptsIn(data)), expected: order.map((caller) => visible[caller]) };
}

describe.each(gatewayKinds)('$gateway', ({ gateway, start, merges }) => {
  let running: GatewayUnderTest;

  beforeAll(async () => {
    running = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000 });
  });

  afterAll(() => running.close());

  it(`never gives one caller another's answer when both send the same query at the same moment, ${rounds} times over`, async () => {
    // One id for all: requests that differ only in the caller are those that could be mixed up.
    const requestId = gateway.replaceAll(/\W+/g, '-');
    for (let round = 0; round < rounds; round++) {
      const { received, expected } = await askTogether(running.url, requestId);
      expect(received).toEqual(expected);
    }
    const reachedClone = federation.fronts.clone.requests.filter((request) => request.requestId === requestId).length;
    if (merges) expect(reachedClone).toBeLessThan(rounds * together.length);
    else expect(reachedClone).toBe(rounds * together.length);
  });

  it('passes on a refusal word for word', async () => {
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

describe('a gateway that adds the token only after it has merged requests', () => {
  it("gives one caller another's answer, so the tests above would notice", async () => {
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
      const { received, expected } = await askTogether(`${url}/graphql`, 'mistaken');
      isShared = !isDeepStrictEqual(received, expected);
    }
    expect(isShared).toBe(true);
    await close();
  });
});
