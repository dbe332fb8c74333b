import type { ExecutionResult } from 'graphql';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { anonymous, type Caller, type Scope } from '../src/access/caller.ts';
import type { Policy } from '../src/actions/onClone.ts';
import { loadCatalog } from '../src/catalog/loadCatalog.ts';
import type { Database } from '../src/database/openDatabase.ts';
import { createApolloServer } from '../src/graphql/apolloServer.ts';
import { createContentBudget } from '../src/api/contentBudget.ts';
import { createContext, type RequestContext } from '../src/api/context.ts';
import { createExecutor, type Executor } from '../src/graphql/executeOperation.ts';
import { createSharedReads, type SharedReads } from '../src/api/loaders.ts';
import { assembleSchema } from '../src/graphql/schema.ts';
import { compareExecutors, type Question } from './compareExecutors.ts';
import { openTestDatabase } from './database/openTestDatabase.ts';
import { watchForSecrets } from './secretWatch.ts';

// oxlint-disable-next-line no-explicit-any -- answers are looked into by their paths
type Data = any;

export interface Answer {
  readonly data: Data;
  /** Each error's code and path. */
  readonly errors: readonly { readonly code: string; readonly path: string; readonly message: string }[];
}

/** Somebody to ask as any caller: the service, past HTTP or not, or a gateway. */
export type Asked = Pick<TestService, 'ask'>;

export interface TestService {
  readonly database: Database;
  /** Asks as `caller`, past HTTP: what the HTTP layer adds has tests of its own. */
  ask(caller: Caller, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Runs a query by graphql-js and by the service's executor, expects them to be alike, and gives the answer. `change` is made to both contexts. */
  compare(
    caller: Caller,
    query: string,
    variables: Record<string, unknown>,
    change: (context: RequestContext) => RequestContext,
  ): Promise<ExecutionResult>;
  /** The statements that `work` sends when nothing is remembered, transactions' BEGIN and COMMIT and their time-outs apart. */
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
 * The whole service but HTTP, on a database of this test file's own, for the tests of the calling file. It fails them
 * when a private text of theirs reaches its log, an error, a statement's text or the audit trail, and when graphql-js
 * answers a query that they asked otherwise; that is asked at their end, of the data as they leave it.
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
  let database: Database;
  let reads: SharedReads;
  const contextOf = (caller: Caller) => {
    const deadline = new Date(Date.now() + 20_000);
    return createContext(
      { database, reads, catalog, policy: { ...openPolicy, ...policy }, allowContent: createContentBudget() },
      { caller, requestId: 'a-test', log, deadline, onOperation: () => {} },
    );
  };
  beforeAll(async () => {
    const onStatement = (sql: string) => {
      statements.push(sql);
      // What a test does to the schema it writes out itself.
      if (!/^(ALTER|CREATE)/.test(sql)) watch.look('statement', sql);
    };
    database = await openTestDatabase({ onStatement });
    reads = createSharedReads(database);
    await apollo.start();
  });
  afterAll(async () => {
    await apollo.stop();
    for (const { caller, ...question } of asked.values())
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
    // Embedded, a transaction sets its time-outs by a statement of its own.
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
      if (body.kind !== 'single') throw new Error('answers are never incremental');
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
