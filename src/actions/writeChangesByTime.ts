import { auditInsert, type AuditEntry } from '../audit/store.ts';
import { inCloneTransaction } from '../database/inCloneTransaction.ts';
import { writeAll } from '../database/writeAll.ts';
import { effectiveEntitlement } from '../entitlement/effectiveEntitlement.ts';
import { readDueClones, readGrantsSince, takeDueInstants } from '../entitlement/store.ts';
import type { ActionContext } from './onClone.ts';

type Context = Pick<ActionContext, 'database' | 'catalog'>;

/** How many clones share a transaction: an hour's changes of all clones may be due at once. */
const mostTogether = 50;

/** How many instants one look sees, and how many of a clone one transaction writes. */
const mostSeen = 1_000;
const mostOfClone = 20;

/** How long a transaction may take. */
const mostMs = 10_000;

/**
 * Writes an `entitlement.changed` for each instant, now past, at which grants of a clone began, ended or were revoked. Of any
 * number of processes one finds the instant. Throws the first failure when it has tried all that is due.
 *
 * @param signal ends it after the transaction under way
 */
export async function writeChangesByTime(context: Context, signal?: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (;;) {
    const due = await readDueClones(context.database.reader, mostSeen);
    for (let place = 0; place < due.length; place += mostTogether) {
      if (signal?.aborted) return;
      await writeOf(context, due.slice(place, place + mostTogether), failures);
    }
    if (failures.length > 0) throw failures[0];
    if (due.length === 0) return;
  }
}

/** One clone that can't be written, since it stays locked, holds up no other. */
async function writeOf(context: Context, cloneIds: readonly string[], failures: unknown[]): Promise<void> {
  try {
    await writeTogether(context, cloneIds);
  } catch (error) {
    if (cloneIds.length === 1) failures.push(error);
    else for (const cloneId of cloneIds) await writeOf(context, [cloneId], failures);
  }
}

async function writeTogether({ database, catalog }: Context, clones: readonly string[]): Promise<void> {
  const base = catalog.content.baseEntitlement;
  await inCloneTransaction<null, never>(
    database,
    { clones },
    new Date(Date.now() + mostMs),
    async ({ client, now }) => {
      const due = await takeDueInstants(client, clones, now, mostOfClone);
      const since = [...due].flatMap(([cloneId, [at]]) => (at === undefined ? [] : [{ cloneId, at }]));
      if (since.length === 0) return { done: null };
      const grants = await readGrantsSince(client, since);
      // The first instant of each clone, then the second: an insert has one entry of a clone.
      for (let round = 0; ; round += 1) {
        const entries = [...due].flatMap(([cloneId, instants]): AuditEntry[] => {
          const at = instants[round];
          if (at === undefined) return [];
          const limits = effectiveEntitlement(base, grants.get(cloneId) ?? [], at);
          const details = { because: 'TIME', at: at.toISOString(), ...limits };
          return [{ cloneId, action: 'entitlement.changed', actorKind: 'SERVICE', actor: 'clock', at: now, details }];
        });
        if (entries.length === 0) return { done: null };
        await writeAll(client, [auditInsert(...entries)]);
      }
    },
  );
}
