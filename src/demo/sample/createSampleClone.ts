import type { Ask } from '../askGraph.ts';
import type { SampleClone } from './sampleClones.ts';
import type { SampleStep, SampleVersion } from './sampleVersion.ts';

export interface CreatedClone {
  readonly cloneId: string;
  /** Oldest first; empty if nothing is published. */
  readonly versionIds: readonly string[];
}

interface Payload {
  readonly errors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

/**
 * Creates a sample clone through the public API, as its creator would. Safe to repeat after it was interrupted: what is
 * published already is left alone, and so is each step after it that was taken.
 */
export async function createSampleClone(sample: SampleClone, ask: Ask): Promise<CreatedClone> {
  const { id: cloneId, strategyDraft, strategyVersions } = await create(sample, ask);
  if (sample.shownAssets !== undefined) await showAssets(cloneId, sample.shownAssets, ask);
  const versionIds = strategyVersions.nodes.map(({ id }) => id).toReversed();
  let { revision } = strategyDraft;
  for (const draft of draftsOf(sample).slice(versionIds.length)) {
    if (draft.modelId !== undefined) await selectModel(cloneId, draft.modelId, ask);
    revision = await saveDraft(cloneId, revision, draft, ask);
    if (!sample.unpublished) versionIds.push(await publish(cloneId, revision, draft.note, ask));
  }
  // Each version and each step makes one revision: so the revision says which steps were taken.
  for (const step of sample.afterwards?.slice(revision - versionIds.length) ?? [])
    revision = await takeStep(step, { cloneId, versionIds, revision }, ask);
  return { cloneId, versionIds };
}

interface NewClone {
  readonly id: string;
  readonly strategyDraft: { readonly revision: number };
  readonly strategyVersions: { readonly nodes: readonly { readonly id: string }[] };
}

async function create(sample: SampleClone, ask: Ask): Promise<NewClone> {
  const { createClone } = await ask<{ createClone: Payload & { clone: NewClone } }>(
    `mutation ($input: CreateCloneInput!) {
      createClone(input: $input) { clone { id strategyDraft { revision } strategyVersions(first: 100) { nodes { id } } } errors { code message path } }
    }`,
    {
      input: {
        idempotencyKey: `sample:${sample.key}`,
        name: sample.name,
        description: sample.description,
        modelId: sample.modelId,
      },
    },
  );
  return succeeded(createClone).clone;
}

async function showAssets(cloneId: string, shownAssets: readonly string[], ask: Ask): Promise<void> {
  const { updatePublicProfile } = await ask<{ updatePublicProfile: Payload }>(
    'mutation ($input: UpdatePublicProfileInput!) { updatePublicProfile(input: $input) { errors { code message path } } }',
    { input: { cloneId, shownAssets, shownCapabilities: ['MODEL', 'ASSET_CAPACITY'] } },
  );
  succeeded(updatePublicProfile);
}

async function selectModel(cloneId: string, modelId: string, ask: Ask): Promise<void> {
  const answer = await ask<{ selectModel: Payload }>(
    'mutation ($input: SelectModelInput!) { selectModel(input: $input) { errors { code message path } } }',
    { input: { cloneId, modelId } },
  );
  succeeded(answer.selectModel);
}

async function saveDraft(
  cloneId: string,
  expectedRevision: number,
  { graph, layout }: SampleDraft,
  ask: Ask,
): Promise<number> {
  return changeDraft('save', { cloneId, expectedRevision, graph, layout }, ask);
}

async function takeStep(
  step: SampleStep,
  { cloneId, versionIds, revision }: CreatedClone & { readonly revision: number },
  ask: Ask,
): Promise<number> {
  const draft = { cloneId, expectedRevision: revision };
  if (step === 'discard') return changeDraft('discard', draft, ask);
  if ('restore' in step) return changeDraft('restore', { ...draft, versionId: versionIds[step.restore - 1] }, ask);
  if ('revert' in step) return changeDraft('revert', { ...draft, toRevision: step.revert }, ask);
  return saveDraft(cloneId, revision, step, ask);
}

const draftMutations = {
  save: 'mutation ($input: SaveStrategyDraftInput!) { changed: saveStrategyDraft(input: $input) { ...Changed } }',
  discard:
    'mutation ($input: DiscardStrategyDraftInput!) { changed: discardStrategyDraft(input: $input) { ...Changed } }',
  restore:
    'mutation ($input: RestoreStrategyVersionInput!) { changed: restoreStrategyVersion(input: $input) { ...Changed } }',
  revert: 'mutation ($input: RevertStrategyDraftInput!) { changed: revertStrategyDraft(input: $input) { ...Changed } }',
} as const;

/** Returns the draft's new revision. */
async function changeDraft(how: keyof typeof draftMutations, input: object, ask: Ask): Promise<number> {
  const { changed } = await ask<{ changed: Payload & { strategyDraft: { revision: number } } }>(
    `${draftMutations[how]}
    fragment Changed on StrategyDraftPayload { strategyDraft { revision } errors { code message path } }`,
    { input },
  );
  return succeeded(changed).strategyDraft.revision;
}

async function publish(cloneId: string, expectedRevision: number, note: string | undefined, ask: Ask): Promise<string> {
  const { publishStrategy } = await ask<{ publishStrategy: Payload & { strategyVersion: { id: string } } }>(
    `mutation ($input: PublishStrategyInput!) {
      publishStrategy(input: $input) { strategyVersion { id } errors { code message path } }
    }`,
    { input: { cloneId, expectedRevision, note } },
  );
  return succeeded(publishStrategy).strategyVersion.id;
}

type SampleDraft = Pick<SampleVersion, 'graph' | 'layout'> & Partial<SampleVersion>;

/** The drafts that a sample clone saves, in order. */
function draftsOf({ strategy, versions = [] }: SampleClone): readonly SampleDraft[] {
  if (strategy === undefined) return versions;
  const dataStreams = strategy.streams.map((stream, index) => ({ blockId: `stream${index + 1}`, ...stream }));
  const graph = {
    dataStreams,
    assets: [{ blockId: 'assets', symbols: strategy.symbols }],
    tradingPrompts: [{ blockId: 'prompt', prompt: strategy.prompt }],
    connections: [
      ...dataStreams.map(({ blockId }) => ({ from: blockId, to: 'assets' })),
      { from: 'assets', to: 'prompt' },
    ],
  };
  const layout = {
    stream1: { x: 40, y: 40 },
    assets: { x: 360, y: 40 },
    prompt: { x: 680, y: 40 },
    tradingClone: { x: 1_000, y: 40 },
  };
  return [{ graph, layout }];
}

function succeeded<P extends Payload>(payload: P): P {
  const [error] = payload.errors;
  if (error === undefined) return payload;
  throw new Error(`The sample data were refused: ${error.code} at ${error.path.join('.')}: ${error.message}`);
}
