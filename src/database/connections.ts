import pg from 'pg';
import { staleStates } from './healReads.ts';
import { sqlState } from './sqlState.ts';
import { watchSilence } from './watchSilence.ts';

/** All connections to one database. */
export interface Connections {
  /** The class that pools and readers connect with. */
  readonly Client: new (config?: pg.ClientConfig) => pg.Client;
  /** Calls `retire` when the existing connections must not be used any more. */
  onRenewal(retire: () => void): void;
  /** Replaces all connections, since they lead to a server that can't be used; once a second at most. */
  renew(): void;
  /** Changes whenever a connection was lost, or led to another server than the one before. */
  epoch(): number;
  /** Finds out which server a new connection leads to. Rejects if it doesn't answer. */
  identify(client: pg.ClientBase): Promise<void>;
  /** Closes every connection at once, whatever its state. */
  destroyAll(): void;
}

export interface Bounds {
  /** A connection counts as lost if a statement waits this long for its answer; 0: never. */
  readonly silenceMs: number;
  readonly connectMs: number;
}

const pauseMs = 1_000;

/** The server is a standby, or was made read-only: after a failover the address may lead to another one. */
const readOnly = '25006';

/** Errors that a new connection may not have. */
const renewing: ReadonlySet<string> = new Set([readOnly, ...staleStates]);

/** The server's last error on a connection: terminated by an administrator, a shutdown or a time-out, or a protocol error. */
const losing = /^(?:57P|08|25P0[34])/;

/** Where PostgreSQL warns that a commit didn't wait for a standby until it was there; the text is in the server's language. */
const standbyWait = 'SyncRepWaitForLSN';

/** A commit that was answered as done, although a standby that takes over may lack it. The code is SQL's for "completion unknown". */
class UnsureCommit extends Error {
  readonly code = '40003';
}

/** How long a connection may take to close. */
const farewellMs = 1_000;

/**
 * A network may drop packets silently: the socket stays open for a quarter of an hour, and pg waits. So a connection whose
 * statements aren't answered in time is destroyed, which fails them, and all others are replaced: they have most likely
 * lost their peer too, and an idle one would only notice at its next statement.
 */
export function watchConnections({ silenceMs, connectMs }: Bounds): Connections {
  const open = new Set<pg.Client>();
  const retirements: (() => void)[] = [];
  let epoch = 0;
  let server: string | null = null;
  let renewed = Number.NEGATIVE_INFINITY;
  const renewNow = (): void => {
    renewed = performance.now();
    for (const retire of retirements) retire();
  };
  // The cause may last a while: reconnecting at each failure would only add load.
  const renew = (): void => {
    if (performance.now() - renewed >= pauseMs) renewNow();
  };

  class WatchedClient extends pg.Client {
    constructor(config: pg.ClientConfig = {}) {
      super({ ...config, connectionTimeoutMillis: connectMs, keepAlive: true, keepAliveInitialDelayMillis: 10_000 });
      open.add(this);
      const silence = watchSilence(silenceMs, () => {
        destroy(this);
        renewNow();
      });
      this.on('notice', ({ routine }) => {
        this.#unsure ||= routine === standbyWait;
      });
      watchStatements(this, silence.sent, (answered) => {
        silence.answered();
        const doubt = this.#doubt();
        const error = answered ?? doubt;
        const state = sqlState(error) ?? '';
        if (losing.test(state)) this.#lost();
        if (renewing.has(state)) renew();
        return error;
      });
      // A lost connection, idle or busy, never ends the process, not even while the pool closes and nobody else listens:
      // the statement under way reports it, or the next one finds a new connection.
      this.on('error', () => this.#lost());
      this.on('end', () => {
        open.delete(this);
        this.#lost();
      });
      // Count the loss first: whoever receives the failure ends the connection.
      leaveInTime(this, silenceMs + farewellMs, () => {
        this.#counts = false;
      });
    }

    /** Whether it is still open: neither lost nor closed by us. */
    #counts = true;

    /** Whether the statement under way is a commit whose wait for a standby was cancelled. */
    #unsure = false;

    /** The error that such a commit has to be answered with. */
    #doubt(): UnsureCommit | null {
      if (!this.#unsure) return null;
      this.#unsure = false;
      return new UnsureCommit('a commit may be on this server only');
    }

    /** Runs before any caller gets the error: a caller that reads again must not get cached rows. */
    #lost(): void {
      if (this.#counts) epoch += 1;
      this.#counts = false;
    }
  }

  /** When the server was started: no two servers with this database have the same time. */
  const identify = async (client: pg.ClientBase): Promise<void> => {
    const { rows } = await client.query<{ started: string }>('SELECT pg_postmaster_start_time()::text AS started');
    const found = rows[0]?.started ?? '';
    if (server !== null && found !== server) {
      epoch += 1;
      renewNow();
    }
    server = found;
  };

  return {
    Client: WatchedClient,
    onRenewal: (retire) => void retirements.push(retire),
    renew,
    epoch: () => epoch,
    identify,
    destroyAll: () => open.forEach(destroy),
  };
}

/** Calls `sent` for every statement, and `judge` before its caller gets the answer: the error that the caller gets, or null. */
function watchStatements(client: pg.Client, sent: () => void, judge: (error: unknown) => unknown): void {
  type Callback = (error: unknown, result: unknown) => void;
  type Query = (...parameters: unknown[]) => Promise<unknown>;
  const query = client.query.bind(client) as unknown as Query;
  const watched: Query = (...parameters) => {
    sent();
    const callback = parameters.at(-1);
    if (typeof callback === 'function') {
      return query(...parameters.slice(0, -1), (error: unknown, result: unknown) => {
        (callback as Callback)(judge(error), result);
      });
    }
    return query(...parameters).then(
      (result) => {
        const error = judge(null);
        if (error !== null) throw error;
        return result;
      },
      (error: unknown) => {
        throw judge(error);
      },
    );
  };
  Object.assign(client, { query: watched });
}

/** Closes the connection at once. pg reports that as a loss unless the connection was ending anyway. */
export function destroy(client: pg.Client): void {
  (client as unknown as { readonly connection: { readonly stream: { destroy(): void } } }).connection.stream.destroy();
}

/** `end` flushes and then waits for the other side to close, for ever if that is gone. */
function leaveInTime(client: pg.Client, ms: number, onEnd: () => void): void {
  type End = (callback?: (error: Error) => void) => Promise<void>;
  const end = client.end.bind(client) as End;
  const bounded: End = (callback) => {
    onEnd();
    const cutOff = setTimeout(() => destroy(client), ms).unref();
    client.once('end', () => clearTimeout(cutOff));
    return end(callback);
  };
  Object.assign(client, { end: bounded });
}
