import { Agent, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleGraph } from '../sampleStrategy.ts';
import { timeouts } from './serviceProcess.ts';

/** What the service acknowledged to one creator. */
export interface Acknowledged {
  cloneId: string | null;
  /** The revision of the last saved draft. */
  revision: number;
  prompt: string;
  /** Notes of published versions by the versions' ids. */
  readonly versions: Map<string, string>;
}

export interface Load {
  /** One for each creator. */
  readonly creators: readonly Acknowledged[];
  /** How many writes were acknowledged. */
  count(): number;
  /** Answers that are wrong whatever fails: a code other than those for temporary failures, or no answer in time. */
  readonly wrong: string[];
  /** Connections that were reset while a request was on them. */
  readonly resets: string[];
  /** Lets the creators rest once all requests are answered; their connections stay open. */
  rest(): Promise<void>;
  resume(): void;
  /** Reads these versions while the creators rest; returns the ids of those that were found. */
  readVersions(ids: readonly string[]): Promise<readonly string[]>;
  /** From now on earlier writes may be lost: the creators start again, with new clones. */
  forget(): void;
  /** How long the slowest request took since the last call, in milliseconds. */
  longest(): number;
  stop(): Promise<void>;
}

interface Answer {
  // oxlint-disable-next-line no-explicit-any -- tests read answers by path
  readonly data: any;
  readonly codes: readonly string[];
}

/** The codes that a creator may get while something fails; its own lost answers cause the conflicts. */
const passing: ReadonlySet<string> = new Set(['TIMEOUT', 'SERVICE_UNAVAILABLE', 'REVISION_CONFLICT']);

/**
 * Starts creators that each save and publish without a pause on their own connection, and read their draft's revision
 * after a lost answer. `url` is called before each request: a restart changes it, and it is null meanwhile.
 */
