/**
 * Loaded into every server that the benchmark starts (`node --import`): counts the statements that `pg` sends, BEGIN
 * and COMMIT too, and tells its parent what the process has used so far.
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

// A statement ends with one of these messages, whichever way it was sent.
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
// Its parent went away, perhaps by a signal: no server stays behind.
process.on('disconnect', () => process.exit());
