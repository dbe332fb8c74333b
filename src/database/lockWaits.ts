/** How many transactions may wait for a lock in the database: each holds a connection that others could work with. */
export interface LockWaits {
  /** Takes a place, to be given back later; false if there is none. */
  take(): boolean;
  giveBack(): void;
  /** How many places are taken. */
  taken(): number;
}

/**
 * At most half of the connections for transactions, so that however many rows are locked, the other half serves writes that
 * nothing blocks. At least one: with a single connection, whoever waits holds it.
 */
export function createLockWaits(connections: number): LockWaits {
  const most = Math.max(1, Math.floor(connections / 2));
  let free = most;
  return {
    take: () => {
      if (free === 0) return false;
      free -= 1;
      return true;
    },
    giveBack: () => {
      free += 1;
    },
    taken: () => most - free,
  };
}
