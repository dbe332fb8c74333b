import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** How much of the machine others used, as a share of all cores; null where /proc doesn't say. */
export interface Disturbance {
  /** Used by processes outside the run. */
  readonly others: number | null;
  /** Given to other machines by the host. */
  readonly stolen: number | null;
  /** The load average of the last minute. */
  readonly load: number;
}

/** Above these shares, a run can't be trusted. */
const mostOthers = 0.1;
const mostStolen = 0.02;

/** Whether the machine was busy with other work. */
export function isTooBusy({ others, stolen }: Disturbance): boolean {
  return (others ?? 0) > mostOthers || (stolen ?? 0) > mostStolen;
}

/** Watches the machine until the returned function is called. `pids`: the processes that belong to the run. */
export function watchMachine(pids: readonly number[]): () => Disturbance {
  const start = snapshot(pids);
  return () => {
    const [load = 0] = loadavg();
    const end = snapshot(pids);
    if (!start || !end) return { others: null, stolen: null, load };
    const total = end.total - start.total;
    const ours = [...end.ours].reduce((sum, [pid, ticks]) => sum + ticks - (start.ours.get(pid) ?? 0), 0);
    return {
      others: Math.max(0, end.busy - start.busy - ours) / total,
      stolen: (end.stolen - start.stolen) / total,
      load,
    };
  };
}

interface Snapshot {
  readonly total: number;
  readonly busy: number;
  readonly stolen: number;
  readonly ours: ReadonlyMap<number, number>;
}

/** In clock ticks, as Linux counts them. */
function snapshot(pids: readonly number[]): Snapshot | null {
  try {
    const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/);
    const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, hard = 0, soft = 0, stolen = 0] = ticks.map(Number);
    const busy = user + nice + system + hard + soft;
    return { total: busy + idle + wait + stolen, busy, stolen, ours: new Map(pids.map((pid) => [pid, ticksOf(pid)])) };
  } catch {
    return null;
  }
}

/** The CPU time a process has used; 0 when it is gone or on another machine. */
function ticksOf(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

export function describeMachine(): string {
  return `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
}
