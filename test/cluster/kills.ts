import { join } from 'node:path';
import { switchOver } from './patroniState.ts';
import { signalAll } from './processes.ts';
import type { Member } from './topology.ts';

/** One way in which a leader stops leading. */
export interface Kill {
  readonly name: string;
  strike(leader: Member): Promise<void>;
  /** What has to be done so that the former leader comes back; it is done once another one leads. */
  revive?(former: Member): void;
}

/** As when a machine loses its power: nothing says goodbye. It comes back later. */
const machineKilled: Kill = {
  name: 'machine killed',
  strike: async ({ folder }) => signalAll(folder, 'SIGKILL'),
  revive: (former) => former.start(),
};

/** PostgreSQL alone, as by the system when memory is short. Patroni sees it. */
const postgresKilled: Kill = {
  name: 'PostgreSQL killed',
  strike: async ({ folder }) => signalAll(join(folder, 'data'), 'SIGKILL'),
};

/** As when a machine hangs or the network to it is gone: connections stay open, and nothing answers. It goes on later where it was. */
const machineFrozen: Kill = {
  name: 'machine frozen',
  strike: async ({ folder }) => signalAll(folder, 'SIGSTOP'),
  revive: ({ folder }) => signalAll(folder, 'SIGCONT'),
};

/** Planned, as before maintenance. */
const switchedOver: Kill = {
  name: 'switchover',
  strike: ({ restPort, name }) => switchOver(restPort, name),
};

/** Each in its turn. The first three are the ones that nobody plans. */
const kinds = [machineKilled, postgresKilled, machineFrozen, switchedOver];

export function killNumber(number: number): Kill {
  return kinds[(number - 1) % kinds.length] ?? machineKilled;
}
