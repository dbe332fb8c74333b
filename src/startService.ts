import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Scope } from './access/caller.ts';
import { writeChangesByTime } from './actions/writeChangesByTime.ts';
import { openDevelopmentKeys, signDevelopmentToken } from './access/developmentKeys.ts';
import { createVerifier } from './access/verifyToken.ts';
import { loadCatalog, type Catalog } from './catalog/loadCatalog.ts';
import { catalogKeeper } from './catalog/store.ts';
import { openDatabase, type Database } from './database/openDatabase.ts';
import { todoFor, type Readiness } from './database/readiness.ts';
import { readOldestWaiting } from './events/read.ts';
import { graphiqlFolder } from './graphiql/buildGraphiql.ts';
import { createApolloServer } from './graphql/apolloServer.ts';
import { createContentBudget } from './api/contentBudget.ts';
import { createContext, type RequestContext, type Service } from './api/context.ts';
import { createSharedReads } from './api/loaders.ts';
import { assembleSchema } from './graphql/schema.ts';
import { startClock, type Clock } from './server/clock.ts';
import type { Execute } from './server/graphqlRoute.ts';
import { buildHttpServer } from './server/httpServer.ts';
import { HttpProblem } from './server/httpProblem.ts';
import { problemLog, type Problem } from './server/problemLog.ts';
import { createMetrics, type Metrics } from './server/metrics.ts';
import { createRates } from './server/rates/rates.ts';
import type { Settings } from './settings/settings.ts';
import { ContentMismatch } from './strategy/contentMismatch.ts';
import type { Tracing } from './traces/tracing.ts';

export interface RunningService {
  /** The base URL. */
  readonly url: string;
  /** The base URL of /metrics. */
  readonly metricsUrl: string;
  /** Signs a development token; absent where an identity provider issues tokens. */
  readonly signToken?: (claims: {
    readonly sub: string;
    readonly scope?: readonly Scope[];
    readonly lifetimeSeconds?: number;
  }) => Promise<string>;
  /** Fails readiness, lets requests in flight finish, then closes the database. */
  close(): Promise<void>;
}

/**
 * Starts the server, then the database. Throws StartError when the port or the data folder is in use or the catalog is
 * invalid. PostgreSQL need not be reachable or migrated yet: `/health/ready` reports when it is.
 */
