/**
 * `npm run bench:executor` (needs DATABASE_URL of an empty, migrated database): what the HTTP layer and the executor
 * cost, on `_entities` of 20 clones with profile, lifecycle and active version. Each variant is a process of its own;
 * slices of load alternate, so that a busy machine is busy for all of them. Prints CPU seconds of the server per 1,000
 * requests and requests per second, as ratios to the first variant. doc/decisions/executor-and-http.md has a run.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { createServer, request as send, Agent, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { pino } from 'pino';
import { anonymous } from '../../src/access/caller.ts';
import { createVerifier } from '../../src/access/verifyToken.ts';
import { openDevelopmentKeys } from '../../src/access/developmentKeys.ts';
import { loadCatalog } from '../../src/catalog/loadCatalog.ts';
import { newId } from '../../src/clone/id.ts';
import { openDatabase } from '../../src/database/openDatabase.ts';
import { createApolloServer, type Executor } from '../../src/graphql/apolloServer.ts';
import { createContext, type RequestContext } from '../../src/graphql/context.ts';
import { assembleSchema } from '../../src/graphql/schema.ts';
import { buildHttpServer } from '../../src/server/httpServer.ts';
import { readSettings } from '../../src/settings.ts';

const variants = ['fastify + graphql-js', 'fastify + graphql-jit', 'node:http + graphql-js', 'standalone + graphql-js'] as const;
type Variant = (typeof variants)[number];

const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Clone { id createdAt owner { id }
  publicProfile { name description moderationStatus shownAssets } lifecycle { setup { complete steps { kind done } } } } } }`;

const settings = { ...readSettings({ ...process.env, DATA_DIR: '/tmp/clone-service-bench' }), port: 0, metricsPort: 0 };
const log = pino({ level: 'silent' });

async function serve(variant: Variant): Promise<void> {
  const database = await openDatabase(settings.database);
  const schema = assembleSchema();
  const executor = variant === 'fastify + graphql-jit' ? jitExecutor(schema) : undefined;
  const apollo = createApolloServer<RequestContext>({ schema, limits: settings.limits, log, ...(executor && { executor }) });
  const service = { database, catalog: loadCatalog(), policy: { moderationGate: 'none' as const, imageHosts: null, maxClonesPerOwner: 200 } };
  const context = async () =>
    createContext(service, { caller: anonymous, requestId: 'bench', log, deadline: new Date(Date.now() + 10_000), onOperation: () => {} });
  const url = await listen(variant, apollo, context);
  process.on('message', () => process.send?.(process.cpuUsage()));
  process.send?.(url);
}

async function listen(variant: Variant, apollo: ApolloServer<RequestContext>, context: () => Promise<RequestContext>): Promise<string> {
  if (variant === 'standalone + graphql-js') return (await startStandaloneServer(apollo, { context, listen: { port: 0, host: '127.0.0.1' } })).url;
  await apollo.start();
  const execute = (httpGraphQLRequest: HTTPGraphQLRequest) => apollo.executeHTTPGraphQLRequest({ httpGraphQLRequest, context });
  if (variant === 'node:http + graphql-js') return leanServer(execute);
  const verify = createVerifier(await openDevelopmentKeys(settings.dataDir));
  const http = buildHttpServer({ settings, log, verify, execute: ({ request }) => execute(request), isReady: () => Promise.resolve({ ok: true }), graphiqlDir: '' });
  return `${await http.listen()}/graphql`;
}

type Execute = (request: HTTPGraphQLRequest) => ReturnType<ApolloServer['executeHTTPGraphQLRequest']>;

/** The least that can stand in front: no checks, no limits, no health. */
async function leanServer(execute: Execute): Promise<string> {
  const server = createServer(async (incoming, response) => {
    const headers = new HeaderMap(Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]));
    const answer = await execute({ method: 'POST', headers, search: '', body: JSON.parse(await text(incoming)) });
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers));
    response.end(answer.body.kind === 'complete' ? answer.body.string : '');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/graphql`;
}

function jitExecutor(schema: ReturnType<typeof assembleSchema>): Executor {
  const compiled = new Map<string, CompiledQuery>();
  return async ({ document, operationName, queryHash, request, context }) => {
    let operation = compiled.get(queryHash);
    if (operation === undefined) {
      const made = compileQuery(schema, document, operationName ?? undefined);
      if (!isCompiledQuery(made)) return made;
      compiled.set(queryHash, (operation = made));
    }
    return operation.query(undefined, context, request.variables ?? {});
  };
}

async function text(stream: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString();
}

const connections = 32;
const agent = new Agent({ keepAlive: true, maxSockets: connections });

async function ask(url: string, body: string): Promise<void> {
  const outgoing = send(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const answer = await text(incoming);
  if (incoming.statusCode !== 200 || answer.includes('"errors"')) throw new Error(`not an answer: ${incoming.statusCode}`);
}

async function slice(url: string, body: string, count: number): Promise<number> {
  const start = performance.now();
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await ask(url, body);
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return (performance.now() - start) / 1_000;
}

async function cpuSeconds(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [{ user, system }] = (await once(child, 'message')) as [NodeJS.CpuUsage];
  return (user + system) / 1_000_000;
}

async function seed(): Promise<string[]> {
  const database = await openDatabase(settings.database);
  const now = new Date();
  const rows = Array.from({ length: 20 }, () => ({ id: newId(), ownerId: 'bench', createdAt: now, updatedAt: now, profileUpdatedAt: now, name: 'Bench', nameFolded: 'bench', description: 'x'.repeat(200) }));
  await database.client.clone.createMany({ data: rows });
  await database.close();
  return rows.map(({ id }) => id);
}

async function compare(): Promise<void> {
  const ids = await seed();
  const body = JSON.stringify({ query, variables: { r: ids.map((id) => ({ __typename: 'Clone', id })) } });
  const running = await Promise.all(
    variants.map(async (variant) => {
      const child = fork(new URL(import.meta.url), ['serve', variant], { execArgv: ['--disable-warning=ExperimentalWarning'] });
      const [url] = (await once(child, 'message')) as [string];
      await slice(url, body, 2_000);
      return { variant, child, url, cpu: [] as number[], rate: [] as number[] };
    }),
  );
  const requests = 1_000;
  for (let round = 0; round < 10; round += 1) {
    for (const { child, url, cpu, rate } of running) {
      const before = await cpuSeconds(child);
      rate.push(requests / (await slice(url, body, requests)));
      cpu.push(((await cpuSeconds(child)) - before) * (1_000 / requests));
    }
  }
  const [first] = running;
  console.log('| variant | CPU s per 1,000 | of the first | requests/s | of the first |\n| --- | --- | --- | --- | --- |');
  for (const { variant, cpu, rate, child } of running) {
    const [c, r] = [median(cpu), median(rate)];
    console.log(`| ${variant} | ${c.toFixed(2)} | ${(c / median(first?.cpu ?? [])).toFixed(2)} | ${r.toFixed(0)} | ${(r / median(first?.rate ?? [])).toFixed(2)} |`);
    child.kill();
  }
  agent.destroy();
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

const [mode, variant] = process.argv.slice(2);
if (mode === 'serve') await serve(variants.find((known) => known === variant) ?? variants[0]);
else await compare();
