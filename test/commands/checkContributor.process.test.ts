import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkContributor } from '../../src/commands/checkContributor.ts';
import type { ContributorReport } from '../../src/contributorKit/checkReport.ts';
import type { Contributors } from '../../src/demo/contributors/startContributors.ts';
import { startChangedSubgraph, type Change, type GivenAnswer } from '../contributorKit/startChangedSubgraph.ts';
import { active, gone, startKnownContributors } from '../contributorKit/startKnownContributors.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-contributor-'));
const start = join(import.meta.dirname, '../../src/start.mjs');
let contributors: Contributors;

beforeAll(async () => void (contributors = await startKnownContributors(folder)));

afterAll(async () => {
  await contributors.close();
  rmSync(folder, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as a process of its own. */
function run(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env, maxBuffer: 64 * 1024 * 1024 };
    execFile(process.execPath, [start, 'check-contributor', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

/** The command in this process: what it prints, and the error that it ends with. */
async function check(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<{ readonly printed: string; readonly ok: boolean | Error }> {
  const printed: string[] = [];
  const ok = await checkContributor(args, env, (line) => printed.push(line)).catch((error: Error) => error);
  return { printed: printed.join('\n'), ok };
}

async function jsonOf(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<ContributorReport> {
  return JSON.parse((await check([...args, '--json'], env)).printed) as ContributorReport;
}

const arenaAt = (url: string): string[] => ['--source', 'arena', '--url', url];

const token = 'sesame-123456';
const letsIn = (authorization: unknown): boolean => authorization === `Bearer ${token}`;
const json = { 'content-type': 'application/json' };

/** What may stand behind a door. */
const parts = { everything: /./, 'its SDL': /_service/, 'its entities': /_entities/ };

const unauthorized: GivenAnswer = {
  status: 401,
  headers: { ...json, 'www-authenticate': 'Bearer realm="arena"' },
  body: '{}',
};
const withError = (status: number, data: unknown, extensions: object): GivenAnswer => ({
  status,
  headers: json,
  body: JSON.stringify({ data, errors: [{ message: 'Who?', extensions }] }),
});

/** What subgraphs answer at the door to whom they don't know. */
const denials: readonly { readonly part: keyof typeof parts; readonly denial: GivenAnswer; readonly says: string }[] = [
  { part: 'everything', denial: unauthorized, says: 'HTTP 401, www-authenticate: Bearer realm="arena"' },
  {
    part: 'everything',
    denial: { status: 403, headers: { 'content-type': 'text/html' }, body: '<h1>Forbidden</h1>' },
    says: 'HTTP 403.',
  },
  {
    part: 'everything',
    denial: withError(400, null, { code: 'AUTH_NOT_AUTHENTICATED' }),
    says: 'the error AUTH_NOT_AUTHENTICATED',
  },
  {
    part: 'its SDL',
    denial: withError(200, { _service: null }, { code: 'UNAUTHENTICATED' }),
    says: 'the error UNAUTHENTICATED',
  },
  { part: 'its entities', denial: unauthorized, says: 'HTTP 401' },
  {
    part: 'its entities',
    denial: withError(200, null, { code: 'UNAUTHENTICATED' }),
    says: 'the error UNAUTHENTICATED',
  },
  {
    part: 'its entities',
    denial: withError(200, { _entities: [null] }, { classification: 'UNAUTHORIZED' }),
    says: 'the error UNAUTHORIZED',
  },
];

const withDoor =
  (behind: RegExp, denial: GivenAnswer): Change =>
  (answer, { query, headers }) =>
    behind.test(query) && !letsIn(headers['authorization']) ? denial : answer;

describe('a subgraph that wants a token', () => {
  it.each(denials)('for $part is told from one that breaks the contract: $says', async ({ part, denial, says }) => {
    const url = await startChangedSubgraph(contributors.arena.url, withDoor(parts[part], denial));
    const { printed, ok } = await check(arenaAt(url));
    expect(printed).toMatch(/: it wants a token\n15 checks: \d ok, 0 FAILED, \d+ not run$/);
    expect(ok).toMatchObject({ name: 'StartError', message: expect.stringContaining(says) });
    expect(ok).toMatchObject({ message: expect.stringMatching(/^[^\n]+--header-env authorization=VARIABLE[^\n]+$/) });
  });

  it.each(Object.entries(parts))('for %s is checked like any other once it is given one', async (_, behind) => {
    const url = await startChangedSubgraph(contributors.arena.url, withDoor(behind, unauthorized));
    const { printed, ok } = await check([...arenaAt(url), '--header-env', 'authorization=ARENA', '--clone', active], {
      ARENA: `Bearer ${token}`,
    });
    expect({ ok, last: printed.split('\n').at(-1) }).toEqual({
      ok: true,
      last: '15 checks: 15 ok, 0 FAILED, 0 not run',
    });
  });

  it('and does not take the one that it is given is told so, by the names of the headers', async () => {
    const url = await startChangedSubgraph(contributors.arena.url, withDoor(/./, unauthorized));
    const { ok } = await check([...arenaAt(url), '--header-env', 'Authorization=ARENA', '--header', 'x-tenant: one'], {
      ARENA: 'Bearer another-1',
    });
    expect(ok).toMatchObject({
      message: expect.stringMatching(/does not accept the x-tenant, authorization that was sent.*HTTP 401/),
    });
  });

  it("only from who sends odd keys or a stranger's headers breaks the contract", async () => {
    const denial = { status: 403, headers: json, body: '{}' };
    const wall: Change = (answer, { variables, headers }) =>
      JSON.stringify(variables).includes("'; --") || headers['x-unheard-of'] ? denial : answer;
    const report = await jsonOf(arenaAt(await startChangedSubgraph(contributors.arena.url, wall)));
    expect(report).toMatchObject({ outcome: 'BROKEN', message: null });
    expect(report.checks.filter(({ status }) => status === 'FAILED').map(({ id }) => id)).toEqual([
      'survivesOddKeys',
      'ignoresHeaders',
    ]);
  });
});

describe('what is secret', () => {
  /** Answers with all that it was sent, its URL among it. */
  const echo: Change = (answer, { headers }) => ({
    status: 400,
    headers: {
      ...answer.headers,
      'www-authenticate': String(headers['authorization']),
      'set-cookie': 'sid=cookie-secret',
    },
    body: JSON.stringify({ headers, url: '/graphql?key=url-secret&other=in%20url%20secret', text: 'in url secret' }),
  });
  const args = ['--header-env', 'authorization=ARENA', '--header', 'x-door: door-secret', '--clone', active];
  const env = { ARENA: 'Bearer bearer-secret' };

  it.each([[[]], [['--verbose']], [['--json', '--verbose']]])(
    'is in no report, whatever is echoed: %j',
    async (more) => {
      for (const status of [400, 401]) {
        const url = await startChangedSubgraph(contributors.arena.url, async (answer, request) => ({
          ...((await echo(answer, request)) as GivenAnswer),
          status,
        }));
        const { printed, ok } = await check(
          [...arenaAt(`${url}?key=url-secret&other=in%20url%20secret`), ...args, ...more],
          env,
        );
        expect(`${printed}${String(ok)}`).not.toMatch(
          /bearer-secret|door-secret|url-secret|in(%20| )url|cookie-secret/,
        );
      }
    },
  );
});

describe('--verbose', () => {
  it('shows each request in full, with its headers, and its answer', async () => {
    const { printed } = await check([...arenaAt(contributors.arena.url), '--verbose', '--header', 'x-tenant: one']);
    const { origin } = new URL(contributors.arena.url);
    expect(printed).toContain(
      `ok      answers GraphQL over HTTP, as JSON\n        request   POST ${origin}/graphql\n                  accept: `,
    );
    expect(printed).toContain('                  x-tenant: [hidden]\n');
    expect(printed).toMatch(
      /\n {18}\{"query":"\{ __typename \}","variables":\{\}\}\n {8}answer {4}HTTP 200 in \d+ ms\n {18}\S+: /,
    );
    expect(printed).toContain('\n                  {"data":{"__typename":"Query"}}\n');
    // All 100 keys of the batch, each time.
    const batches = printed
      .split('\n')
      .filter((line) => line.includes('"representations":[') && line.split('"cloneId":').length === 101);
    expect(batches).toHaveLength(3);
    batches.forEach((line) => expect(() => JSON.parse(line)).not.toThrow());
  });

  it('cuts long answers, and says of a request without one why', async () => {
    const long = await startChangedSubgraph(contributors.arena.url, (answer) => ({
      ...answer,
      body: JSON.stringify({ data: { __typename: 'x'.repeat(1_000_000) } }),
    }));
    const { printed } = await check([...arenaAt(long), '--verbose']);
    expect({ cut: printed.includes('… (1000026 characters)'), length: printed.length < 200_000 }).toEqual({
      cut: true,
      length: true,
    });
    const cut = await startChangedSubgraph(contributors.arena.url, (answer, { query }) =>
      query.includes('_service') ? 'reset' : answer,
    );
    expect((await check([...arenaAt(cut), '--verbose'])).printed).toMatch(
      /"query":"\{ _service \{ sdl \} \}".*\n {8}answer {4}no connection, or one that ended without an answer \(ECONNRESET\)/,
    );
  });

  it('shows what met the door that stopped the run', async () => {
    const url = await startChangedSubgraph(contributors.arena.url, () => ({
      status: 401,
      headers: json,
      body: '{"say":"who"}',
    }));
    expect((await check([...arenaAt(url), '--verbose'])).printed).toMatch(
      /answer {4}HTTP 401 in \d+ ms\n[^]*\{"say":"who"\}/,
    );
  });
});

describe('--json', () => {
  const outcomes: readonly {
    readonly outcome: string;
    readonly change: Change;
    readonly code: number;
    readonly counts: object;
  }[] = [
    { outcome: 'KEPT', change: (answer) => answer, code: 0, counts: { passed: 12, failed: 0, notRun: 3 } },
    {
      outcome: 'BROKEN',
      change: (answer) => ({ ...answer, body: answer.body.replaceAll('"NONE"', 'null') }),
      code: 1,
      counts: { passed: 10, failed: 2, notRun: 3 },
    },
    {
      outcome: 'WANTS_TOKEN',
      change: (answer) => ({ ...answer, status: 401 }),
      code: 1,
      counts: { passed: 0, failed: 0, notRun: 15 },
    },
  ];

  it.each(outcomes)(
    'prints one document and nothing else, and exits with $code: $outcome',
    async ({ outcome, change, code, counts }) => {
      const url = await startChangedSubgraph(contributors.arena.url, change);
      const ended = await run([...arenaAt(url), '--json']);
      expect(ended).toMatchObject({ code, stderr: '' });
      const report = JSON.parse(ended.stdout) as ContributorReport;
      expect(report).toMatchObject({
        formatVersion: 1,
        source: 'arena',
        url,
        outcome,
        counts,
        message: outcome === 'WANTS_TOKEN' ? expect.any(String) : null,
      });
      for (const { status, reason, findings } of report.checks) {
        expect({ hasReason: reason !== null, hasFindings: findings.length > 0 }).toEqual({
          hasReason: status === 'NOT_RUN',
          hasFindings: status === 'FAILED',
        });
      }
    },
  );

  it('says so, too, where nothing is to be reached', async () => {
    const ended = await run([...arenaAt('http://127.0.0.1:1/graphql?key=secret'), '--json']);
    expect(ended).toMatchObject({ code: 1, stderr: '' });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      url: 'http://127.0.0.1:1/graphql',
      outcome: 'UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
      counts: { passed: 0, failed: 0, notRun: 15 },
    });
  });

  it('has the requests only with --verbose', async () => {
    const args = arenaAt(contributors.arena.url);
    expect((await jsonOf(args)).checks[0]).toEqual({
      id: 'answersGraphQL',
      name: 'answers GraphQL over HTTP, as JSON',
      status: 'PASSED',
      reason: null,
      findings: [],
    });
    const [first] = (await jsonOf([...args, '--verbose'])).checks;
    expect(first?.requests).toEqual([
      {
        method: 'POST',
        url: contributors.arena.url,
        headers: expect.objectContaining({ 'content-type': 'application/json' }),
        body: '{"query":"{ __typename }","variables":{}}',
        answer: {
          status: 200,
          milliseconds: expect.any(Number),
          headers: expect.objectContaining({ 'content-type': expect.any(String) }),
          body: '{"data":{"__typename":"Query"}}',
        },
        failure: null,
      },
    ]);
  });

  it('calls each check by the same id as before: others look for them', async () => {
    const { checks } = await jsonOf([...arenaAt(contributors.arena.url), '--clone', active, '--clone', gone]);
    const ids =
      'answersGraphQL keepsConnection composes keepsSchema saysNone answersDetailsAlone answersBatch survivesOddKeys keepsAliasesApart givesNoUnknownDetails findsDetails ignoresHeaders answersInTime showsKnownClones namesVersions';
    expect(checks.map(({ id }) => id).join(' ')).toBe(ids);
  });
});

describe('the check-contributor command', () => {
  it('ends without a word when its reader has gone', async () => {
    const command = spawn(process.execPath, [start, 'check-contributor', ...arenaAt(contributors.arena.url)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    command.stdout.destroy();
    const [said, [code]] = await Promise.all([text(command.stderr), once(command, 'exit')]);
    expect({ said, code }).toEqual({ said: '', code: 0 });
  });

  it('ends with exit code 0 when nothing is wrong', async () => {
    expect(await run(['--source', 'queue', '--url', contributors.queue.url])).toMatchObject({ code: 0, stderr: '' });
  });

  it('ends with exit code 1 when something is', async () => {
    expect(await run(arenaAt(contributors.queue.url))).toMatchObject({
      code: 1,
      stderr: '',
      stdout: expect.stringMatching(/\d FAILED/),
    });
  });

  it('ends with exit code 1 and one line when it is not let in, and takes a token from the environment', async () => {
    const url = await startChangedSubgraph(contributors.arena.url, withDoor(/./, unauthorized));
    expect(await run(arenaAt(url))).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^[^\n]*wants a token[^\n]*\n$/),
    });
    expect(
      await run([...arenaAt(url), '--header-env', 'authorization=ARENA'], { ARENA: `Bearer ${token}` }),
    ).toMatchObject({ code: 0, stderr: '' });
  });

  it('says in one line that nothing is to be reached', async () => {
    const { code, stderr } = await run(['--source', 'queue', '--url', 'http://127.0.0.1:1/graphql?key=secret']);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(
        /^http:\/\/127\.0\.0\.1:1\/graphql can't be reached \([^\n]*ECONNREFUSED\)[^\n]*\n$/,
      ),
    });
  });

  const url = 'http://localhost:5000/graphql';
  it.each([
    { args: [], says: '--source is one of audition, queue, arena' },
    { args: ['--source', 'clone', '--url', url], says: '--source is one of' },
    { args: ['--source', 'arena'], says: '--url is the http or https URL' },
    { args: arenaAt('localhost:5000'), says: '--url is the http or https URL' },
    { args: arenaAt('http://user:secret@localhost/'), says: 'no user name or password' },
    { args: [...arenaAt(url), '--header', 'secret'], says: '--header takes "name: value"' },
    { args: [...arenaAt(url), '--header', 'a: se\ncret'], says: '--header takes "name: value"' },
    { args: [...arenaAt(url), '--header-env', 'authorization: secret'], says: '--header-env takes name=VARIABLE' },
    { args: [...arenaAt(url), '--header-env', 'authorization=secret'], says: '--header-env takes name=VARIABLE' },
    { args: [...arenaAt(url), '--header-env', 'authorization=EMPTY'], says: '--header-env takes name=VARIABLE' },
    { args: [...arenaAt(url), '--header-env', 'authorization=LINES'], says: '--header-env takes name=VARIABLE' },
    {
      args: [...arenaAt(url), '--clone'],
      says: "Option '--clone <value>' argument missing.",
    },
    {
      args: [...arenaAt(url), '--json=secret'],
      says: "Option '--json' does not take an argument.",
    },
    { args: [...arenaAt(url), '--clones', 'secret'], says: "Unknown option '--clones'." },
    { args: [...arenaAt(url), 'secret'], says: 'An argument belongs to no option.' },
  ])('says what is wrong and how it is called, and quotes no value: $args', async ({ args, says }) => {
    const { ok, printed } = await check(args, { EMPTY: '', LINES: 'se\ncret' });
    expect(ok).toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(/^[^\n]+\nUsage: npm run check-contributor -- --source [^\n]+$/),
    });
    expect(printed).toBe('');
    expect(String(ok)).toContain(says);
    expect(String(ok)).not.toContain('secret');
  });
});