export async function startService(settings: Settings, log: Logger): Promise<RunningService> {
  const catalog = loadCatalog(settings.catalogFile);
  const keys = settings.auth ?? (await openDevelopmentKeys(settings.dataDir));
  warnOfInsecureSettings(settings, log);
  const metrics = createMetrics();
  const tracing = await startTracing(settings, log);
  const rates = await createRates(settings.rates, settings.redisUrl, log);
  let opened: Opened | undefined;
  let clock: Clock | undefined;
  const http = buildHttpServer({
    settings,
    log,
    verify: createVerifier(keys, keyFetches(metrics, log)),
    rates,
    metrics,
    tracing,
    execute: (execution) => {
      if (opened === undefined)
        throw new HttpProblem(503, 'SERVICE_UNAVAILABLE', 'The service is starting; try again.', {
          'retry-after': '1',
        });
      return opened.execute(execution);
    },
    isReady: async () => opened?.isReady() ?? { ok: false, reason: 'starting' },
    graphiqlDir: settings.graphiql ? graphiqlFolder : null,
  });
  const stopping = new AbortController();
  const close = async () => {
    stopping.abort();
    await http.close();
    await clock?.stop();
    await opened?.apollo.stop();
    await metrics.close();
    rates.close();
    await Promise.all([opened?.database.close(), tracing?.close()]);
  };
  try {
    // Before the database, since creating an embedded one takes seconds: a port in use is reported at once.
    const metricsUrl = await metrics.listen({ host: settings.host, port: settings.metricsPort });
    const url = await http.listen();
    opened = await open(settings, catalog, log, metrics);
    log.info({ url, metricsUrl, database: settings.database.kind }, 'listening');
    metrics.watchReadiness(opened.isReady);
    // Logs at once what an operator has to do.
    void opened.isReady();
    void keepWhenPossible(opened.keepCatalog, stopping.signal);
    const { database } = opened;
    const look = async (signal: AbortSignal) => {
      metrics.setFeedWaiting(await readOldestWaiting(database.reader));
      await writeChangesByTime({ database, catalog }, signal);
    };
    clock = startClock(look, settings.clockIntervalMs, log);
    return {
      url,
      metricsUrl,
      ...('privateKey' in keys && { signToken: (claims) => signDevelopmentToken(keys, claims) }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loaded on demand: who doesn't trace pays nothing for it. */
async function startTracing({ traces, database }: Settings, log: Logger): Promise<Tracing | undefined> {
  return traces === null ? undefined : (await import('./traces/startTracing.ts')).startTracing(traces, database, log);
}

type Apollo = ReturnType<typeof createApolloServer<RequestContext>>;

interface Opened {
  readonly database: Database;
  readonly isReady: Database['isReady'];
  readonly apollo: Apollo;
  readonly execute: Execute;
  readonly keepCatalog: () => Promise<void>;
}

async function open(settings: Settings, catalog: Catalog, log: Logger, metrics: Metrics): Promise<Opened> {
  const database = await openDatabase(settings.database, {
    onConnectionLost: () => log.warn('an idle database connection was lost'),
    onAnswer: metrics.observeStatement,
    onLockWait: metrics.observeLockWait,
    onRetry: metrics.countRetry,
  });
  metrics.watchDatabase(database);
  const onFault = (fault: unknown) => {
    if (fault instanceof ContentMismatch) metrics.countContentMismatch();
  };
  try {
    const apollo = createApolloServer<RequestContext>({
      schema: assembleSchema(settings),
      limits: settings.limits,
      log,
      onFault,
    });
    await apollo.start();
    const reads = createSharedReads(database);
    const keepCatalog = catalogKeeper(database, catalog.content);
    const policy = policyOf(settings);
    const service = { database, reads, catalog, keepCatalog, metrics, policy, allowContent: createContentBudget() };
    const isReady = loggedReadiness(database, log);
    return { database, isReady, apollo, execute: executeWith(apollo, service, log), keepCatalog };
  } catch (error) {
    await database.close();
    throw error;
  }
}

function executeWith(apollo: Apollo, service: Service, log: Logger): Execute {
  return async ({ request, caller, requestId, deadline, chargeCost, record }) => {
    const until = new Date(Date.now() + deadline - performance.now());
    const context = createContext(service, { caller, requestId, log, deadline: until, chargeCost, record });
    const run = () => apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest: request, context: async () => context });
    try {
      return await (record.span === null ? run() : record.span.runOperation(run, () => record));
    } finally {
      context.release();
    }
  };
}

function policyOf({ moderationGate, imageHosts, limits }: Settings): Service['policy'] {
  return { moderationGate, imageHosts, maxClonesPerOwner: limits.maxClonesPerOwner };
}

function warnOfInsecureSettings(settings: Settings, log: Logger): void {
  if (settings.auth === null)
    log.warn('AUTH_JWKS_URL is not set: tokens are verified with development keys from DATA_DIR');
  if (settings.production && settings.gatewaySecrets.length === 0) {
    log.warn('GATEWAY_SECRET is not set: anyone who reaches this port can supply lifecycle facts');
  }
}

/** Stores the catalog, however long the database can't be reached or isn't migrated. */
async function keepWhenPossible(keepCatalog: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const isKept = (): Promise<boolean> =>
    keepCatalog().then(
      () => true,
      () => false,
    );
  while (!signal.aborted && !(await isKept())) await pause(5_000, undefined, { ref: false, signal }).catch(() => {});
}

/** Whether the database can be used. Tells the log when that changes, with what the operator has to do. */
function loggedReadiness(database: Database, log: Logger): Database['isReady'] {
  const report = problemLog(log, 'the database is ready');
  return async () => {
    const state = await database.isReady();
    report(problemOf(state));
    return state;
  };
}

function problemOf(state: Readiness): Problem | null {
  if (state.ok)
    return state.warning === undefined
      ? null
      : {
          fields: { warning: state.warning },
          message: "the database's clock and this process's differ by more than a minute: synchronize them",
        };
  const { reason, cause } = state;
  return { fields: { reason, ...(cause && { cause }) }, message: `the database is not ready: ${todoFor(state)}` };
}

/** Counts the fetches of the token keys, and tells the log why they fail. */
function keyFetches({ countKeyFetch }: Metrics, log: Logger): (failure: string | null) => void {
  const report = problemLog(log, 'the token keys are fetched from AUTH_JWKS_URL again');
  const message = 'the token keys cannot be fetched from AUTH_JWKS_URL: those that are known stay in use';
  return (failure) => {
    countKeyFetch(failure === null);
    report(failure === null ? null : { fields: { reason: failure }, message });
  };
}
