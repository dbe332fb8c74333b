import { onClone, refuse, type ActionContext, type Refusal } from '../../action.ts';
import { appendAudit } from '../../audit/store.ts';
import { newId } from '../../clone/id.ts';
import { updateClone } from '../../clone/store.ts';
import type { Outcome } from '../../database/inCloneTransaction.ts';
import type { Client } from '../../database/openDatabase.ts';
import { effectiveEntitlement } from '../../entitlement/effectiveEntitlement.ts';
import { readGrantsOf } from '../../entitlement/store.ts';
import { idempotentCall, keyReused } from '../../idempotency/idempotentCall.ts';
import { findEarlierCall, recordCall } from '../../idempotency/store.ts';
import { stampVisibleChange } from '../../profile/publicTrace.ts';
import { codePoints, isStorable } from '../../text.ts';
import { cloneNotActive, invalid, type UserError } from '../../userError.ts';
import { canonicalContent, contentHash, contentSchema } from '../canonicalContent.ts';
import { draftMoved } from '../draft.ts';
import { judgePublishing, type ActiveContent } from '../judgePublishing.ts';
import { graphLimits } from '../limits.ts';
import { insertVersion, readDraft, readVersionContent, readVersions, type NewVersion } from '../store.ts';
import { usageOf } from '../usage.ts';
import type { Issue } from '../validation/issue.ts';
import type { PublishableStrategy } from '../validation/validateGraph.ts';

export interface PublishInput {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly note?: string | null | undefined;
  readonly idempotencyKey?: string | null | undefined;
}

export interface Published {
  readonly versionId: string;
  /** False for a repeat of an earlier call, and for a draft equal to the active version. */
  readonly created: boolean;
}

export interface PublishRefusal extends Refusal {
  /** The draft's issues, when they stood against publishing. */
  readonly issues?: readonly Issue[] | null;
}

/** Freezes the draft of the actor's clone under the next number and makes it the active version: all of it or nothing. */
export async function publishStrategy(context: ActionContext, input: PublishInput): Promise<Outcome<Published, PublishRefusal>> {
  const { catalog, policy, actor } = context;
  const call = idempotentCall(`publish:${input.cloneId}`, input);
  if (call !== null && 'error' in call) return refuse(call.error);
  return onClone<Published, PublishRefusal>(context, input.cloneId, async (clone, { client, now }) => {
    // "The look-up comes after access and before status, revision and validation."
    const earlier = call === null ? null : await findEarlierCall(client, call);
    if (earlier?.kind === 'repeat') return { done: { versionId: earlier.resultId, created: false } };
    if (earlier?.kind === 'reused') return refuse(keyReused);
    if (clone.status !== 'ACTIVE') return refuse(cloneNotActive);
    const note = readNote(input.note);
    if (note !== null && typeof note === 'object') return refuse(note);
    const draft = await readDraft(client, clone.id);
    if (draft.revision !== input.expectedRevision) return refuse(draftMoved);
    const active = await readActive(client, clone.activeVersionId);
    const capacity = effectiveEntitlement(catalog.content.baseEntitlement, await readGrantsOf(client, clone.id), now);
    const judgement = judgePublishing({ clone, draft, active, capacity, catalog, policy });
    if (judgement.kind === 'refused') return { refused: judgement };
    if (judgement.kind === 'unchanged') {
      if (call !== null) await recordCall(client, call, judgement.versionId, now);
      return { done: { versionId: judgement.versionId, created: false } };
    }
    const version = freeze(judgement.strategy, { cloneId: clone.id, layout: draft.layout, note, publishedBy: actor, publishedAt: now, catalogVersion: catalog.content.version });
    const number = await insertVersion(client, version);
    await updateClone(client, stampVisibleChange(clone, { ...clone, activeVersionId: version.id }, policy.moderationGate, now));
    const details = { number, draftRevision: draft.revision };
    await appendAudit(client, { cloneId: clone.id, action: 'strategy.published', actorKind: 'OWNER', actor, at: now, details });
    if (call !== null) await recordCall(client, call, version.id, now);
    return { done: { versionId: version.id, created: true } };
  });
}

/** "A blank note is null." */
function readNote(note: string | null | undefined): string | null | UserError {
  if (typeof note !== 'string' || note.trim() === '') return null;
  if (!isStorable(note)) return invalid('Text may hold neither NUL nor half a surrogate pair.', 'note');
  const most = graphLimits.noteCharacters;
  return codePoints(note) > most ? invalid(`At most ${most} characters are allowed.`, 'note') : note;
}

async function readActive(client: Client, versionId: string | null): Promise<ActiveContent | null> {
  if (versionId === null) return null;
  const { graph, layout } = await readVersionContent(client, versionId);
  const [facts] = await readVersions(client, [versionId]);
  return facts === undefined ? null : { versionId, content: { graph, modelId: facts.model.id }, layout };
}

type Circumstances = Pick<NewVersion, 'cloneId' | 'layout' | 'note' | 'publishedBy' | 'publishedAt' | 'catalogVersion'>;

function freeze({ graph, model }: PublishableStrategy, circumstances: Circumstances): NewVersion {
  const content = canonicalContent(graph, model.id);
  return { ...circumstances, id: newId(), content, contentHash: contentHash(content), contentSchema, model, usage: usageOf(graph) };
}
