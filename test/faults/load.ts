import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleGraph } from '../sampleStrategy.ts';
import { askService, type Answer } from './askService.ts';

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

/** Who watches the load, and how fast it is. */
export interface LoadOptions {
  /** How long a creator rests after each publishing. */
  readonly pauseMs?: number;
  /** A write was acknowledged. */
  onAcknowledged?(): void;
  /** A request was answered with a code that says that something failed, or its connection was lost. */
  onRefused?(code: string): void;
}

/** The codes that a creator may get while something fails; its own lost answers cause the conflicts. */
const passing: ReadonlySet<string> = new Set(['TIMEOUT', 'SERVICE_UNAVAILABLE', 'REVISION_CONFLICT']);

/** A publishing that wasn't answered yet, or whose answer was lost. */
interface Publishing {
  readonly cloneId: string;
  readonly expectedRevision: number;
  readonly note: string;
  readonly idempotencyKey: string;
}

/**
 * Starts creators that each save and publish on their own connection, repeat a call with an idempotency key until it is answered,
 * and read their draft's revision after a save's lost answer. `url` is called before each request: a restart changes it, and it
 * is null meanwhile.
 */
export function startLoad(
  url: () => string | null,
  tokens: readonly string[],
  { pauseMs = 0, onAcknowledged, onRefused }: LoadOptions = {},
): Load {
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
      const answer = await askService(agent, to, token, query, { input });
      wrong.push(...answer.codes.filter((code) => !passing.has(code)));
      for (const code of answer.codes) if (code !== 'REVISION_CONFLICT') onRefused?.(code);
      return answer;
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      if (code === 'ECONNRESET' || code === 'EPIPE') resets.push(code);
      else if (code !== 'ECONNREFUSED') wrong.push(code);
      onRefused?.(code);
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
    if (creator.cloneId !== null) count();
  }

  function count(): void {
    acknowledged += 1;
    onAcknowledged?.();
  }

  /** Saves once; returns what is to be published then, or null if the answer was lost or reports a failure. */
  async function save(token: string, creator: Acknowledged, revision: number): Promise<Publishing | null> {
    const { cloneId } = creator;
    const prompt = `Prompt number ${(serial += 1)}`;
    const saved = await ask(
      token,
      'mutation($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { strategyDraft { revision } errors { code } } }',
      { cloneId, expectedRevision: revision, graph: sampleGraph(prompt) },
    );
    const savedRevision: number | undefined = saved?.data?.saveStrategyDraft?.strategyDraft?.revision;
    if (cloneId === null || savedRevision === undefined || saved?.codes.length !== 0) return null;
    Object.assign(creator, { revision: savedRevision, prompt });
    count();
    const note = `note ${(serial += 1)}`;
    return { cloneId, expectedRevision: savedRevision, note, idempotencyKey: note };
  }

  /** Publishes once; returns what has to be repeated: null if it was acknowledged, or refused for good. */
  async function publish(token: string, creator: Acknowledged, input: Publishing): Promise<Publishing | null> {
    const published = await ask(
      token,
      'mutation($input: PublishStrategyInput!) { publishStrategy(input: $input) { strategyVersion { id } errors { code } } }',
      { ...input },
    );
    const id: string | undefined = published?.data?.publishStrategy?.strategyVersion?.id;
    if (id === undefined) return published?.codes.includes('REVISION_CONFLICT') ? null : input;
    creator.versions.set(id, input.note);
    count();
    return null;
  }

  async function run(token: string, creator: Acknowledged, key: string): Promise<void> {
    let known: number | null = 0;
    let owed: Publishing | null = null;
    while (!state.stopped) {
      const before: Publishing | null = owed;
      if (creator.cloneId === null) {
        await create(token, creator, `${key}-${generation}`);
        [known, owed] = [0, null];
      } else if (owed !== null) owed = await publish(token, creator, owed);
      else if (known === null) {
        const answer: Answer | null = await ask(
          token,
          `{ clone(id: "${creator.cloneId}") { strategyDraft { revision } } }`,
        );
        known = answer?.data?.clone?.strategyDraft?.revision ?? null;
      } else {
        owed = await save(token, creator, known);
        known = owed?.expectedRevision ?? null;
      }
      const failed = creator.cloneId === null || known === null || (owed !== null && owed === before);
      if (failed || (owed === null && pauseMs > 0)) await pause(failed ? 50 : pauseMs);
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
        const { data } = await askService(
          agent,
          url() ?? '',
          tokens[0] ?? '',
          'query($ids: [ID!]!) { strategyVersions(ids: $ids) { id number contentHash } }',
          { ids: ids.slice(first, first + 100) },
        );
        const versions = data.strategyVersions as readonly ({ readonly id: string } | null)[];
        found.push(...versions.flatMap((version) => version?.id ?? []));
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
