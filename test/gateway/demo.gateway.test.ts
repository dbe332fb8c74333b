import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { examples } from '../../src/demo/examples.ts';
import { welcome } from '../../src/demo/welcome.ts';
import { startTestDemo, type TestDemo } from './startTestDemo.ts';

interface Names {
  readonly myClones: { readonly nodes: readonly { readonly id: string; readonly publicProfile: { readonly name: string | null } }[] };
}

const clonesOf = async (demo: TestDemo, creator: string) =>
  (await (await demo.askAs(creator))<Names>('{ myClones(first: 100) { nodes { id publicProfile { name } } } }')).myClones.nodes;

describe('the demo', () => {
  it('keeps its data over a restart, edits included, and loads the sample only once', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'demo-'));
    const first = await startTestDemo(dataDir);
    const before = await clonesOf(first, 'alice');
    const edited = before[0]?.id;
    const ask = await first.askAs('alice');
    await ask('mutation ($cloneId: ID!) { updatePublicProfile(input: { cloneId: $cloneId, name: "Edited" }) { errors { code } } }', { cloneId: edited });
    await first.close();
    const second = await startTestDemo(dataDir);
    const after = await clonesOf(second, 'alice');
    expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
    expect(after[0]?.publicProfile.name).toBe('Edited');
    await second.close();
    rmSync(dataDir, { recursive: true });
  }, 60_000);

  it('offers only queries that answer without an error for the caller that it names', async () => {
    const demo = await startTestDemo();
    const callers = { creator: await demo.askAs('alice'), service: await demo.askAs('contest', 'clone:read', 'strategy:read') };
    for (const { asks, query } of examples) await (asks === null ? await demo.askAs(null) : callers[asks])(query);
    const text = await welcome(demo);
    for (const { name } of examples) expect(text).toContain(`${demo.gatewayUrl}/show/${name}`);
    await demo.close();
  }, 60_000);

  it('names the folder when another process has it', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'demo-'));
    const first = await startTestDemo(dataDir);
    await expect(startTestDemo(dataDir)).rejects.toMatchObject({ name: 'StartError', message: expect.stringContaining(dataDir) });
    await first.close();
    rmSync(dataDir, { recursive: true });
  }, 60_000);
});
