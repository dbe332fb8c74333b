import type { Logger } from 'pino';
import type { Scope } from './access/caller.ts';
import { openDevelopmentKeys, signDevelopmentToken } from './access/developmentKeys.ts';
import { createVerifier } from './access/verifyToken.ts';
import { loadCatalog } from './catalog/loadCatalog.ts';
import { openDatabase, type Database } from './database/openDatabase.ts';
import { graphiqlFolder } from './graphiql/buildGraphiql.ts';
import { createApolloServer } from './graphql/apolloServer.ts';
import { createContext, type RequestContext, type Service } from './graphql/context.ts';
import { createRowReads } from './graphql/loaders.ts';
import { assembleSchema } from './graphql/schema.ts';
import type { Execute } from './server/graphqlRoute.ts';
import { buildHttpServer } from './server/httpServer.ts';
import { createMetrics } from './server/metrics.ts';
import type { Settings } from './settings.ts';
import { ContentMismatch } from './strategy/contentMismatch.ts';

export interface RunningService {
  /** Where it listens, without a path. */
  readonly url: string;
  /** The same of /metrics. */
  readonly metricsUrl: string;
  /** A development token for `sub`; only where no identity provider issues tokens. Lifetime in seconds. */
  readonly signToken?: (claims: { readonly sub: string; readonly scope?: readonly Scope[]; readonly lifetimeSeconds?: number }) => Promise<string>;
  /** Readiness fails, running requests finish, then the database closes. */
  close(): Promise<void>;
}

/**
 * Settings -> database -> server. Throws StartError when the port or the data folder is in use, or the catalog isn't one. PostgreSQL need not be
 * reachable or migrated yet: `/health/ready` says when it is.
 */
export async function startService(settings: Settings, log: Logger): Promise<RunningService> {
  const catalog = loadCatalog(settings.catalogFile);
  const keys = settings.auth ?? (await openDevelopmentKeys(settings.dataDir));
  warnOfOpenDoors(settings, log);
  const database = await openDatabase(settings.database, {
    onConnectionLost: () => log.warn('an idle database connection was lost'),
  });
  const metrics = createMetrics();
  const onFault = (fault: unknown) => {
    if (fault instanceof ContentMismatch) metrics.countContentMismatch();
  };
  const apollo = createApolloServer<RequestContext>({ schema: assembleSchema(), limits: settings.limits, log, onFault });
  const http = buildHttpServer({
    settings,
    log,
    verify: createVerifier(keys),
    execute: executeWith(apollo, { database, reads: createRowReads(database), catalog, policy: policyOf(settings) }, log),
    isReady: () => database.isReady(),
    graphiqlDir: graphiqlFolder,
  });
  try {
    await apollo.start();
    const metricsUrl = await metrics.listen({ host: settings.host, port: settings.metricsPort });
    const url = await http.listen();
    log.info({ url, metricsUrl, database: settings.database.kind }, 'listening');
    void reportReadiness(database, log);
    return {
      url,
      metricsUrl,
      ...('privateKey' in keys && { signToken: (claims) => signDevelopmentToken(keys, claims) }),
      close: async () => {
        await http.close();
        await apollo.stop();
        await metrics.close();
        await database.close();
      },
    };
  } catch (error) {
    await metrics.close();
    await database.close();
    throw error;
  }
}

type Apollo = ReturnType<typeof createApolloServer<RequestContext>>;

function executeWith(apollo: Apollo, service: Service, log: Logger): Execute {
  return ({ request, caller, requestId, deadline, onOperation }) =>
    apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: request,
      context: async () =>
        createContext(service, {
          caller,
          requestId,
          log,
          deadline: new Date(Date.now() + deadline - performance.now()),
          onOperation,
        }),
    });
}

function policyOf({ moderationGate, imageHosts, limits }: Settings): Service['policy'] {
  return { moderationGate, imageHosts, maxClonesPerOwner: limits.maxClonesPerOwner };
}

function warnOfOpenDoors(settings: Settings, log: Logger): void {
  if (settings.auth === null) log.warn('AUTH_JWKS_URL is not set: tokens are verified with development keys from DATA_DIR');
  if (settings.production && settings.gatewaySecrets.length === 0) {
    log.warn('GATEWAY_SECRET is not set: whoever reaches this port can claim lifecycle facts for their own answers');
  }
}

/** What an operator has to do is said once, at start; from then on `/health/ready` says it. */
async function reportReadiness(database: Database, log: Logger): Promise<void> {
  const state = await database.isReady();
  if (state.ok) return;
  const todo = {
    'not migrated': 'run `npm run migrate`',
    unreachable: 'check DATABASE_URL',
    'columns are missing': 'put back the tables as the migrations make them',
    'read only': 'let DATABASE_URL lead to the primary',
    'wrong session settings': 'set `timezone` to UTC and `default_transaction_isolation` to read committed for its role',
  }[state.reason];
  log.warn({ reason: state.reason }, `the database is not ready: ${todo}`);
}
