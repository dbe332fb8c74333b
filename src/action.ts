import type { CloneRecord } from './clone/clone.ts';
import { isId } from './clone/id.ts';
import { readClone } from './clone/store.ts';
import type { Catalog } from './catalog/loadCatalog.ts';
import { inCloneTransaction, type CloneTransaction, type Outcome } from './database/inCloneTransaction.ts';
import type { Database } from './database/openDatabase.ts';
import type { ModerationGate } from './profile/moderationGate.ts';
import { cloneNotFound, type UserError } from './userError.ts';

/** Product decisions that are settings. */
export interface Policy {
  readonly moderationGate: ModerationGate;
  /** Hosts that images may come from; null is any. */
  readonly imageHosts: readonly string[] | null;
  readonly maxClonesPerOwner: number;
}

/** What every action needs, and who acts: access was decided before. */
export interface ActionContext {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly policy: Policy;
  /** The acting user's or service's id. */
  readonly actor: string;
  /** When the request ends. */
  readonly deadline: Date;
}

/** A refusal: nothing was written. */
export interface Refusal {
  readonly errors: readonly UserError[];
}

/** Refuses a write with these errors. */
export function refuse(...errors: readonly UserError[]): { readonly refused: Refusal } {
  return { refused: { errors } };
}

/** Runs a write on one clone under its lock, or refuses with NOT_FOUND. */
export async function onClone<Done, Refused extends Refusal>(
  context: ActionContext,
  cloneId: string,
  write: (clone: CloneRecord, transaction: CloneTransaction) => Promise<Outcome<Done, Refused>>,
): Promise<Outcome<Done, Refused | Refusal>> {
  if (!isId(cloneId)) return refuse(cloneNotFound);
  return inCloneTransaction<Done, Refused | Refusal>(context.database, { clones: [cloneId] }, context.deadline, async (transaction) => {
    const clone = await readClone(transaction.client, cloneId);
    return clone === null ? refuse(cloneNotFound) : write(clone, transaction);
  });
}
