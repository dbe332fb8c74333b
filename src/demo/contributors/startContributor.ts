import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import { fastify } from 'fastify';
import { parse } from 'graphql';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Source } from '../../lifecycle/facts.ts';
import { listenError } from '../listenError.ts';

/** A subgraph that contributes a fact to the lifecycle summary, as the demo implements it. */
export interface Contributor<Loaders extends object> {
  readonly name: Source;
  /** SQL that creates its tables if they are missing. */
  readonly tables: string;
  /** Created for each request, so that it reads the store once for all its keys. */
  loaders(store: DatabaseSync): Loaders;
  readonly resolvers: GraphQLResolverMap<Loaders>;
}

export interface RunningContributor {
  readonly name: string;
  readonly url: string;
  /** Its facts. Sample data and tests write here, as the contest service would. */
  readonly store: DatabaseSync;
  /** How it takes requests now. */
  readonly behaviour: Behaviour;
  /** From now on it takes requests in this way. Its store stays open whatever it does. */
  behave(how: Behaviour): Promise<void>;
  close(): Promise<void>;
}

/** How a source fails: it refuses connections, or leaves every request unanswered. */
export type Failure = 'refuses' | 'hangs';
export type Behaviour = 'answers' | Failure;

/**
 * Starts a contributing subgraph on a loopback port (0: any free one), with its own file `<name>.sqlite` in `folder`.
 * Throws StartError when the port is in use.
 */
export async function startContributor<Loaders extends object>(
  contributor: Contributor<Loaders>,
  { folder, port }: { readonly folder: string; readonly port: number },
): Promise<RunningContributor> {
  const store = openStore(contributor, folder);
  const apollo = new ApolloServer<Loaders>({
    schema: buildSubgraphSchema([{ typeDefs: parse(contractOf(contributor.name)), resolvers: contributor.resolvers }]),
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    introspection: true,
  });
  await apollo.start();
  let behaviour: Behaviour = 'answers';
  const open = async (at: number) => {
    // Gateways keep connections open; closing must not wait for them.
    const http = fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
    http.addHook('onRequest', (_request, _reply, done) => {
      if (behaviour !== 'hangs') done();
    });
    http.post('/graphql', async (request, reply) => {
      const headers = new HeaderMap();
      for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method: 'POST', headers, search: '', body: request.body },
        context: async () => contributor.loaders(store),
      });
      reply.code(answer.status ?? 200).headers(Object.fromEntries(answer.headers));
      return reply.send(answer.body.kind === 'complete' ? answer.body.string : '');
    });
    await http.listen({ host: '127.0.0.1', port: at });
    return http;
  };
  const stop = async () => {
    await apollo.stop();
    if (store.isOpen) store.close();
  };
  let http = await open(port).catch(async (error: unknown) => {
    await stop();
    throw listenError(error, port, `the ${contributor.name} subgraph`);
  });
  const origin = http.listeningOrigin;
  let changed = Promise.resolve();
  const change = async (how: Behaviour) => {
    if (how === 'refuses') await http.close();
    else if (behaviour === 'refuses') http = await open(Number(new URL(origin).port));
    behaviour = how;
  };
  return {
    name: contributor.name,
    url: `${origin}/graphql`,
    store,
    get behaviour() {
      return behaviour;
    },
    // One change after the other: a port that is being given up can't be listened on yet.
    behave: (how) => (changed = changed.catch(() => {}).then(() => change(how))),
    async close() {
      await changed.catch(() => {});
      await http.close();
      await stop();
    },
  };
}

/** The contract that a contributor implements, word for word as its owner published it. */
export function contractOf(name: string): string {
  return readFileSync(new URL(`../contract/${name}.graphql`, import.meta.url), 'utf8');
}

function openStore(contributor: { readonly name: string; readonly tables: string }, folder: string): DatabaseSync {
  mkdirSync(folder, { recursive: true });
  const store = new DatabaseSync(join(folder, `${contributor.name}.sqlite`));
  store.exec(contributor.tables);
  return store;
}
