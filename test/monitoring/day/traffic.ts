import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { below } from '../../bench/draw.ts';
import { sampleGraph } from '../../sampleStrategy.ts';
import type { DayClock } from './clock.ts';
import type { Platform } from './startPlatform.ts';

/** Answers that one sender waits for at most; who comes while all are out doesn't send. */
const mostInFlight = 48;
const creators = 12;

/** Requests a second at this hour: few at night, most in the evening. */
export function requestsASecond(hour: number): number {
  return 6 + 17 * (1 + Math.cos(((hour - 20) / 12) * Math.PI));
}

/** A clone of the day's creators, whose draft one request at a time edits. */
interface Edited {
  readonly token: string;
  readonly id: string;
  revision: number;
  busy: boolean;
}

interface Answer {
  // oxlint-disable-next-line no-explicit-any -- answers are read by path
  readonly data?: any;
}

/** Who uses the platform, and how often beside the others. */
interface Caller {
  readonly share: number;
  call(): Promise<unknown>;
}

export interface Traffic {
  /** The day's traffic, until its end. */
  run(): Promise<void>;
  /** Sends one request and returns its answer; null if there was none. */
  ask(url: string, token: string | null, query: string, variables?: object): Promise<Answer | null>;
  /** The next of the day's creators creates a clone. */
  createClone(): Promise<void>;
  /** Every creator publishes an edited draft, from two windows at once. */
  publishAll(): Promise<void>;
}

/** What creators, backers, the trading engine, the contest service and an operator do in a day. */
export async function createTraffic(platform: Platform, clock: DayClock): Promise<Traffic> {
  const { publicUrl, internalUrl, sign } = platform;
  const tokens = await Promise.all(Array.from({ length: creators }, (_, index) => sign(`creator-${index}`)));
  const alice = await sign('alice');
  const engine = await sign('trading-engine', 'clone:read strategy:read');
  const operator = await sign('operator', 'clone:admin clone:moderate');
  const edited: Edited[] = [];
  const versions: string[] = [];

  async function ask(url: string, token: string | null, query: string, variables: object = {}): Promise<Answer | null> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(20_000),
    }).catch(() => null);
    return response === null ? null : ((await response.json().catch(() => null)) as Answer | null);
  }

  async function createClone(): Promise<void> {
    const token = tokens[edited.length % creators] ?? '';
    const answer = await ask(publicUrl, token, create, {
      input: { idempotencyKey: randomUUID(), name: 'Day Trader', modelId: 'swift-1' },
    });
    const id: string | undefined = answer?.data?.createClone?.clone?.id;
    if (id !== undefined) edited.push({ token, id, revision: 0, busy: false });
  }

  async function save(clone: Edited): Promise<void> {
    const answer = await ask(publicUrl, clone.token, saveDraft, {
      input: {
        cloneId: clone.id,
        expectedRevision: clone.revision,
        graph: sampleGraph(`Trade calmly ${randomUUID()}.`),
      },
    });
    clone.revision = answer?.data?.saveStrategyDraft?.strategyDraft?.revision ?? clone.revision;
  }

  /** Edits a draft that nobody edits at the moment, and publishes it one time in sixteen; creates a clone while there are few. */
  async function edit(): Promise<void> {
    if (edited.length < 2 * creators && below(4) === 0) return createClone();
    const clone = edited[below(edited.length)];
    if (clone === undefined || clone.busy) return;
    clone.busy = true;
    await save(clone);
    if (below(16) === 0) await publish(clone);
    clone.busy = false;
  }

  async function publish(clone: Edited): Promise<void> {
    const answer = await ask(publicUrl, clone.token, publishStrategy, {
      input: { cloneId: clone.id, expectedRevision: clone.revision },
    });
    const id: string | undefined = answer?.data?.publishStrategy?.strategyVersion?.id;
    if (id !== undefined) versions.push(id);
  }

  const callers: readonly Caller[] = [
    { share: 30, call: () => ask(publicUrl, null, directory, { search: ['', 'fox', 'owl', 'day'][below(4)] }) },
    { share: 18, call: () => ask(publicUrl, alice, summary) },
    { share: 18, call: edit },
    {
      share: 4,
      call: async () =>
        ask(publicUrl, edited[0]?.token ?? null, validate, { cloneId: edited[0]?.id, graph: sampleGraph() }),
    },
    { share: 14, call: () => ask(internalUrl, engine, version, { ids: versions.slice(-5) }) },
    { share: 10, call: () => ask(internalUrl, engine, readiness, { ids: edited.slice(0, 20).map(({ id }) => id) }) },
    { share: 4, call: () => ask(internalUrl, engine, events) },
    { share: 2, call: () => ask(internalUrl, operator, queue) },
  ];
  const wheel = callers.flatMap(({ share, call }) => Array.from({ length: share }, () => call));

  async function run(): Promise<void> {
    const underWay = new Set<Promise<unknown>>();
    let due = 0;
    for (let last = clock.hour(), hour = last; hour < 24; last = hour, hour = clock.hour()) {
      due += requestsASecond(hour) * (hour - last) * clock.secondsAnHour;
      for (; due >= 1; due -= 1) {
        if (underWay.size >= mostInFlight) continue;
        const call: Promise<unknown> = (wheel[below(wheel.length)] ?? edit)().finally(() => underWay.delete(call));
        underWay.add(call);
      }
      await pause(20);
    }
    await Promise.all(underWay);
  }

  const publishAll = async (): Promise<void> => {
    const window = async (clone: Edited): Promise<void> => {
      await save(clone);
      await publish(clone);
    };
    await Promise.all([...edited, ...edited].map(window));
  };
  return { run, ask, createClone, publishAll };
}

const create = 'mutation ($input: CreateCloneInput!) { createClone(input: $input) { clone { id } errors { code } } }';
const saveDraft =
  'mutation ($input: SaveStrategyDraftInput!) { saveStrategyDraft(input: $input) { strategyDraft { revision } errors { code } } }';
const publishStrategy =
  'mutation ($input: PublishStrategyInput!) { publishStrategy(input: $input) { strategyVersion { id } errors { code } } }';
const directory =
  'query ($search: String) { publicClones(first: 20, search: $search) { nodes { publicProfile { name } lifecycle { state } } } }';
const summary =
  '{ myClones(first: 20) { nodes { publicProfile { name } lifecycle { state nextAction unavailable } } } }';
const validate =
  'query ($cloneId: ID!, $graph: StrategyGraphInput!) { validateStrategy(cloneId: $cloneId, graph: $graph) { publishable } }';
const version = 'query ($ids: [ID!]!) { strategyVersions(ids: $ids) { id contentHash graph { assets { symbols } } } }';
const readiness = 'query ($ids: [ID!]!) { clones(ids: $ids) { id readiness { ready blockers } } }';
const events = '{ cloneEvents(first: 100) { nodes { id kind } hasMore } }';
const queue = '{ moderationQueueCount moderationQueue(first: 20) { nodes { id } } }';