export function startLoad(url: () => string | null, tokens: readonly string[]): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: tokens.length });
  const creators = tokens.map((): Acknowledged => ({ cloneId: null, revision: 0, prompt: '', versions: new Map() }));
  const wrong: string[] = [];
  const resets: string[] = [];
  let acknowledged = 0;
  let longest = 0;
  const state: { stopped: boolean; underWay: number; resting: PromiseWithResolvers<void> | null } = {
    stopped: false,
    underWay: 0,
    resting: null,
  };
  let serial = 0;
  let generation = 0;

  async function ask(token: string, query: string, input?: Record<string, unknown>): Promise<Answer | null> {
    while (state.resting !== null) await state.resting.promise;
    const to = url();
    if (to === null) return null;
    state.underWay += 1;
    const begun = performance.now();
    try {
      const text = await send(agent, to, token, JSON.stringify({ query, variables: { input } }));
      const { data = null, errors = [] } = JSON.parse(text) as {
        data?: Record<string, { errors?: { code: string }[] }>;
        errors?: { extensions: { code: string } }[];
      };
      const codes = [
        ...errors.map(({ extensions }) => extensions.code),
        ...Object.values(data ?? {}).flatMap((payload) => payload?.errors?.map(({ code }) => code) ?? []),
      ];
      wrong.push(...codes.filter((code) => !passing.has(code)));
      return { data, codes };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code === 'ECONNRESET' || code === 'EPIPE') resets.push(code);
      else if (code !== 'ECONNREFUSED') wrong.push(code);
      return null;
    } finally {
      longest = Math.max(longest, performance.now() - begun);
      state.underWay -= 1;
    }
  }

  async function create(token: string, creator: Acknowledged, key: string): Promise<void> {
    const answer = await ask(
      token,
      'mutation($input: CreateCloneInput!) { createClone(input: $input) { clone { id } errors { code } } }',
      { name: `Clone ${key}`, modelId: 'swift-1', idempotencyKey: key },
    );
    creator.cloneId = answer?.data?.createClone?.clone?.id ?? null;
    if (creator.cloneId !== null) acknowledged += 1;
  }

  /** Saves and publishes once; false if an answer was lost or reports a failure. */
  async function work(token: string, creator: Acknowledged, revision: number): Promise<boolean> {
    const { cloneId } = creator;
    const prompt = `Prompt number ${(serial += 1)}`;
    const saved = await ask(
      token,
      'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { strategyDraft { revision } errors { code } } }',
      { cloneId, expectedRevision: revision, graph: sampleGraph(prompt) },
    );
    const savedRevision: number | undefined = saved?.data?.saveStrategyDraft?.strategyDraft?.revision;
    if (savedRevision === undefined || saved?.codes.length !== 0) return false;
    Object.assign(creator, { revision: savedRevision, prompt });
    acknowledged += 1;
    const note = `note ${(serial += 1)}`;
    const published = await ask(
      token,
      'mutation($input: PublishStrategyInput!) { publishStrategy(input: $input) { strategyVersion { id } errors { code } } }',
      { cloneId, expectedRevision: savedRevision, note, idempotencyKey: note },
    );
    const id: string | undefined = published?.data?.publishStrategy?.strategyVersion?.id;
    if (id === undefined) return false;
    creator.versions.set(id, note);
    acknowledged += 1;
    return true;
  }

  async function run(token: string, creator: Acknowledged, key: string): Promise<void> {
    let known: number | null = 0;
    while (!state.stopped) {
      if (creator.cloneId === null) {
        await create(token, creator, `${key}-${generation}`);
        known = 0;
      } else if (known === null) {
        const answer: Answer | null = await ask(
          token,
          `{ clone(id: "${creator.cloneId}") { strategyDraft { revision } } }`,
        );
        known = answer?.data?.clone?.strategyDraft?.revision ?? null;
      } else known = (await work(token, creator, known)) ? creator.revision : null;
      if (creator.cloneId === null || known === null) await pause(50);
    }
  }

  const running = Promise.all(creators.map((creator, index) => run(tokens[index] ?? '', creator, `creator-${index}`)));
  return {
    creators,
    count: () => acknowledged,
    wrong,
    resets,
    rest: async () => {
      state.resting ??= Promise.withResolvers();
      while (state.underWay > 0) await pause(5);
    },
    resume: () => {
      state.resting?.resolve();
      state.resting = null;
    },
    readVersions: async (ids) => {
      const found: string[] = [];
      for (let first = 0; first < ids.length; first += 100) {
        const text = await send(
          agent,
          url() ?? '',
          tokens[0] ?? '',
          JSON.stringify({
            query: 'query($ids: [ID!]!) { strategyVersions(ids: $ids) { id number contentHash } }',
            variables: { ids: ids.slice(first, first + 100) },
          }),
        );
        const { data } = JSON.parse(text) as { data: { strategyVersions: ({ id: string } | null)[] } };
        found.push(...data.strategyVersions.flatMap((version) => version?.id ?? []));
      }
      return found;
    },
    forget: () => {
      generation += 1;
      for (const creator of creators) {
        Object.assign(creator, { cloneId: null, revision: 0, prompt: '' });
        creator.versions.clear();
      }
    },
    longest: () => {
      const most = longest;
      longest = 0;
      return most;
    },
    stop: async () => {
      state.stopped = true;
      state.resting?.resolve();
      state.resting = null;
      await running;
      agent.destroy();
    },
  };
}

/** How long to wait for an answer: well beyond the request's time-out. */
const patienceMs = timeouts.REQUEST_TIMEOUT_MS + 3_000;

function send(agent: Agent, url: string, token: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      authorization: `Bearer ${token}`,
    };
    const outgoing = request(`${url}/graphql`, { method: 'POST', agent, headers }, (incoming: IncomingMessage) => {
      let text = '';
      incoming.setEncoding('utf8').on('data', (part: string) => void (text += part));
      incoming.on('error', reject);
      incoming.on('end', () => {
        clearTimeout(late);
        resolve(text);
      });
    });
    const late = setTimeout(
      () => outgoing.destroy(Object.assign(new Error('no answer'), { code: `no answer in ${patienceMs} ms` })),
      patienceMs,
    );
    outgoing.on('error', (error) => {
      clearTimeout(late);
      reject(error);
    });
    outgoing.end(body);
  });
}
