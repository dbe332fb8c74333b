import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkContributor } from '../../src/commands/checkContributor.ts';
import type { Contributors } from '../../src/demo/contributors/startContributors.ts';
import { sources, type Source } from '../../src/lifecycle/facts.ts';
import { active, gone, startKnownContributors } from './startKnownContributors.ts';
import { sampleOf } from '../runs.ts';
import { startChangedSubgraph, type Change, type GivenAnswer } from './startChangedSubgraph.ts';

const folder = mkdtempSync(join(tmpdir(), 'kit-'));
let contributors: Contributors;

beforeAll(async () => void (contributors = await startKnownContributors(folder)));

afterAll(async () => {
  await contributors.close();
  rmSync(folder, { recursive: true });
});

interface Report {
  readonly ok: boolean;
  readonly lines: readonly string[];
  /** The names of the checks that failed. */
  readonly failed: readonly string[];
}

async function check(source: Source, url: string, ...more: string[]): Promise<Report> {
  const lines: string[] = [];
  const ok = await checkContributor(['--source', source, '--url', url, ...more], {}, (line) => lines.push(line));
  return { ok, lines, failed: lines.flatMap((line) => (line.startsWith('FAILED  ') ? [line.slice(8)] : [])) };
}

const bothClones = ['--clone', active, '--clone', gone];

/** Changes the text of answers to requests whose document or variables match. */
const rewrite =
  (from: string | RegExp, to: string, when = /_entities/): Change =>
  (answer, { query, variables }) =>
    when.test(query + JSON.stringify(variables)) ? { ...answer, body: answer.body.replaceAll(from, to) } : answer;

type Entity = Readonly<Record<string, unknown>> | null;
interface Body {
  readonly data: Readonly<Record<string, Entity[]>>;
  readonly errors?: readonly object[];
}

/** Changes what `_entities` answers. */
const edit =
  (change: (body: Body, representations: readonly Readonly<Record<string, unknown>>[]) => object): Change =>
  (answer, { query, variables }) => {
    if (!query.includes('_entities')) return answer;
    const representations = Object.values(variables).flat() as Readonly<Record<string, unknown>>[];
    return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Body, representations)) };
  };

const withEntities = (
  change: (entities: Entity[], representations: readonly Readonly<Record<string, unknown>>[]) => readonly Entity[],
): Change =>
  edit(({ data, ...rest }, representations) => ({
    ...rest,
    data: Object.fromEntries(Object.entries(data).map(([key, entities]) => [key, change(entities, representations)])),
  }));

const withError =
  (change: Change, message: string): Change =>
  async (answer, request) => {
    const changed = (await change(answer, request)) as GivenAnswer;
    if (changed.body === answer.body) return answer;
    return {
      ...changed,
      body: JSON.stringify({ ...JSON.parse(changed.body), errors: [{ message, path: ['_entities', 0] }] }),
    };
  };

const refuse =
  (when: RegExp, answer: GivenAnswer): Change =>
  (given, { query, variables, headers }) =>
    when.test(query + JSON.stringify({ variables, headers })) ? answer : given;

const html = { status: 500, headers: { 'content-type': 'text/html' }, body: '<h1>Internal Server Error</h1>' };

const names = {
  graphql: 'answers GraphQL over HTTP, as JSON',
  connection: 'answers a second request on the same connection',
  composes: 'composes with the Clone subgraph and the other two contracts',
  schema: "has the contract's fields, with their types, and its enum values",
  none: 'says NONE, without details, for a clone that it knows nothing about',
  alone: 'answers a summary whose fields are all null as an object, not as null',
  batch: 'answers 100 clones in one request, each at its index, also the same one twice',
  odd: 'answers the others when one key is odd (empty, 300 long, not a UUID, …)',
  aliases: 'answers two _entities in one request, each with its own',
  unknownDetails: 'gives null for the id of a detail that it does not have',
  details: 'finds, by its id, each detail that it shows',
  headers: 'answers whatever headers a gateway passes on',
  time: 'answers 100 clones within 1000 ms',
  known: "gives known clones one of the contract's facts, and details that agree with it",
  versions: 'refers to strategy versions by their ids, without checking them',
};

