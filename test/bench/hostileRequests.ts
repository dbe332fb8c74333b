import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { cloneId, ownerOf } from './dataSet.ts';

export interface Target {
  readonly url: string;
  readonly tokens: { readonly owner: string; readonly engine: string };
}

export interface Attack {
  readonly name: string;
  /** Sends it, and returns what came back in a few words. */
  send(target: Target): Promise<string>;
}

/** Sends one request, and gives up after this time. */
const longestWaitMs = 30_000;

async function post({ url }: Target, body: string, token?: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  };
  try {
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(longestWaitMs) });
    const text = await answer.text();
    const code = /"code":"(\w+)"/.exec(text)?.[1];
    return `${answer.status}${code === undefined ? '' : ` ${code}`}, ${size(text.length)}`;
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'no answer in 30 s' : 'connection lost';
  }
}

function size(bytes: number): string {
  return bytes < 100_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function asked(query: string, variables?: object): string {
  return JSON.stringify({ query, ...(variables && { variables }) });
}

/** `{"query":"{__typename}","variables":{"a":…}}` of about as many megabytes. */
function unused(megabytes: number, open: string, part: string, close: string): string {
  const value = open + part.repeat((megabytes * 1_000_000) / part.length) + close;
  return `{"query":"{__typename}","variables":{"a":${value}}}`;
}

function pages(levels: number): string {
  return levels === 0 ? 'id' : `owner { clones(first: 100) { nodes { ${pages(levels - 1)} } } }`;
}

const aliases = (count: number, field: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ');

const ownersIds = Array.from({ length: 100 }, (_, index) => cloneId(200 + index));
const everyPrivateField = `publicProfileDraft { name } activeStrategyVersionId strategyDraft { revision } acceptsChanges status entitlement { asOf } readiness { ready }
  auditTrail { nodes { id } } strategyVersions { nodes { graph { assets { symbols } } layout contentHash note publishedBy catalogVersion } }`;

/** Every kind of request that could crash the process, or block others, in the code of November 2026. */
export const attacks: readonly Attack[] = [
  { name: '39 MB of `{},` in a variable', send: (target) => post(target, unused(39, '[', '{},', '{}]')) },
  { name: '10 MB of the same', send: (target) => post(target, unused(10, '[', '{},', '{}]')) },
  { name: '39 MB of `[` in a variable', send: (target) => post(target, unused(39, '', '[', '')) },
  {
    name: '7 MB of `{},`, with a token',
    send: (target) => post(target, unused(7, '[', '{},', '{}]'), target.tokens.owner),
  },
  {
    name: '7 MB of escapes, with a token',
    send: (target) => post(target, unused(7, '"', String.raw`\u6f22`, '"'), target.tokens.owner),
  },
  {
    name: '100 documents with a comment of 900 kB each',
    send: async (target) => {
      let last = '';
      for (let index = 0; index < 100; index += 1)
        last = await post(target, asked(`{ __typename } # ${index} ${'x'.repeat(900_000)}`));
      return last;
    },
  },
  { name: '100 connections that stall within 37 MB', send: stall },
  {
    name: 'pages inside pages, two inner levels',
    send: (target) => post(target, asked(`{ publicClones(first: 100) { nodes { ${pages(2)} } } }`)),
  },
  {
    name: 'pages inside pages, three inner levels',
    send: (target) => post(target, asked(`{ publicClones(first: 100) { nodes { ${pages(3)} } } }`)),
  },
  {
    name: '1,000 equal `User` representations, 100 clones each',
    send: (target) =>
      post(
        target,
        asked(
          'query ($r: [_Any!]!) { _entities(representations: $r) { ... on User { clones(first: 100) { nodes { id publicProfile { name description } } } } } }',
          { r: Array.from({ length: 1_000 }, () => ({ __typename: 'User', id: ownerOf(0) })) },
        ),
      ),
  },
  {
    name: '20 aliases of the same 100 ids',
    send: (target) =>
      post(
        target,
        asked(
          `query ($ids: [ID!]!) { ${aliases(20, () => 'clones(ids: $ids) { id publicProfile { name description imageUrl } owner { clones(first: 100) { nodes { id } } } }')} }`,
          { ids: ownersIds },
        ),
      ),
  },
  {
    name: 'every private field of 1,000 clones, no token',
    send: (target) =>
      post(
        target,
        asked(`query ($r: [_Any!]!) { _entities(representations: $r) { ... on Clone { ${everyPrivateField} } } }`, {
          r: Array.from({ length: 1_000 }, (_, index) => ({ __typename: 'Clone', id: cloneId(index % 300) })),
        }),
      ),
  },
  {
    name: 'versions of clones of versions, four levels',
    send: (target) => {
      const inner = 'strategyVersions(first: 100) { nodes { number clone {';
      return post(
        target,
        asked(`{ clones(ids: ${JSON.stringify(ownersIds)}) { ${inner.repeat(4)} id ${'} } }'.repeat(4)} } }`),
        target.tokens.engine,
      );
    },
  },
  {
    name: '45 aliases of `changesSince`',
    send: (target) =>
      post(
        target,
        asked(
          `{ clones(ids: ${JSON.stringify(ownersIds)}) { activeStrategyVersion { ${aliases(45, (index) => `changesSince(number: ${index}) { kind before after }`)} } } }`,
        ),
        target.tokens.owner,
      ),
  },
  {
    name: 'revisions of 100 drafts of 1 MB',
    send: (target) =>
      post(target, asked('{ myClones(first: 100) { nodes { strategyDraft { revision } } } }'), target.tokens.owner),
  },
  {
    name: '100 drafts of 1 MB',
    send: (target) =>
      post(
        target,
        asked('{ myClones(first: 100) { nodes { strategyDraft { graph { tradingPrompts { prompt } } } } } }'),
        target.tokens.owner,
      ),
  },
  {
    name: '20 requests for 20 drafts of 1 MB at once',
    send: async (target) => {
      const query = '{ myClones(first: 20) { nodes { strategyDraft { graph { tradingPrompts { prompt } } } } } }';
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post(target, asked(query), target.tokens.owner)),
      );
      return [...new Set(answers.map((answer) => answer.split(',')[0]))].join(' or ');
    },
  },
];

/** Each connection sends as much as allowed, and then stops. */
async function stall({ url, tokens }: Target): Promise<string> {
  const { hostname, port } = new URL(url);
  const piece = 'x'.repeat(1_000_000);
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nauthorization: Bearer ${tokens.owner}\r\ncontent-length: 37000000\r\n\r\n{"query":"`;
  const sockets = Array.from({ length: 100 }, () => connect(Number(port), hostname));
  let refused = 0;
  await Promise.all(
    sockets.map(async (socket) => {
      socket.on('error', () => {});
      socket.once('data', () => {
        refused += 1;
      });
      socket.write(head);
      for (let sent = 0; sent < 36 && socket.writable; sent += 1) {
        if (!socket.write(piece) && !(await drains(socket))) return;
      }
    }),
  );
  await pause(1_000);
  for (const socket of sockets) socket.destroy();
  return `${refused} of 100 refused`;
}

/** Whether the socket accepts more within two seconds. */
async function drains(socket: Socket): Promise<boolean> {
  return once(socket, 'drain', { signal: AbortSignal.timeout(2_000) }).then(
    () => true,
    () => false,
  );
}
