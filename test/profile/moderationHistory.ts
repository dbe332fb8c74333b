import type { CloneStatus, ModerationStatus } from '../../src/clone/clone.ts';
import type { ModerationGate } from '../../src/profile/moderationGate.ts';

/** What can happen to a profile, one after the other. */
export const steps = ['edit', 'approve', 'reject', 'activate', 'suspend', 'archive'] as const;
export type Step = (typeof steps)[number];

/** What doc/behaviour.md#moderation says of a history, written once more and from nothing of src/. `name` is the edit that it shows: v1, v2 … */
export interface Face {
  readonly name: string | null;
  readonly moderationStatus: ModerationStatus;
}

export interface Told {
  readonly status: CloneStatus;
  /** The number of edits: the draft's revision. */
  readonly revision: number;
  readonly draftStatus: ModerationStatus;
  readonly waits: boolean;
  /** The revision of the approved copy that stands. */
  readonly approved: number | null;
  readonly lastDecision: 'APPROVED' | 'REJECTED' | null;
}

/** The history with what it says so far; a step that isn't allowed or changes nothing leaves all as it was. */
export function tell(history: readonly Step[]): Told {
  let told: Told = {
    status: 'ACTIVE',
    revision: 1,
    draftStatus: 'PENDING',
    waits: true,
    approved: null,
    lastDecision: null,
  };
  for (const step of history) told = { ...told, ...after(told, step) };
  return told;
}

function after({ status, revision, approved }: Told, step: Step): Partial<Told> {
  if (step === 'edit')
    return status === 'ACTIVE' ? { revision: revision + 1, draftStatus: 'PENDING', waits: true } : {};
  if (step === 'approve')
    return { draftStatus: 'APPROVED', waits: false, approved: revision, lastDecision: 'APPROVED' };
  if (step === 'reject')
    return {
      draftStatus: 'REJECTED',
      waits: false,
      approved: approved === revision ? null : approved,
      lastDecision: 'REJECTED',
    };
  if (step === 'activate') return { status: 'ACTIVE' };
  if (step === 'suspend') return status === 'ARCHIVED' ? {} : { status: 'SUSPENDED' };
  return { status: 'ARCHIVED' };
}

/** What `publicProfile` shows, to the public or to those who see what is hidden. */
export function faceOf(told: Told, gate: ModerationGate, seesHidden: boolean): Face {
  const hidden = told.status === 'SUSPENDED' && !seesHidden;
  if (gate === 'none') {
    const rejected = told.lastDecision === 'REJECTED';
    return {
      name: hidden || (rejected && !seesHidden) ? null : `v${told.revision}`,
      moderationStatus: rejected ? 'REJECTED' : told.draftStatus,
    };
  }
  if (told.approved === null) return { name: null, moderationStatus: told.draftStatus };
  return { name: hidden ? null : `v${told.approved}`, moderationStatus: 'APPROVED' };
}

/** The directory lists ACTIVE clones with a visible name and a published strategy: doc/behaviour.md#lists-and-search. */
export function isListed(told: Told, gate: ModerationGate): boolean {
  return told.status === 'ACTIVE' && faceOf(told, gate, false).name !== null;
}

/** Every history of at most `length` steps. */
export function histories(length: number): Step[][] {
  if (length === 0) return [[]];
  const shorter = histories(length - 1);
  return [
    ...shorter,
    ...shorter
      .filter((history) => history.length === length - 1)
      .flatMap((history) => steps.map((step) => [...history, step])),
  ];
}
