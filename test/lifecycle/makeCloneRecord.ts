import type { CloneRecord } from '../../src/clone/clone.ts';
import { noContent } from '../../src/clone/moderatedFields.ts';

const madeAt = new Date('2026-01-01T00:00:00Z');

/** The row of a clone that nobody has touched yet, with `changes`. */
export function makeCloneRecord(changes: Partial<CloneRecord> = {}): CloneRecord {
  return {
    id: '01900000-0000-7000-8000-000000000001',
    ownerId: 'alice',
    status: 'ACTIVE',
    createdAt: madeAt,
    updatedAt: madeAt,
    draft: noContent,
    shownCapabilities: [],
    profileRevision: 0,
    profileUpdatedAt: madeAt,
    moderation: { status: 'PENDING', lastDecision: null, reason: null, moderatedAt: null, waitingSince: null },
    approved: null,
    model: null,
    activeVersionId: null,
    activation: null,
    paused: false,
    ...changes,
  };
}

/** A clone with these parts of its set-up done and the others open. */
export function cloneWith(done: {
  readonly named: boolean;
  readonly model: boolean;
  readonly published: boolean;
  readonly approved: boolean;
}): CloneRecord {
  const clone = makeCloneRecord();
  const draft = { ...clone.draft, name: done.named ? 'Momentum' : null };
  return {
    ...clone,
    draft,
    model: done.model ? { id: 'swift-1', name: 'Swift 1', tier: 'STANDARD' } : null,
    activeVersionId: done.published ? '01900000-0000-7000-8000-000000000002' : null,
    approved: done.approved ? { revision: 1, at: madeAt, content: draft } : null,
  };
}

/** Every combination of booleans for these names. */
export function combinations<Name extends string>(...names: readonly Name[]): Record<Name, boolean>[] {
  return Array.from(
    { length: 2 ** names.length },
    (_, bits) =>
      Object.fromEntries(names.map((name, index) => [name, (bits & (1 << index)) !== 0])) as Record<Name, boolean>,
  );
}
