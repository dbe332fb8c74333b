import type { CloneRecord } from '../clone/clone.ts';
import { isId } from '../clone/id.ts';
import { cloneById } from '../clone/store.ts';
import type { Catalog } from '../catalog/loadCatalog.ts';
import { inCloneTransaction, type CloneTransaction, type Outcome } from '../database/inCloneTransaction.ts';
import type { Database } from '../database/openDatabase.ts';
import { readSelections, type Selected, type Selection, type Selections } from '../database/readSelections.ts';
import type { ModerationGate } from '../profile/moderationGate.ts';
import { cloneNotFound, type UserError } from '../errors/userError.ts';

/** Product decisions that are settings. */
export interface Policy {
  readonly moderationGate: ModerationGate;
  /** Hosts that images may come from; null is any. */
  readonly imageHosts: readonly string[] | null;
  readonly maxClonesPerOwner: number;
}

/** What every action needs. Access was decided before. */
export interface ActionContext {
  readonly database: Database;
  readonly catalog: Catalog;
  /** Stores the catalog, unless it is stored: a version is never published with one that can't be read later. */
  readonly keepCatalog: () => Promise<void>;
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

/** The clone's row, and what else the action asked for. */
type Known<Also extends Selections> = Selected<Also & { readonly clone: Selection<CloneRecord> }>;

/**
 * Runs a write on one clone under its lock, or refuses with NOT_FOUND. One statement after the one that locks reads the
 * clone and what `also` selects: a statement doesn't see what was written while it waited for the lock.
 */
export async function onClone<Also extends Selections, Done, Refused extends Refusal>(
  context: ActionContext,
  cloneId: string,
  also: Also,
  write: (known: Known<Also>, transaction: CloneTransaction) => Promise<Outcome<Done, Refused>>,
): Promise<Outcome<Done, Refused | Refusal>> {
  if (!isId(cloneId)) return refuse(cloneNotFound);
  return inCloneTransaction<Done, Refused | Refusal>(
    context.database,
    { clones: [cloneId] },
    context.deadline,
    async (transaction) => {
      if (transaction.locked.size === 0) return refuse(cloneNotFound);
      return write(await readSelections(transaction.client, { ...also, clone: cloneById(cloneId) }), transaction);
    },
  );
}
