import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../../src/demo/people.ts';
import { welcome } from '../../src/demo/welcome.ts';
import { startTestDemo, type TestDemo } from './startTestDemo.ts';

describe('the demo', () => {
  let demo: TestDemo;

  beforeAll(async () => {
    demo = await startTestDemo();
  });

  afterAll(() => demo.close());

  it('shows each of the seven states in the sample data', async () => {
    const states = await Promise.all(
      ['alice', 'bob'].map(async (creator) => {
        const ask = await demo.askAs(creator);
        const { myClones } = await ask<{
          myClones: { nodes: { lifecycle: { state: string; unavailable: string[] } }[] };
        }>('{ myClones(first: 100) { nodes { lifecycle { state unavailable } } } }');
        expect(myClones.nodes.flatMap(({ lifecycle }) => lifecycle.unavailable)).toEqual([]);
        return myClones.nodes.map(({ lifecycle }) => lifecycle.state);
      }),
    );
    expect(new Set(states.flat())).toEqual(
      new Set([
        'SETUP_REQUIRED',
        'CONFIGURED',
        'AUDITION_RUNNING',
        'AUDITION_FAILED',
        'COMPETITION_ELIGIBLE',
        'COMPETING',
        'RETIRED',
      ]),
    );
  });

  it('offers only queries that the named caller can run without an error', async () => {
    const text = welcome(demo);
    for (const { name, asks, isInternal, query } of demo.examples) {
      const ask = isInternal ? demo.askInsideAs : demo.askAs;
      await (asks === null ? await demo.askAs(null) : await ask(asks, ...people[asks].scopes))(query);
      expect(text).toContain(name);
      const link = `${isInternal ? demo.internalGatewayUrl : demo.gatewayUrl}/show/${name}`;
      const { searchParams } = new URL((await fetch(link)).url);
      expect([searchParams.get('query'), searchParams.get('as')]).toEqual([query, asks]);
    }
  });

  it('tells the terminal where to look first', () => {
    expect(welcome(demo).trim().split('\n')[0]).toBe(`Open ${demo.gatewayUrl}/`);
  });

  it("tells the sample clones' story as events, from their creation on", async () => {
    const { query } = demo.examples.find(({ name }) => name === 'events') ?? expect.fail('no such example');
    const ask = await demo.askInsideAs('contest', 'clone:read', 'strategy:read');
    const { cloneEvents } = await ask<{ cloneEvents: { nodes: { kind: string; sequence: number }[] } }>(query);
    const kinds = cloneEvents.nodes.map(({ kind }) => kind);
    expect(kinds[0]).toBe('CREATED');
    for (const kind of ['STRATEGY_PUBLISHED', 'MODEL_SELECTED', 'PROFILE_UPDATED']) expect(kinds).toContain(kind);
  });
});

describe('a demo in a folder of its own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'demo-'));

  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps its data across a restart, edits included, and loads the sample only once', async () => {
    const first = await startTestDemo(folder);
    const before = await clonesOf(first, 'alice');
    const edited = before[0]?.id;
    const ask = await first.askAs('alice');
    await ask(
      'mutation ($cloneId: ID!) { updatePublicProfile(input: { cloneId: $cloneId, name: "Edited" }) { errors { code } } }',
      { cloneId: edited },
    );
    await first.close();
    // As a demo left it that had no moderator yet: this one decides on its profiles, and loads nothing again.
    const marker = join(folder, 'demo', 'sample.json');
    const { isModerated, ...older } = JSON.parse(readFileSync(marker, 'utf8'));
    expect(isModerated).toBe(true);
    writeFileSync(marker, JSON.stringify(older));
    const second = await startTestDemo(folder);
    const after = await clonesOf(second, 'alice');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]?.publicProfileDraft.name).toBe('Edited');
    expect(JSON.parse(readFileSync(marker, 'utf8'))).toEqual({ ...older, isModerated });
    await second.close();
  });

  it('names every port that is in use, in one line, before anything starts', async () => {
    const taken = [createServer(), createServer()];
    const [internalGateway = 0, arena = 0] = await Promise.all(taken.map(listenAnywhere));
    await expect(startTestDemo(folder, [], { internalGateway, arena })).rejects.toMatchObject({
      name: 'StartError',
      message: expect.stringMatching(
        new RegExp(
          `^Ports ${internalGateway} \\(internal gateway\\), ${arena} \\(arena\\) are in use\\. .*--port 5000.*$`,
        ),
      ),
    });
    // Had a part started, the folder would be in use.
    await (await startTestDemo(folder)).close();
    for (const server of taken) server.close();
  });
});

async function listenAnywhere(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Names {
  readonly myClones: {
    readonly nodes: readonly { readonly id: string; readonly publicProfileDraft: { readonly name: string | null } }[];
  };
}

async function clonesOf(demo: TestDemo, creator: string) {
  const ask = await demo.askAs(creator);
  return (await ask<Names>('{ myClones(first: 100) { nodes { id publicProfileDraft { name } } } }')).myClones.nodes;
}
