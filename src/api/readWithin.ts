import type { ReadSized } from '../database/sized.ts';
import type { ContentAllowance } from './contentBudget.ts';

/** The most bytes of drafts or versions that one statement reads. */
export const mostContentAtATime = 4 * 1024 * 1024;

/** Reads large rows by id: in a batch with other requests, or alone. */
export interface SizedReads<Value> {
  readonly together: (ids: readonly string[]) => ReturnType<ReadSized<Value>>;
  readonly alone: ReadSized<Value>;
}

/**
 * The values of these ids, by one statement where they are small together. Larger ones are read only after `allowance` has
 * granted all of them, and at most that many bytes per statement.
 */
export async function readWithin<Value>(
  { together, alone }: SizedReads<Value>,
  ids: readonly string[],
  allowance: ContentAllowance,
): Promise<Map<string, Value>> {
  const values = new Map<string, Value>();
  const left: { readonly id: string; readonly bytes: number }[] = [];
  const found = await together(ids);
  let bytes = 0;
  for (const id of ids) {
    const sized = found.get(id);
    if (sized === undefined) continue;
    bytes += sized.bytes;
    if (sized.value === null) left.push({ id, bytes: sized.bytes });
    else values.set(id, sized.value);
  }
  allowance.take(bytes);
  for (const batch of batchesOf(left)) {
    for (const [id, { value }] of await alone(batch, Number.MAX_SAFE_INTEGER))
      if (value !== null) values.set(id, value);
  }
  return values;
}

function batchesOf(rows: readonly { readonly id: string; readonly bytes: number }[]): string[][] {
  const batches: string[][] = [];
  let room = 0;
  for (const { id, bytes } of rows) {
    if (bytes > room || batches.length === 0) {
      batches.push([]);
      room = mostContentAtATime;
    }
    batches.at(-1)?.push(id);
    room -= bytes;
  }
  return batches;
}