interface Fault {
  readonly fault: string;
  readonly source?: Source;
  readonly change: Change;
  /** Exactly the checks that find it. */
  readonly caughtBy: readonly string[];
  readonly says: RegExp;
}

const faults: readonly Fault[] = [
  {
    fault: 'no GraphQL at the URL',
    change: () => ({ ...html, status: 404 }),
    caughtBy: [names.graphql],
    says: /came {6}HTTP 404 text\/html: <h1>/,
  },
  {
    fault: 'no answer at all',
    change: () => 'nothing',
    caughtBy: [names.graphql],
    says: /expected {2}an answer within 3000 ms/,
  },
  {
    fault: 'another content type',
    change: (answer) => ({ ...answer, headers: { 'content-type': 'text/plain' } }),
    caughtBy: [names.graphql],
    says: /came {6}HTTP 200 text\/plain/,
  },
  {
    fault: 'a new connection for each request',
    change: (answer) => ({ ...answer, headers: { ...answer.headers, connection: 'close' } }),
    caughtBy: [names.connection],
    says: /the connection was closed after the first/,
  },
  {
    fault: 'no SDL',
    change: rewrite(/"sdl":".*"/g, '"sdl":null', /_service/),
    caughtBy: [names.composes, names.schema],
    says: /Serve the schema as a federation subgraph/,
  },
  {
    fault: 'an SDL that is not GraphQL',
    change: rewrite('type LifecycleSummary', 'tipe LifecycleSummary', /_service/),
    caughtBy: [names.composes, names.schema],
    says: /expected {2}an SDL in GraphQL/,
  },
  {
    fault: "another team's field",
    change: rewrite('arenaStatus: ArenaStatus', 'arenaStatus: ArenaStatus queueStatus: String', /_service/),
    caughtBy: [names.composes],
    says: /came .*LifecycleSummary\.queueStatus/,
  },
  {
    fault: 'a non-null fact',
    change: rewrite('arenaStatus: ArenaStatus', 'arenaStatus: ArenaStatus!', /_service/),
    caughtBy: [names.composes, names.schema],
    says: /came {6}LifecycleSummary\.arenaStatus: ArenaStatus!/,
  },
  {
    fault: 'a non-null version',
    source: 'audition',
    change: rewrite('strategyVersion: StrategyVersion', 'strategyVersion: StrategyVersion!', /_service/),
    caughtBy: [names.schema],
    says: /expected {2}Audition\.strategyVersion: StrategyVersion\n/,
  },
  {
    fault: 'a missing field',
    change: rewrite(/ retirement: Retirement\\n/g, '', /_service/),
    caughtBy: [names.schema],
    says: /expected {2}LifecycleSummary\.retirement: Retirement\n.*no such field/,
  },
  {
    fault: 'an enum value of its own',
    source: 'queue',
    change: rewrite('EXPIRED', 'EXPIRED PAUSED', /_service/),
    caughtBy: [names.schema],
    says: /also PAUSED\n.*doc\/federation\.md/,
  },
  {
    fault: 'a missing enum value',
    source: 'audition',
    change: rewrite('VOIDED', '', /_service/),
    caughtBy: [names.schema],
    says: /came {6}no VOIDED/,
  },
  {
    fault: 'versions that it claims to resolve',
    change: rewrite(/, resolvable: false/g, '', /_service/),
    caughtBy: [names.schema],
    says: /expected {2}type StrategyVersion @key\(fields: "id", resolvable: false\)/,
  },
  {
    fault: 'an entity without its key',
    change: rewrite('type ArenaSlot @key(fields: \\"id\\")', 'type ArenaSlot', /_service/),
    caughtBy: [names.schema],
    says: /expected {2}type ArenaSlot @key\(fields: "id"\)\n.*type ArenaSlot without a key/,
  },
  {
    fault: 'null instead of NONE',
    change: rewrite('"NONE"', 'null'),
    caughtBy: [names.none, names.odd],
    says: /came .*"arenaStatus":null.*no error\n.*ARENA is in `unavailable`/,
  },
  {
    fault: 'no summary for unknown clones',
    change: withEntities((entities) =>
      entities.map((one) => (one?.['arenaStatus'] === 'NONE' || one?.['arenaSlot'] === null ? null : one)),
    ),
    caughtBy: [names.none, names.alone, names.batch, names.odd, names.aliases, names.known],
    says: /Every clone id has a summary/,
  },
  {
    fault: 'an error for unknown clones',
    source: 'queue',
    change: withError(rewrite('"NONE"', '"NONE" '), 'no such clone'),
    caughtBy: [names.none, names.headers],
    says: /came .*1 error: no such clone/,
  },
  {
    fault: 'an invented value',
    source: 'queue',
    change: rewrite('"NONE"', '"UNKNOWN"'),
    caughtBy: [names.none, names.odd],
    says: /expected {2}queueStatus NONE\n.*"queueStatus":"UNKNOWN"/,
  },
  {
    fault: 'details beside NONE',
    change: rewrite('"arenaStatus":"NONE","arenaSlot":null', '"arenaStatus":"NONE","arenaSlot":{"id":"s"}'),
    caughtBy: [names.none],
    says: /expected {2}null for arenaSlot\n/,
  },
  {
    fault: 'null for a summary of nulls',
    source: 'queue',
    change: withEntities((entities) =>
      entities.map((one) => (one && Object.values(one).every((value) => value === null) ? null : one)),
    ),
    caughtBy: [names.alone],
    says: /expected {2}{"queueEntry":null}\n.*null/,
  },
  {
    fault: 'answers in another order',
    change: withEntities((entities) => entities.toReversed()),
    caughtBy: [names.batch, names.odd, names.aliases, names.details],
    says: /expected {2}the summary of \S+ at index \d+\n/,
  },
  {
    fault: 'facts in another order, below the right ids',
    change: withEntities((entities) =>
      entities.map((one, index) => one && { ...one, arenaStatus: entities.at(-1 - index)?.['arenaStatus'] }),
    ),
    caughtBy: [names.batch, names.known],
    says: /as when it is requested alone/,
  },
  {
    fault: 'one answer for a repeated key',
    source: 'audition',
    change: withEntities((entities) => [...new Map(entities.map((one) => [JSON.stringify(one), one])).values()]),
    caughtBy: [names.batch],
    says: /came {6}99 entries/,
  },
  {
    fault: 'a different answer for a repeated key',
    change: withEntities((entities) =>
      entities.map((one, index) => (index === 99 ? { ...one, arenaStatus: 'RETIRED' } : one)),
    ),
    caughtBy: [names.batch],
    says: /expected {2}the same answer for the same clone/,
  },
  {
    fault: 'HTTP 500 for a long key',
    change: refuse(/x{300}/, html),
    caughtBy: [names.odd],
    says: /came {6}HTTP 500 text\/html/,
  },
  {
    fault: 'no data because of one odd key',
    change: refuse(/克隆/, {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"data":null,"errors":[{"message":"not a UUID"}]}',
    }),
    caughtBy: [names.odd],
    says: /"data":null.*not a UUID/,
  },
  {
    fault: 'a connection reset on an empty key',
    change: (answer, { variables }) => (JSON.stringify(variables).includes('"cloneId":""') ? 'reset' : answer),
    caughtBy: [names.odd],
    says: /ended without an answer \(ECONNRESET\)/,
  },
  {
    fault: 'a crash on an empty key',
    change: (answer, { variables }) => (JSON.stringify(variables).includes('"cloneId":""') ? 'end' : answer),
    caughtBy: [
      names.odd,
      names.aliases,
      names.unknownDetails,
      names.details,
      names.headers,
      names.time,
      names.known,
      names.versions,
    ],
    says: /no connection, or one that ended without an answer \(ECONNREFUSED\)/,
  },
  {
    fault: 'a fact for a key that names no clone',
    change: withEntities((entities, keys) =>
      entities.map((one, index) => (keys[index]?.['cloneId'] === 'ALL' ? { ...one, arenaStatus: 'COMPETING' } : one)),
    ),
    caughtBy: [names.odd],
    says: /expected {2}NONE or null for the odd key/,
  },
  {
    fault: 'an answer to the first of two look-ups alone',
    change: edit(({ data, ...rest }) => ({
      ...rest,
      data: data['a'] ? { a: data['a'], b: data['a'].slice(0, 1) } : data,
    })),
    caughtBy: [names.aliases],
    says: /the summary of \S+ under `b`/,
  },
  {
    fault: 'an answer for any id, as if it existed',
    source: 'audition',
    change: withEntities((entities, keys) =>
      entities.map((one, index) => (keys[index]?.['__typename'] === 'Audition' ? { ...keys[index] } : one)),
    ),
    caughtBy: [names.unknownDetails],
    says: /null: the id is not one of yours/,
  },
  {
    fault: 'details that cannot be looked up',
    source: 'queue',
    change: withEntities((entities, keys) =>
      entities.map((one, index) => (keys[index]?.['__typename'] === 'QueueEntry' ? null : one)),
    ),
    caughtBy: [names.details],
    says: /expected {2}the QueueEntry entry-0190a000/,
  },
  {
    fault: 'a refusal of requests with a token',
    change: refuse(/"authorization"/, { ...html, status: 401 }),
    caughtBy: [names.headers],
    says: /came {6}HTTP 401/,
  },
  {
    fault: 'a slow batch',
    change: async (answer, { variables }) => (
      await delay(JSON.stringify(variables).length > 5_000 ? 1_200 : 0),
      answer
    ),
    caughtBy: [names.time],
    says: /came {6}one after \d{4,} ms/,
  },
  {
    fault: 'null, without an error, for a known clone',
    change: rewrite('"COMPETING"', 'null'),
    caughtBy: [names.known],
    says: /came .*"arenaStatus":null.*no error\n.*Null is only for what could not be read/,
  },
  {
    fault: 'a value that the contract does not have',
    change: rewrite('"COMPETING"', '"RACING"'),
    caughtBy: [names.known],
    says: /expected {2}one of NONE, COMPETING, RETIRED/,
  },
  {
    fault: 'COMPETING without a slot',
    change: withEntities((entities) =>
      entities.map((one) =>
        one?.['arenaStatus'] === 'COMPETING' && one['arenaSlot'] ? { ...one, arenaSlot: null } : one,
      ),
    ),
    caughtBy: [names.known],
    says: /expected {2}arenaSlot with COMPETING/,
  },
  {
    fault: 'RETIRED without a retirement',
    change: rewrite(/"retirement":{[^}]*}/g, '"retirement":null'),
    caughtBy: [names.known],
    says: /expected {2}retirement with RETIRED/,
  },
  {
    fault: 'an audition whose status differs from the fact',
    source: 'audition',
    change: rewrite('"auditionStatus":"RUNNING"', '"auditionStatus":"EVALUATING"'),
    caughtBy: [names.known],
    says: /expected {2}the status EVALUATING in the details/,
  },
  {
    fault: 'a time without an offset',
    source: 'queue',
    change: rewrite('00:00.000Z', '00:00'),
    caughtBy: [names.known],
    says: /expected {2}enqueuedAt as RFC 3339 with an offset/,
  },
  {
    fault: 'a version without an id',
    change: rewrite('"id":"version-nowhere"', '"id":""'),
    caughtBy: [names.versions],
    says: /came {6}{"__typename":"StrategyVersion","id":""}/,
  },
  {
    fault: 'an error for an unknown version',
    source: 'audition',
    change: withError(rewrite(/"strategyVersion":{[^}]*}/g, '"strategyVersion":null'), 'no such version'),
    caughtBy: [names.versions],
    says: /no such version\n.*whether or not such a version exists/,
  },
];

