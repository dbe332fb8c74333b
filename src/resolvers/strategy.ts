import type { GraphQLResolveInfo } from 'graphql';
import type { CloneRecord } from '../clone/clone.ts';
import { type ApiError, apiError } from '../errors/apiError.ts';
import { selectedModelView } from './catalog.ts';
import { violationView } from './entitlement.ts';
import { violationsOf } from '../entitlement/violations.ts';
import { connectionOf, readPage, sequenceCursor } from '../api/connection.ts';
import type { PublishingOutcome, RequestContext } from '../api/context.ts';
import type { Resolvers } from '../api/generated/resolvers.ts';
import { selectsBeyond } from '../api/selects.ts';
import { cloneOf, draftPayloadOf, payloadOf, type ClonePayload } from '../api/payload.ts';
import type { UserError } from '../errors/userError.ts';
import { discardStrategyDraft } from '../actions/discardStrategyDraft.ts';
import { publishStrategy } from '../actions/publishStrategy.ts';
import { restoreStrategyVersion } from '../actions/restoreStrategyVersion.ts';
import { revertStrategyDraft } from '../actions/revertStrategyDraft.ts';
import { saveStrategyDraft } from '../actions/saveStrategyDraft.ts';
import { selectModel } from '../actions/selectModel.ts';
import { changesBetween, type Content, type StrategyChange } from '../strategy/changes.ts';
import { type Checkpoint, checkpointKey } from '../strategy/checkpoint.ts';
import { type CloneDraft, type DraftContent, sizeErrors } from '../strategy/draft.ts';
import type { StrategyGraph } from '../strategy/graph.ts';
import { differs, judgePublishing, type Judgement } from '../strategy/judgePublishing.ts';
import { parseGraph } from '../strategy/parseGraph.ts';
import { publishBlockers } from '../strategy/publishBlockers.ts';
import { validateGraph } from '../strategy/validation/validateGraph.ts';
import type { Issue } from '../strategy/validation/issue.ts';
import type { VersionRecord } from '../strategy/version.ts';

