import type { StrategyGraph } from '../../src/strategy/graph.ts';
import { shipped } from './arbitraryGraph.ts';
import { inCanonicalOrder, jcs } from './independentContent.ts';

/**
 * A draft's content. This file models a clone's strategy from doc/behaviour.md alone, without a database or code of the
 * service.
 */
export interface Drawn {
  readonly graph: StrategyGraph;
  readonly layout: { readonly [key: string]: unknown } | null;
}

interface ModelVersion extends Drawn {
  readonly modelId: string;
  readonly note: string | null;
}

export interface PublishCall {
  readonly expectedRevision: number;
  readonly note?: string;
  readonly idempotencyKey?: string;
}

export interface StrategyModel {
  status: 'ACTIVE' | 'SUSPENDED';
  modelId: string;
  revision: number;
  draft: Drawn;
  /** By number, from 1. */
  readonly versions: ModelVersion[];
  active: number | null;
  /** How many grants are in force; each adds two assets and the tier ADVANCED. */
  grants: number;
  /** The idempotency keys of successful publications: the input, and the number of the version. */
  readonly keys: Map<string, { readonly input: string; readonly number: number }>;
}

export const emptyDraft: Drawn = {
  graph: { dataStreams: [], assets: [], tradingPrompts: [], connections: [] },
  layout: null,
};

export function newModel(modelId: string): StrategyModel {
  return {
    status: 'ACTIVE',
    modelId,
    revision: 0,
    draft: emptyDraft,
    versions: [],
    active: null,
    grants: 0,
    keys: new Map(),
  };
}

function isSame(a: Drawn, b: Drawn): boolean {
  return jcs(a.graph) === jcs(b.graph) && JSON.stringify(a.layout) === JSON.stringify(b.layout);
}

/** The codes of a mutation's errors; without any, it has changed the model. */
type Codes = readonly string[];

const assetsOf = ({ graph }: Drawn): number => new Set(graph.assets.flatMap(({ symbols }) => symbols)).size;
const maxAssets = ({ grants }: StrategyModel): number => shipped.baseEntitlement.maxAssets + 2 * grants;
const exceedsTier = ({ grants }: StrategyModel, modelId: string): boolean =>
  modelId.startsWith('reason') && grants === 0;

export function save(model: StrategyModel, drawn: Drawn, expectedRevision: number): Codes {
  if (model.status !== 'ACTIVE') return ['CLONE_NOT_ACTIVE'];
  if (isSame(drawn, model.draft)) return [];
  if (expectedRevision !== model.revision) return ['REVISION_CONFLICT'];
  if (assetsOf(drawn) > maxAssets(model) && assetsOf(drawn) > assetsOf(model.draft)) return ['ENTITLEMENT_EXCEEDED'];
  replace(model, drawn);
  return [];
}

/** Discards the draft if `number` is null, otherwise restores the version of this number. */
export function replaceDraft(model: StrategyModel, number: number | null, expectedRevision: number): Codes {
  if (model.status !== 'ACTIVE') return ['CLONE_NOT_ACTIVE'];
  const drawn = number === null ? emptyDraft : model.versions[number - 1];
  if (drawn === undefined) return ['NOT_FOUND'];
  if (expectedRevision !== model.revision) return ['REVISION_CONFLICT'];
  if (!isSame(drawn, model.draft)) replace(model, drawn);
  return [];
}

function replace(model: StrategyModel, { graph, layout }: Drawn): void {
  model.draft = { graph, layout };
  model.revision += 1;
}

export function select(model: StrategyModel, modelId: string): Codes {
  if (model.status !== 'ACTIVE') return ['CLONE_NOT_ACTIVE'];
  if (modelId === model.modelId) return [];
  if (shipped.models.every(({ id }) => id !== modelId)) return ['NOT_FOUND'];
  if (exceedsTier(model, modelId)) return ['ENTITLEMENT_EXCEEDED'];
  model.modelId = modelId;
  return [];
}

export function publish(
  model: StrategyModel,
  call: PublishCall,
): { readonly codes: Codes; readonly created: boolean; readonly number: number | null } {
  const refused = (...codes: string[]) => ({ codes, created: false, number: null });
  const { idempotencyKey: key, ...rest } = call;
  const input = JSON.stringify(rest);
  const earlier = key === undefined ? undefined : model.keys.get(key);
  if (earlier)
    return earlier.input === input
      ? { codes: [], created: false, number: earlier.number }
      : refused('IDEMPOTENCY_KEY_REUSED');
  if (model.status !== 'ACTIVE') return refused('CLONE_NOT_ACTIVE');
  if (call.expectedRevision !== model.revision) return refused('REVISION_CONFLICT');
  const made = (created: boolean, number: number) => {
    if (key !== undefined) model.keys.set(key, { input, number });
    return { codes: [], created, number };
  };
  const frozen = { graph: inCanonicalOrder(model.draft.graph), layout: model.draft.layout };
  if (model.active !== null && !differsFromActive(model)) return made(false, model.active);
  if (model.draft.graph.connections.length === 0) return refused('STRATEGY_INVALID');
  const exceeded = [assetsOf(model.draft) > maxAssets(model), exceedsTier(model, model.modelId)]
    .filter((one) => one)
    .map(() => 'ENTITLEMENT_EXCEEDED');
  if (exceeded.length > 0) return refused(...exceeded);
  model.versions.push({ ...frozen, modelId: model.modelId, note: call.note ?? null });
  model.active = model.versions.length;
  return made(true, model.active);
}

/** Whether content or model differ from the active version, layout aside, or there is none. */
export function differsFromActive(model: StrategyModel): boolean {
  const active = model.active === null ? undefined : model.versions[model.active - 1];
  if (active === undefined) return true;
  return active.modelId !== model.modelId || jcs(active.graph) !== jcs(inCanonicalOrder(model.draft.graph));
}
