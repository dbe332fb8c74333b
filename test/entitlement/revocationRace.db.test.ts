import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer } from '../database/testServer.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startProcesses, type ServiceProcesses } from '../startProcess.ts';

const needsTwoProcesses = testServer === null;
const title = 'a revocation that meets 50 publishers on two processes';

describe.skipIf(needsTwoProcesses)(
  needsTwoProcesses ? `${title} (TEST_DATABASE_URL is not set: two processes need PostgreSQL)` : title,
  () => {
    let processes: ServiceProcesses;
    let alice: string;
    let economy: string;

    beforeAll(async () => {
      processes = await startProcesses(2);
      alice = await processes.token('alice');
      economy = await processes.token('economy', 'entitlement:write');
    });
    afterAll(() => processes.stop());

    async function mutate(process: number, token: string, name: string, type: string, input: object, selection = '') {
      const { data, errors } = await processes.ask(
        process,
        token,
        `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code } } }`,
        { input },
      );
      expect(errors).toEqual([]);
      return data[name];
    }

    /** Needs seven assets: two more than the base entitlement has. */
    const wide = (prompt: string) => ({
      ...sampleGraph(prompt),
      assets: [
        { blockId: 'majors', symbols: ['BTC-USD', 'ETH-USD', 'SOL-USD', 'XRP-USD', 'ADA-USD', 'DOGE-USD', 'AVAX-USD'] },
      ],
    });
    const at = '2026-01-01T00:00:00Z';
    const facts = (kind: 'GRANTED' | 'REVOKED', cloneIds: readonly string[]) =>
      cloneIds.map((cloneId) => ({ grantId: `wide ${cloneId}`, cloneId, kind, occurredAt: at, assets: 2 }));
    const apply = (process: number, kind: 'GRANTED' | 'REVOKED', cloneIds: readonly string[]) =>
      mutate(process, economy, 'applyEntitlementFacts', 'ApplyEntitlementFactsInput', { facts: facts(kind, cloneIds) });

    async function makeClone(): Promise<string> {
      return (
        await mutate(0, alice, 'createClone', 'CreateCloneInput', { name: 'Raced', modelId: 'swift-1' }, 'clone { id }')
      ).clone.id;
    }

    /** Saves something new and publishes it, as another tab of the builder might at the same time; what publishing said. */
    async function publishNext(
      publisher: number,
      cloneId: string,
      prompt: string,
    ): Promise<{ created: boolean; codes: string[] }> {
      const { data } = await processes.ask(
        publisher,
        alice,
        'query($id: ID!) { clone(id: $id) { strategyDraft { revision } } }',
        { id: cloneId },
      );
      const { revision } = data.clone.strategyDraft;
      await mutate(publisher, alice, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
        cloneId,
        expectedRevision: revision,
        graph: wide(prompt),
      });
      const { created, errors } = await mutate(
        publisher + 1,
        alice,
        'publishStrategy',
        'PublishStrategyInput',
        { cloneId, expectedRevision: revision + 1 },
        'created',
      );
      return { created, codes: errors.map(({ code }: { code: string }) => code) };
    }

    it('leaves no version published after it was acknowledged', async () => {
      const shared = await makeClone();
      const own = await Promise.all(Array.from({ length: 25 }, makeClone));
      const all = [shared, ...own];
      expect((await apply(0, 'GRANTED', all)).errors).toEqual([]);
      const targets = [...own, ...own.map(() => shared)];

      const race = { acknowledged: false, published: 0 };
      const racing = Promise.withResolvers<void>();
      const revoking = racing.promise.then(async () => {
        expect((await apply(1, 'REVOKED', all)).errors).toEqual([]);
        race.acknowledged = true;
      });
      const late = await Promise.all(
        targets.map(async (cloneId, publisher) => {
          for (let round = 0; !race.acknowledged; round += 1) {
            const { created } = await publishNext(publisher, cloneId, `Publisher ${publisher}, round ${round}.`);
            if (created && (race.published += 1) === 40) racing.resolve();
          }
          return publishNext(publisher, cloneId, `Publisher ${publisher}, too late.`);
        }),
      );
      await revoking;
      expect(late.filter(({ created }) => created)).toEqual([]);
      // Those on one clone also meet each other; those on their own meet the entitlement alone.
      expect(late.slice(0, own.length).flatMap(({ codes }) => codes)).toEqual(own.map(() => 'ENTITLEMENT_EXCEEDED'));

      const client = new pg.Client({ connectionString: processes.databaseUrl });
      await client.connect();
      const { rows } = await client.query<{ versions: number; late: number }>(`
      SELECT (SELECT count(*)::int FROM clone_strategy_versions) AS versions, count(*)::int AS late
      FROM clone_audit_events published JOIN clone_audit_events revoked USING (clone_id)
      WHERE published.action = 'strategy.published' AND revoked.action = 'entitlement.changed'
        AND revoked.details::json -> 'revoked' ->> 0 IS NOT NULL AND published.sequence > revoked.sequence`);
      await client.end();
      expect(rows).toEqual([{ versions: race.published, late: 0 }]);
    });
  },
);
