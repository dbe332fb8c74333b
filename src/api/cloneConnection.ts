import {
  connectionOf,
  readPage,
  type Connection,
  type CursorKind,
  type Page,
  type PageArguments,
} from './connection.ts';
import type { RequestContext } from './context.ts';
import type { CloneRecord } from '../clone/clone.ts';
import { isId } from '../clone/id.ts';
import type { ClonePosition } from '../clone/read.ts';

/** The order is (createdAt, id), newest first, and the cursor holds both and the connection's name; the queue's holds `waitingSince` instead. */
export function cloneCursor(name: string): CursorKind<ClonePosition> {
  return {
    name,
    encode: ({ at, id }) => [at.getTime(), id],
    decode: ([time, id]) => (isTime(time) && isId(id) ? { at: new Date(time), id } : null),
  };
}

/** Whether a value is a time that a DateTime can have. PostgreSQL accepts all of them, and other numbers never reach it. */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0 && value < Date.UTC(10_000, 0);
}

/** A page of the clones from `read`, ordered by `at` (their creation by default) and id. */
export async function cloneConnection(
  { loaders }: RequestContext,
  name: string,
  args: PageArguments,
  read: (page: Page<ClonePosition>) => Promise<readonly CloneRecord[]>,
  at: (clone: CloneRecord) => Date = ({ createdAt }) => createdAt,
): Promise<Connection<CloneRecord>> {
  const kind = cloneCursor(name);
  const page = readPage(args, kind);
  const clones = await read(page);
  loaders.clone.prime(clones);
  return connectionOf(
    page,
    kind,
    clones.map((clone) => ({ at: at(clone), id: clone.id })),
    clones,
  );
}
