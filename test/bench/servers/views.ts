/** The few rules that the answers need, as the author of a peer would write them. */
import type { CloneRow, SetupRow } from './rows.ts';

export interface Facts {
  readonly auditionStatus?: unknown;
  readonly queueStatus?: unknown;
  readonly arenaStatus?: unknown;
}

export function profileOf({
  name,
  description,
  imageUrl,
  shownAssets,
  moderationStatus,
  lastDecision,
  status,
}: CloneRow) {
  if (status === 'SUSPENDED' || lastDecision === 'REJECTED')
    return { name: null, description: null, imageUrl: null, shownAssets: [], moderationStatus };
  return { name, description, imageUrl, shownAssets, moderationStatus };
}

export function setupOf({ name, modelId, activeVersionId }: SetupRow) {
  const steps = [
    { kind: 'NAME_PROFILE', done: name !== null },
    { kind: 'SELECT_MODEL', done: modelId !== null },
    { kind: 'PUBLISH_STRATEGY', done: activeVersionId !== null },
  ];
  return { complete: steps.every(({ done }) => done), steps };
}

/** The lifecycle table, for facts that are all known. */
export function lifecycleOf(
  clone: SetupRow,
  { auditionStatus: audition, queueStatus: queue, arenaStatus: arena }: Facts,
) {
  const { complete } = setupOf(clone);
  if (arena === 'RETIRED') return { state: 'RETIRED', nextAction: 'VIEW_CAREER' };
  if (arena === 'COMPETING') return { state: 'COMPETING', nextAction: 'COMPETE' };
  if (audition === 'RUNNING' || audition === 'EVALUATING')
    return { state: 'AUDITION_RUNNING', nextAction: 'WAIT_FOR_AUDITION' };
  if (audition === 'PASSED' || queue === 'WAITING')
    return { state: 'COMPETITION_ELIGIBLE', nextAction: 'WAIT_FOR_ARENA' };
  if (audition === 'FAILED' || audition === 'VOIDED')
    return { state: 'AUDITION_FAILED', nextAction: complete ? 'RETRY_AUDITION' : 'COMPLETE_SETUP' };
  return complete
    ? { state: 'CONFIGURED', nextAction: 'SUBMIT_FOR_AUDITION' }
    : { state: 'SETUP_REQUIRED', nextAction: 'COMPLETE_SETUP' };
}

export function graphOf(content: string) {
  const { graph } = JSON.parse(content);
  const blocks = (kind: string) => graph[kind].map(({ id, ...block }: { id: string }) => ({ blockId: id, ...block }));
  return {
    dataStreams: blocks('dataStreams').map((block: object) => ({ interval: null, parameters: null, ...block })),
    assets: blocks('assets'),
    tradingPrompts: blocks('tradingPrompts'),
    connections: graph.connections,
  };
}

/** The caller, from a token that the peers don't verify. */
export function subjectOf(authorization: string | undefined): string | null {
  const payload = authorization?.split('.')[1];
  return payload === undefined ? null : JSON.parse(Buffer.from(payload, 'base64url').toString()).sub;
}

export function byId<Row extends { readonly id: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.id, row]));
}
