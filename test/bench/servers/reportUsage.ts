/**
 * Loaded into every server that the benchmark starts (`node --import`): counts the statements that `pg` sends, including
 * BEGIN and COMMIT, and tells the parent process what this one has used so far.
 */
import pg from 'pg';

export interface Usage {
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly statements: number;
}

let statements = 0;

interface Sends {
  query(...args: unknown[]): void;
  sync(...args: unknown[]): void;
}

// However a statement is sent, it ends with one of these messages.
const connection = pg.Connection.prototype as unknown as Sends;
for (const message of ['query', 'sync'] as const) {
  const send = connection[message];
  connection[message] = function counted(...args) {
    statements += 1;
    send.apply(this, args);
  };
}

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuSeconds: (user + system) / 1e6,
    peakMegabytes: process.resourceUsage().maxRSS / 1024,
    statements,
  };
  process.send?.(usage);
});
// The parent is gone, perhaps by a signal: leave no server behind.
process.on('disconnect', () => process.exit());
