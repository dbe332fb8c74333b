import { type ApiError, apiError } from '../errors.ts';
import { modelView } from '../catalog/resolvers.ts';
import { violationView } from '../entitlement/resolvers.ts';
import { violationsOf } from '../entitlement/violations.ts';
import { connectionOf, readPage, sequenceCursor } from '../graphql/connection.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Resolvers } from '../graphql/generated/resolvers.ts';
import { cloneOf, payloadOf, type ClonePayload } from '../graphql/payload.ts';
import type { UserError } from '../userError.ts';
import { discardStrategyDraft } from './actions/discardStrategyDraft.ts';
import { publishStrategy } from './actions/publishStrategy.ts';
import { restoreStrategyVersion } from './actions/restoreStrategyVersion.ts';
import { saveStrategyDraft } from './actions/saveStrategyDraft.ts';
import { selectModel } from './actions/selectModel.ts';
import { changesBetween, type Content, type StrategyChange } from './changes.ts';
import { type CloneDraft, sizeErrors } from './draft.ts';
import { judgePublishing, type ActiveContent } from './judgePublishing.ts';
import { parseGraph } from './parseGraph.ts';
import { validateGraph } from './validation/validateGraph.ts';
import type { Issue } from './validation/issue.ts';
import type { VersionRecord } from './version.ts';

export const strategyResolvers: Resolvers = {
  Query: {
    strategyVersion: (_, { id }, { loaders }) => loaders.version.load(id),
    strategyVersions: (_, { ids }, { loaders }) => loaders.version.loadAll(ids),
    validateStrategy: async (_, { cloneId, graph }, { loaders, service }) => {
      const clone = await loaders.clone.load(cloneId);
      if (clone === null) throw apiError('NOT_FOUND');
      const parsed = parseGraph(graph);
      if ('errors' in parsed) throw badGraph(parsed.errors);
      const tooLarge = sizeErrors({ graph: parsed.graph, layout: null }, 'graph');
      if (tooLarge.length > 0) throw badGraph(tooLarge);
      const { capacity } = await loaders.entitlement.load(clone);
      return validationView(validateGraph(parsed.graph, clone.model, service.catalog, capacity).issues);
    },
  },
  Clone: {
    model: ({ model }, _, { service }) => model && modelView(model, service.catalog),
    activeStrategyVersionId: ({ activeVersionId }) => activeVersionId,
    activeStrategyVersion: (clone, _, { loaders }) => loaders.version.activeOf(clone),
    strategyDraft: async (clone, _, { loaders }) => ({ ...(await loaders.draft.load(clone.id)), clone }),
    strategyVersions: async ({ id }, args, { loaders }) => {
      const page = readPage(args, versionCursor);
      const { limit, after } = page;
      const positions = page.first === 0 ? [] : await loaders.versionsOfClone.load({ cloneId: id, page: { limit, after } });
      const nodes = await Promise.all(positions.slice(0, page.first).map((position) => presentVersion(loaders, position.id)));
      return connectionOf(page, versionCursor, positions.map(({ number }) => number), nodes);
    },
  },
  StrategyDraft: {
    validation: async ({ clone, graph }, _, { loaders, service }) =>
      validationView(validateGraph(graph, clone.model, service.catalog, (await loaders.entitlement.load(clone)).capacity).issues),
    publishBlockers: async (draft, _, { loaders, service }) => {
      const { clone } = draft;
      const { catalog, policy } = service;
      const [active, { capacity }] = await Promise.all([activeContent(draft, loaders), loaders.entitlement.load(clone)]);
      const judgement = judgePublishing({ clone, draft, active, capacity, catalog, policy });
      return judgement.kind === 'refused' ? judgement.errors : [];
    },
    changesSinceActive,
    hasUnpublishedChanges: async (draft, args, context) => (await changesSinceActive(draft, args, context)).length > 0,
  },
  StrategyVersion: {
    isActive: ({ id, clone }) => clone.activeVersionId === id,
    graph: async ({ id }, _, { loaders }) => (await loaders.versionContent.load(id)).graph,
    layout: async ({ id }, _, { loaders }) => (await loaders.versionContent.load(id)).layout,
    model: ({ model }, _, { service }) => modelView(model, service.catalog),
    changesSince,
    entitlementViolations: async ({ id, clone, usage, model }, _, { loaders }) =>
      violationsOf({ ...usage, modelTier: model.tier }, (await loaders.entitlement.load(clone)).capacity).map((violation) =>
        violationView(violation, id),
      ),
  },
  Mutation: {
    selectModel: async (_, { input }, context) => payloadOf(input.cloneId, await selectModel(context.acting(), input)),
    saveStrategyDraft: async (_, { input }, context) =>
      payloadOf(input.cloneId, await saveStrategyDraft(context.acting(), input)),
    discardStrategyDraft: async (_, { input }, context) =>
      payloadOf(input.cloneId, await discardStrategyDraft(context.acting(), input)),
    restoreStrategyVersion: async (_, { input }, context) =>
      payloadOf(input.cloneId, await restoreStrategyVersion(context.acting(), input)),
    publishStrategy: async (_, { input }, context) => {
      const outcome = await publishStrategy(context.acting(), input);
      const payload = payloadOf(input.cloneId, outcome);
      if ('refused' in outcome) return { ...payload, created: false, versionId: null, issues: outcome.refused.issues ?? null };
      const { created, versionId } = outcome.done;
      return { ...payload, created, versionId, issues: null };
    },
  },
  SelectModelPayload: { clone: cloneOf },
  StrategyDraftPayload: { clone: cloneOf, strategyDraft: draftOf },
  PublishStrategyPayload: {
    clone: cloneOf,
    strategyDraft: draftOf,
    strategyVersion: ({ versionId }, _, { loaders }) => loaders.version.load(versionId),
    validation: ({ issues }) => issues && validationView(issues),
  },
};

