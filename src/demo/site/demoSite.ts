import type { IncomingMessage } from 'node:http';
import type { PageFile } from '../../graphiql/pageFiles.ts';
import { sources as allSources, type Source } from '../../lifecycle/facts.ts';
import type { Behaviour, RunningContributor } from '../contributors/startContributor.ts';
import { isPerson, people, type Person } from '../people.ts';
import { isOwnRequest, json, readJson } from './ownRequests.ts';

/** What a gateway's server has besides the graph and GraphiQL. Undefined: nothing at this path. */
export type Site = (path: string, request: IncomingMessage) => Promise<PageFile | undefined>;

/** A token for each of the demo's people. */
export type SignFor = (person: Person) => Promise<string>;

/** What the page gets when somebody signs in. */
export interface SignedIn {
  readonly token: string;
  /** The origin of the gateway to ask. */
  readonly gateway: string;
}

/** A source that the page may let fail. */
export interface SwitchedSource {
  readonly source: Source;
  readonly behaviour: Behaviour;
}

export type Switchable = Partial<Readonly<Record<Source, Pick<RunningContributor, 'behaviour' | 'behave'>>>>;

/** POST /demo/token with `{ person }`: a token of a person who works at this gateway or, with `others`, at another. */
export function tokenSite(sign: SignFor, others: { readonly internal?: string } = {}): Site {
  return async (path, request) => {
    if (path !== '/demo/token') return undefined;
    if (!isOwnRequest(request) || request.headers.origin === undefined) return refused;
    if (request.method !== 'POST') return wrongMethod;
    const { person } = ((await readJson(request)) ?? {}) as { readonly person?: unknown };
    if (!isPerson(person)) return json(400, { error: `person is one of ${Object.keys(people).join(', ')}.` });
    const gateway = (people[person].gateway === 'internal' && others.internal) || `http://${request.headers.host}`;
    return json(200, { token: await sign(person), gateway } satisfies SignedIn);
  };
}

/** /demo/sources: GET says how each source behaves, POST with `{ source, behaviour }` changes it. */
export function sourcesSite(switchable: Switchable): Site {
  const now = (): readonly SwitchedSource[] =>
    allSources.flatMap((source) => {
      const behaviour = switchable[source]?.behaviour;
      return behaviour === undefined ? [] : [{ source, behaviour }];
    });
  return async (path, request) => {
    if (path !== '/demo/sources') return undefined;
    if (!isOwnRequest(request)) return refused;
    if (request.method === 'GET') return json(200, now());
    if (request.method !== 'POST') return wrongMethod;
    if (request.headers.origin === undefined) return refused;
    const { source, behaviour } = ((await readJson(request)) ?? {}) as Readonly<Record<string, unknown>>;
    const chosen = allSources.find((name) => name === source && switchable[name] !== undefined);
    if (chosen === undefined || !isBehaviour(behaviour))
      return json(400, { error: `source is one that GET names, behaviour one of ${behaviours.join(', ')}.` });
    await switchable[chosen]?.behave(behaviour);
    return json(200, now());
  };
}

/** The first of the sites that has something at a path answers. */
export function joinSites(...sites: readonly Site[]): Site {
  return async (path, request) => {
    for (const site of sites) {
      const answer = await site(path, request);
      if (answer !== undefined) return answer;
    }
    return undefined;
  };
}

const behaviours: readonly Behaviour[] = ['answers', 'refuses', 'hangs'];

function isBehaviour(value: unknown): value is Behaviour {
  return behaviours.some((one) => one === value);
}

const refused = json(403, { error: "Only the demo's own page may ask this." });
const wrongMethod = json(405, { error: 'This is asked with another method.' });
