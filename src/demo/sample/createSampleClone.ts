import type { Ask } from '../askGraph.ts';
import type { SampleClone } from './sampleClones.ts';

export interface CreatedClone {
  readonly cloneId: string;
  /** In the order of publishing; empty where nothing is published. */
  readonly versionIds: readonly string[];
}

interface Payload {
  readonly errors: readonly { readonly code: string; readonly message: string; readonly path: readonly string[] }[];
}

/**
 * Creates a sample clone through the public API, as its creator would. Each step may be repeated: a first start that
 * was stopped halfway is finished by the next.
 */
export async function createSampleClone(sample: SampleClone, ask: Ask): Promise<CreatedClone> {
  const { id: cloneId, strategyDraft } = await create(sample, ask);
  if (sample.shownAssets !== undefined) await showAssets(cloneId, sample.shownAssets, ask);
  const versionIds: string[] = [];
  let { revision } = strategyDraft;
  for (const [index, graph] of graphsOf(sample).entries()) {
    revision = await saveDraft(cloneId, revision, graph, ask);
    if (sample.unpublished) break;
    versionIds.push(await publish(cloneId, revision, `sample:${sample.key}:${index + 1}`, ask));
  }
  return { cloneId, versionIds };
}

interface NewClone {
  readonly id: string;
  readonly strategyDraft: { readonly revision: number };
}

async function create(sample: SampleClone, ask: Ask): Promise<NewClone> {
  const { createClone } = await ask<{ createClone: Payload & { clone: NewClone } }>(
    `mutation ($input: CreateCloneInput!) {
      createClone(input: $input) { clone { id strategyDraft { revision } } errors { code message path } }
    }`,
    { input: { idempotencyKey: `sample:${sample.key}`, name: sample.name, description: sample.description, modelId: sample.modelId } },
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

async function saveDraft(cloneId: string, expectedRevision: number, graph: object, ask: Ask): Promise<number> {
  const { saveStrategyDraft } = await ask<{ saveStrategyDraft: Payload & { strategyDraft: { revision: number } } }>(
    `mutation ($input: SaveStrategyDraftInput!) {
      saveStrategyDraft(input: $input) { strategyDraft { revision } errors { code message path } }
    }`,
    { input: { cloneId, expectedRevision, graph, layout } },
  );
  return succeeded(saveStrategyDraft).strategyDraft.revision;
}

async function publish(cloneId: string, expectedRevision: number, idempotencyKey: string, ask: Ask): Promise<string> {
  const { publishStrategy } = await ask<{ publishStrategy: Payload & { strategyVersion: { id: string } } }>(
    `mutation ($input: PublishStrategyInput!) {
      publishStrategy(input: $input) { strategyVersion { id } errors { code message path } }
    }`,
    { input: { cloneId, expectedRevision, idempotencyKey, note: null } },
  );
  return succeeded(publishStrategy).strategyVersion.id;
}

/** Where the builder would draw the blocks. */
const layout = { blocks: { stream1: { x: 40, y: 40 }, assets: { x: 360, y: 40 }, prompt: { x: 680, y: 40 }, tradingClone: { x: 1_000, y: 40 } } };

/** The drafts that a sample clone saves, one after the other. */
function graphsOf({ strategy, revisedPrompt }: SampleClone): object[] {
  if (strategy === undefined) return [];
  const prompts = revisedPrompt === undefined ? [strategy.prompt] : [strategy.prompt, revisedPrompt];
  const dataStreams = strategy.streams.map((stream, index) => ({ id: `stream${index + 1}`, ...stream }));
  return prompts.map((prompt) => ({
    dataStreams,
    assets: [{ id: 'assets', symbols: strategy.symbols }],
    tradingPrompts: [{ id: 'prompt', prompt }],
    connections: [...dataStreams.map(({ id }) => ({ from: id, to: 'assets' })), { from: 'assets', to: 'prompt' }],
  }));
}

function succeeded<P extends Payload>(payload: P): P {
  const [error] = payload.errors;
  if (error === undefined) return payload;
  throw new Error(`The sample data were refused: ${error.code} at ${error.path.join('.')}: ${error.message}`);
}
