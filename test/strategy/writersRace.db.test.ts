import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testServer } from '../database/testServer.ts';
import { sampleGraph } from '../sampleStrategy.ts';
import { startProcesses, type ServiceProcesses } from '../startProcess.ts';

const needsTwoProcesses = testServer === null;
const title = '50 publishers and 50 savers of one clone on two processes';

interface Attempt {
  readonly codes: readonly string[];
  readonly created?: boolean;
  readonly strategyVersion?: { readonly id: string; readonly number: number } | null;
}

describe.skipIf(needsTwoProcesses)(
  needsTwoProcesses ? `${title} (TEST_DATABASE_URL is not set: two processes need PostgreSQL)` : title,
  () => {
    let processes: ServiceProcesses;
    let alice: string;

    beforeAll(async () => {
      processes = await startProcesses(2);
      alice = await processes.token('alice');
    });
    afterAll(() => processes.stop());

    async function mutate(process: number, name: string, type: string, input: object, selection = '') {
      const { data, errors } = await processes.ask(
        process,
        alice,
        `mutation($input: ${type}!) { ${name}(input: $input) { ${selection} errors { code } } }`,
        { input },
      );
      expect(errors).toEqual([]);
      const { errors: refusals, ...payload } = data[name];
      return { ...payload, codes: refusals.map(({ code }: { code: string }) => code) };
    }

    const save = (process: number, cloneId: string, expectedRevision: number, prompt: string): Promise<Attempt> =>
      mutate(process, 'saveStrategyDraft', 'SaveStrategyDraftInput', {
        cloneId,
        expectedRevision,
        graph: sampleGraph(prompt),
      });
    const publish = (process: number, cloneId: string, expectedRevision: number, more: object = {}): Promise<Attempt> =>
      mutate(
        process,
        'publishStrategy',
        'PublishStrategyInput',
        { cloneId, expectedRevision, ...more },
        'created strategyVersion { id number }',
      );

    async function makeClone(): Promise<string> {
      const { clone } = await mutate(
        0,
        'createClone',
        'CreateCloneInput',
        { name: 'Raced', modelId: 'swift-1' },
        'clone { id }',
      );
      await save(0, clone.id, 0, 'The first prompt.');
      return clone.id;
    }

    async function read(cloneId: string) {
      const query = `query($id: ID!) { clone(id: $id) { activeStrategyVersionId strategyDraft { revision graph { tradingPrompts { prompt } } }
      strategyVersions(first: 100) { nodes { id number } } auditTrail(first: 100) { nodes { sequence action } } } }`;
      const { data, errors } = await processes.ask(1, alice, query, { id: cloneId });
      expect(errors).toEqual([]);
      return data.clone;
    }

    const fifty = Array.from({ length: 50 }, (_, index) => index);
    const downFrom = (count: number) => Array.from({ length: count }, (_, index) => count - index);
    const isConflict = ({ codes }: Attempt) => codes.length === 1 && codes[0] === 'REVISION_CONFLICT';

    /** The one version that these attempts made; none if there are no attempts. */
    function versionMade(attempts: readonly Attempt[]) {
      expect(attempts.flatMap(({ codes }) => codes)).toEqual([]);
      const created = attempts
        .filter((attempt) => attempt.created === true)
        .flatMap(({ strategyVersion }) => strategyVersion ?? []);
      expect(created).toHaveLength(Math.min(1, attempts.length));
      expect(new Set(attempts.map(({ strategyVersion }) => strategyVersion?.id))).toEqual(
        new Set(created.map(({ id }) => id)),
      );
      return created;
    }

    it('have one winner for each revision, and version numbers without gaps or duplicates', async () => {
      const cloneId = await makeClone();
      const made: { id: string; number: number }[] = [];
      for (let revision = 1; revision <= 4; revision += 1) {
        const prompts = fifty.map((index) => `Saver ${index} on revision ${revision}.`);
        const [published, saved] = await Promise.all([
          Promise.all(fifty.map((index) => publish(index, cloneId, revision))),
          Promise.all(fifty.map((index) => save(index, cloneId, revision, prompts[index] ?? ''))),
        ]);
        const winners = fifty.filter((index) => saved[index]?.codes.length === 0);
        expect(winners).toHaveLength(1);
        expect(saved.filter(isConflict)).toHaveLength(49);
        const { strategyDraft } = await read(cloneId);
        expect(strategyDraft).toEqual({
          revision: revision + 1,
          graph: { tradingPrompts: [{ prompt: prompts[winners[0] ?? -1] }] },
        });

        // Publishers that came before the winning save got the one version of this revision, the others a conflict.
        made.push(...versionMade(published.filter((attempt) => !isConflict(attempt))));
      }
      made.push(...versionMade(await Promise.all(fifty.map((index) => publish(index, cloneId, 5)))));
      expect(made).not.toEqual([]);
      const { activeStrategyVersionId, strategyVersions, auditTrail } = await read(cloneId);
      expect(strategyVersions.nodes).toEqual(made.toReversed());
      expect(strategyVersions.nodes.map(({ number }: { number: number }) => number)).toEqual(downFrom(made.length));
      expect(activeStrategyVersionId).toBe(made.at(-1)?.id ?? null);
      expect(auditTrail.nodes.filter(({ action }: { action: string }) => action === 'strategy.published')).toHaveLength(
        made.length,
      );
      expect(auditTrail.nodes.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
        downFrom(auditTrail.nodes.length),
      );
    });

    it('that repeat an old idempotency key, on either process, get its version and change nothing', async () => {
      const cloneId = await makeClone();
      const first = await publish(0, cloneId, 1, { idempotencyKey: 'first' });
      await save(0, cloneId, 1, 'The second prompt.');
      await publish(0, cloneId, 2, { idempotencyKey: 'second' });
      const before = await read(cloneId);
      const repeated = await Promise.all(fifty.map((index) => publish(index, cloneId, 1, { idempotencyKey: 'first' })));
      expect(repeated).toEqual(fifty.map(() => ({ ...first, created: false })));
      expect(await read(cloneId)).toEqual(before);
    });

    it('that use a new idempotency key at the same time all get the same version', async () => {
      const cloneId = await makeClone();
      const published = await Promise.all(
        fifty.map((index) => publish(index, cloneId, 1, { idempotencyKey: 'first', note: 'Once.' })),
      );
      expect(published.flatMap(({ codes }) => codes)).toEqual([]);
      expect(published.filter(({ created }) => created === true)).toHaveLength(1);
      const { strategyVersions, activeStrategyVersionId } = await read(cloneId);
      expect(strategyVersions.nodes).toEqual([{ id: activeStrategyVersionId, number: 1 }]);
      expect(new Set(published.map(({ strategyVersion }) => strategyVersion?.id))).toEqual(
        new Set([activeStrategyVersionId]),
      );
    });
  },
);