export const strategyResolvers = {
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
    model: ({ model }, _, { service }) => model && selectedModelView(model, service.catalog),
    activeStrategyVersionId: ({ activeVersionId }) => activeVersionId,
    activeStrategyVersion: (clone, _, { loaders }) => loaders.version.activeOf(clone),
    strategyDraft: (clone, _, { loaders }, info) => loadDraft(clone, loaders, info),
    publishBlockers: async (clone, _, context) => publishBlockers(await judgeDraft(clone, context)),
    strategyVersions: async (clone, args, { loaders }) => {
      const page = readPage(args, versionCursor);
      const { limit, after } = page;
      const positions = await loaders.versionsOfClone.load({ cloneId: clone.id, page: { limit, after } });
      const shown = positions.slice(0, page.first).map(({ id }) => id);
      const nodes = await loaders.version.ofClone(clone, shown);
      return connectionOf(
        page,
        versionCursor,
        positions.map(({ number }) => number),
        nodes,
      );
    },
  },
  StrategyDraft: {
    graph: async ({ cloneId }, _, { loaders }) => (await loaders.draft.load(cloneId)).graph,
    layout: async ({ cloneId }, _, { loaders }) => (await loaders.draft.load(cloneId)).layout,
    validation: async ({ clone }, _, { loaders, service }) => {
      const [{ graph }, { capacity }] = await Promise.all([
        loaders.draft.load(clone.id),
        loaders.entitlement.load(clone),
      ]);
      return validationView(validateGraph(graph, clone.model, service.catalog, capacity).issues);
    },
    publishBlockers: async ({ clone }, _, context) => {
      const judgement = await judgeDraft(clone, context);
      return judgement.kind === 'refused' ? judgement.errors : [];
    },
    checkpoints: async ({ clone }, args, { loaders }) => {
      const page = readPage(args, checkpointCursor);
      const { limit, after } = page;
      const found = await loaders.checkpointsOfDraft.load({ cloneId: clone.id, page: { limit, after } });
      return connectionOf(
        page,
        checkpointCursor,
        found.map(({ revision }) => revision),
        found.map((facts) => ({ ...facts, clone })),
      );
    },
    changesSinceActive,
    hasUnpublishedChanges,
  },
  StrategyCheckpoint: {
    graph: async (checkpoint, _, { loaders }) => (await loadCheckpoint(checkpoint, loaders)).graph,
    layout: async (checkpoint, _, { loaders }) => (await loadCheckpoint(checkpoint, loaders)).layout,
    changesToDraft: async (checkpoint, _, { loaders }) => {
      const [{ graph: before }, { graph: after }] = await Promise.all([
        loaders.draft.load(checkpoint.cloneId),
        loadCheckpoint(checkpoint, loaders),
      ]);
      return graphChanges(before, after);
    },
  },
  StrategyMerge: {
    theirs: ({ base, theirs }) => graphChanges(base.graph, theirs.graph),
    mine: ({ base, mine }) => graphChanges(base.graph, mine.graph),
    graph: ({ merged }) => merged.graph,
  },
  StrategyVersion: {
    isActive: ({ id, clone }) => clone.activeVersionId === id,
    graph: async ({ id }, _, { loaders }) => (await loaders.versionContent.load(id)).graph,
    layout: async ({ id }, _, { loaders }) => (await loaders.versionContent.load(id)).layout,
    model: ({ model }, _, { service }) => selectedModelView(model, service.catalog),
    changesSince,
    entitlementViolations: async ({ id, clone, usage, model }, _, { loaders }) =>
      violationsOf({ ...usage, modelTier: model.tier }, (await loaders.entitlement.load(clone)).capacity).map(
        (violation) => violationView(violation, id),
      ),
  },
  Mutation: {
    selectModel: async (_, { input }, context) =>
      payloadOf(input.cloneId, await selectModel(context.actionContext(), input)),
    saveStrategyDraft: async (_, { input }, context) =>
      draftPayloadOf(input.cloneId, await saveStrategyDraft(context.actionContext(), input)),
    discardStrategyDraft: async (_, { input }, context) =>
      draftPayloadOf(input.cloneId, await discardStrategyDraft(context.actionContext(), input)),
    restoreStrategyVersion: async (_, { input }, context) =>
      draftPayloadOf(input.cloneId, await restoreStrategyVersion(context.actionContext(), input)),
    revertStrategyDraft: async (_, { input }, context) =>
      draftPayloadOf(input.cloneId, await revertStrategyDraft(context.actionContext(), input)),
    publishStrategy: async (_, { input }, context) => {
      const outcome = await publishStrategy(context.actionContext(), input).catch((error: unknown) => {
        context.service.metrics.countPublishing('failed');
        throw error;
      });
      context.service.metrics.countPublishing(publishingOutcome(outcome));
      const payload = payloadOf(input.cloneId, outcome);
      if ('refused' in outcome)
        return { ...payload, created: false, versionId: null, issues: outcome.refused.issues ?? null };
      const { created, versionId } = outcome.done;
      return { ...payload, created, versionId, issues: null };
    },
  },
  SelectModelPayload: { clone: cloneOf },
  StrategyDraftPayload: { clone: cloneOf, strategyDraft: payloadDraft },
  PublishStrategyPayload: {
    clone: cloneOf,
    strategyDraft: payloadDraft,
    strategyVersion: ({ versionId }, _, { loaders }) => loaders.version.load(versionId),
    validation: ({ issues }) => issues && validationView(issues),
  },
} satisfies Resolvers;

function publishingOutcome(outcome: Awaited<ReturnType<typeof publishStrategy>>): PublishingOutcome {
  if ('done' in outcome) return outcome.done.created ? 'published' : 'unchanged';
  return outcome.refused.errors[0]?.code ?? 'failed';
}

const versionCursor = sequenceCursor('Clone.strategyVersions');
const checkpointCursor = sequenceCursor('StrategyDraft.checkpoints', 0);

