import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Scope } from '../../src/access/caller.ts';
import { openDatabase } from '../../src/database/openDatabase.ts';
import { createLog } from '../../src/server/log.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { startService, type RunningService } from '../../src/startService.ts';
import { copyEmbedded } from '../database/copyEmbedded.ts';
import { createPublishedClone } from '../makers.ts';
import { askProcess } from '../startProcess.ts';
import { stepsOf } from './pageSteps.ts';

const page = readFileSync(new URL('../../doc/events.md', import.meta.url), 'utf8');
const steps = stepsOf(page);
const folder = mkdtempSync(join(tmpdir(), 'events-'));
const settings = { ...readSettings({ DATA_DIR: folder, LOG_LEVEL: 'fatal' }), port: 0, metricsPort: 0 };
let service: RunningService;
let given: Readonly<Record<string, string>>;

const ask = async (sub: string, scope: readonly string[], query: string, variables: object = {}) => {
  const token = (await service.signToken?.({ sub, scope: scope as Scope[] })) ?? '';
  return askProcess(service.url, token, query, { ...variables });
};

beforeAll(async () => {
  copyEmbedded(folder);
  service = await startService(settings, createLog(settings.logLevel));
  const alice = { ask: (_: unknown, query: string, variables = {}) => ask('alice', [], query, variables) };
  const { versionId } = await createPublishedClone(alice, undefined as never, 'Fox');
  given = { VERSION_ID: versionId };
});
afterAll(async () => {
  await service.close();
  rmSync(folder, { recursive: true });
});

const filledIn = (value: object) =>
  JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? (given[part] ?? part) : part));

describe('doc/events.md', () => {
  it('shows every way to read', () => {
    expect(steps.map(({ name }) => name)).toEqual([
      'ReadOn',
      'ActiveVersions',
      'ReadinessChanged',
      'PublicChanges',
      'ToTheEnd',
    ]);
  });

  it.each(steps.map((step) => [step.name, step] as const))(
    'has an operation %s that is answered as the page shows, without an error',
    async (_, { query, variables, answer: shown, scopes }) => {
      const { data, errors } = await ask('a-service', scopes, query, variables);
      expect(errors).toEqual([]);
      expect({ data }).toMatchObject(filledIn(shown ?? {}));
    },
  );

  it('names every kind that changes what its readers keep: the index takes out what the directory no longer lists', async () => {
    const { query } = steps.find(({ name }) => name === 'PublicChanges') ?? expect.fail('no such operation');
    const {
      data: { cloneEvents: before },
    } = await ask('a-service', ['clone:read'], query);
    const cloneId = before.nodes[0].cloneId;
    await ask(
      'root',
      ['clone:admin'],
      'mutation ($id: ID!) { setCloneStatus(input: { cloneId: $id, status: SUSPENDED, reason: "Test." }) { errors { code } } }',
      { id: cloneId },
    );
    const { data } = await ask('a-service', ['clone:read'], query, { after: before.continueFrom });
    expect(data.cloneEvents.nodes).toMatchObject([
      { cloneId, clone: { status: 'SUSPENDED', publicProfile: { name: null } } },
    ]);
  });

  it('tells what a database that went back in time answers', async () => {
    const { query } = steps.find(({ name }) => name === 'ReadOn') ?? expect.fail('no such operation');
    const { data } = await ask('a-service', ['clone:read'], query);
    await service.close();
    const database = await openDatabase(settings.database);
    await database.client.$executeRaw`ALTER TABLE clone_audit_events DISABLE TRIGGER USER`;
    await database.client.$executeRaw`DELETE FROM clone_audit_events WHERE action <> 'clone.created'`;
    await database.close();
    service = await startService(settings, createLog(settings.logLevel));
    const { errors } = await ask('a-service', ['clone:read'], query, { after: data.cloneEvents.continueFrom });
    expect(errors).toMatchObject([{ code: 'CURSOR_LOST', path: 'cloneEvents' }]);
  });
});
