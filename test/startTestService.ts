import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { anonymous, type Caller, type Scope } from '../src/access/caller.ts';
import type { Policy } from '../src/actions/onClone.ts';
import { loadCatalog } from '../src/catalog/loadCatalog.ts';
import { catalogKeeper } from '../src/catalog/store.ts';
import type { Database } from '../src/database/openDatabase.ts';
import { createApolloServer } from '../src/graphql/apolloServer.ts';
import { createContentBudget } from '../src/api/contentBudget.ts';
import { createContext, type RequestContext } from '../src/api/context.ts';
import { RequestRecord } from '../src/api/requestRecord.ts';
import { createExecutor, type Executor } from '../src/graphql/executeOperation.ts';
import { createSharedReads, type SharedReads } from '../src/api/loaders.ts';
import { createMetrics } from '../src/server/metrics.ts';
import { assembleSchema } from '../src/graphql/schema.ts';
import { compareExecutors, type Question } from './compareExecutors.ts';
import { openTestDatabase } from './database/openTestDatabase.ts';
import { untilSettled } from './events/settled.ts';
import { sampleOf } from './runs.ts';
import { watchForSecrets } from './secretWatch.ts';

// oxlint-disable-next-line no-explicit-any -- tests read responses by path
type Data = any;

export interface Answer {
  readonly data: Data;
  /** Each error's code and path. */
  readonly errors: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

/** Something to query as any caller: the service, over HTTP or directly, or a gateway. */
export type Asked = Pick<TestService, 'ask'>;

export interface TestService {
  readonly database: Database;
  /** Queries as `caller`, bypassing HTTP, which has its own tests. */
  ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Runs a query with graphql-js and with the service's executor, expects equal results, and returns them. Applies `change` to both contexts. */
  compare(
    caller: Caller,
    query: string,
    variables: Record<string, unknown>,
    change: (context: RequestContext) => RequestContext,
  ): Promise<ExecutionResult>;
  /** The statements that `work` sends with empty caches, without BEGIN, COMMIT and the setting of timeouts. */
  statementsOf(work: () => Promise<unknown>): Promise<readonly string[]>;
  countStatements(work: () => Promise<unknown>): Promise<number>;
}

export const nobody: Caller = anonymous;

export function user(subject: string, ...scopes: Scope[]): Caller {
  return { kind: 'user', subject, scopes: new Set(scopes) };
}

export function service(...scopes: Scope[]): Caller {
  return { kind: 'service', subject: 'a-service', scopes: new Set(scopes) };
}

const limits = {
  maxTokens: 10_000,
  maxDepth: 20,
  maxAliases: 100,
  maxRootFields: 50,
  maxListItems: 100,
  maxRepresentations: 1_000,
  maxCost: 1_000_000,
  maxAnswerBytes: 16 * 1_048_576,
};
const openPolicy: Policy = { moderationGate: 'none', imageHosts: null, maxClonesPerOwner: 200 };

/**
 * The whole service except HTTP, on a separate database for the calling test file. Fails its tests if private text
 * reaches the log, an error, a statement's text or the audit trail, or if graphql-js returns something else for any query
 * of theirs; that comparison runs at the end, on the data as they leave it.
 */
export function startTestService(
  policy: Partial<Policy> = {},
  onLogLine: (line: string) => void = () => {},
): TestService {
  const watch = watchForSecrets();
  const write = (line: string) => {
    watch.look('log line', line);
    onLogLine(line);
  };
  const log = pino({ level: 'trace' }, { write });
  const statements: string[] = [];
  const schema = assembleSchema();
  const asked = new Map<string, Question & { caller: Caller }>();
  const executor = createExecutor(schema, limits);
  // Apollo Server copies the context.
  const queried = new WeakSet<RequestContext['loaders']>();
  const noting: Executor = (question) => {
    if (question.operation.operation === 'query') queried.add((question.context as RequestContext).loaders);
    return executor(question);
  };
  const apollo = createApolloServer<RequestContext>({ schema, executor: noting, limits, log });
  const catalog = loadCatalog();
  const metrics = createMetrics();
  let database: Database;
  let reads: SharedReads;
  let keepCatalog: () => Promise<void>;
  const contextOf = (caller: Caller) => {
    const deadline = new Date(Date.now() + 60_000);
    return createContext(
      {
        database,
        reads,
        catalog,
        keepCatalog,
        metrics,
        policy: { ...openPolicy, ...policy },
        allowContent: createContentBudget(),
      },
      { caller, requestId: 'a-test', log, deadline, record: new RequestRecord() },
    );
  };
  beforeAll(async () => {
    const onStatement = (sql: string) => {
      statements.push(sql);
      // Changes to the database schema are the tests' own and may contain canaries.
      if (!/^(ALTER|CREATE)/.test(sql)) watch.look('statement', sql);
    };
    database = await openTestDatabase({ onStatement });
    reads = createSharedReads(database);
    keepCatalog = catalogKeeper(database, catalog.content);
    await keepCatalog();
    await apollo.start();
  });
  afterAll(async () => {
    await apollo.stop();
    if ([...asked.values()].some(({ query }) => query.includes('cloneEvents'))) await untilSettled(database.reader);
    for (const { caller, ...question } of sampleOf(asked.values()))
      await compareExecutors({ schema, executor }, question, () => contextOf(caller));
    for (const { action, details } of await database.client.auditEvent.findMany())
      watch.look('audit row', `${action} ${details}`);
    await database.close();
    watch.expectNone();
  });
  const statementsOf: TestService['statementsOf'] = async (work) => {
    statements.length = 0;
    reads = createSharedReads(database);
    await work();
    // On the embedded database, a separate statement sets a transaction's timeouts.
    return statements.filter(
      (sql) => !/^(-- Implicit ")?(BEGIN|COMMIT|ROLLBACK)|^\s*SELECT set_config\('lock_timeout'/.test(sql),
    );
  };
  return {
    get database() {
      return database;
    },
    compare: (caller, query, variables, change) =>
      compareExecutors({ schema, executor }, { query, variables }, () => change(contextOf(caller))),
    ask: async (caller, query, variables = {}) => {
      const contextValue = contextOf(caller);
      const { body } = await apollo.executeOperation({ query, variables }, { contextValue });
      if (queried.has(contextValue.loaders))
        asked.set(JSON.stringify([query, variables, caller, [...caller.scopes]]), { query, variables, caller });
      if (body.kind !== 'single') throw new Error('incremental delivery is not supported');
      const { data, errors = [] } = body.singleResult;
      watch.look('error', JSON.stringify(errors));
      return {
        data: JSON.parse(JSON.stringify(data ?? null)),
        errors: errors.map(({ message, path = [], extensions }) => ({
          code: String(extensions?.['code']),
          path: path.join('.'),
          message,
        })),
      };
    },
    statementsOf,
    countStatements: async (work) => (await statementsOf(work)).length,
  };
}