describe('a contributor check', () => {
  it.each(sources)(
    "passes the demo's %s subgraph, with clones that it has facts about and without clones",
    async (source) => {
      const { url } = contributors[source];
      expect(await check(source, url, ...bothClones)).toMatchObject({ ok: true, failed: [] });
      const { ok, lines } = await check(source, url);
      expect({ ok, last: lines.at(-1) }).toEqual({ ok: true, last: '15 checks: 12 ok, 0 FAILED, 3 not run' });
    },
  );

  it.each(sampleOf(faults))(
    'catches $fault, and nothing else',
    async ({ source = 'arena', change, caughtBy, says }) => {
      const url = await startChangedSubgraph(contributors[source].url, change);
      const { ok, lines, failed } = await check(source, url, ...bothClones);
      expect(failed).toEqual(caughtBy);
      expect(lines.join('\n')).toMatch(says);
      expect(ok).toBe(false);
    },
  );

  it.each<{
    readonly seen: string;
    readonly source: Source;
    readonly change?: Change;
    readonly clones: readonly string[];
    readonly notRun: readonly string[];
  }>([
    {
      seen: 'no clone',
      source: 'audition',
      clones: [],
      notRun: [
        `${names.details}: needs clones that you have facts about`,
        `${names.known}: needs clones`,
        `${names.versions}: needs clones`,
      ],
    },
    {
      seen: 'clones that it knows nothing about',
      source: 'arena',
      clones: ['nobody', 'nothing'],
      notRun: [
        `${names.details}: none of the clones given shows arenaSlot`,
        `${names.known}: it knows none of the given clones: each is NONE`,
        `${names.versions}: none of the clones given shows a strategy version`,
      ],
    },
    {
      seen: 'a clone without such a detail',
      source: 'queue',
      clones: [gone],
      notRun: [
        `${names.details}: none of the clones given shows queueEntry`,
        `${names.versions}: the contract has no strategy version here`,
      ],
    },
    {
      seen: 'facts that could not be read',
      source: 'arena',
      change: withError(rewrite('"COMPETING"', 'null'), 'the store is down'),
      clones: [active],
      notRun: [`${names.known}: the facts of the given clones could not be read`],
    },
    {
      seen: 'summaries without a version',
      source: 'audition',
      change: rewrite(/"strategyVersion":{[^}]*}/g, '"strategyVersion":null'),
      clones: [active, gone],
      notRun: [`${names.versions}: none of the clones given shows a strategy version`],
    },
  ])(
    'given $seen, names the checks that had nothing to look at, and counts none of them as passed',
    async ({ source, change = (answer) => answer, clones, notRun }) => {
      const url = await startChangedSubgraph(contributors[source].url, change);
      const { ok, lines } = await check(source, url, ...clones.flatMap((clone) => ['--clone', clone]));
      const said = lines.filter((line) => line.startsWith('not run ')).map((line) => line.slice(8));
      expect(said).toEqual(notRun.map((start) => expect.stringContaining(start)));
      expect({ ok, last: lines.at(-1) }).toEqual({
        ok: true,
        last: `15 checks: ${15 - notRun.length} ok, 0 FAILED, ${notRun.length} not run`,
      });
    },
  );

  it('accepts null if there is an error beside it', async () => {
    const url = await startChangedSubgraph(
      contributors.arena.url,
      withError(rewrite('"COMPETING"', 'null'), 'the store is down'),
    );
    expect(await check('arena', url, ...bothClones)).toMatchObject({ ok: true, failed: [] });
  });

  it('reports every fault at once, each with what was sent, what was expected, what came and what to do', async () => {
    const url = await startChangedSubgraph(contributors.arena.url, (answer) => ({
      ...answer,
      headers: { ...answer.headers, connection: 'close' },
      body: answer.body.replaceAll('"NONE"', 'null'),
    }));
    const { lines, failed } = await check('arena', url);
    expect(failed).toEqual([names.connection, names.none, names.odd]);
    expect(lines.filter((line) => line.startsWith('   ')).map((line) => line.trim().split('  ')[0])).toEqual(
      failed.flatMap(() => ['sent', 'expected', 'came', 'to do']),
    );
    expect(lines.at(-1)).toBe('15 checks: 9 ok, 3 FAILED, 3 not run');
  });

  it('sends the headers that it is given, and reports none of their values', async () => {
    const secret = 'sesame-"sesame"-sesame';
    // Long enough for a report to be cut anywhere within the secret's repetitions.
    const echo = (headers: object) => JSON.stringify({ ...headers, again: Array.from({ length: 50 }, () => secret) });
    const url = await startChangedSubgraph(contributors.queue.url, (answer, { headers }) =>
      headers['authorization'] === `Bearer ${secret}` && headers['x-door'] === secret
        ? answer
        : { ...answer, status: 400, body: echo(headers) },
    );
    const given = ['--header', `Authorization: Bearer ${secret}`, '--header'];
    expect(await check('queue', url, ...given, `x-door: ${secret}`)).toMatchObject({ ok: true });
    const { ok, lines } = await check('queue', url, ...given, `x-gate: ${secret}`);
    expect(ok).toBe(false);
    expect(lines.join('\n')).toContain('"authorization":"[hidden]"');
    expect(lines.join('\n')).not.toContain('sesame');
  });
});
