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

/** A position in the order of (createdAt, id), newest first, and the connection's name; the queue's has since when a clone waits. */
export function cloneCursor(name: string): CursorKind<ClonePosition> {
  return {
    name,
    encode: ({ at, id }) => [at.getTime(), id],
    decode: ([time, id]) => (isTime(time) && isId(id) ? { at: new Date(time), id } : null),
  };
}

/** The years that a DateTime may have: PostgreSQL takes all of them, and a foreign number never reaches it. */
function isTime(value: unknown): value is number {
  return Number.isSafeInteger(value) && typeof value === 'number' && value >= 0 && value < Date.UTC(10_000, 0);
}

/** A page of clones by `read`, in the order of `at` (when they were created, unless said otherwise) and id. */
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
