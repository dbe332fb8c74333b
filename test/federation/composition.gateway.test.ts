import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchSdl } from '../../src/demo/gateway/fetchSdl.ts';
import { askGateway } from './askGateway.ts';
import { createKnownClones, type KnownClone } from './createKnownClones.ts';
import { composers, type Composer } from './gateways/composers.ts';
import { gatewayKinds } from './gateways/gatewayKinds.ts';
import { cloneFields, judge, type AnsweredClone } from './judge.ts';
import { startFederation, type Federation } from './startFederation.ts';

let federation: Federation;
let clones: readonly KnownClone[];

beforeAll(async () => {
  federation = await startFederation();
  clones = await createKnownClones(federation, [{ facts: { audition: 'PASSED', queue: 'WAITING', arena: 'COMPETING' }, complete: true }]);
});

afterAll(() => federation.close());

describe.each(Object.keys(composers) as Composer[])('%s', (composer) => {
  it('composes what the four subgraphs serve without an error or a hint', async () => {
    const subgraphs = await Promise.all(Object.values(federation.fronts).map(fetchSdl));
    expect(composers[composer](subgraphs)).toEqual({ errors: [], hints: [], supergraph: expect.stringContaining('type LifecycleSummary') });
  });

  it.each(gatewayKinds)('makes a supergraph that $gateway runs', async ({ start }) => {
    const gateway = await start({ subgraphs: Object.values(federation.fronts), timeoutMs: 10_000, composer });
    const { data, errors } = await askGateway<{ clones: AnsweredClone[] }>(gateway.url, `query ($ids: [ID!]!) { clones(ids: $ids) { ${cloneFields} } }`, {
      token: await federation.token('contest', 'clone:read'),
      variables: { ids: clones.map(({ id }) => id) },
    });
    await gateway.close();
    expect(errors).toEqual([]);
    expect(clones.flatMap((clone, index) => judge(clone, data?.clones[index], { failing: [], asked: true, cloneFailed: false }).faults)).toEqual([]);
  });
});
