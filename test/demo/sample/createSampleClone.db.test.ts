import { describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/demo/askGraph.ts';
import { createSampleClone } from '../../../src/demo/sample/createSampleClone.ts';
import { sampleClones, type SampleClone } from '../../../src/demo/sample/sampleClones.ts';
import { sampleOf } from '../../runs.ts';
import { startTestService, user } from '../../startTestService.ts';

const service = startTestService();

/** Sends requests as `sub`, and throws after the first `last`, as if the process had ended. */
function askAs(sub: string, last = Number.POSITIVE_INFINITY): Ask {
  let sent = 0;
  return async (document, variables) => {
    if (sent === last) throw new Error('stopped');
    sent += 1;
    const { data, errors } = await service.ask(user(sub), document, variables);
    expect(errors).toEqual([]);
    return data;
  };
}

const fox = sampleClones.find(({ key }) => key === 'momentum-fox') as SampleClone;

const history = `{ myClones { nodes {
  publicProfile { name } readiness { ready } strategyDraft { hasUnpublishedChanges publishBlockers { code } }
  strategyVersions { nodes { id number note model { modelId } changesSince { kind subject subjectId } } }
} } }`;

interface State {
  readonly revision: number;
  readonly reason: string | null;
  readonly changes: readonly string[];
}

/** The draft of a creator's only clone, and its checkpoints with what reverting to each would change. */
async function statesOf(sub: string): Promise<State[]> {
  const { data } = await service.ask(
    user(sub),
    `{ myClones { nodes { strategyDraft {
      revision changesSinceActive { kind subject subjectId }
      checkpoints { nodes { revision reason changesToDraft { kind subject subjectId } } }
    } } } }`,
  );
  const { revision, changesSinceActive, checkpoints } = data.myClones.nodes[0].strategyDraft;
  const textsOf = (changes: { kind: string; subject: string; subjectId: string }[]) =>
    changes.map(({ kind, subject, subjectId }) => `${kind} ${subject} ${subjectId}`);
  return [
    { revision, reason: null, changes: textsOf(changesSinceActive) },
    ...checkpoints.nodes.map(
      (node: { revision: number; reason: string; changesToDraft: Parameters<typeof textsOf>[0] }) => ({
        revision: node.revision,
        reason: node.reason,
        changes: textsOf(node.changesToDraft),
      }),
    ),
  ];
}

describe('the sample', () => {
  it.each(sampleClones.map((sample) => ({ sample, name: sample.key })))(
    'has $name within the base entitlement, published or saved',
    async ({ sample }) => {
      const sub = `creator of ${sample.key}`;
      const { versionIds } = await createSampleClone(sample, askAs(sub));
      const { data } = await service.ask(user(sub), history);
      const [clone] = data.myClones.nodes;
      expect(clone.strategyVersions.nodes.map(({ id }: { id: string }) => id)).toEqual(versionIds.toReversed());
      if (versionIds.length > 0)
        expect(clone).toMatchObject({ readiness: { ready: true }, strategyDraft: { hasUnpublishedChanges: false } });
      else if (sample.strategy)
        expect(clone.strategyDraft).toEqual({ hasUnpublishedChanges: true, publishBlockers: [] });
    },
  );

  it('has a strategy history in which streams, assets, prompt, connections and model changed, with a note each time', async () => {
    await createSampleClone(fox, askAs('reader'));
    const { data } = await service.ask(user('reader'), history);
    const versions: { number: number; note: string; changesSince: { kind: string; subject: string }[] }[] =
      data.myClones.nodes[0].strategyVersions.nodes;
    expect(versions.map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(versions.every(({ note }) => note.length > 20)).toBe(true);
    const changes = versions.slice(0, -1).flatMap(({ changesSince }) => changesSince);
    expect(new Set(changes.map(({ subject }) => subject))).toEqual(
      new Set(['DATA_STREAM', 'ASSET', 'TRADING_PROMPT', 'CONNECTION', 'MODEL']),
    );
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['ADDED', 'REMOVED', 'CHANGED']));
  });

  it('has a draft that its checkpoints tell of: an experiment, a look at the first version, the experiment again, discarded', async () => {
    await createSampleClone(fox, askAs('undoer'));
    const [draft, ...checkpoints] = await statesOf('undoer');
    expect(draft).toMatchObject({ revision: 7, changes: [] });
    // The clock's ten minutes may end between two saves.
    expect(checkpoints.filter(({ reason }) => reason !== 'EDITED')).toEqual([
      { revision: 6, reason: 'DISCARDED', changes: ['CHANGED ASSET satellites', 'CHANGED TRADING_PROMPT plan'] },
      { revision: 5, reason: 'REVERTED', changes: expect.arrayContaining(['REMOVED DATA_STREAM book']) },
      { revision: 4, reason: 'RESTORED', changes: ['CHANGED ASSET satellites', 'CHANGED TRADING_PROMPT plan'] },
    ]);
  });

  const requests = 15;

  it.each(sampleOf(Array.from({ length: requests }, (_, last) => last)))(
    'is made only once if the first start was stopped after %i requests',
    async (last) => {
      const sub = `stopped after ${last}`;
      await expect(createSampleClone(fox, askAs(sub, last))).rejects.toThrow('stopped');
      const { versionIds } = await createSampleClone(fox, askAs(sub));
      const { data } = await service.ask(user(sub), history);
      expect(data.myClones.nodes).toHaveLength(1);
      expect(data.myClones.nodes[0].strategyVersions.nodes.map(({ id }: { id: string }) => id)).toEqual(
        versionIds.toReversed(),
      );
      expect(versionIds).toHaveLength(3);
      const states = await statesOf(sub);
      expect(states.filter(({ reason }) => reason !== 'EDITED').map(({ revision }) => revision)).toEqual([7, 6, 5, 4]);
    },
  );

  it('takes as many requests as the stops above assume', async () => {
    await createSampleClone(fox, askAs('counted', requests));
    await expect(createSampleClone(fox, askAs('counted once more', requests - 1))).rejects.toThrow('stopped');
  });
});