type Loaders = RequestContext['loaders'];

async function payloadDraft(
  { cloneId }: ClonePayload,
  _: unknown,
  { loaders }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<CloneDraft | null> {
  const clone = await loaders.clone.load(cloneId);
  return clone && loadDraft(clone, loaders, info);
}

const selectsContent = selectsBeyond(new Set(['cloneId', 'revision', 'updatedAt', 'checkpoints', '__typename']));

/** If content is selected, the other fields come from the same read: a save may come between two reads. */
async function loadDraft(clone: CloneRecord, loaders: Loaders, info: GraphQLResolveInfo): Promise<CloneDraft> {
  const { cloneId, revision, updatedAt } = await (selectsContent(info) ? loaders.draft : loaders.draftFacts).load(
    clone.id,
  );
  return { cloneId, revision, updatedAt, clone };
}

function loadCheckpoint(checkpoint: Checkpoint, loaders: Loaders): Promise<DraftContent> {
  return loaders.checkpointContent.load(checkpointKey(checkpoint));
}

/** The model isn't part of a draft, so it never differs. */
function graphChanges(before: StrategyGraph, after: StrategyGraph): StrategyChange[] {
  return changesBetween({ graph: before, modelId: null }, { graph: after, modelId: null });
}

/** For validateStrategy: the errors that a save would return. */
function badGraph(errors: readonly UserError[]): ApiError {
  return apiError(
    'BAD_USER_INPUT',
    errors
      .map(({ message, path }) => `${path.slice(1).join('.')}: ${message}`)
      .slice(0, 20)
      .join(' '),
  );
}

function validationView(issues: readonly Issue[]) {
  return { publishable: issues.every(({ severity }) => severity !== 'ERROR'), issues };
}

async function loadActiveContent({ activeVersionId }: CloneRecord, loaders: Loaders): Promise<Content | null> {
  if (activeVersionId === null) return null;
  const [version, { graph }] = await Promise.all([
    loaders.versionFacts.load(activeVersionId),
    loaders.versionContent.load(activeVersionId),
  ]);
  if (version === null) throw new Error('a strategy version is never deleted');
  return { graph, modelId: version.model.id };
}

async function judgeDraft(clone: CloneRecord, { loaders, service }: RequestContext): Promise<Judgement> {
  const { catalog, policy } = service;
  const [draft, active, { capacity }] = await Promise.all([
    loaders.draft.load(clone.id),
    loaders.versionFacts.load(clone.activeVersionId),
    loaders.entitlement.load(clone),
  ]);
  return judgePublishing({ clone, draft, active, capacity, catalog, moderationGate: policy.moderationGate });
}

async function changesSinceActive(
  { clone }: CloneDraft,
  _: unknown,
  { loaders }: RequestContext,
): Promise<StrategyChange[]> {
  const [{ graph }, active] = await Promise.all([loaders.draft.load(clone.id), loadActiveContent(clone, loaders)]);
  return changesBetween(active, { graph, modelId: clone.model?.id ?? null });
}

/** Whether `changesSinceActive` has any, by comparing hashes: the active version's content isn't read. */
async function hasUnpublishedChanges({ clone }: CloneDraft, _: unknown, { loaders }: RequestContext): Promise<boolean> {
  const [draft, active] = await Promise.all([
    loaders.draft.load(clone.id),
    loaders.versionFacts.load(clone.activeVersionId),
  ]);
  return differs(clone, draft, active);
}

/** Against version `number` of the clone, the previous one by default; an unknown number gives null; version 1 compares with nothing. */
async function changesSince(
  { id, cloneId, number: own }: VersionRecord,
  { number: given }: { readonly number?: number | null | undefined },
  { loaders }: RequestContext,
): Promise<readonly StrategyChange[] | null> {
  if (own === 1 && (given ?? null) === null) return loaders.changes.load({ before: null, after: id });
  const before = await loaders.versionByNumber.load({ cloneId, number: given ?? own - 1 });
  return before === null ? null : loaders.changes.load({ before, after: id });
}