const versionCursor = sequenceCursor('Clone.strategyVersions');

type Loaders = RequestContext['loaders'];

async function presentVersion(loaders: Loaders, id: string): Promise<VersionRecord> {
  const version = await loaders.version.load(id);
  if (version === null) throw new Error('a strategy version is never deleted');
  return version;
}

async function draftOf({ cloneId }: ClonePayload, _: unknown, { loaders }: RequestContext): Promise<CloneDraft | null> {
  const clone = await loaders.clone.load(cloneId);
  return clone && { ...(await loaders.draft.load(clone.id)), clone };
}

/** What a save would refuse, of a graph that is only judged. */
function badGraph(errors: readonly UserError[]): ApiError {
  return apiError('BAD_USER_INPUT', errors.map(({ message, path }) => `${path.slice(1).join('.')}: ${message}`).slice(0, 20).join(' '));
}

function validationView(issues: readonly Issue[]) {
  return { publishable: issues.every(({ severity }) => severity !== 'ERROR'), issues };
}

async function activeContent({ clone }: CloneDraft, loaders: Loaders): Promise<ActiveContent | null> {
  const { activeVersionId } = clone;
  if (activeVersionId === null) return null;
  const [{ layout }, content] = await Promise.all([loaders.versionContent.load(activeVersionId), contentOf(loaders, activeVersionId)]);
  return { versionId: activeVersionId, content, layout };
}

async function contentOf(loaders: Loaders, versionId: string): Promise<Content> {
  const [version, { graph }] = await Promise.all([presentVersion(loaders, versionId), loaders.versionContent.load(versionId)]);
  return { graph, modelId: version.model.id };
}

async function changesSinceActive({ clone, graph }: CloneDraft, _: unknown, { loaders }: RequestContext): Promise<StrategyChange[]> {
  const active = clone.activeVersionId === null ? null : await contentOf(loaders, clone.activeVersionId);
  return changesBetween(active, { graph, modelId: clone.model?.id ?? null });
}

/** "Against version `number` of the same clone, later ones too; an unknown number gives null; version 1: against nothing." */
async function changesSince(
  { id, cloneId, number: own }: VersionRecord,
  { number: given }: { readonly number?: number | null | undefined },
  { loaders }: RequestContext,
): Promise<StrategyChange[] | null> {
  if (own === 1 && (given ?? null) === null) return changesBetween(null, await contentOf(loaders, id));
  const other = await loaders.versionByNumber.load({ cloneId, number: given ?? own - 1 });
  if (other === null) return null;
  const [before, after] = await Promise.all([contentOf(loaders, other), contentOf(loaders, id)]);
  return changesBetween(before, after);
}
