import { feedStart, type FeedEvent, type FeedPosition } from '../events/read.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { isId } from '../clone/id.ts';
import type { ById } from './byId.ts';
import type { CursorKind } from './connection.ts';

/** An event, and the clones as they are read after it. */
export interface CloneEventView extends FeedEvent {
  readonly clones: ById<CloneRecord>;
}

/** Names the event that a reader stands behind; nothing: the beginning. */
export const eventCursor: CursorKind<FeedPosition> = {
  name: 'cloneEvents',
  encode: (at) => (at.position < 0 ? [] : [at.position, at.cloneId, at.sequence, at.id]),
  decode: (values) => {
    if (values.length === 0) return feedStart;
    const [position, cloneId, sequence, id] = values;
    return isWhole(position, Number.MAX_SAFE_INTEGER) && isWhole(sequence, 2 ** 31 - 1) && isId(cloneId) && isId(id)
      ? { position, cloneId, sequence, id }
      : null;
  },
};

function isWhole(value: unknown, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= most;
}
