/** How many transactions may wait for a lock in the database: each holds a connection that others could work with. */
export interface LockWaits {
  /** Takes one of the places, which has to be given back; false when there is none. */
  take(): boolean;
  giveBack(): void;
}

/**
 * At most half of the connections for transactions, so that any number of locked rows leaves the other half to writes
 * that nothing stands in the way of. One at least: with one connection, whoever waits has it.
 */
export function createLockWaits(connections: number): LockWaits {
  let free = Math.max(1, Math.floor(connections / 2));
  return {
    take: () => {
      if (free === 0) return false;
      free -= 1;
      return true;
    },
    giveBack: () => {
      free += 1;
    },
  };
}
